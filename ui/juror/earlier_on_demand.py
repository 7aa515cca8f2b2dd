"""Earlier on demand: the ruler of whichever card is active, from when it is asked for until it is put away."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ui.juror.card import CriterionCard
from ui.juror.card_scroll import CardScroll
from ui.juror.sitting import Sitting
from ui.parts.announce import announce


class EarlierOnDemand(QObject):
    """Whether one's own earlier points are shown, in one sitting."""

    toggled = Signal(object)
    """(criterion): they were asked for, or put away."""

    def __init__(self, sitting: Sitting, area: CardScroll) -> None:
        super().__init__(area)
        self._sitting, self._area = sitting, area

    def toggle(self, card: CriterionCard) -> None:
        """Shows them, or puts them away; what was pressed stays in its place."""
        self._sitting.shows_earlier = not self._sitting.shows_earlier
        button = card.body.earlier_button
        self._area.hold(button if button.hasFocus() else card.field, lambda: self.show(card))
        if self._sitting.shows_earlier:
            announce(card.body.ruler, card.body.ruler.text(), urgent=False)
        self.toggled.emit(card.shown.criterion if card.shown else None)

    def show(self, card: CriterionCard) -> None:
        """The ruler of this card is as it stands now, where it is wanted."""
        shown = card.shown
        if shown is not None:
            wanted = self._sitting.shows_earlier
            card.body.show_ruler(self._sitting.ruler(shown.candidate, shown.criterion) if wanted else None, shown.score)
