"""The question before a juror's key goes to a second laptop, with what happens then."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.desk.prepared_laptops import second_laptop
from juryapp.text import _
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button
from ui.parts.message import Message, bring_into_view


class SecondLaptop(QWidget):
    """Stands in place of the buttons that prepare, until it is answered."""

    answered = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.said = Message("warn")
        self.no = Button(lambda: _("Don't prepare it"))
        self.yes = Button(lambda: _("Prepare a second laptop"))
        self.no.clicked.connect(self._no)
        self.yes.clicked.connect(self._yes)
        buttons = QWidget()
        row = Flow(buttons)
        grows_down(buttons)
        row.addWidget(self.no)
        row.addWidget(self.yes)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.said)
        rows.addWidget(buttons)
        self.setVisible(False)

    def ask(self, sentences: Sequence[str], name: str = "") -> None:
        """Asks, with who has a laptop already, and under which `name` the file is written where the usual one is taken."""
        self.setVisible(True)

        def words() -> str:
            named = [_("A file for it lies there already; this one is written as “{name}”.", name=name)] if name else []
            return " ".join([*sentences, second_laptop(), *named])

        self.said.tell(words)
        self.no.setFocus()
        bring_into_view(self.yes, self.said)

    def _no(self) -> None:
        self._answer(yes=False)

    def _yes(self) -> None:
        self._answer(yes=True)

    def _answer(self, *, yes: bool) -> None:
        self.setVisible(False)
        self.answered.emit(yes)
