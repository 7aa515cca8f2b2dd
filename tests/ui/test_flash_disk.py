"""Where a file lies is said as it is: on a flash disk, never "on this laptop"."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from juryapp.text import _
from tests.ui.desks import Desk
from ui.services import stick
from ui.services.stick import flash_disk_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="drives have letters there")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/media/ani/KINGSTON/bali.jury", "KINGSTON"),
        ("/run/media/ani/KINGSTON/juri/bali.jury", "KINGSTON"),
        ("/media/KINGSTON/bali.jury", "KINGSTON"),
        ("/mnt/usb/bali.jury", "usb"),
        ("/Volumes/KINGSTON/bali.jury", "KINGSTON"),
        ("/home/ani/bali.jury", ""),
        ("/mediasi/usb/bali.jury", ""),
    ],
)
def test_the_flash_disk_is_known_by_the_path(path: str, name: str) -> None:
    assert flash_disk_of(Path(path)) == name


def test_the_truth_line_names_the_flash_disk(door: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    door.sit("J01")
    door.type_points("REG", "80")
    assert _("this laptop") in door.window.header.truth.text()
    monkeypatch.setattr(stick, "PLACES", (f"{door.event.path.parent.parent.parent}/",))
    door.type_points("REG", "81")
    told = door.window.header.truth.text()
    assert _("this laptop") not in told and door.event.path.parent.parent.name in told
