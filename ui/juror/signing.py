"""Signing the sheets that were shown, with one PIN: each is on the disk before the next begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from juryapp.desk.juror import JurorDesk
from juryapp.desk.review import ReviewedSheet
from juryapp.desk.signing import SignedSheet
from juryapp.errors import Problem
from juryapp.event.changes import Changes
from juryapp.event.seats import check_pin_of, holds_key_of
from juryapp.signing.ink import Ink
from ui.runner import Progress


@dataclass(frozen=True)
class SigningOutcome:
    """What was signed, and what stopped the rest, if anything did."""

    sheets: tuple[SignedSheet, ...]
    problem: Problem | None = None

    @property
    def changes(self) -> Changes:
        """All that was written."""
        registers = frozenset[tuple[str, str]]().union(*(sheet.changes.registers for sheet in self.sheets))
        return Changes(registers, tuple(id_ for sheet in self.sheets for id_ in sheet.changes.entries))


def can_be_signed(desk: JurorDesk) -> bool:
    """True where a key can sign: the juror's who sits here, or, where an assistant does, the juror's that lies on this laptop."""
    return holds_key_of(desk.event, desk.juror.code) if desk.assistant else desk.key is not None


def sign_shown(desk: JurorDesk, shown: Sequence[ReviewedSheet], ink: Ink | str, pin: str, progress: Progress) -> SigningOutcome:
    """Proves the PIN, then signs one sheet after the other as each was shown. Raises `WrongPin` or what stops the very first."""
    from juryapp.desk.assistant_seat import of_juror
    from juryapp.desk.signing import sign_sheets

    check_pin_of(desk.event, desk.juror.code, pin)
    desk = of_juror(desk, pin)
    signed: list[SignedSheet] = []
    for done, sheet in enumerate(shown):
        progress(done, len(shown))
        try:
            signed += sign_sheets(desk, [sheet], ink)
        except Problem as problem:
            if not signed:
                raise
            return SigningOutcome(tuple(signed), problem)
    progress(len(shown), len(shown))
    return SigningOutcome(tuple(signed))
