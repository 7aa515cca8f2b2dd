"""Which panes lie side by side and which in drawers, by the width of the desk. A drawer lies over the form; nothing moves."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.juror.footer import Footer
from ui.juror.notes import NotesPane
from ui.juror.scoring import ScoringForm
from ui.look import fonts
from ui.parts.reading_order import read_as_laid_out

THREE_PANES = 1200
TWO_PANES = 900


class Panes:
    """The places of a juror desk's list at the left, form and notes, all of them on this `desk`, above its footer."""

    def __init__(self, desk: QWidget, left: QWidget, form: ScoringForm, notes: NotesPane, footer: Footer) -> None:
        self._desk, self._left, self._form, self._notes, self._footer = desk, left, form, notes, footer
        self._drawer: QWidget | None = None
        self.row = QHBoxLayout()
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(0)
        self.row.addWidget(left)
        self.row.addWidget(form, 1)
        self.row.addWidget(notes)

    def toggle(self, pane: QWidget) -> None:
        """Opens or shuts a drawer."""
        self._drawer = None if self._drawer is pane else pane
        self.place()
        if self._drawer is self._notes:
            self._notes.field.setFocus()

    def shut(self, pane: QWidget) -> None:
        """Shuts the drawer of this pane, if it is open."""
        if self._drawer is pane:
            self.toggle(pane)

    def open_notes(self) -> None:
        """Tab goes from a reason to the notes wherever they are."""
        notes = self._notes
        if notes.isHidden():
            self.toggle(notes)
        notes.field.setFocus(Qt.FocusReason.TabFocusReason)

    def show_field(self, field: QWidget) -> None:
        """Brings a field into view: from under a drawer, and from where it is scrolled away."""
        drawer = self._drawer
        if drawer and not drawer.isAncestorOf(field):
            if drawer.isAncestorOf(self._desk.window().focusWidget()):
                field.setFocus()  # or the focus would go on to the next field with what it was on
            self._drawer = None
            self.place()
        if self._form.isAncestorOf(field):
            self._form.scroll_area.show_part(field)

    def place(self) -> None:
        """Puts each pane where it belongs at this width."""
        desk = self._desk
        wide, medium = desk.width() >= fonts.scaled(THREE_PANES), desk.width() >= fonts.scaled(TWO_PANES)
        self._place(self._left, 0, 280, docked=medium)
        self._place(self._notes, self.row.count(), 320, docked=wide)
        self._footer.offer_drawers(candidates=not medium, notes=not wide)

    def _place(self, pane: QWidget, position: int, width: int, *, docked: bool) -> None:
        desk = self._desk
        scaled = min(fonts.scaled(width), desk.width() - 60)
        pane.setFixedWidth(scaled)
        if docked:
            if self._drawer is pane:
                self._drawer = None
            if self.row.indexOf(pane) < 0:
                self.row.insertWidget(position, pane)
                read_as_laid_out(desk, deep=False)
            pane.show()
            return
        self.row.removeWidget(pane)
        pane.setVisible(self._drawer is pane)
        height = desk.height() - self._footer.height()
        pane.setGeometry(0 if pane is self._left else desk.width() - scaled, 0, scaled, height)
        pane.raise_()
