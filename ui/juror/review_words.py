"""What the review says beside the pages: whose sheets, how much, and what the button signs."""

from __future__ import annotations

from collections.abc import Sequence

from juryapp.text import _, number, plural
from ui.juror.sitting import Sitting
from ui.juror.words import full_name

_NAMED = 3
"""So many numbers fit on the button."""


def total_words(sitting: Sitting, candidate: str) -> str:
    """The total of a sheet, or of what there is of it."""
    cell = sitting.cell(candidate)
    total = cell.total if cell.total is not None else sitting.sum(candidate).given
    return _("Total {total}", total=number(total, 2))


def elsewhere_words(codes: Sequence[str]) -> str:
    """Which points this juror entered at another laptop: to be looked at before they are signed; empty if none were."""
    return _("Entered at another laptop: {criteria}.", criteria=", ".join(codes)) if codes else ""


def listed_words(sitting: Sitting, candidates: Sequence[str]) -> str:
    """Number, name, institution and total of each sheet that will be signed, a line each."""
    lines = []
    for candidate in candidates:
        known = sitting.candidates[candidate]
        institution = known.institution if known.institution != known.name else ""
        lines.append(" · ".join(part for part in (full_name(known), institution, total_words(sitting, candidate)) if part))
    return "\n".join(lines)


def sign_words(candidates: Sequence[str]) -> str:
    """What the button signs."""
    numbers = ", ".join(candidates)
    if len(candidates) <= 1:
        return _("Sign the sheet of {number}", number=numbers)
    if len(candidates) > _NAMED:
        return plural("Sign {count} sheet", "Sign {count} sheets", len(candidates))
    return plural("Sign {count} sheet: {numbers}", "Sign {count} sheets: {numbers}", len(candidates), numbers=numbers)
