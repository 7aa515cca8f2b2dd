"""Demo: a whole invented event on three laptops and headquarters, played through the desks that people use.

Every file and document stays in its folder. The candidates, jurors and scores are invented, and each page says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

from juryapp.board import status
from juryapp.board.awaited_laptops import RosterState, awaited_laptops
from juryapp.clock import Clock
from juryapp.desk import laptop_closing, not_awaited
from juryapp.desk.headquarters import create_event
from juryapp.desk.juror import GivenScore, JurorDesk
from juryapp.desk.review import review
from juryapp.desk.secretary import SecretaryDesk
from juryapp.desk.signing import sign_sheets
from juryapp.disk import make_folder, write_whole
from juryapp.errors import FileProblem
from juryapp.event.laptop import Laptop
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.locations import Home
from juryapp.model.candidate import Attendance
from juryapp.model.document import DocumentKind
from juryapp.model.note import Visibility
from juryapp.model.sheet import CellState
from juryapp.printing import event_documents
from juryapp.sample import ABSENT, DESK_PIN, FILE, PASSPHRASE, PIN, ROOT_PIN, drawn, sample_setup
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.sharing.prepared_copy import prepare
from juryapp.signing.pin_cost import STANDARD, PinCost
from juryapp.text import _
from juryapp.verification.authority import export

Tell = Callable[[str], None]

STRENGTH = {"K01": 84, "K03": 90, "K04": 70, "K06": 79, "K07": 82, "D01": 80, "D02": 88, "D03": 74}
"""What the invented candidates are worth, before each juror's own eye; K02 is made to tie with K01."""
RECUSED = ("J02", "K06")
DISPUTED = ("J04", "K04", "REG")
REOPENED = ("J03", "K07", "INO")
SEATS = {"meja": ("J01", "J02", "J04"), "laptop-2": ("J03", "J04"), "laptop-3": ("J05", "J06")}
SCORES_AT = {"J01": "meja", "J02": "meja", "J03": "laptop-2", "J04": "laptop-2", "J05": "laptop-3", "J06": "laptop-3"}


def points(candidate: str, juror: str, place: int) -> int:
    """The invented points of a juror for the criterion at this place (from 0) of a candidate's rubric."""
    if candidate == "K02":
        return points("K01", juror, place) + {0: -2, 1: 2}.get(place, 0)
    eye = int(juror[1:])
    return STRENGTH[candidate] + (eye * 7 + place * 5 + ord(candidate[-1])) % 11 - 5


def ticking(start: datetime) -> Clock:
    """A clock that goes on by a minute at each look."""
    minutes = count()
    return lambda: start + timedelta(minutes=next(minutes))


def play(folder: Path, tell: Tell = lambda line: None, cost: PinCost = STANDARD) -> list[Path]:
    """Plays the event; returns the documents that were left. `tell` hears what is done, a sentence a step.

    Raises `FileProblem` if the folder isn't empty or can't be made.
    """
    make_folder(folder)
    if any(folder.iterdir()):
        raise FileProblem("{path} is not empty; choose a new folder for the demo.", path=folder)
    return _Play(folder, tell, cost).through()


