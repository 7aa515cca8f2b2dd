"""What the review says beside the pages: whose sheets, how much, and what the button signs."""

from __future__ import annotations

from collections.abc import Sequence

from juryapp.desk.juror import JurorDesk
from juryapp.desk.paper_scores import typed_for
from juryapp.desk.review import assisted_on, assisted_sentence, written_elsewhere
from juryapp.text import _, number, plural
from ui.juror.sitting import Sitting
from ui.juror.words import full_name
from ui.parts.labels import Label, Say

_NAMED = 3
"""So many numbers fit on the button."""


def total_words(sitting: Sitting, candidate: str) -> str:
    """The total of a sheet, or of what there is of it."""
    cell = sitting.cell(candidate)
    total = cell.total if cell.total is not None else sitting.sum(candidate).given
    return _("Total {total}", total=number(total, 2))


def others_words(desk: JurorDesk, candidate: str) -> Say:
    """Which points of a sheet were typed by the secretary, or entered at another laptop: to be looked at before they are signed.

    The file is read now, the words are said when they are shown; empty if there are none.
    """
    typed = typed_for(desk, candidate)
    assisted = assisted_on(desk, candidate)
    elsewhere = [code for code in written_elsewhere(desk, candidate) if code not in (*typed, *assisted.criteria)]

    def say() -> str:
        told = []
        if assisted.criteria:
            told.append(assisted_sentence(assisted))
        if typed:
            told.append(_("Typed by the secretary: {criteria}. Compare them with your paper.", criteria=", ".join(typed)))
        if elsewhere:
            told.append(_("Entered at another laptop: {criteria}.", criteria=", ".join(elsewhere)))
        return " ".join(told)

    return say


def pin_words(desk: JurorDesk) -> str:
    """Whose PIN signs."""
    return _("PIN of {name}", name=desk.juror.name) if desk.assistant else _("Your PIN")


def no_pin_words(desk: JurorDesk) -> str:
    """That the PIN is missing."""
    if desk.assistant:
        return _("{name} types the PIN here; without it nothing is signed.", name=desk.juror.name)
    return _("Type your PIN; without it nothing is signed.")


def warning(say: Say) -> Label:
    """A sentence that warns, in place of what can't be done."""
    said = Label(say)
    said.setProperty("notice", "warn")
    return said


def why_not_signed(desk: JurorDesk) -> str:
    """Why nothing can be signed at this seat."""
    if desk.assistant:
        return _(
            "{name} can't sign here, since the juror's key isn't on this laptop: let {name} sign at the own laptop once a flash "
            "disk has carried this there.",
            name=desk.juror.name,
        )
    return _("You are not enrolled yet, so you can't sign: let the secretary enrol you, then take your seat with your PIN.")


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
    if not candidates:
        return _("Sign")
    if len(candidates) == 1:
        return _("Sign the sheet of {number}", number=numbers)
    if len(candidates) > _NAMED:
        return plural("Sign {count} sheet", "Sign {count} sheets", len(candidates))
    return plural("Sign {count} sheet: {numbers}", "Sign {count} sheets: {numbers}", len(candidates), numbers=numbers)


def next_words(complete: Sequence[str], place: int) -> str:
    """What the button says that shows the next complete sheet; nothing after the last."""
    if place + 1 >= len(complete):
        return ""
    return _("Review {number} as well ({place} of {count})", number=complete[place + 1], place=place + 2, count=len(complete))


def former_words(complete: Sequence[str], place: int) -> str:
    """What the button says that shows the sheet before."""
    return _("Back to {number}", number=complete[place - 1]) if place > 0 else ""
