"""Suggested conflicts: candidates whose name, institution or affiliation shares words with the juror's. A question, no finding.

Nothing is recorded by a likeness of words: only the juror knows, and only the juror's own signed act declares a conflict of
interest. What was asked and denied leaves no trace.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from juryapp.board.cells import Board
from juryapp.board.recusals import recusals
from juryapp.desk.juror import JurorDesk
from juryapp.event.changes import NOTHING, Changes
from juryapp.event.open_event import OpenEvent
from juryapp.model.candidate import Candidate
from juryapp.model.juror import Juror
from juryapp.model.likeness import common_words, words_of
from juryapp.model.name_kinds import GENERIC
from juryapp.store import model_records
from juryapp.text import _
from juryapp.workbook.columns import same
from juryapp.workbook.people import AFFILIATION

_KINDS = frozenset(
    """asosiasi badan bank cabang daerah dan dinas fakultas indonesia kantor kementerian koperasi negara nasional perkumpulan
    perusahaan persatuan provinsi pusat rumah sakit serikat universitas wilayah yayasan the of and for university office
    ministry agency association company national""".split()  # noqa: SIM905
)
"""Words that say of what kind an institution is, or that everyone there has."""
_SHORTEST = 3
"""Letters of a word that tells somebody apart."""


@dataclass(frozen=True)
class SuggestedConflict:
    """A candidate that the juror is asked about."""

    candidate: Candidate
    shared: tuple[str, ...]
    """The words that both have, in small letters."""


def suggested_conflicts(event: OpenEvent, juror: str) -> list[SuggestedConflict]:
    """Whom to ask this juror about; nobody the juror would not judge, or has declared already."""
    known = model_records.jurors(event.file).get(juror)
    if known is None or not known.counts:
        return []
    board, in_force = Board.of(event.file), recusals(event.file).in_force
    running = [one for one in board.candidates.values() if one.runs]
    common = common_words(_about(one) for one in running)
    found = []
    for one in running:
        shared = _telling(known) & set(words_of(_about(one))) - common
        if shared and (juror, one.number) not in in_force and known in board.judging(one.number):
            found.append(SuggestedConflict(one, tuple(sorted(shared))))
    return found


def declare(event: OpenEvent, juror: str, pin: str, candidates: Sequence[str]) -> Changes:
    """Declares these conflicts with the juror's own key. Raises as `JurorDesk.sit` and `JurorDesk.recuse`."""
    if not candidates:
        return NOTHING
    desk = JurorDesk.sit(event, juror, pin)
    office = ", ".join((desk.juror.institution or desk.juror.position or "–", *desk.juror.affiliations))
    reason = _("Declared at the enrolment; office: {office}", office=office)
    written = [desk.recuse(candidate, reason) for candidate in candidates]
    registers = frozenset[tuple[str, str]]().union(*(one.registers for one in written))
    return Changes(registers, tuple(id_ for one in written for id_ in one.entries))


def _about(candidate: Candidate) -> str:
    tied = [text for heading, text in candidate.facts.items() if same(heading, AFFILIATION)]
    return " ".join((candidate.name, candidate.institution, *tied))


def _telling(juror: Juror) -> set[str]:
    words = {word for word in words_of(" ".join((juror.institution, *juror.affiliations))) if len(word) >= _SHORTEST}
    return words - GENERIC - _KINDS
