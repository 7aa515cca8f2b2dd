"""The same person or candidate twice: pointed out, for it may be meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from juryapp.model.candidate import Candidate
from juryapp.model.likeness import words_of
from juryapp.model.name_kinds import written_words
from juryapp.text import mark
from juryapp.workbook.alphabets import look_of_name
from juryapp.workbook.mistakes import MistakePlace, Mistakes, clipped
from juryapp.workbook.people import JurorRow

_NIP = mark("{at}: {code} has the same NIP as {other} in {first}; check that both are meant.")
_JUROR = mark(
    "{at}: {code} has the same name as {other} in {first}; a juror who stands twice counts twice, so remove one if both are one."
)
_CANDIDATE = mark("{at}: {code} has the same name and institution as {other} in {first}; check that both are meant.")
_NAMED = mark("{at}: {code} has the same name as {other} in {first}; check that both are meant.")
_NAMESAKE = mark("{at}: {code} has the same name as {other} in {first}, and another institution; check that both are meant.")
Subject = TypeVar("Subject")


def note_twin_jurors(jurors: Iterable[JurorRow], mistakes: Mistakes) -> None:
    """Jurors with one NIP, or with one name but for titles."""
    known = [entry for entry in jurors if entry.juror.code]
    _note(known, _nip_of, lambda entry: (entry.juror.code, entry.row.at("nip")), _NIP, mistakes)
    _note(known, _name_of, lambda entry: (entry.juror.code, entry.row.at("name")), _JUROR, mistakes)


def _nip_of(entry: JurorRow) -> str:
    return entry.juror.nip


def _name_of(entry: JurorRow) -> str:
    return " ".join(words_of(look_of_name(entry.juror.name)))


def note_twin_candidates(candidates: Iterable[tuple[Candidate, MistakePlace]], mistakes: Mistakes) -> None:
    """Candidates with one name, and one institution or two; `PT` and `CV` are parts of a name here."""
    known = list(candidates)
    same = {(one.number, place) for one, place in _note(known, _both_of, _number_of, _CANDIDATE, mistakes)}
    rest = [(one, place) for one, place in known if (one.number, place) not in same]
    _note(rest, lambda entry: _letters(entry[0].name), _number_of, _NAMESAKE, mistakes)


def _number_of(entry: tuple[Candidate, MistakePlace]) -> tuple[str, MistakePlace]:
    return entry[0].number, entry[1]


def _both_of(entry: tuple[Candidate, MistakePlace]) -> str:
    name, institution = _letters(entry[0].name), _letters(entry[0].institution)
    return f"{name}\n{institution}" if name else ""


def _letters(text: str) -> str:
    """The letters and digits of a name, as they look, with what is shortened (`Kab.`) in full."""
    return " ".join(written_words(look_of_name(text)))


def note_twin_names(named: Iterable[tuple[str, str, MistakePlace]], mistakes: Mistakes) -> None:
    """Categories, or criteria of one category, with one name: code, name and place of each."""
    known = [one for one in named if one[1]]
    _note(known, lambda one: _letters(one[1]), lambda one: (one[0], one[2]), _NAMED, mistakes)


def _note(
    subjects: Iterable[Subject],
    same: Callable[[Subject], str],
    named: Callable[[Subject], tuple[str, MistakePlace]],
    sentence: str,
    mistakes: Mistakes,
) -> list[Subject]:
    """Notes each that is like an earlier one, and gives those back."""
    noted: list[Subject] = []
    first: dict[str, tuple[str, MistakePlace]] = {}
    for subject in subjects:
        code, place = named(subject)
        other, earlier = first.setdefault(same(subject), (code, place))
        if same(subject) and earlier != place:
            mistakes.note(place, sentence, code=clipped(code), other=clipped(other), first=earlier.cell)
            noted.append(subject)
    return noted
