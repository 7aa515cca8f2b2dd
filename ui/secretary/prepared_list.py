"""The laptops that were prepared already: for whom, by whom, when, and whether anything of them came back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.board import records
from juryapp.board.awaited_laptops import AwaitedLaptop, RosterState, awaited_laptops, state_words
from juryapp.board.laptop_names import LaptopNames, laptop_names
from juryapp.board.laptop_roster import PreparedLaptop, for_whom, prepared
from juryapp.board.laptops import laptops
from juryapp.documents.words import moment
from juryapp.event.changes import Changes
from juryapp.journal.subjects import Subject
from juryapp.text import _
from ui.parts.card import Card
from ui.parts.clearing import empty
from ui.parts.labels import Label
from ui.parts.tab_order import made_anew
from ui.session import Session

_TOLD_OF = (
    Subject.LAPTOP,
    Subject.INTRODUCTION,
    Subject.JUROR,
    Subject.DEVICE,
    Subject.CLOSING,
    Subject.NOT_AWAITED,
)


class PreparedList(QWidget):
    """One line a copy, the latest first."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.lines: list[tuple[Label, Label]] = []
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(Label(lambda: _("Laptops prepared so far"), "large", heading=True))
        self.none = Label(lambda: _("None yet."), tone="soft")
        rows.addWidget(self.none)
        self._card = Card(20, 10)
        rows.addWidget(self._card)
        session.changed.connect(self._changed)
        session.truth.connect(self.show_all)
        self.show_all()

    def show_all(self) -> None:
        """Shows them as they stand now."""
        if not self._session.is_open:
            return
        event = self._session.opened
        found = prepared(event.file)
        empty(self._card.rows)
        self.lines = []
        names, heard = laptop_names(event.file), {one.id: one.at for one in laptops(event) if one.entries}
        ends = {key: one for one in awaited_laptops(event) for key in (one.id, one.prepared.id if one.prepared else one.id)}
        zone, jurors = records.about(event).time_zone, records.jurors(event)
        for one in reversed(found):
            title = Label(partial(_title, one, for_whom(one, jurors)), "strong")
            state = Label(partial(_state, one, names, heard, zone, ends.get(one.id)), tone="soft")
            self.lines.append((title, state))
            self._card.rows.addWidget(title)
            self._card.rows.addWidget(state)
        self._card.setVisible(bool(found))
        self.none.setVisible(not found)
        made_anew(self)

    def _changed(self, changes: Changes, initiator: object) -> None:
        if changes.touch(*_TOLD_OF):
            self.show_all()


def _title(one: PreparedLaptop, people: str) -> str:
    return _("Laptop of {who}", who=people) if people else one.label


def _state(one: PreparedLaptop, names: LaptopNames, heard: Mapping[str, str], zone: str, end: AwaitedLaptop | None) -> str:
    made = _("{label}, prepared {at} at laptop {laptop}.", label=one.label, at=moment(one.at, zone), laptop=names[one.by])
    if one.is_doubled:
        listed = ", ".join(names[id_] for id_ in one.opened_at)
        return f"{made} " + _("⚠ Opened at several laptops: {laptops}. Ask who works at each.", laptops=listed)
    if end and end.state in (RosterState.UNUSED, RosterState.GIVEN_UP):
        return f"{made} {_sentence(state_words(end))}"
    known = [_("✓ Opened; last heard of {at}.", at=moment(heard[id_], zone)) for id_ in one.opened_at if id_ in heard]
    waits = [_("○ Something of it is held until you admit it.")] if one.opened_at else []
    closed = [_sentence(state_words(end))] if end and end.closed_at else []
    return " ".join([made, *closed, *(known or waits or [_("○ Nothing of it has come in yet.")])])


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
