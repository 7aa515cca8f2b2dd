"""Headquarters' folder of events: late ones first, each with what is awaited, whom to call, and its results; then over all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.errors import FileProblem, Problem
from juryapp.event.laptop import Laptop
from juryapp.many_events.custody import take_into_custody
from juryapp.many_events.folder import EventRow, event_files, in_order, with_same
from juryapp.many_events.secrets import Notes, OnePassphrase, Secrets
from juryapp.many_events.share_pages import write_shares
from juryapp.many_events.shares import check_shares, recover_with_shares
from juryapp.many_events.vault import USUAL_NAME, Vault, create_vault, open_vault
from juryapp.text import _, plural
from ui.checking.work import WorkLine
from ui.disk import no_answer
from ui.many_events.event_card import EventCard
from ui.many_events.key_card import KeyCard
from ui.many_events.more_cards import MoreCards
from ui.many_events.reader import FolderReader
from ui.many_events.results_card import ResultsCard
from ui.many_events.shares_card import SharesCard
from ui.parts.announce import announce
from ui.parts.column import column_in
from ui.parts.files import ask_name
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label, breakable
from ui.parts.message import Message, scroll_to
from ui.parts.scroll_page import ScrollPage
from ui.runner import Runner


class ManyEventsPage(ScrollPage):
    """One folder; its passphrases are forgotten with the page."""

    back = Signal()
    made = Signal(object)
    """The event of the next stage was made, and is open."""
    chosen = Signal(object, str)
    """This event is to be opened with this passphrase."""

    def __init__(self, laptop: Laptop, runner: Runner, folder: Path) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._laptop, self._runner, self._folder = laptop, runner, folder
        self._today = laptop.clock().date()
        self._secrets: Secrets | None = None
        self._found: list[EventRow] = []
        self.cards: list[EventCard] = []
        self.key: KeyCard | None = None
        self.reader = FolderReader(laptop, runner, folder, self)
        self.back_button = Button(lambda: _("Back"))
        self.back_button.clicked.connect(self.back)
        self.again_button = Button(lambda: _("Read again"))
        self.again_button.clicked.connect(self._read)
        self.results_button = Button(lambda: _("Results over all events"))
        self.results_button.clicked.connect(self._go_to_results)
        self.said = Message()
        self.summary = Label(self._summary, "strong")
        self.work = WorkLine(lambda done, of: _("Reading the events… {done} of {of}", done=done, of=of))
        self.results = ResultsCard()
        self.shares = SharesCard()
        self.more = MoreCards(laptop, runner, folder, lambda: self._secrets, self)
        self._lay_out()
        self._connect()
        self._show_part()
        runner.disk.ask(
            lambda _progress: _look_at(folder), self._looked, self._failed, self, silent=lambda: self._failed(no_answer(folder))
        )

    def _lay_out(self) -> None:
        self._rows = column_in(self)
        more = self.more
        self._buttons = (more.inbox_button, self.results_button, more.next_button, self.again_button, self.back_button)
        self._rows.addWidget(Label(lambda: _("Events in {folder}", folder=breakable(self._folder.name)), "name"))
        self._rows.addWidget(row_of(*self._buttons))
        inner = QWidget()
        self._list = QVBoxLayout(inner)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(8)
        for part in (self.said, self.summary, self.work, inner, *more.cards[:2], self.results, *more.cards[2:], self.shares):
            self._rows.addWidget(part)
        self._rows.addStretch(1)

    def _connect(self) -> None:
        self.work.stopped.connect(self.reader.stop)
        self.reader.found.connect(self._take)
        self.reader.progress.connect(self.work.show_progress)
        self.reader.ended.connect(self._ended)
        self.reader.failed.connect(self._failed)
        self.shares.written.connect(self._write_shares)
        self.shares.tried.connect(self._try_shares)
        self.more.next_work.made.connect(self.made)
        self.more.audit.closed.connect(self.again_button.setFocus)

    def _show_part(self) -> None:
        """What belongs to how far one is: the passphrase, reading, or the events."""
        if self.key:
            self.key.setVisible(self._secrets is None)
        is_read = bool(self.cards) and not self.reader.working
        self.work.setVisible(self.reader.working)
        self.again_button.setVisible(is_read)
        has_events = is_read and any(row.overview for row in self._found)
        self.more.hide(offers_inbox=is_read, offers_stage=has_events)
        for part in (self.results, self.results_button):
            part.setVisible(has_events)
        self.summary.setVisible(bool(self.cards))
        vault = self._secrets if isinstance(self._secrets, Vault) else None
        self.shares.setVisible(is_read and vault is not None)
        self.shares.show_state(has_shares=vault is not None and vault.has_shares)

    # The passphrase

    def _looked(self, has_vault: bool) -> None:  # noqa: FBT001  # a disk's answer
        self.key = KeyCard(self._folder, has_vault=has_vault)
        self.key.given.connect(self._open)
        self.key.made.connect(self._make)
        self.key.recovered.connect(self._recover)
        self._rows.insertWidget(2, self.key)
        self.key.field.setFocus()

    def _open(self, passphrase: str) -> None:
        assert self.key
        if self.key.has_vault:
            self._ask(partial(open_vault, self._vault_path, passphrase), self._unlocked, self.key.refuse)
        else:
            self._unlocked(OnePassphrase(passphrase))

    def _make(self, passphrase: str) -> None:
        assert self.key
        self._ask(partial(create_vault, self._vault_path, passphrase, self._laptop.cost), self._unlocked, self.key.refuse)

    def _recover(self, shares: Sequence[str], passphrase: str) -> None:
        assert self.key
        do = partial(recover_with_shares, self._vault_path, shares, passphrase, self._laptop.cost)
        self._ask(do, self._unlocked, self.key.refuse_shares)

    def _unlocked(self, secrets: Secrets) -> None:
        assert self.key
        self._secrets = secrets
        self.key.forget()
        self._read()

    @property
    def _vault_path(self) -> Path:
        return self._folder / USUAL_NAME

    # Reading

    def _read(self) -> None:
        secrets = self._secrets
        assert secrets
        self.said.setVisible(False)
        self._found = []
        self._clear()
        self.reader.read(secrets)
        self.work.begin()
        self._show_part()

    def _clear(self) -> None:
        for card in self.cards:
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []

    def _take(self, rows: list[EventRow]) -> None:
        self._found += rows
        for row in rows:
            self._add(row)
        self._show_part()
        self.summary.again()

    def _add(self, row: EventRow) -> None:
        card = EventCard(row, self._today, has_vault=isinstance(self._secrets, Vault))
        card.opened.connect(self._choose)
        card.audited.connect(self.more.audit_event)
        card.noted.connect(partial(self._note, card))
        card.given.connect(partial(self._put, card))
        self.cards.append(card)
        self._list.addWidget(card)

    def _ended(self, whole: bool) -> None:  # noqa: FBT001  # a slot
        self._found = in_order(with_same(self._found), self._today)
        by_path = {card.row.path: card for card in self.cards}
        self.cards = [by_path[row.path] for row in self._found]
        for place, (card, row) in enumerate(zip(self.cards, self._found, strict=True)):
            card.show_row(row)
            self._list.insertWidget(place, card)
        self.results.show_rows(self._found)
        self.more.show_rows(self._found)
        self.summary.again()
        if not whole:
            self.said.tell(lambda: _("Reading was stopped: further events of this folder aren't shown."), "warn")
        self._show_part()
        announce(self.summary, self.summary.text(), urgent=False)
        if self.cards:
            (self.cards[0].open_button if self.cards[0].row.overview else self.again_button).setFocus()

    def _go_to_results(self) -> None:
        self.results.pick.field.setFocus()
        scroll_to(self, self.results)

    def _failed(self, problem: Problem) -> None:
        self.said.tell(lambda: str(problem), "bad")
        self._show_part()

    def _summary(self) -> str:
        final = sum(row.overview is not None and row.overview.is_final for row in self._found)
        late = sum(row.is_late(self._today) for row in self._found)
        unread = sum(row.overview is None for row in self._found)
        told = [_("{final} of {count} files of events are final.", final=final, count=len(self._found))]
        if late:
            told.append(plural("{count} is late.", "{count} are late.", late))
        if unread:
            told.append(plural("{count} can't be read.", "{count} can't be read.", unread))
        return " ".join(told)

    # What is done about one event

    def _choose(self, row: EventRow) -> None:
        secrets = self._secrets
        if isinstance(secrets, Vault) and row.event in secrets.deposits:
            self.chosen.emit(row.path, secrets.deposits[row.event].passphrase)
        elif isinstance(secrets, OnePassphrase):
            self.chosen.emit(row.path, secrets.passphrase)

    def _note(self, card: EventCard, row: EventRow, notes: Notes) -> None:
        vault = self._secrets
        if isinstance(vault, Vault):
            self._ask(partial(vault.note, row.event, notes), lambda _none: self._noted(card, row, notes), card.refuse)

    def _noted(self, card: EventCard, row: EventRow, notes: Notes) -> None:
        changed = replace(row, notes=notes)
        self._found = [changed if one.path == row.path else one for one in self._found]
        card.take_notes(changed)
        self.summary.again()

    def _put(self, card: EventCard, row: EventRow, passphrase: str) -> None:
        vault = self._secrets
        if isinstance(vault, Vault):
            self._ask(
                partial(take_into_custody, vault, self._laptop, row.path, passphrase), lambda _id: self._read(), card.refuse
            )

    def _write_shares(self) -> None:
        vault, proposed = self._secrets, f"{self._vault_path.stem}-shares.pdf"
        path = ask_name(self, _("Where to write the three pages"), proposed, _("PDF files (*.pdf)"))
        if isinstance(vault, Vault) and path:
            done = self.shares.tell_written
            self._ask(partial(write_shares, vault, path, self._laptop), lambda _none: done(), self.shares.refuse)

    def _try_shares(self, shares: Sequence[str]) -> None:
        vault = self._secrets
        if isinstance(vault, Vault):
            self._ask(partial(check_shares, vault, shares), lambda _none: self.shares.tell_good(), self.shares.refuse)

    def _ask(self, do: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Problem], None]) -> None:
        silent = partial(self._failed, no_answer(self._folder))
        self._runner.disk.ask(lambda _progress: do(), done, failed, self, silent=silent)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            for card in self.cards:
                card.show_row(card.row)


def _look_at(folder: Path) -> bool:
    """True if a vault lies there. Raises `FileProblem` where there is no event."""
    if not event_files(folder):
        raise FileProblem("{path} holds no event file (.jury), nor do the folders directly in it; choose another.", path=folder)
    return (folder / USUAL_NAME).exists()
