"""Jurors who may be one person listed twice: who has the same name as another, or nearly. Reads only; nobody is changed by it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from juryapp.model.juror import Juror
from juryapp.model.likeness import NEAR, common_words, likeness_of_people
from juryapp.text import _


def jurors_alike(jurors: Mapping[str, Juror]) -> list[tuple[str, str]]:
    """The pairs of jurors who count whose names may be spellings of one, in the order of the list."""
    counting = [one for one in jurors.values() if one.counts]
    common = common_words({one.name.casefold() for one in counting})
    return [
        (first.code, second.code)
        for first, second in combinations(counting, 2)
        if likeness_of_people(first.name, second.name, common) >= NEAR
    ]


def alike_words(jurors: Mapping[str, Juror], of: str = "") -> list[str]:
    """All pairs, or those of one juror, with the way out, which is said once; nothing where there are none."""
    told = {code: f"{one.name} ({code})" for code, one in jurors.items()}
    pairs = [(told[first], told[second]) for first, second in jurors_alike(jurors) if of in ("", first, second)]
    if len(pairs) > 1:
        sentence = _(
            "These have the same name or nearly: {pairs}. Is it one person listed twice? Then one of the two leaves or is "
            "replaced, at Preparation; enrol only the other. If they are two people, go on.",
            pairs="; ".join(f"{first} – {second}" for first, second in pairs),
        )
        return [sentence]
    return [
        _(
            "{first} and {second} have the same name or nearly: is it one person listed twice? Then one of the two leaves or is "
            "replaced, at Preparation; enrol only the other. If they are two people, go on.",
            first=first,
            second=second,
        )
        for first, second in pairs
    ]
