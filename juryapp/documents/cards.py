"""Cards to cut (kartu): a quick card for each juror, a number card for each candidate, a name tent for each juror to fold.

Two rows a page, of one size, with dashed lines where they are cut and folded. The quick card names the window's buttons as the
window does, and holds neither PIN nor passphrase.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from reportlab.platypus import Flowable, KeepInFrame, Spacer

from juryapp.documents.form import finished, width_of
from juryapp.documents.letterhead import award_line
from juryapp.documents.page import with_letterhead
from juryapp.documents.sheet_json import event_block
from juryapp.documents.styles import LINE_GREY, MM, grey, marked, markup, para, table
from juryapp.model.candidate import Candidate
from juryapp.model.document import FileKind
from juryapp.model.event import Event
from juryapp.model.juror import Juror
from juryapp.text import _, speaking

_HEIGHT = 120 * MM
"""Of a row of cards: two of them stand on an A4 page, with its margins and a notice."""
_ROWS = 2
_PADDING = 4 * MM
_DASHES = (3, 3)


class UpsideDown(Flowable):  # type: ignore[misc, unused-ignore]
    """What stands on its head, so that it is upright on the far side of a folded tent."""

    def __init__(self, inner: Any) -> None:
        super().__init__()
        self._inner = inner

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As large as what it turns."""
        self.width, self.height = self._inner.wrapOn(self.canv, width, height)
        return self.width, self.height

    def draw(self) -> None:
        """Turned by half a circle about its middle."""
        self.canv.saveState()
        self.canv.translate(self.width, self.height)
        self.canv.rotate(180)
        self._inner.drawOn(self.canv, 0, 0)
        self.canv.restoreState()


def render(event: Event, jurors: Sequence[Juror], candidates: Sequence[Candidate], at: datetime) -> bytes:
    """All cards in the event's language: quick cards, number cards, name tents."""
    with speaking(event.language):
        about = event_block(event, "")
        width = width_of(about)
        pages = [
            *_pages([[_quick(about, one, width / 2) for one in pair] for pair in _by(2, jurors)], [width / 2] * 2),
            *_pages([[_number(about, one, width)] for one in candidates], [width]),
            *_tents([_tent(one, width) for one in jurors], width),
        ]
        story: list[Any] = []
        for page in pages:
            story += [*(with_letterhead() if story else []), page]
        return finished(about, _("CARDS"), story, at, paper=FileKind.CARDS, with_foot=False)


def _by(count: int, of: Sequence[Any]) -> list[Sequence[Any]]:
    return [of[place : place + count] for place in range(0, len(of), count)]


def _pages(rows: Sequence[list[Any]], widths: list[float]) -> list[Any]:
    """Tables of two rows, each cell a card."""
    full = [[*row, *[""] * (len(widths) - len(row))] for row in rows]
    return [_cut(list(page), widths, [_HEIGHT] * len(page)) for page in _by(_ROWS, full)]


def _tents(halves: Sequence[tuple[Any, Any]], width: float) -> list[Any]:
    """Tables of two tents, each of two rows with the fold between them."""
    rows = [[[half] for half in tent] for tent in halves]
    return [_cut([row for tent in page for row in tent], [width], [_HEIGHT / 2] * (2 * len(page))) for page in _by(_ROWS, rows)]


def _cut(rows: list[Any], widths: list[float], heights: list[float]) -> Any:
    line = (0.5, grey(LINE_GREY), None, _DASHES)
    everywhere = (0, 0), (-1, -1)
    lines = (("BOX", *everywhere, *line), ("INNERGRID", *everywhere, *line), ("VALIGN", *everywhere, "MIDDLE"))
    room = [(f"{side}PADDING", *everywhere, _PADDING) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
    return table(rows, widths, *lines, *room, rowHeights=heights)


def _fit(parts: list[Any], width: float, height: float) -> KeepInFrame:
    return KeepInFrame(width - 2 * _PADDING, height - 2 * _PADDING, parts, mode="shrink", hAlign="CENTER", vAlign="MIDDLE")


def _quick(about: Mapping[str, Any], juror: Juror, width: float) -> Any:
    steps = (
        _("Plug in and open: the file that ends in .jury. The secretary tells the passphrase; the PIN is yours alone."),
        _("At “{question}” choose your name, type your PIN.", question=_("Who is scoring?")),
        _("Type the points, press Enter: it is saved at once. Empty is never zero."),
        _("“{button}” shows the page as it is printed; your PIN signs it.", button=_("Review and sign")),
        _("“{button}” says what is missing, and copies to the flash disk.", button=_("End of the day")),
        _("“{button}” calls for help; F1 shows the keys and the guide.", button=_("Call the secretary")),
    )
    told = [marked(f"<b>{place}</b>  {markup(step)}", "card-step") for place, step in enumerate(steps, 1)]
    return _fit(
        [
            para(f"{juror.code} · {juror.name}", "card-juror"),
            para(award_line(about), "muted"),
            Spacer(1, 8),
            *(part for step in told for part in (step, Spacer(1, 5))),
        ],
        width,
        _HEIGHT,
    )


def _number(about: Mapping[str, Any], candidate: Candidate, width: float) -> Any:
    institution = candidate.institution if candidate.institution != candidate.name else ""
    return _fit(
        [
            para(candidate.number, "card-number"),
            Spacer(1, 10),
            para(candidate.name, "card-name"),
            *([para(institution, "certificate")] if institution else []),
            Spacer(1, 8),
            para(award_line(about), "centre-muted"),
        ],
        width,
        _HEIGHT,
    )


def _tent(juror: Juror, width: float) -> tuple[Any, Any]:
    """The far half, which stands on its head on the paper, and the near one."""

    def half() -> KeepInFrame:
        office = " · ".join(part for part in (juror.code, juror.position, juror.institution) if part)
        return _fit([para(juror.name, "card-name"), Spacer(1, 6), para(office, "certificate")], width, _HEIGHT / 2)

    return UpsideDown(half()), half()
