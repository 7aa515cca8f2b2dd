"""Changes: what a write touched, so that windows know what to read again."""

from __future__ import annotations

from dataclasses import dataclass

from juryapp.journal.entry import Register
from juryapp.journal.subjects import Subject


@dataclass(frozen=True)
class Changes:
    """The registers that one write touched; falsy if there was nothing to write."""

    registers: frozenset[Register] = frozenset()
    entries: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.entries)

    def touch(self, *subjects: Subject) -> bool:
        """True if any register of these subjects changed."""
        return any(subject in subjects for subject, _ in self.registers)

    def touch_only(self, *subjects: Subject) -> bool:
        """True if every register that changed is of these subjects."""
        return all(subject in subjects for subject, _ in self.registers)

    def and_then(self, later: Changes) -> Changes:
        """Both together."""
        return Changes(self.registers | later.registers, (*self.entries, *later.entries)) if later else self


NOTHING = Changes()
