"""Size, theme and language change while a page is shown: it is as the same page made anew, messages and all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from juryapp import text
from tests.ui.desks import Desk
from tests.ui.other_pages import PROBLEM, others
from tests.ui.test_accessible_names import begun, everywhere  # noqa: F401
from ui.juror.call_page import CallPage
from ui.look import fonts
from ui.look.theme import Theme
from ui.parts.bar import Bar
from ui.parts.labels import set_look

WORDS = (QLabel, QAbstractButton, QLineEdit, QPlainTextEdit, QTextEdit)


@contextmanager
def looks_of(desk: Desk) -> Iterator[Theme]:
    """Another look of the window, until the test is over; no fixture, since the window is closed before those end."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme = Theme(app, desk.window.laptop.home)
    theme.choose("light")
    try:
        yield theme
    finally:
        theme.choose("light")
        theme.choose_size("1")
        text.use("id")


def settle() -> None:
    for _turn in range(6):
        QApplication.processEvents()


def with_words(desk: Desk) -> list[QWidget]:
    """Whatever of the window says something now."""
    settle()
    return [one for one in desk.window.findChildren(QWidget) if isinstance(one, WORDS) and one.isVisible()]


def sizes(desk: Desk) -> dict[QWidget, int]:
    return {one: one.fontInfo().pixelSize() for one in with_words(desk)}


def tell_all(desk: Desk) -> None:
    """Every kind of message at once: of the window, of the quiet bar, of the card, of the dock and of the notes."""
    desk.window.tell(PROBLEM)
    bar = desk.window.shell.info_bar
    bar.tell(lambda: str(PROBLEM))
    bar.setVisible(True)
    form = desk.page.desk.form
    if desk.page.currentWidget() is desk.page.desk:
        form.cards[0].say(lambda: str(PROBLEM))
        form.dock.say(lambda: str(PROBLEM))
        desk.page.desk.notes.problem.tell_problem(PROBLEM)


def is_sign(one: QWidget) -> bool:
    """The title of the sign is as large as the window has room for, whatever the size; a bar has its own (test_bars.py)."""
    page = one.parentWidget()
    return (isinstance(page, CallPage) and one is page.words[0]) or (isinstance(page, Bar) and one is page.words)


def former_sizes(desk: Desk, before: dict[QWidget, int], by: float) -> list[str]:
    """What has a text of another size than it should have by now."""
    return [
        f"{type(one).__name__} {one.objectName()} {getattr(one, 'text', str)()!r}: {before[one]} -> {pixels}"
        for one, pixels in sizes(desk).items()
        if one in before and not is_sign(one) and abs(pixels - before[one] * by) > 1
    ]


def test_a_message_of_another_kind_keeps_the_size_of_now(begun: Desk) -> None:  # noqa: F811
    """The style sheet is looked at again then, and would hand back the font of before."""
    closed = begun.page.desk.form.head.closed
    closed.setVisible(True)
    with looks_of(begun) as theme:
        theme.choose_size("2")
        settle()
        for kind in ("good", "bad"):
            set_look(closed, "notice", kind)
            assert closed.fontInfo().pixelSize() == fonts.font("text").pixelSize()


@everywhere
def test_every_text_that_is_shown_takes_the_new_size(begun: Desk, show: Callable[[Desk], None]) -> None:  # noqa: F811
    show(begun)
    tell_all(begun)
    before = sizes(begun)
    assert len(before) > 3
    with looks_of(begun) as theme:
        theme.choose_size("2")
        assert former_sizes(begun, before, 2) == []
        theme.choose("dark")
        begun.window.switch_language()
        tell_all(begun)
        assert former_sizes(begun, before, 2) == []
        theme.choose_size("1")
        assert former_sizes(begun, before, 1) == []


@others
def test_the_other_pages_take_it_too(begun: Desk, show: Callable[[Desk], None]) -> None:  # noqa: F811
    show(begun)
    begun.window.tell(PROBLEM)
    before = sizes(begun)
    with looks_of(begun) as theme:
        theme.choose_size("2")
        assert former_sizes(begun, before, 2) == []


def differ(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """By more than the width of a frame."""
    return any(abs(a - b) > 2 for a, b in zip(one, other, strict=True))


def places(desk: Desk) -> dict[str, tuple[int, int]]:
    """How wide and how high whatever has words is. Pictures of documents are drawn a little later."""
    return {
        f"{n} {type(one).__name__} {one.text()}": (one.width(), one.height())
        for n, one in enumerate(with_words(desk))
        if isinstance(one, QLabel | QAbstractButton) and one.text()
    }


@everywhere
def test_a_page_has_the_room_that_it_has_when_it_is_made_at_that_size(
    begun: Desk,  # noqa: F811
    show: Callable[[Desk], None],
) -> None:
    show(begun)
    settle()
    with looks_of(begun) as theme:
        theme.choose_size("1.5")
        assert fonts.scaled(100) == 150
        switched = places(begun)
        begun.window.make_desk()
        begun.page.desk.select("K01")
        show(begun)
        made = places(begun)
    assert {name: (size, made[name]) for name, size in switched.items() if name in made and differ(size, made[name])} == {}
