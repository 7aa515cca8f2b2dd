"""Above and below a note: which of the three it is, and who wrote what stands there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from juryapp.board.note_authors import NoteOrigin, origin_words
from juryapp.model.note import Visibility
from juryapp.text import _, mark
from ui.parts.labels import Button, Label

_TABS = {
    Visibility.PRIVATE: mark("My notes"),
    Visibility.PANEL: mark("For the panel"),
    Visibility.FEEDBACK: mark("Feedback"),
}


def spoken_name(candidate: str, visibility: Visibility) -> str:
    """`K03, My notes`, for screen readers."""
    return ", ".join(part for part in (candidate, _(_TABS[visibility])) if part)


class NoteTabs(QWidget):
    """One button a kind of note."""

    def __init__(self, choose: Callable[[Visibility], None]) -> None:
        super().__init__()
        self.buttons = {visibility: Button(partial(_, told), "tab", "small strong") for visibility, told in _TABS.items()}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for visibility, button in self.buttons.items():
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.clicked.connect(lambda _checked=False, chosen=visibility: choose(chosen))
            row.addWidget(button)
        row.addStretch(1)

    def light(self, visibility: Visibility) -> None:
        """Shows which one is open."""
        for one, button in self.buttons.items():
            button.setChecked(one is visibility)


class NoteOrigins(Label):
    """Who wrote or erased what stands, where that wasn't done at this laptop by this juror."""

    def __init__(self) -> None:
        super().__init__(role="small", tone="warn")

    def tell(self, origins: Sequence[NoteOrigin], juror: str, zone: str) -> None:
        """Tells of those that are strange to this juror; `zone` is the event's, in which the hours are told."""
        strange = [one for one in origins if not one.here or one.author != juror]
        self.say(lambda: " ".join(origin_words(one, zone) for one in strange))
        self.setVisible(bool(strange))
