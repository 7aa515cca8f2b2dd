"""Looked at: pages over a juror's form that only show something of the open candidate: the signed sheet, the own papers.

The libraries that draw pages come with it: the juror's page loads it when one is asked for.
"""

from __future__ import annotations

from juryapp.board.candidate_papers import papers_for_juror
from juryapp.errors import Problem
from juryapp.printing.event_documents import sheet
from juryapp.text import _
from ui.candidate_paper_page import CandidatePaperPage
from ui.document_page import DocumentPage
from ui.juror.sitting import Sitting
from ui.juror.words import full_name
from ui.parts.labels import Say
from ui.session import Session


def signed_sheet_page(session: Session, sitting: Sitting, candidate: str) -> DocumentPage | None:
    """The signed sheet; None where it can't be shown, which is told."""
    try:
        name, pdf = sheet(sitting.desk.event, sitting.board, sitting.cell(candidate))
    except Problem as problem:
        session.tell(problem)
        return None
    known = sitting.candidates[candidate]
    title = _signed_words(full_name(known))
    return DocumentPage(session.runner.disk, title, name, pdf, lambda: _("Back to the list"))


def _signed_words(name: str) -> Say:
    return lambda: _("Signed: {candidate}", candidate=name)


def papers_page(session: Session, sitting: Sitting, candidate: str) -> CandidatePaperPage | None:
    """What the candidate handed in; None where this juror is shown nothing."""
    event, papers = sitting.desk.event, papers_for_juror(sitting.desk.event, sitting.code, candidate)
    return CandidatePaperPage(session.runner, event, sitting.candidates[candidate], papers) if papers else None
