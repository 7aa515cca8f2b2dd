"""Documents that a juror looks at over the form: what the candidate handed in, and one's own signed sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juryapp.board.candidate_papers import papers_for_juror
from juryapp.text import _
from ui.document_page import DocumentPage
from ui.juror.sitting import Sitting
from ui.juror.words import full_name
from ui.session import Session

if TYPE_CHECKING:
    from ui.candidate_paper_page import CandidatePaperPage


def papers_page(session: Session, sitting: Sitting, candidate: str) -> CandidatePaperPage | None:
    """What a candidate handed in; None where that is nothing."""
    from ui.candidate_paper_page import CandidatePaperPage

    event, known = sitting.desk.event, sitting.candidates[candidate]
    papers = papers_for_juror(event, sitting.code, known.number)
    return CandidatePaperPage(session.runner, event, known, papers) if papers else None


def signed_page(session: Session, sitting: Sitting, candidate: str) -> DocumentPage:
    """The juror's signed sheet of a candidate. Raises `Problem` where it isn't in this file."""
    from juryapp.printing.event_documents import sheet

    name, pdf = sheet(sitting.desk.event, sitting.board, sitting.cell(candidate))
    words = full_name(sitting.candidates[candidate])
    disk = session.runner.disk
    return DocumentPage(disk, lambda: _("Signed: {candidate}", candidate=words), name, pdf, lambda: _("Back to the list"))
