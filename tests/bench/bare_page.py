"""A page as PDF/A made by the same libraries with nothing of ours between them."""

from __future__ import annotations

from io import BytesIO
from itertools import cycle

import pikepdf
from pikepdf import pdfa
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from juryapp.documents import fonts

_LINES = 34
"""A real sheet of two criteria says about as much."""


def page() -> bytes:
    """A page with about as much text as a score sheet."""
    fonts.register()
    style = ParagraphStyle("bare", fontName=fonts.REGULAR, fontSize=9)
    words = cycle(["Pemerintah Provinsi Contoh", "Kriteria REG", "Delapan puluh lima", "Instansi Contoh K001"])
    lines = [Paragraph(f"{next(words)} {number}", style) for number in range(_LINES)]
    table = Table([[Paragraph(next(words), style) for _ in range(5)] for _ in range(4)])
    out = BytesIO()
    SimpleDocTemplate(out, invariant=1, initialFontName=fonts.REGULAR, lang="id").build([*lines, table])
    return out.getvalue()


def archival(page: bytes) -> bytes:
    """The page as PDF/A-3b, with its data attached."""
    with pikepdf.open(BytesIO(page)) as pdf:
        for each in pdf.pages:
            if pikepdf.Name.Trans in each.obj:
                del each.obj[pikepdf.Name.Trans]
        pdf.attachments["sheet.json"] = pikepdf.AttachedFileSpec(  # type: ignore[call-arg]  # its stubs make what has a default obligatory
            pdf, b"{}" * 800, filename="sheet.json", mime_type="application/json"
        )
        pdfa.prepare(pdf, "3b")
        out = BytesIO()
        pdf.save(out, **pdfa.resolve_save_kwargs("3b", deterministic_id=True))
    return out.getvalue()
