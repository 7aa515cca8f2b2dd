"""Redraw: a document that can be signed, drawn again from nothing but its attached data, as verification compares it."""

from __future__ import annotations

from juryapp.canonical_json import read_canonical
from juryapp.documents import completeness_record, destruction, minutes_content, pledge, recapitulation, score_sheet
from juryapp.documents.page import Redrawn, Rendered
from juryapp.model.document import FileKind


def draw_again(json: bytes, qr: str | None) -> Rendered | Redrawn | None:
    """The unsigned document of this data; None where it is of a kind that isn't drawn from its data alone."""
    kind = (read_canonical(json) or {}).get("kind")
    if kind == FileKind.MINUTES:
        return minutes_content.draw(json)
    if kind == FileKind.COMPLETENESS:
        return completeness_record.draw(json)
    if kind == FileKind.DESTRUCTION:
        return destruction.draw(json)
    if kind == FileKind.RECAPITULATION:
        return recapitulation.render(json)
    if kind == FileKind.PLEDGE:
        return pledge.render_signed(json)
    return score_sheet.redraw(json, qr) if kind == FileKind.SCORE_SHEET else None
