"""Where a file lies is said as it is: on a flash disk, never "on this laptop"."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.ui.desks import Desk
from ui.disk import no_answer
from ui.services import flash_disk_paths
from ui.services.flash_disk_paths import flash_disk_of

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


@pytest.mark.parametrize("place", ["/media/ani/KINGSTON", "/mnt/usb", "/mnt/usb/bali.jury"])
def test_a_disk_that_does_not_answer_is_taken_out_only_where_it_is_a_flash_disk(place: str) -> None:
    assert "flash" in str(no_answer(Path(place)))
    assert "flash" not in str(no_answer(Path("/home/ani/bali.jury")))


def test_the_truth_line_names_the_flash_disk(door: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    door.sit("J01")
    door.type_points("REG", "80")
    told, disk = door.window.header.truth.text(), door.event.path.parent.parent.name
    assert "laptop ini" in told and disk not in told
    monkeypatch.setattr(flash_disk_paths, "PLACES", (f"{door.event.path.parent.parent.parent}/",))
    door.type_points("REG", "81")
    told = door.window.header.truth.text()
    assert "laptop ini" not in told and disk in told
