"""Builders of whole events, with defaults: a small set-up, laptops with homes and clocks of their own, enrolled jurors.

    hq = an_event(tmp_path)                                  headquarters, J01 to J04 enrolled
    panel = a_prepared(hq, "panel", ["J01", "J02"])          the laptop "panel", with their keys
    score_all(a_juror(panel, "J01"), "K01", "85")
    merge(hq, [pack(panel, tmp_path / "stick")])

What many tests begin with is made once and copied: `ready_made(tmp_path, build)`.

SQLCipher makes each opening cost 0.1 s: `light_passphrases()` makes it cost nothing for a while, in this process. A file that was
made under it opens only under it, so a test that starts the program as another process does without.
"""

from __future__ import annotations

import atexit
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo

import sqlcipher3

from juryapp import text
from juryapp.desk.brought_candidates import BroughtCandidate
from juryapp.desk.headquarters import create_event
from juryapp.desk.juror import GivenScore, JurorDesk
from juryapp.desk.review import review
from juryapp.desk.secretary import SecretaryDesk
from juryapp.desk.signing import SignedSheet, sign_sheets
from juryapp.desk.unsigned_sheet import complete_sheets
from juryapp.event.changes import Changes
from juryapp.event.laptop import Laptop
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.locations import Home
from juryapp.model.candidate import Candidate
from juryapp.model.category import Category
from juryapp.model.criterion import Criterion
from juryapp.model.event import Event
from juryapp.model.juror import Juror, Role
from juryapp.model.origin import Origin
from juryapp.model.paper import Paper, PaperKind
from juryapp.model.points import Scale
from juryapp.model.setup import Setup
from juryapp.model.slot import Slot
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.sharing.prepared_copy import prepare
from juryapp.signing.ink import Ink
from juryapp.signing.pin_cost import PinCost
from juryapp.store.attachment_table import digest
from tests.papers import a_picture

T = TypeVar("T")

PASSPHRASE = "empat kata sandi acara"
DESK_PIN = "meja-sekretaris"
ROOT_PIN = "akar-9-lontar"
LIGHT = PinCost(8, 1, 1)
"""A PIN that costs nothing to try, so that tests don't wait."""
ZONE = ZoneInfo("Asia/Makassar")
NOW = datetime(2024, 2, 19, 9, 0, tzinfo=ZONE)
LATER = NOW + timedelta(hours=1)
ENROLLED = ("J01", "J02", "J03", "J04")


@contextmanager
def light_passphrases(rounds: int = 1_000) -> Iterator[None]:
    """Opening an event file costs nothing in here. What was made outside doesn't open in here, nor the other way round."""
    memory = sqlcipher3.connect(":memory:")
    usual = memory.execute("PRAGMA cipher_default_kdf_iter").fetchone()[0]
    memory.execute(f"PRAGMA cipher_default_kdf_iter={rounds}")
    try:
        yield
    finally:
        memory.execute(f"PRAGMA cipher_default_kdf_iter={usual}")
        memory.close()


def _rounds() -> str:
    memory = sqlcipher3.connect(":memory:")
    found = str(memory.execute("PRAGMA cipher_default_kdf_iter").fetchone()[0])
    memory.close()
    return found


