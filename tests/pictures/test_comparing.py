"""What counts as a changed picture: what a person sees, and not how a machine smooths an edge."""

from __future__ import annotations

from pathlib import Path

import font_source_sans_pro
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from tests.pictures.comparing import Tolerance, difference

INK, SOFT = (31, 41, 55), (226, 230, 236)
WORDS = "Tinjau dan tandai semuanya"


def a_page(
    size: tuple[int, int] = (320, 200), at: float = 40, line: int = 120, words: str = WORDS, ink: tuple[int, int, int] = INK
) -> Image.Image:
    """A heading on a soft ground, and a line below it."""
    page = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(page)
    pen.rectangle((20, 30, 300, 80), fill=SOFT)
    font = ImageFont.truetype(Path(font_source_sans_pro.font_directory) / "SourceSansPro-Regular.ttf", 20)
    pen.text((at, 40), words, fill=ink, font=font)
    pen.line((20, line, 300, line), fill=INK)
    return page


def smoothed(page: Image.Image) -> Image.Image:
    """As another machine draws the edges: a little softer, and a third of a pixel beside."""
    shift = (1, 0, 0.33, 0, 1, 0.2)
    return page.transform(page.size, Image.Transform.AFFINE, shift, Image.Resampling.BILINEAR, fillcolor="white").filter(
        ImageFilter.GaussianBlur(0.4)
    )


def test_the_same_picture_differs_nowhere() -> None:
    assert difference(a_page(), a_page()) is None


def test_how_a_machine_smooths_edges_is_no_difference() -> None:
    page = a_page()
    assert smoothed(page).tobytes() != page.tobytes()
    assert difference(page, smoothed(page), Tolerance(shade=100)) is None
    assert difference(page, a_page(at=41)) is None, "one pixel"


def test_a_line_that_moved_is_a_difference_where_it_was_and_where_it_is() -> None:
    found = difference(a_page(), a_page(line=150))
    assert found and found.box == (16, 112, 304, 160)


@pytest.mark.parametrize(
    "other",
    [
        a_page(words=""),
        a_page(words=WORDS[:-1]),
        a_page(words=WORDS.replace("dan", "lalu")),
        a_page(at=46),
        a_page(ink=(31, 41, 155)),
    ],
    ids=["gone", "cut", "other words", "moved", "another colour"],
)
def test_words_that_changed_are_a_difference(other: Image.Image) -> None:
    for former, new in ((a_page(), other), (other, a_page())):
        found = difference(former, new)
        assert found and found.box[3] <= 80, "the line below them is as it was"


def test_a_few_points_are_noise_and_a_dot_of_ink_is_not() -> None:
    page, dotted = a_page(), a_page()
    dotted.putpixel((200, 170), INK)
    assert difference(page, dotted) is None
    ImageDraw.Draw(dotted).rectangle((200, 168, 203, 171), fill=INK)
    found = difference(page, dotted)
    assert found and found.places <= 4


@pytest.mark.parametrize("size", [(320, 216), (336, 200), (320, 184), (160, 100)])
def test_another_size_always_differs_in_what_only_one_has(size: tuple[int, int]) -> None:
    found = difference(Image.new("RGB", (320, 200), "white"), Image.new("RGB", size, "white"))
    assert found and found.picture.size == (max(320, size[0]), max(200, size[1]))


def test_the_changed_places_are_marked_and_the_others_pale() -> None:
    found = difference(a_page(), a_page(line=150))
    assert found
    red, green, _blue = found.picture.crop((200, 150, 201, 151)).tobytes()
    assert red > green
    assert min(found.picture.crop((25, 40, 26, 41)).tobytes()) > min(SOFT), "paler than the ground"
