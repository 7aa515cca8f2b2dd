"""What a folder of events offers besides its list, each on demand: the inbox, the next stage, an auditor's look at one event."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from juryapp.event.laptop import Laptop
from juryapp.many_events.folder import EventRow
from juryapp.many_events.secrets import Secrets
from juryapp.text import _
from ui.many_events.audit_card import AuditCard
from ui.many_events.inbox_card import InboxCard
from ui.many_events.next_stage_card import NextStageCard
from ui.many_events.next_stage_work import NextStageWork
from ui.parts.labels import Button
from ui.parts.message import bring_into_view
from ui.runner import Runner


class MoreCards(QObject):
    """The cards and the buttons that lead to them; `secrets` says with what the folder is opened now."""

    def __init__(
        self, laptop: Laptop, runner: Runner, folder: Path, secrets: Callable[[], Secrets | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._secrets = secrets
        self.inbox_button = Button(lambda: _("Inbox of packages…"))
        self.inbox_button.clicked.connect(self._go_to_inbox)
        self.next_button = Button(lambda: _("Next stage…"))
        self.next_button.clicked.connect(self._go_to_next_stage)
        self.inbox = InboxCard(laptop, runner, folder, secrets)
        self.audit = AuditCard(laptop, runner)
        self.next_stage = NextStageCard()
        self.next_work = NextStageWork(laptop, runner, self.next_stage, secrets)

    @property
    def cards(self) -> tuple[QWidget, ...]:
        """As they stand below one another."""
        return self.audit, self.inbox, self.next_stage

    def hide(self, *, offers_inbox: bool, offers_stage: bool) -> None:
        """The list is read anew: what was shown of it is of before."""
        for card in self.cards:
            card.setVisible(False)
        self.inbox_button.setVisible(offers_inbox)
        self.next_button.setVisible(offers_stage)

    def show_rows(self, rows: Sequence[EventRow]) -> None:
        """These were read."""
        self.next_stage.show_rows(rows)

    def audit_event(self, row: EventRow) -> None:
        """Everything of this event is read, and nothing written."""
        if secrets := self._secrets():
            self.audit.read(row.path, secrets)
            bring_into_view(self.audit)

    def _go_to_inbox(self) -> None:
        self.inbox.setVisible(True)
        self.inbox.look()
        bring_into_view(self.inbox)

    def _go_to_next_stage(self) -> None:
        self.next_stage.setVisible(True)
        self.next_stage.choose.setFocus()
        bring_into_view(self.next_stage)
