"""Pages of a candidate's own paper, as the window shows them."""

from __future__ import annotations

from juryapp.board.candidate_papers import NOT_HERE
from juryapp.documents.paper_content import as_shown
from juryapp.errors import FileProblem
from juryapp.event.opened_file import OpenedFile
from juryapp.model.paper import Paper
from juryapp.store import attachment_table


def content_shown(event: OpenedFile, paper: Paper) -> bytes:
    """The paper as a PDF to be shown. Raises `FileProblem` where it isn't here, or isn't what its record says."""
    content = attachment_table.content(event.file, paper.content)
    if content is None:
        raise FileProblem(NOT_HERE, name=paper.name)
    return as_shown(content, paper.kind, paper.file)
