"""Known words: what anyone who knows this event would try as a secret: its names, codes, places, and the days of its interviews.

Not here: how strong a secret is (`strength.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from juryapp.event.open_event import OpenEvent
from juryapp.model.candidate import Candidate
from juryapp.model.category import Category
from juryapp.model.event import Event
from juryapp.model.juror import Juror
from juryapp.model.setup import Setup
from juryapp.new_secrets.common_words import spellings
from juryapp.store import model_records

_MOST_DAYS = 14
"""Of so many days of interviews every spelling is known; of more, the first ones'."""


def words_of(setup: Setup) -> list[str]:
    """What anyone would try at an event that is about to be made."""
    days = sorted({slot.day for slot in setup.slots})
    return words_about(setup.event, setup.jurors, days, setup.categories, setup.candidates)


def words_for(event: OpenEvent, juror: Juror) -> list[str]:
    """What anyone would try as the PIN of this juror of an event, the juror's own first."""
    file = event.file
    others = [one for code, one in model_records.jurors(file).items() if code != juror.code]
    days = sorted({slot.day for slot in model_records.slots(file).values()})
    names = (model_records.categories(file).values(), model_records.candidates(file).values())
    return words_about(model_records.event(file), [juror, *others], days, *names)


def words_about(
    event: Event,
    jurors: Iterable[Juror] = (),
    days: Iterable[date] = (),
    categories: Iterable[Category] = (),
    candidates: Iterable[Candidate] = (),
) -> list[str]:
    """What anyone would try at this event, the likeliest first: a word's place in the list is what it is worth.

    The first juror is the one whose secret it is, where it is a juror's.
    """
    first, *others = [_of_juror(juror) for juror in jurors] or [[]]
    about = [event.code, event.award, event.edition, event.stage, event.organiser, event.venue, event.city]
    dates = [spelling for day in list(days)[:_MOST_DAYS] for spelling in spellings(day)]
    names = [text for one in categories for text in (one.code, one.name)]
    people = [text for one in candidates for text in (one.number, one.name, one.institution, one.head, one.presenter)]
    texts = [*first, *about, *dates, *(text for juror in others for text in juror), *names, *people]
    return list(dict.fromkeys(word for text in texts for word in _pieces(text.casefold())))


def _of_juror(juror: Juror) -> list[str]:
    """The day of birth in a NIP is told in both orders."""
    born = juror.nip[:8]
    return [juror.code, juror.name, juror.nip, born, born[6:] + born[4:6] + born[:4], juror.institution]


def _pieces(text: str) -> list[str]:
    """A text, the same without what stands between its words, and its words."""
    words = re.findall(r"\w+", text)
    return [piece for piece in (text, "".join(words), *words) if len(piece) > 2]
