"""The telling pages look as the stored pictures of them: no part has moved, vanished or been cut."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFilter
from PySide6.QtWidgets import QApplication

from tests.pictures import stored
from tests.pictures.stored import DOCUMENTS, HOW_TO_GO_ON, REFERENCES, differing, document_pages, window_pages

WINDOW = {"board", "desk", "desk-english", "receiving", "receiving-contrast", "receiving-contrast-dark", "seats"}


@pytest.fixture
def steady_cursor(qapp: QApplication) -> Iterator[QApplication]:
    before = qapp.cursorFlashTime()
    yield qapp
    qapp.setCursorFlashTime(before)


def complaints(drawn: dict[str, Image.Image]) -> str:
    found = list(differing(drawn))
    return "\n".join([*found, HOW_TO_GO_ON]) if found else ""


def test_the_windows_pages_look_as_they_did(steady_cursor: QApplication, tmp_path: Path) -> None:
    drawn = window_pages(steady_cursor, tmp_path)
    assert set(drawn) == WINDOW
    assert not complaints(drawn), complaints(drawn)


def test_the_documents_look_as_they_did() -> None:
    drawn = document_pages()
    assert not complaints(drawn), complaints(drawn)


def test_every_stored_picture_is_compared_and_all_are_small() -> None:
    found = {path.stem: path.stat().st_size for path in REFERENCES.iterdir()}
    assert found.keys() == WINDOW | set(DOCUMENTS)
    assert sum(found.values()) < 200_000


@pytest.fixture
def board(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Image.Image:
    """The stored picture of the board, to be changed; what differs is drawn into a temporary folder."""
    monkeypatch.setattr(stored, "BESIDE", tmp_path / "beside")
    monkeypatch.setattr(stored, "ROOT", tmp_path)
    with Image.open(REFERENCES / "board.png") as picture:
        return picture.copy()


def test_a_part_that_moved_vanished_or_is_cut_is_noticed(board: Image.Image, tmp_path: Path) -> None:
    button = (395, 53, 438, 68)
    key = board.crop(button)
    for name, left in (("moved", button[0] - 5), ("vanished", None), ("cut", button[0])):
        other = board.copy()
        ImageDraw.Draw(other).rectangle(button, fill=255, outline=255)
        if left is not None:
            other.paste(key if name == "moved" else key.crop((0, 0, 30, 15)), (left, button[1]))
        (said,) = differing({"board": other})
        assert "beside/board.png" in said and (tmp_path / "beside" / "board.png").exists(), name


def test_a_page_that_is_as_it_was_or_drawn_softer_is_not_named(board: Image.Image, tmp_path: Path) -> None:
    for same in (board, board.filter(ImageFilter.GaussianBlur(0.4)), board.point([min(255, value + 12) for value in range(256)])):
        assert list(differing({"board": same})) == [] and not (tmp_path / "beside").exists()
