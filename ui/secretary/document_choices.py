"""What may be done with the documents that are ticked, and how the buttons say it."""

from __future__ import annotations

from collections.abc import Collection

from juryapp.board.reveal_readiness import check_revealed
from juryapp.errors import Refused
from juryapp.event.open_event import OpenEvent
from juryapp.model.document import DocumentKind
from juryapp.printing.event_documents import OF_RESULTS
from juryapp.text import _, plural
from ui.secretary.document_rows import DocumentModel


def why_too_early(event: OpenEvent, kinds: Collection[DocumentKind]) -> str:
    """Why documents of these kinds can't be shown yet: they tell a result that isn't revealed. "" where they can."""
    for kind in (one for one in OF_RESULTS if one in kinds):
        try:
            check_revealed(event, kind)
        except Refused as problem:
            return str(problem)
    return ""


def save_words(model: DocumentModel) -> str:
    """Of the button that saves what is ticked, or all."""
    ticked, all_ = len(model.ticked), len(model.makeable)
    if ticked:
        return plural("Save {count} ticked document…", "Save {count} ticked documents…", ticked)
    return _("Save all {count}…", count=all_) if all_ > 1 else _("Save…")


def print_words(model: DocumentModel) -> str:
    """Of the button that prints it."""
    ticked, all_ = len(model.ticked), len(model.makeable)
    if ticked:
        return plural("Print {count} ticked document…", "Print {count} ticked documents…", ticked)
    return _("Print all {count}…", count=all_) if all_ > 1 else _("Print…")


def order_words(model: DocumentModel, *, by_juror: bool) -> str:
    """In which order documents of jurors and candidates are printed; "" where there is nothing to put in order."""
    lines = model.ticked or model.makeable
    if len({line.juror for line in lines}) < 2 or len({line.candidate for line in lines}) < 2:
        return ""
    if by_juror:
        return _("They come out juror by juror, in each the candidates in their order, as in the list.")
    return _("They come out candidate by candidate, in each the jurors in their order, as in the list.")
