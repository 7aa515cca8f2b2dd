"""Name corrections: which of the desk's corrections count. None makes one who is somebody else on other signed sheets.

The desk's commands refuse such a correction; one that was written past them comes in with a package, stands, and counts nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from juryapp.journal.subjects import Subject
from juryapp.model.names import Difference
from juryapp.store import model_records
from juryapp.store.connection import EventFile
from juryapp.store.setup_cache import cached
from juryapp.store.sheets import SheetRecord


@dataclass(frozen=True)
class NamesInUse:
    """Who is called what, in the record in force and on signed sheets."""

    codes: Mapping[tuple[str, str], frozenset[str]]
    """Kind of record and name without capitals -> codes."""
    joins: Mapping[str, str]
    """Candidates entered twice -> the one that is kept."""

    @classmethod
    def of(cls, file: EventFile, signed: Iterable[SheetRecord]) -> NamesInUse:
        """Reads the record; `signed` are the sheets."""
        found: dict[tuple[str, str], set[str]] = {}
        named = [
            *((Subject.CANDIDATE, code, known.name) for code, known in cached(file, model_records.candidates).items()),
            *((Subject.JUROR, code, known.name) for code, known in cached(file, model_records.jurors).items()),
            *((Subject.CATEGORY, code, known.name) for code, known in cached(file, model_records.categories).items()),
        ]
        for subject, code, name in named:
            found.setdefault((subject, folded(name)), set()).add(code)
        for record in signed:
            if record.signed and record.names:
                found.setdefault((Subject.CANDIDATE, folded(record.names.candidate)), set()).add(record.candidate)
                found.setdefault((Subject.JUROR, folded(record.names.juror)), set()).add(record.juror)
        return cls({about: frozenset(codes) for about, codes in found.items()}, cached(file, model_records.joins))

    def another(self, one: Difference) -> tuple[str, str] | None:
        """A name of this correction that is another's, and that one's code; None if it is nobody else's."""
        for text in (one.signed, one.now) if one.field == "name" else ():
            others = self.codes.get((one.subject, folded(text)), frozenset()) - {one.code}
            is_candidate = one.subject == Subject.CANDIDATE
            if of_others := sorted(code for code in others if not is_candidate or self.joins.get(code) != one.code):
                return text, of_others[0]
        return None


def folded(text: str) -> str:
    """A name as it is compared: spaces and capitals make no other."""
    return " ".join(text.casefold().split())