@dataclass
class Ticking:
    """A clock that stands where it is put, and moves a second whenever it is read."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def pin_of(juror: str) -> str:
    """The PIN that every builder gives this juror."""
    return f"pin-{juror}"


def a_candidate(number: str = "K01", category: str = "KAB", **changes: Any) -> Candidate:
    facts: dict[str, Any] = {
        "name": f"Kandidat Contoh {number}",
        "institution": f"Instansi Contoh {number}",
        "head": f"Pimpinan {number}",
        "presenter": f"Penyaji {number}",
        "facts": {"Cakupan 2023": "61,5%", "Perda": "Nomor 3 Tahun 2022"},
    }
    return Candidate(number, category=category, **{**facts, **changes})


def a_criterion(category: str = "KAB", code: str = "REG", weight: str = "60", **changes: Any) -> Criterion:
    return Criterion(category, code, **{"name": f"Kriteria {code}", "weight": Decimal(weight), **changes})


def a_juror_record(code: str = "J01", **changes: Any) -> Juror:
    return Juror(code, **{"name": f"Juri Contoh {code}", "institution": "Universitas Contoh", **changes})


def a_setup(**changes: Any) -> Setup:
    """Two categories (KAB: K01, K02 by REG 60, CAK 40; USA: U01, U02 by INO, PIM in halves), J01 (chair) to J04, observer J05.

    `changes` replace whole parts of the set-up; `event=` may be an Event or a dictionary of changes to the usual one.
    """
    event = Event(
        award="Penghargaan Contoh",
        code="CONTOH-24",
        edition="2024",
        organiser="Pemerintah Provinsi Contoh",
        stage="Wawancara",
        venue="Hotel Contoh",
        city="Denpasar",
        time_zone="Asia/Makassar",
        letterhead=("PEMERINTAH PROVINSI CONTOH",),
        simulated=True,
    )
    told = changes.pop("event", {})
    half = Scale(step=Decimal("0.5"))
    parts: dict[str, Any] = {
        "event": told if isinstance(told, Event) else replace(event, **told),
        "categories": (Category("KAB", "Kabupaten dan Kota"), Category("USA", "Badan Usaha")),
        "criteria": (
            a_criterion("KAB", "REG", "60"),
            a_criterion("KAB", "CAK", "40"),
            a_criterion("USA", "INO", "50", scale=half),
            a_criterion("USA", "PIM", "50", scale=half),
        ),
        "candidates": (a_candidate("K01"), a_candidate("K02"), a_candidate("U01", "USA"), a_candidate("U02", "USA")),
        "jurors": (
            a_juror_record("J01", role=Role.CHAIR),
            *(a_juror_record(code) for code in ("J02", "J03", "J04")),
            a_juror_record("J05", role=Role.OBSERVER),
        ),
        "slots": (
            Slot("K01", date(2024, 2, 19), time(9, 0), time(9, 30), room="Ruang 1"),
            Slot("K02", date(2024, 2, 19), time(9, 30), time(10, 0), room="Ruang 1"),
        ),
    }
    return Setup(**{**parts, **changes})


def brought() -> tuple[BroughtCandidate, ...]:
    """K01 of the usual set-up comes from a former stage, with a file of its own."""
    content = a_picture()
    id_ = digest(content)
    came = Origin(
        *("e" * 64, "BALI-24", "Provinsi Bali", "Provinsi", "K07", "Kabupaten", 1, Fraction(1741, 20), "87.05", Fraction(100)),
        decided_by="score",
        result="a" * 64,
    )
    return (
        BroughtCandidate("K01", came, [(Paper("K07", id_[:16], "Laporan", "L.png", PaperKind.PNG, len(content), id_), content)]),
    )


def a_laptop(folder: Path, name: str = "hq", at: datetime = NOW) -> Laptop:
    """A laptop with a home of its own in `folder`, and a clock that stands at `at`."""
    return Laptop(Home(folder / f"home-{name}"), clock=Ticking(at), cost=LIGHT, name=name)


def an_event(folder: Path, setup: Setup | None = None, enrolled: Sequence[str] = ENROLLED) -> OpenEvent:
    """Headquarters' open event, `folder/event.jury`, with its desk and these jurors enrolled. The laptop is called `hq`."""
    if setup is not None:
        return _create(folder, setup, enrolled)
    ready_made(folder, _usual_event, tuple(enrolled))
    return open_event(a_laptop(folder), folder / "event.jury", PASSPHRASE)


def _create(folder: Path, setup: Setup, enrolled: Sequence[str]) -> OpenEvent:
    event = create_event(a_laptop(folder), folder / "event.jury", PASSPHRASE, setup, DESK_PIN, ROOT_PIN)
    desk = a_desk(event)
    for juror in enrolled:
        desk.enrol(juror, pin_of(juror))
    return event


def _usual_event(folder: Path, enrolled: Sequence[str]) -> None:
    _create(folder, a_setup(), enrolled).close()


