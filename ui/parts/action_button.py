"""The button of an action: its words, its place in the row while it is offered, and its press."""

from __future__ import annotations

from ui.actions import Method, action_of
from ui.parts.labels import Button


class ActionButton(Button):
    """A button that does an action. Whoever shows it calls `again` where what is offered may have changed."""

    def __init__(self, method: Method, kind: str = "", role: str = "strong") -> None:
        action = self._action = action_of(method)
        super().__init__(lambda: action.words, kind, role)
        self._has_room = True
        self.clicked.connect(lambda: action.trigger())

    def give_room(self, *, room: bool) -> None:
        """Without room it isn't shown: a menu has the same action."""
        self._has_room = room
        self.again()

    def again(self) -> None:
        """Says its words anew and is shown while it is offered."""
        super().again()
        self.setVisible(self._has_room and self._action.is_offered)
