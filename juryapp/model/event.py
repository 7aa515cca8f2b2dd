"""Event: one award edition's judging."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

LETTER_MARGINS = range(20, 46)
"""In millimetres."""
LETTER_SIZES = range(9, 14)
"""In points."""
PROVIDER_BOXES, PROVIDER_UNCERTIFIED = "boxes", "uncertified"
"""Of recapitulation and minutes: boxes are kept for visible signatures of certified providers; and the desk's first signature
besides doesn't certify them (DocMDP), for providers' programs that refuse a certified file."""


@dataclass(frozen=True)
class Event:
    """What is told once for the whole event and printed on its documents."""

    award: str
    code: str
    edition: str = ""
    assessed_from: date | None = None
    """First day of the assessment period; the edition, the period and the interview days are three different things."""
    assessed_to: date | None = None
    organiser: str = ""
    stage: str = ""
    """This event's own stage, such as an interview at provincial level."""
    venue: str = ""
    city: str = ""
    time_zone: str = "Asia/Jakarta"
    """An IANA name."""
    language: str = "id"
    letterhead: tuple[str, ...] = ()
    """Up to five lines of the letterhead."""
    logo: bytes = b""
    """PNG or JPEG bytes of the letterhead's logo; empty for none."""
    minutes_number: str = ""
    recapitulation_number: str = ""
    letter_margin: int = 30
    """The left margin of letters, such as minutes and pledges, in millimetres: offices punch and file there."""
    letter_size: int = 11
    """The type size of letters, in points."""
    juror_word: str = "juri"
    """What documents call a juror: `juri` or `penilai`."""
    paper: str = "A4"
    """`A4` or `F4`."""
    simulated: bool = False
    """Invented data: every page says DATA SIMULASI."""
    provider: str = ""
    """`PROVIDER_BOXES`, `PROVIDER_UNCERTIFIED`, or empty where no visible signature of a certified provider is expected."""
    pledge: str = ""
    """Whether jurors are asked for the pledge before their first form: `asked` or `not asked`; empty where nothing is said, as of
    events that older programs made: then nobody is asked."""

    @property
    def title(self) -> str:
        """The award and its edition, the edition only where the award's name doesn't say it already."""
        return self.award if not self.edition or self.edition in self.award else f"{self.award} {self.edition}"
