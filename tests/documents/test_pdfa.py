from __future__ import annotations

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from juryapp.documents.pdfa import findings


def test_what_keeps_a_file_from_being_pdf_a_is_named() -> None:
    out = BytesIO()
    canvas = Canvas(out)
    canvas.drawString(100, 100, "Helvetica is not embedded")
    canvas.showPage()
    canvas.save()
    named = " ".join(findings(out.getvalue()))
    assert "OutputIntents" in named and "/Metadata" in named
