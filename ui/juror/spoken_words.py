"""What a screen reader says of the points of one criterion: whose they are, on which scale, and what stands behind them."""

from __future__ import annotations

from juryapp.text import _
from ui.juror.shown import ShownCriterion
from ui.juror.words import points_words
from ui.parts.pending_look import pending_words


def spoken_name(shown: ShownCriterion | None) -> str:
    """`K03, Cakupan, points 0–100`: complete by itself, as the focus may come from anywhere."""
    if shown is None:
        return ""
    return _(
        "{candidate}, {criterion}, points {scale}",
        candidate=shown.candidate,
        criterion=shown.criterion.name,
        scale=shown.scale_words,
    )


def spoken_state(shown: ShownCriterion | None, *, pending: bool) -> str:
    """What the text of the field doesn't tell: that it waits, is stored, or why there is none."""
    if shown is None:
        return ""
    if pending or shown.score is None or shown.score.points is None:
        return pending_words(pending=pending) or points_words(shown.score)
    return _("stored")
