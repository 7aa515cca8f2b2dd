"""Turned: a screen reader doesn't press a button that can be checked, it turns it, and no page hears of a press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractButton

if TYPE_CHECKING:  # at run time Qt's class stands behind this one in the list of bases
    _Checkable = QAbstractButton
else:
    _Checkable = object


class Turned(_Checkable):
    """Makes a press of it. Stands before the Qt class in the list of bases; whatever the program turns itself is no press."""

    _by_program = _listens = False

    def setCheckable(self, checkable: bool) -> None:  # noqa: FBT001  # Qt's
        super().setCheckable(checkable)
        if checkable and not self._listens:
            self._listens = True
            self.toggled.connect(self._turned)

    def setChecked(self, checked: bool) -> None:  # noqa: FBT001  # Qt's
        was, self._by_program = self._by_program, True
        super().setChecked(checked)
        self._by_program = was

    def nextCheckState(self) -> None:
        was, self._by_program = self._by_program, True
        super().nextCheckState()
        self._by_program = was

    def _turned(self, checked: bool) -> None:  # noqa: FBT001  # a slot
        one_of_several = self.autoExclusive()
        if self._by_program or (one_of_several and not checked):
            return
        if not one_of_several:
            self.setChecked(not checked)
        self.click()
