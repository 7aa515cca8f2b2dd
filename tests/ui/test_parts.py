"""Parts on their own: the runner, the canvas, the preview and the printer, the bands' points."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from juryapp.errors import Problem, Refused
from juryapp.model.criterion import Band
from juryapp.model.points import Scale
from juryapp.signing.ink import Ink
from tests.builders import a_juror, an_event, look_and_sign, score_all
from tests.ui.desks import an_ink, draw
from ui.juror.bands import values_of
from ui.juror.canvas import InkCanvas
from ui.parts.flow import Flow
from ui.parts.labels import Button
from ui.preview import Preview
from ui.runner import Runner


def blue_pixels(image: QImage) -> int:
    """How many pixels are of a signature's ink."""
    colours = [image.pixelColor(x, y) for y in range(0, image.height(), 2) for x in range(0, image.width(), 2)]
    return sum(colour.blue() > colour.red() + 40 for colour in colours)


def a_signed_pdf(folder: Path) -> bytes:

    event = an_event(folder)
    juror = a_juror(event)
    score_all(juror, "K01", "80")
    pdf = look_and_sign(juror, ["K01"], an_ink())[0].pdf
    event.close()
    return pdf


def test_every_result_comes_home(qtbot: QtBot) -> None:
    runner, heard = Runner(), list[int]()
    for number in range(500):
        runner.run(lambda progress, number=number: number, heard.append, lambda problem: None)
    qtbot.waitUntil(lambda: len(heard) == 500, timeout=10_000)
    assert heard == list(range(500)) and not runner.works
    runner.close()


def test_a_known_problem_comes_home_as_one(qtbot: QtBot) -> None:
    runner, heard = Runner(), list[Problem]()

    def refuse(progress: object) -> None:
        raise Refused("Choose the workbook first.")

    runner.run(refuse, lambda result: None, heard.append)
    qtbot.waitUntil(lambda: len(heard) == 1)
    assert isinstance(heard[0], Refused)
    runner.close()


def test_a_stroke_of_the_mouse_is_ink_and_can_be_undone(qtbot: QtBot) -> None:
    canvas = InkCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(480, 160)
    canvas.show()
    draw(canvas)
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    ink = canvas.ink()
    assert ink is not None and [len(stroke) for stroke in ink.strokes] == [8, 1]
    assert ink.strokes[0][0] == (90.0, 110.0, 0.5)
    canvas.undo()
    assert canvas.ink() == Ink(ink.strokes[:1])
    canvas.clear()
    assert canvas.ink() is None


def test_a_specimen_fits_into_the_canvas(qtbot: QtBot) -> None:
    canvas = InkCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(480, 160)
    canvas.show_ink(Ink((((0.0, 0.0, 0.5), (9_000.0, 4_000.0, 0.5)),)))
    ink = canvas.ink()
    assert ink is not None
    assert all(0 <= x <= 480 and 0 <= y <= 160 for stroke in ink.strokes for x, y, _ in stroke)


def test_the_preview_shows_the_ink(qtbot: QtBot, tmp_path: Path) -> None:
    preview = Preview()
    qtbot.addWidget(preview)
    preview.resize(700, 500)
    preview.show()
    preview.show_pdf(a_signed_pdf(tmp_path))
    assert len(preview.pages) == 1
    assert blue_pixels(preview.pages[0].pixmap().toImage()) > 20


@pytest.mark.parametrize(
    ("band", "scale", "values"),
    [
        (Band(Decimal(90), Decimal(92), ""), Scale(), ["90", "91", "92"]),
        (Band(Decimal(6), Decimal(7), ""), Scale(Decimal(6), Decimal(10), Decimal("0.5")), ["6.0", "6.5", "7.0"]),
        (
            Band(Decimal(5), Decimal(7), ""),
            Scale(Decimal(1), Decimal(7), Decimal(1), tuple(map(Decimal, (1, 2, 3, 5, 6, 7)))),
            ["5", "6", "7"],
        ),
        (Band(Decimal(0), Decimal(100), ""), Scale(step=Decimal("0.01")), []),
    ],
)
def test_the_points_of_a_band(band: Band, scale: Scale, values: list[str]) -> None:
    assert values_of(band, scale) == [Decimal(value) for value in values]


def test_the_words_of_a_long_button_wrap_and_are_never_cut(qtbot: QtBot) -> None:
    words = "KAB-PROV-002 " + "Kabupaten Kepulauan Contoh Utara dan Sekitarnya " * 3
    holder = QWidget()
    qtbot.addWidget(holder)
    rows = QVBoxLayout(holder)
    long, short = Button(lambda: words), Button(lambda: "Lanjut")
    for button in (long, short):
        rows.addWidget(button)
    for width in (900, 500, 300):
        holder.resize(width, 600)
        holder.show()
        QApplication.processEvents()
        QApplication.processEvents()
        assert long.width() <= width and long.height() >= long.height_of_words(long.width())
    assert short.height() == 44 and short.sizeHint().width() < 200


def test_a_row_whose_widgets_share_the_width_leaves_no_single_one_at_the_end(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = Flow(holder, gap=8, stretch=True)
    keys = [Button(lambda place=place: f"Kriteria {place}") for place in range(8)]
    for key in keys:
        flow.addWidget(key)
    wanted = keys[0].sizeHint().width()
    holder.resize(7 * (wanted + 8) + 4, 300)
    holder.show()
    QApplication.processEvents()
    assert [sum(key.y() == top for key in keys) for top in sorted({key.y() for key in keys})] == [4, 4]
    for place in (0, 1, 2):
        keys[place].say(lambda: "Berita acara pleno yang panjang")
    for width in range(3 * wanted, 7 * wanted, 11):
        holder.resize(width, 600)
        QApplication.processEvents()
        assert all(key.width() >= key.sizeHint().width() for key in keys), "as alike as fits, and none is cut"
