"""Printable: whether documents can print what people write, found out before anything is created or signed.

Source Sans prints Latin with its diacritics, Vietnamese, Greek and Cyrillic. Other scripts would need other fonts, shaping and
reading directions, so they are refused in words; nothing is ever dropped from a page silently (`fonts.printable`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from juryapp.documents.fonts import unprintable
from juryapp.documents.logo import check_logo
from juryapp.errors import FileProblem, Problem, Refused
from juryapp.model.setup import Setup
from juryapp.text import mark

_DIRECTIONS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the reading direction: a window would show another text than a page."""
_MOST_SHOWN = 8

_TEXT = mark("The text contains {letters}, which documents can't print; write it in Latin letters.")
_EVENT = mark("Event: {field} contains {letters}, which documents can't print; write it in Latin letters.")
_CATEGORY = mark("Category {code}: {field} contains {letters}, which documents can't print; write it in Latin letters.")
_CRITERION = mark("Criterion {code}: {field} contains {letters}, which documents can't print; write it in Latin letters.")
_CANDIDATE = mark("Candidate {code}: {field} contains {letters}, which documents can't print; write it in Latin letters.")
_JUROR = mark("Juror {code}: {field} contains {letters}, which documents can't print; write it in Latin letters.")
_STAGE = mark("Stage {code}: {field} contains {letters}, which documents can't print; write it in Latin letters.")

_Text = tuple[str, str, str, str]
"""Sentence, record's code, field, text."""


def letters_of(text: str) -> str:
    """The letters of `text` that documents can't print, each once, in order."""
    if text.isascii() and "\0" not in text and (text.isprintable() or text.replace("\n", "").isprintable()):
        return ""  # spares nearly every remark the loading of the fonts
    turning = "".join(dict.fromkeys(letter for letter in text if letter in _DIRECTIONS))
    return turning + unprintable(text)


def check_printable(text: str) -> None:
    """Raises `Refused`, naming the letters, for a text that a document can't print."""
    letters = letters_of(text)
    if letters:
        sentence = mark("The text contains {letters}, which documents can't print; write it in Latin letters.")
        raise Refused(sentence, letters=letters_with_codes(letters))


def named_letters(text: str) -> str:
    """The letters of `text` that documents can't print, with their codes; nothing where all can be."""
    letters = letters_of(text)
    return letters_with_codes(letters) if letters else ""


def letters_with_codes(letters: str) -> str:
    """Letters with their codes, since a screen may lack them too: `ꦗ (U+A997)`. A mark that can't be seen has its code alone."""
    shown = [f"{one} (U+{ord(one):04X})" if one.isprintable() else f"U+{ord(one):04X}" for one in letters[:_MOST_SHOWN]]
    return ", ".join([*shown, *(["…"] if len(letters) > _MOST_SHOWN else [])])


def unprintable_texts(setup: Setup) -> list[Problem]:
    """A problem for each text of a set-up that documents couldn't print; it names record, field and letters. The logo too."""
    return [*_problems(_texts(setup)), *_unreadable_logo(setup)]


def _unreadable_logo(setup: Setup) -> Iterator[Problem]:
    try:
        check_logo(setup.event.logo)
    except FileProblem as problem:
        yield problem


def _problems(texts: Iterable[_Text]) -> Iterator[Problem]:
    for sentence, code, field, text in texts:
        letters = letters_of(text)
        if letters:
            yield Problem(sentence, code=code, field=Problem(field), letters=letters_with_codes(letters))


def _texts(setup: Setup) -> Iterator[_Text]:
    yield from _event(setup)
    for category in setup.categories:
        yield _CATEGORY, category.code, mark("name"), category.name
        yield _CATEGORY, category.code, mark("panel"), category.panel
    for criterion in setup.criteria:
        code = f"{criterion.category} {criterion.code}"
        yield _CRITERION, code, mark("name"), criterion.name
        yield _CRITERION, code, mark("guidance"), criterion.guidance
        for band in criterion.bands:
            yield _CRITERION, code, mark("descriptor"), band.text
    yield from _people(setup)
    for slot in setup.slots:
        yield _CANDIDATE, slot.candidate, mark("room"), slot.room
        yield _CANDIDATE, slot.candidate, mark("panel"), slot.panel
    for stage in setup.stages:
        yield _STAGE, stage.name, mark("name"), stage.name


def _event(setup: Setup) -> Iterator[_Text]:
    event = setup.event
    fields = (
        (mark("award"), event.award),
        (mark("edition"), event.edition),
        (mark("organiser"), event.organiser),
        (mark("stage"), event.stage),
        (mark("venue"), event.venue),
        (mark("city"), event.city),
        (mark("letterhead"), "\n".join(event.letterhead)),
        (mark("minutes number"), event.minutes_number),
        (mark("recapitulation number"), event.recapitulation_number),
    )
    for field, text in fields:
        yield _EVENT, "", field, text


def _people(setup: Setup) -> Iterator[_Text]:
    for candidate in setup.candidates:
        yield _CANDIDATE, candidate.number, mark("name"), candidate.name
        yield _CANDIDATE, candidate.number, mark("institution"), candidate.institution
        yield _CANDIDATE, candidate.number, mark("head"), candidate.head
        yield _CANDIDATE, candidate.number, mark("presenter"), candidate.presenter
    for juror in setup.jurors:
        yield _JUROR, juror.code, mark("name"), juror.name
        yield _JUROR, juror.code, mark("position"), juror.position
        yield _JUROR, juror.code, mark("institution"), juror.institution
        yield _JUROR, juror.code, mark("NIP"), juror.nip
