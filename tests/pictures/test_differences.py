"""`make screens` twice: the pictures of before stay, and a page shows what differs from them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.pictures.differences import report, set_aside


@pytest.fixture
def screens(tmp_path: Path) -> Path:
    return tmp_path / "screens"


def take(screens: Path, **shades: int) -> None:
    """A run: pictures in one shade, `pages_…` in a folder of their own."""
    set_aside(screens)
    for name, shade in shades.items():
        path = screens / f"{name.replace('_', '/')}.png"
        path.parent.mkdir(exist_ok=True)
        Image.new("RGB", (64, 48), (shade, shade, shade)).save(path)


def test_the_first_pictures_differ_from_nothing(screens: Path) -> None:
    take(screens, board=200)
    found = report(screens)
    assert found.new == ["board.png"] and not (found.different or found.gone)
    assert "the first ones" in str(found)


def test_what_differs_is_new_or_gone_is_told_and_shown(screens: Path) -> None:
    take(screens, board=200, seats=90, keys=10, pages_sheet=250)
    report(screens)
    take(screens, board=90, seats=91, lock=10, pages_sheet=30)
    found = report(screens)
    assert (found.alike, found.different) == (["seats.png"], ["board.png", "pages/sheet.png"])
    assert (found.new, found.gone) == (["lock.png"], ["keys.png"])
    assert str(found) == "2 of 3 pictures differ from the former ones; new: 1, gone: 1"
    page = (screens / "differences.html").read_text(encoding="utf-8")
    for name in ("board.png", "pages/sheet.png"):
        for path in (f"former/{name}", name, f"different/{name}"):
            assert f'src="{path}"' in page and (screens / path).exists()
    assert "<li>lock.png</li>" in page and "<li>keys.png</li>" in page and "seats.png" not in page


def test_each_run_is_compared_with_the_one_before_it(screens: Path) -> None:
    for shade, differing in ((200, []), (90, ["board.png"]), (90, [])):
        take(screens, board=shade)
        assert report(screens).different == differing


def test_a_run_that_was_broken_off_does_not_stand_for_the_former_one(screens: Path) -> None:
    take(screens, board=200, seats=90)
    report(screens)
    take(screens, board=10)  # and no report: it was broken off
    take(screens, board=200, seats=90)
    found = report(screens)
    assert found.alike == ["board.png", "seats.png"] and not (found.different or found.gone)