class _Play:
    """One run of the demo: headquarters, three laptops, and the flash disk that goes between them."""

    def __init__(self, folder: Path, tell: Tell, cost: PinCost) -> None:
        self.folder = folder
        self.tell = tell
        self.cost = cost
        self.clock = ticking(datetime(2025, 2, 18, 8, 0, tzinfo=ZoneInfo("Asia/Makassar")))
        self.stick = folder / "flashdisk"
        self.events: dict[str, OpenEvent] = {}
        self.jurors: dict[tuple[str, str], JurorDesk] = {}

    def through(self) -> list[Path]:
        try:
            return self._through()
        finally:
            for event in self.events.values():
                event.close()

    def _through(self) -> list[Path]:
        desk = self._headquarters()
        meja = self._laptops(desk)
        self._morning(meja)
        self._interviews()
        self._collect(desk)
        self._settle(desk)
        self._reopen(meja)
        self._close(desk)
        return self._documents(desk.event)

    def laptop(self, name: str) -> Laptop:
        return Laptop(Home(self.folder / "home" / name), self.clock, self.cost, name)

    def juror(self, name: str, code: str) -> JurorDesk:
        if (name, code) not in self.jurors:
            self.jurors[name, code] = JurorDesk.sit(self.events[name], code, PIN)
        return self.jurors[name, code]

    def _headquarters(self) -> SecretaryDesk:
        self.tell(_("Headquarters creates the event and enrols the jurors."))
        setup = sample_setup()
        path = make_folder(self.folder / "pusat") / FILE
        event = create_event(self.laptop("pusat"), path, PASSPHRASE, setup, DESK_PIN, ROOT_PIN)
        self.events["pusat"] = event
        desk = SecretaryDesk.sit(event, DESK_PIN)
        for number, juror in enumerate(SCORES_AT, 1):
            desk.enrol(juror, PIN, drawn(number))
        return desk

    def _laptops(self, desk: SecretaryDesk) -> SecretaryDesk:
        self.tell(_("Three laptops are prepared; one of them is the secretary's desk in the hotel."))
        for name, jurors in SEATS.items():
            path = prepare(desk, self.folder / name, jurors, with_desk=name == "meja")
            self.events[name] = open_event(self.laptop(name), path, PASSPHRASE)
        return SecretaryDesk.sit(self.events["meja"], DESK_PIN)

    def _morning(self, meja: SecretaryDesk) -> None:
        self.tell(_("The secretary notes who came: {candidate} is absent and forfeits.", candidate=ABSENT))
        for candidate in [*STRENGTH, "K02"]:
            meja.attendance(candidate, Attendance.PRESENT)
        meja.attendance(ABSENT, Attendance.ABSENT)
        prepare(meja, self.folder / "meja" / "cadangan")
        self._carry("meja", "laptop-2", "laptop-3")

    def _carry(self, source: str, *targets: str) -> None:
        """From one laptop to others by flash disk."""
        package = pack(self.events[source], self.stick)
        for target in targets:
            merge(self.events[target], [package])

    def _interviews(self) -> None:
        self.tell(_("Six jurors score {count} candidates on three laptops, write notes and sign.", count=len(STRENGTH) + 1))
        self.juror(SCORES_AT["J02"], "J02").recuse(RECUSED[1], _("My sister leads its finance office."))
        for code, name in SCORES_AT.items():
            desk = self.juror(name, code)
            desk.record_many(list(self._given(desk)))
            desk.write_note("K01", _("A clear answer on the budget; ask for the figures of last year."), Visibility.PANEL)
        juror, candidate, criterion = DISPUTED
        self.juror("meja", juror).record_score(candidate, criterion, "75")
        for code, name in SCORES_AT.items():
            waits = {candidate} if code == juror else set()
            desk = self.juror(name, code)
            cells = [cell.sheet for cell in desk.board().cells() if cell.sheet.juror == code and cell.state is CellState.COMPLETE]
            _look_and_sign(desk, [sheet.candidate for sheet in cells if sheet.candidate not in waits])

    def _given(self, desk: JurorDesk) -> Iterator[GivenScore]:
        board, code = desk.board(), desk.juror.code
        for number, candidate in board.candidates.items():
            if candidate.runs and (code, number) != RECUSED:
                for place, criterion in enumerate(board.criteria[candidate.category]):
                    yield GivenScore(number, criterion.code, str(points(number, code, place)))

    def _collect(self, desk: SecretaryDesk) -> None:
        self.tell(_("Everyone packs to the flash disk; headquarters merges."))
        packages = [pack(self.events[name], self.stick) for name in SEATS]
        merge(desk.event, packages, desk)

    def _settle(self, desk: SecretaryDesk) -> None:
        juror, candidate, _criterion = DISPUTED
        for conflict in status.conflicts(desk.event.file):
            self.tell(
                _("Two versions of {key} stand; headquarters takes the one of the juror's own laptop.", key=conflict.register[1])
            )
            own = next(head for head in conflict.heads if (head.value or {}).get("points") != "75")
            desk.resolve(conflict.id, own.id, _("The juror confirmed it on paper."))
        self._carry("pusat", *SEATS)
        _look_and_sign(self.juror(SCORES_AT[juror], juror), [candidate])

    def _reopen(self, meja: SecretaryDesk) -> None:
        juror, candidate, criterion = REOPENED
        self.tell(
            _("The sheet of {juror} for {candidate} is reopened, corrected and signed again.", juror=juror, candidate=candidate)
        )
        name = SCORES_AT[juror]
        self._carry(name, "meja")
        meja.reopen(juror, candidate, _("Innovation was scored for the neighbouring candidate."))
        self._carry("meja", name)
        desk = self.juror(name, juror)
        desk.record_score(candidate, criterion, "88")
        _look_and_sign(desk, [candidate])

    def _close(self, desk: SecretaryDesk) -> None:
        """The evening: each laptop says where it ends, and what was prepared for nothing is answered for."""
        self.tell(_("In the evening each laptop closes itself; the spare copy was never opened."))
        for name in SEATS:
            laptop_closing.close(self.events[name])
        self._collect(desk)
        for one in awaited_laptops(desk.event):
            if one.state is RosterState.UNOPENED:
                not_awaited.call_unused(desk, one, _("The spare copy was not needed."))

    def _documents(self, event: OpenEvent) -> list[Path]:
        self.tell(
            _("Headquarters prints score sheets, recapitulation, minutes, decree's annex, certificates, lists and pledges.")
        )
        out = make_folder(self.folder / "dokumen")
        kinds = (kind for kind in DocumentKind if kind is not DocumentKind.BLANK)
        printed = [one for kind in kinds for one in event_documents.documents(event, kind)]
        paths = [out / name for name, _pdf in printed]
        for path, (_name, pdf) in zip(paths, printed, strict=True):
            write_whole(path, pdf)
        write_whole(self.folder / "ROOT.pem", export(event, with_jurors=True))
        self._carry("pusat", *SEATS)
        write_whole(self.folder / "README.txt", _guide().encode())
        return paths


def _guide() -> str:
    lines: Sequence[str] = (
        _("An invented event (DATA SIMULASI). Passphrase: {passphrase}", passphrase=PASSPHRASE),
        _("PINs: jurors {pin}, desk {desk}, root {root}", pin=PIN, desk=DESK_PIN, root=ROOT_PIN),
        _("Laptops: pusat (headquarters), meja, laptop-2, laptop-3; each one's own folder lies in home."),
        _("Packages lie in flashdisk, the PDFs in dokumen."),
        _("To look at it as headquarters does: JURYAPP_HOME=home/pusat juryapp status pusat/contoh.jury"),
    )
    return "\n".join(lines) + "\n"


def _look_and_sign(desk: JurorDesk, candidates: Sequence[str]) -> None:
    sign_sheets(desk, [review(desk, candidate) for candidate in candidates])
