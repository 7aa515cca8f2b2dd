"""Sheet validity: whether a signed sheet says what a sheet of its rubric can say.

The program signs nothing else; but a juror who knows the passphrase can sign, by hand and with a genuine key, 999 points on
a scale that ends at 100, or a total that doesn't follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from juryapp.model.category import Category
from juryapp.model.criterion import Criterion
from juryapp.model.rounding import Roundings
from juryapp.store.sheets import SheetRecord
from juryapp.tally.exact import sheet_total


def is_sound(record: SheetRecord, criteria: Sequence[Criterion], category: Category, roundings: Iterable[Roundings]) -> bool:
    """True if a signed sheet has points for each criterion of its rubric, all on their scales, and their total.

    `roundings` are the rules of rounding that the category ever had: the sheet was signed under one of them.
    """
    points = {code: score.points for code, score in record.scores.items()}
    if points.keys() != {criterion.code for criterion in criteria}:
        return False
    given = ((criterion.scale, points[criterion.code]) for criterion in criteria)
    if not all(value is None or scale.allows(value) for scale, value in given):
        return False
    totals = (sheet_total(criteria, points, replace(category, roundings=each)) for each in roundings)
    return any(total is not None and total.value == record.total for total in totals)
