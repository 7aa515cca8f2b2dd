"""Juror: who scores, for which panels, in which role."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_RESERVED = frozenset({"desk", "hq", "root", "device"})
_ASSISTANT = re.compile("p-[0-9a-f]{8}", re.IGNORECASE)


def is_reserved(code: str) -> bool:
    """True for a code that no juror may have, whatever the letter case: the journal names other actors and keys so."""
    return code.casefold() in _RESERVED or _ASSISTANT.fullmatch(code) is not None


class Role(StrEnum):
    """A juror's part in the panel. All but observers count."""

    CHAIR = "chair"
    MEMBER = "member"
    SECRETARY = "secretary"
    OBSERVER = "observer"


@dataclass(frozen=True)
class Juror:
    """One juror."""

    code: str
    name: str
    position: str = ""
    institution: str = ""
    nip: str = ""
    """Civil servants' number, 18 digits, as text; empty for others."""
    panels: tuple[str, ...] = ()
    """Panels the juror sits on; empty: all."""
    role: Role = Role.MEMBER
    affiliations: tuple[str, ...] = ()
    """Institutions and regions with which the juror is tied besides: what conflicts of interest are suggested from."""

    @property
    def counts(self) -> bool:
        """True if this juror's sheets are expected and counted."""
        return self.role is not Role.OBSERVER

    def sits_on(self, panel: str) -> bool:
        """True if the juror judges what this panel judges; the empty panel is everyone's."""
        return not panel or not self.panels or panel in self.panels
