"""One laptop: what jurors wrote there, and the desk's acts on it: take in what is kept aside, remove it, admit it again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from juryapp.board import records
from juryapp.board.history import Wanted
from juryapp.board.laptop_names import laptop_names
from juryapp.board.quarantine import waiting
from juryapp.desk import laptop_removal, quarantined_entries
from juryapp.desk.laptop_removal import WrittenThere
from juryapp.desk.secretary import SecretaryDesk
from juryapp.documents.words import local
from juryapp.event.changes import Changes
from juryapp.event.open_event import OpenEvent
from juryapp.text import _, clock_time, plain_date, plural
from ui.parts.card import Card
from ui.parts.clearing import take_away
from ui.parts.column import column_in
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button, Label
from ui.parts.line import TextLine
from ui.parts.page_message import CardMessage
from ui.parts.pin import PinField
from ui.parts.scroll_page import ScrollPage
from ui.parts.tick import Choice
from ui.secretary.history_page import HistoryPage
from ui.session import Session

Act = Callable[[SecretaryDesk], Changes]


@dataclass(frozen=True)
class Known:
    """What the file says of the laptop."""

    name: str
    removed: str | None
    removable: bool
    held: int

    @classmethod
    def of(cls, event: OpenEvent, id_: str) -> Known:
        """Reads it."""
        known = records.devices(event).get(id_)
        admitted = known is not None and known.admitted
        return cls(
            name=laptop_names(event.file)[id_],
            removed=known.removed if known else None,
            removable=known is not None and admitted and not known.headquarters and id_ not in event.own_devices(),
            held=sum(one.entries for one in waiting(event.file) if one.device == id_ and one.admitted),
        )


class LaptopPage(ScrollPage):
    """What is known of one laptop, and a reason and the desk's PIN for what is done about it."""

    back = Signal()
    settled = Signal(object)
    """It is done; what to say about it."""
    to_page = Signal(object)
    """A page is to be shown over this one."""
    to_state = Signal()
    """The secretary states which day it was when its clock said another."""

    def __init__(self, session: Session, device: str) -> None:
        super().__init__()
        self._session, self.device = session, device
        self._known = Known.of(session.opened, device)
        self._choices_box = QVBoxLayout()
        self._group = QButtonGroup(self)
        self.choices: list[tuple[Choice, int | None]] = []
        """What may go on counting, each with the number of the last entry that does; None for all that is here."""
        self.heading = Label(lambda: _("Laptop {name}", name=self._known.name), "name")
        self.state = Label(self._state_words, "large")
        self.question = Label(
            lambda: _(
                "Was it lost or stolen? Once it is removed nothing that is written there comes in any more. What of it that is "
                "here goes on counting?"
            )
        )
        self.reason = TextLine(lambda: _("Why? The reason stays on record, and is told to everyone who merges it."))
        self.take_button = Button(lambda: _("Take in what is kept aside"))
        self.remove_button = Button(lambda: _("Remove this laptop"), "main")
        self.readmit_button = Button(lambda: _("Admit it again"), "main")
        self.day_button = Button(lambda: _("State the right day…"))
        self.history_button = Button(lambda: _("History…"))
        self.back_button = Button(lambda: _("Back"))
        self.pin = PinField(lambda: _("The desk's PIN"), self.remove_button, session.mistakes, "desk")
        self.wrong = CardMessage(self)
        self.reason.entered.connect(self.pin.field.setFocus)
        self.reason.escaped.connect(self.back)
        self.back_button.clicked.connect(self.back)
        self.day_button.clicked.connect(self.to_state)
        self.history_button.clicked.connect(self._show_history)
        self.take_button.clicked.connect(self.take_in)
        self.remove_button.clicked.connect(self.remove)
        self.readmit_button.clicked.connect(self.readmit)
        self._lay_out()
        self._show()
        self.first: QWidget = self.back_button
        """Where one begins: nothing is done by a key pressed too soon."""
        session.changed.connect(self._changed)

    def _lay_out(self) -> None:
        card = Card(20, 10)
        buttons = QWidget()
        flow = Flow(buttons)
        grows_down(buttons)
        for button in (
            self.remove_button,
            self.readmit_button,
            self.take_button,
            self.day_button,
            self.history_button,
            self.back_button,
        ):
            flow.addWidget(button)
        for part in (Label(lambda: _("Reason"), "strong"), self.reason, self.pin, buttons):
            card.rows.addWidget(part)
        rows = column_in(self)
        for part in (self.heading, self.state, self.question):
            rows.addWidget(part)
        rows.addLayout(self._choices_box)
        rows.addWidget(card)
        rows.addStretch(1)

    def _show_history(self) -> None:
        self.to_page.emit(HistoryPage(self._session, Wanted(laptop=self.device)))

    def _show(self) -> None:
        """Shows what is there now; what was chosen stays chosen."""
        self._known = Known.of(self._session.opened, self.device)
        chosen = next((until for choice, until in self.choices if choice.isChecked()), None)
        for choice, _until in self.choices:
            self._group.removeButton(choice)
            take_away(self._choices_box, choice)
        self.choices = [(Choice(words, "text"), until) for words, until in self._offered()]
        for choice, until in self.choices:
            self._group.addButton(choice)
            self._choices_box.addWidget(choice)
            choice.setChecked(until == chosen)
        known = self._known
        for part in (self.question, *(choice for choice, _until in self.choices), self.remove_button):
            part.setVisible(known.removable)
        self.readmit_button.setVisible(known.removed is not None)
        self.pin.presses = self.remove_button if known.removable else self.readmit_button if known.removed else None
        self.take_button.setVisible(known.held > 0)
        self.heading.again()
        self.state.again()
        self.state.setVisible(bool(self.state.text()))

    def _offered(self) -> list[tuple[str, int | None]]:
        """What may go on counting: all, or up to some juror's last work there, or nothing."""
        written = laptop_removal.written_at(self._session.opened, self.device)
        lasts = sorted(written, key=lambda one: one.last, reverse=True)
        upto = [(_("Up to {work}", work=self._work(one)), one.last) for one in lasts[1:]]
        everything = _("All of it, up to {work}", work=self._work(lasts[0])) if lasts else _("All of it")
        return [(everything, None), *upto, (_("Nothing that jurors wrote there"), 0)]

    def _work(self, one: WrittenThere) -> str:
        at = local(one.until, self._session.about.time_zone if self._session.about else "Asia/Jakarta")
        when, whom = f"{plain_date(at.date())} {clock_time(at)}", " · ".join(part for part in (one.juror, one.candidate) if part)
        scores = plural("{count} score", "{count} scores", one.scores)
        if one.signed:
            return _("{whom}: {scores}, signed ({when})", whom=whom, scores=scores, when=when)
        return _("{whom}: {scores} ({when})", whom=whom, scores=scores, when=when)

    def take_in(self) -> None:
        """Takes in the end of its chain that it didn't seal."""
        self._do(
            lambda desk: quarantined_entries.take_tail(desk, self.device, self.reason.text()),
            lambda: _("Taken in: {name}.", name=self._known.name),
        )

    def remove(self) -> None:
        """Takes its admission back."""
        until, reason = next(until for choice, until in self.choices if choice.isChecked()), self.reason.text()
        self._do(
            lambda desk: laptop_removal.remove(desk, self.device, until, reason),
            lambda: _("Laptop {name} is removed; nothing of it comes in any more.", name=self._known.name),
        )

    def readmit(self) -> None:
        """Takes a removal back."""
        reason = self.reason.text()
        self._do(
            lambda desk: laptop_removal.readmit(desk, self.device, reason),
            lambda: _("Laptop {name} takes part again.", name=self._known.name),
        )

    def _do(self, act: Act, said: Callable[[], str]) -> None:
        if not self.reason.text().strip():
            self.wrong.tell(lambda: _("Say why; the reason stays on record."))
            self.reason.setFocus()
            return
        self.wrong.setVisible(False)
        event, pin, words = self._session.opened, self.pin.take(), said()

        def done(changes: Changes) -> None:
            self.pin.forget()
            self._session.wrote(changes, self)
            self.settled.emit(lambda: words)
            self.back.emit()

        self._session.runner.run(lambda progress: act(SecretaryDesk.sit(event, pin)), done, self.pin.refuse)

    def _state_words(self) -> str:
        if self._known.removed is not None:
            return _("Removed from the event: {reason}", reason=self._known.removed)
        if not self._known.held:
            return ""
        return plural(
            "{count} entry is kept aside: this laptop did not seal it. It comes in by itself with its own package; if the laptop "
            "died, take it in here, and everyone is told.",
            "{count} entries are kept aside: this laptop did not seal them. They come in by themselves with its own package; if "
            "the laptop died, take them in here, and everyone is told.",
            self._known.held,
        )

    def _changed(self, changes: Changes, initiator: object) -> None:
        if initiator is not self:
            self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, self._show)
        super().changeEvent(event)