def ready_made(folder: Path, build: Callable[..., T], *facts: Any) -> T:
    """Fills `folder` with what `build(a folder, *facts)` makes, and returns what that returned.

    It is built once in each process (for each language and cost of passphrases) and copied for each test, homes and all. So
    `build` is a function of a module, closes what it opens, and returns nothing that knows its folder. The laptop that wrote a
    file last finds the copy as it left it.
    """
    made = _made(build, facts, _rounds(), text.current())
    shutil.copytree(made.folder, folder, dirs_exist_ok=True)
    for memory, stamp, event in made.memories:
        found = (folder / event).stat()
        (folder / memory).write_text(json.dumps({**stamp, "inode": found.st_ino, "changed_ns": found.st_mtime_ns}))
    return cast(T, made.told)


@dataclass(frozen=True)
class _Made:
    folder: Path
    told: Any
    memories: list[tuple[Path, dict[str, Any], Path]]
    """What a laptop remembers of the file that it wrote last: where that lies, what it says, and of which file."""


@cache
def _made(build: Callable[..., Any], facts: tuple[Any, ...], rounds: str, language: str) -> _Made:
    folder = Path(tempfile.mkdtemp(prefix="juryapp-ready-made-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    told = build(folder, *facts)
    events = {_as_remembered(path): path.relative_to(folder) for path in folder.rglob("*.jury")}
    stamps = [(path.relative_to(folder), json.loads(path.read_text())) for path in folder.rglob("*.last")]
    marks = [(path, stamp, (stamp["inode"], stamp["size"], stamp["changed_ns"])) for path, stamp in stamps]
    return _Made(folder, told, [(path, stamp, events[mark]) for path, stamp, mark in marks if mark in events])


def _as_remembered(path: Path) -> tuple[int, int, int]:
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns


def a_desk(event: OpenEvent) -> SecretaryDesk:
    """The secretary sits down."""
    return SecretaryDesk.sit(event, DESK_PIN)


def a_juror(event: OpenEvent, juror: str = "J01") -> JurorDesk:
    """A juror sits down, with a PIN where that is needed."""
    return JurorDesk.sit(event, juror, pin_of(juror) if juror in event.trust.jurors else None)


def a_prepared(event: OpenEvent, name: str, jurors: Sequence[str], with_desk: bool = False, at: datetime = NOW) -> OpenEvent:
    """The laptop `name`, prepared at headquarters' desk for these jurors, open; all lies in headquarters' folder."""
    folder = event.path.parent
    path = prepare(a_desk(event), folder / f"for-{name}", jurors, with_desk=with_desk)
    return open_event(a_laptop(folder, name, at), path, PASSPHRASE)


def a_stranger(event: OpenEvent, name: str, jurors: Sequence[str] = (), with_desk: bool = False) -> OpenEvent:
    """As `a_prepared`, but of a laptop that proves no preparation, as one whose file was restored from before it."""
    found = a_prepared(event, name, jurors, with_desk)
    with found.beside_the_journal():
        found.file.connection.execute("DELETE FROM keyring WHERE owner = 'device:preparation'")
    return found


def score_all(desk: JurorDesk, candidate: str, points: str | Sequence[str] = "80") -> Changes:
    """Scores every criterion of a candidate: all alike, or one after the other."""
    criteria = desk.board().criteria[desk.board().candidates[candidate].category]
    each = [points] * len(criteria) if isinstance(points, str) else points
    return desk.record_many([GivenScore(candidate, one.code, text) for one, text in zip(criteria, each, strict=True)])


def sign(desk: JurorDesk, candidate: str, points: str | Sequence[str] | None = None) -> SignedSheet:
    """Signs one sheet, scored first if `points` are given."""
    if points is not None:
        score_all(desk, candidate, points)
    (signed,) = look_and_sign(desk, [candidate])
    return signed


def carry(source: OpenEvent, target: OpenEvent, admit: bool = False) -> str:
    """Packs at one laptop, merges at the other, over a stick of their own; returns the outcome."""
    stick = source.path.parent / f"stick-{source.laptop.name}"
    report = merge(target, [pack(source, stick)], a_desk(target) if admit else None)
    return report.packages[-1].outcome


def look_and_sign(desk: JurorDesk, candidates: Sequence[str] | None = None, ink: Ink | None = None) -> list[SignedSheet]:
    """The juror looks at the sheets, of these candidates or all that are complete, and signs them as they stand."""
    return sign_sheets(desk, [review(desk, candidate) for candidate in candidates or complete_sheets(desk)], ink)
