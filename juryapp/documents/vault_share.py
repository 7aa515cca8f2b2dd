"""The pages with the shares of a vault's key: numbered words, who keeps the page, and what it is good for. One page a share.

Nothing signs them; whoever has two of the three has the vault.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from reportlab.platypus import PageBreak, Spacer

from juryapp.documents.envelope import lines_for
from juryapp.documents.form import facts, finished, grid, opening, width_of
from juryapp.documents.sheet_json import event_block
from juryapp.documents.styles import para
from juryapp.model.document import FileKind
from juryapp.model.event import Event
from juryapp.text import _, clock_time, current, long_date, mark

_COLUMNS = 3
_RULES = (
    mark("Any two of the three pages open the vault without its passphrase. One alone tells nothing of it."),
    mark("Three people keep them, each in a place of their own; two pages never lie together."),
    mark("To open the vault, press “Open it with two paper shares…” where its passphrase is asked."),
    mark("Later shares of the same vault make these worthless. Another passphrase of the vault does not."),
    mark("Delete the file once the pages are printed: it holds all three."),
)


def render(vault: str, shares: Sequence[str], at: datetime) -> bytes:
    """The pages in the current language; `vault` is how its file is called, `at` when they were made."""
    about = event_block(Event(award=_("Vault of headquarters"), code=vault, language=current()), "")
    heading, width = _("SHARE OF THE VAULT'S KEY"), width_of(about)
    story: list[Any] = []
    for number, share in enumerate(shares, 1):
        story += [*([PageBreak()] if story else []), *_page(about, heading, number, len(shares), share, at, width)]
    return finished(about, heading, story, at, paper=FileKind.VAULT_SHARE, notices=(_("SECRET"),))


def _page(about: dict[str, Any], heading: str, number: int, count: int, share: str, at: datetime, width: float) -> Iterator[Any]:
    made = f"{long_date(at.date())}, {clock_time(at)}"
    yield from opening(about, f"{heading} {number}/{count}", about["award"])
    yield facts([(_("Vault"), about["code"]), (_("Made on"), made)], width)
    yield Spacer(1, 10)
    yield para(_("Words, in this order"), "category")
    yield Spacer(1, 4)
    yield grid(*_numbered(share.split()), [width / _COLUMNS] * _COLUMNS)
    yield Spacer(1, 10)
    yield from (para(f"{place}. {_(rule)}") for place, rule in enumerate(_RULES, 1))
    yield Spacer(1, 12)
    yield lines_for((_("Kept by"), _("Office"), _("Date"), _("Signature")), width)


def _numbered(words: Sequence[str]) -> tuple[list[str], list[list[Any]]]:
    """Which words each column holds, and the rows: read down each column."""
    rows = -(-len(words) // _COLUMNS)
    told = [para(f"{place}. {word}", "category") for place, word in enumerate(words, 1)]
    headings = [f"{first + 1}–{min(first + rows, len(words))}" for first in range(0, len(words), rows)]
    return headings, [told[row::rows] for row in range(rows)]
