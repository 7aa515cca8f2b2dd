"""Copy status: how far what was saved here has got: onto the flash disk, to headquarters. Only what was proven is said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from juryapp.text import _, clock_time


@dataclass(frozen=True)
class CopyStatus:
    """Up to which of this device's entries a copy is known to lie elsewhere."""

    number: int = 0
    """This device's last entry; 0: it has written nothing yet."""
    copied: int = 0
    """Up to this number the flash disk holds them, read back from it."""
    copied_at: datetime | None = None
    confirmed: int = 0
    """Up to this number headquarters has signed that it holds them; or the secretary, while nobody else is headquarters."""
    by_secretary: bool = False
    """The laptop that confirms is the secretary's own."""
    named: bool = False
    """A flash disk was chosen for copies."""
    present: bool = False
    """It is in."""
    own_disk: bool = False
    """The folder that was chosen lies on the disk on which the event itself lies: whoever loses one loses both."""
    copying: bool = False

    @property
    def is_confirmed(self) -> bool:
        """Whoever confirms holds everything that this laptop wrote."""
        return 0 < self.number <= self.confirmed

    @property
    def is_copied(self) -> bool:
        """The flash disk holds everything that this laptop wrote."""
        return not self.own_disk and 0 < self.number <= self.copied

    def words(self) -> str:
        """What is true beyond this laptop, or nothing."""
        if self.is_confirmed:
            return _("received by the secretary") if self.by_secretary else _("confirmed by headquarters")
        if self.copying:
            return _("copying to the flash disk…")
        if self.own_disk:
            return _("copies go onto this laptop's own disk")
        if self.is_copied and self.copied_at:
            return _("copied to the flash disk {time}", time=clock_time(self.copied_at))
        if self.named and not self.present:
            return _("the flash disk is not in")
        if self.copied_at:
            return _("the flash disk has it up to {time}", time=clock_time(self.copied_at))
        return ""
