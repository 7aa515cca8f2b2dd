"""Reason: why a candidate or a ranking is not settled yet, put into the reader's language only when it is shown."""

from __future__ import annotations

from dataclasses import dataclass

from juryapp.text import translate


@dataclass(frozen=True)
class Reason:
    """One sentence with named gaps, comparable and language-free until `str()`."""

    message: str
    """An English sentence that went through `text.mark`."""
    gaps: tuple[tuple[str, str | int], ...] = ()

    @classmethod
    def of(cls, message: str, **gaps: str | int) -> Reason:
        """The reason whose sentence has these gaps filled."""
        return cls(message, tuple(sorted(gaps.items())))

    def __str__(self) -> str:
        return translate(self.message, **dict(self.gaps))
