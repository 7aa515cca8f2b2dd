"""Actions: each key does what is declared, what isn't offered does nothing, and the card of keys tells what there is."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

import ui
from juryapp import text
from juryapp.board.candidate_papers import papers_for_juror
from juryapp.desk.candidate_papers import add_papers
from juryapp.text import _, mark
from tests.builders import a_desk, a_juror, sign
from tests.papers import a_pdf, put
from tests.ui.desks import Desk
from ui.actions import KeyLine, action, declared_in, lines_of, press, put_into
from ui.candidate_paper_page import CandidatePaperPage
from ui.document_page import DocumentPage
from ui.help.about_pane import AboutPane
from ui.help.guide_pane import GuidePane
from ui.help.help import Help
from ui.juror.card_actions import CardActions
from ui.juror.desk_actions import DeskActions
from ui.juror.end_page import EndPage
from ui.juror.keys_page import OWNERS, KeysPage
from ui.juror.notes import NotesPane
from ui.juror.observer_page import ObserverPage
from ui.juror.review import ReviewPage
from ui.juror.signed_page import SignedPage
from ui.parts.action_button import ActionButton
from ui.parts.labels import Label
from ui.parts.line import Search
from ui.parts.stack import show_in
from ui.plenary.page import PlenaryPage
from ui.preview import FITS
from ui.print_card import PrintCard

NONE, SHIFT, CONTROL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
KEYPAD, ALT = Qt.KeyboardModifier.KeypadModifier, Qt.KeyboardModifier.AltModifier
Key = Qt.Key


class Bell:
    """An owner of actions, for these tests."""

    def __init__(self) -> None:
        self.works = True
        self.rung: list[str] = []

    @action("Ctrl+B", "F9", label=mark("Notes"), offered=lambda bell: bell.works)
    def ring(self) -> None:
        self.rung.append("ring")

    @action("Enter", told=mark("Next candidate"), repeats=False)
    def knock(self) -> None:
        self.rung.append("knock")

    @action(label=lambda bell: f"{len(bell.rung)} times")
    def count(self) -> None:
        self.rung.append("count")


def a_press(key: Key, held: Qt.KeyboardModifier = NONE, again: bool = False) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, held, "", again)


@pytest.mark.parametrize(
    ("key", "held", "rung"),
    [
        (Key.Key_B, CONTROL, ["ring"]),
        (Key.Key_B, NONE, []),
        (Key.Key_B, CONTROL | SHIFT, []),
        (Key.Key_B, CONTROL | ALT, []),  # AltGr at some keyboards: a letter that is typed
        (Key.Key_F9, NONE, ["ring"]),
        (Key.Key_F9, SHIFT, ["ring"]),
        (Key.Key_Return, NONE, ["knock"]),
        (Key.Key_Enter, KEYPAD, ["knock"]),
        (Key.Key_Return, SHIFT, ["knock"]),
        (Key.Key_Return, CONTROL, []),
        (Key.Key_A, NONE, []),
    ],
)
def test_a_key_is_known_by_its_name(key: Key, held: Qt.KeyboardModifier, rung: list[str]) -> None:
    bell = Bell()
    assert press(bell, a_press(key, held)) == bool(rung)
    assert bell.rung == rung


def test_a_key_that_is_held_repeats_only_what_may_be_repeated() -> None:
    bell = Bell()
    assert press(bell, a_press(Key.Key_F9, again=True))
    assert not press(bell, a_press(Key.Key_Return, again=True))
    assert bell.rung == ["ring"]


def test_what_is_offered_is_done_by_key_button_and_menu(qtbot: QtBot) -> None:
    bell, menu = Bell(), QMenu()
    button = ActionButton(bell.ring)
    qtbot.addWidget(button)
    qtbot.addWidget(menu)
    put_into(menu, bell.ring)
    press(bell, a_press(Key.Key_F9))
    button.click()
    menu.actions()[0].trigger()
    assert bell.rung == ["ring"] * 3
    assert menu.actions()[0].text() == "Catatan\tCtrl+B"


def test_what_isnt_offered_is_done_by_neither_key_nor_button_nor_menu(qtbot: QtBot) -> None:
    bell, menu, row = Bell(), QMenu(), QWidget()
    button = ActionButton(bell.ring)
    button.setParent(row)
    for each in (row, menu):
        qtbot.addWidget(each)
    bell.works = False
    put_into(menu, bell.ring)
    assert not press(bell, a_press(Key.Key_F9)), "the key is another's then"
    button.click()  # it was shown before, and nobody has renewed it
    menu.actions()[0].trigger()
    assert bell.rung == [] and not menu.actions()[0].isEnabled()
    button.again()
    assert button.isHidden()
    bell.works = True
    button.again()
    assert not button.isHidden()
    button.give_room(room=False)
    assert button.isHidden()


def test_words_follow_the_language_and_the_owner(qtbot: QtBot) -> None:
    bell = Bell()
    ring, count = ActionButton(bell.ring), ActionButton(bell.count)
    qtbot.addWidget(ring)
    qtbot.addWidget(count)
    assert (ring.text(), count.text()) == ("Catatan", "0 times")
    text.use("en")
    QApplication.sendEvent(ring, QEvent(QEvent.Type.LanguageChange))
    count.click()
    count.again()
    assert (ring.text(), count.text()) == ("Notes", "1 times")


# The keys of the juror's desk


class Scene(NamedTuple):
    """Where one stands when a key is pressed, and what it must bring."""

    before: Callable[[Desk], object]
    after: Callable[[Desk], bool]


def focus(desk: Desk) -> QWidget | None:
    return desk.window.focusWidget()


def given(*points: str) -> Callable[[Desk], object]:
    """Points given one after the other, and the score gone back to."""

    def give(desk: Desk) -> None:
        for each in points:
            desk.type_points("REG", each)
        desk.card("REG").focus_points()

    return give


def undone(desk: Desk) -> None:
    given("80", "85")(desk)
    QTest.keyClick(desk.card("REG").field, Key.Key_Z, CONTROL)


def a_line(desk: Desk) -> None:
    """A note is written while a score is open."""
    desk.card("REG").focus_points()
    desk.page.desk.notes.field.setFocus()
    QTest.keyClicks(desk.page.desk.notes.field, "Perda ada")


def a_document(kind: type[DocumentPage], zoom: int = FITS) -> Callable[[Desk], None]:
    """A signed sheet is seen, with the focus at its buttons."""

    def show(desk: Desk) -> None:
        sheet, disk = sign(a_juror(desk.event, "J02"), "K01", ["85", "78"]), desk.window.runner.disk
        if kind is SignedPage:
            page: DocumentPage = SignedPage(disk, desk.page.sitting, [sheet], None)
        elif kind is CandidatePaperPage:
            page = papers_of_k01(desk)
        else:
            page = DocumentPage(disk, lambda: sheet.name, sheet.name, sheet.pdf, lambda: "")
        show_in(desk.window.stack, page)
        page.preview.zoom_to(zoom)
        page.back_button.setFocus()

    return show


def papers_of_k01(desk: Desk) -> CandidatePaperPage:
    """One that a candidate handed in, read already."""
    path = put(desk.event.path.parent, "perda.pdf", a_pdf())
    add_papers(a_desk(desk.event), "K01", [path])
    runner, candidate = desk.window.runner, desk.page.sitting.candidates["K01"]
    page = CandidatePaperPage(runner, desk.event, candidate, papers_for_juror(desk.event, "J01", "K01"))
    desk.bot.waitUntil(lambda: not runner.works)
    return page


def at_the_plenary(desk: Desk) -> PlenaryPage:
    """The secretary sits, and looks at the plenary's page."""
    desk.window.hand_over()
    desk.settle()
    desk.sit("")
    page = desk.secretary.go("plenary")
    assert isinstance(page, PlenaryPage)
    page.project_button.setFocus()
    return page


def plenary(desk: Desk) -> PlenaryPage:
    page = desk.secretary.stack.currentWidget() if desk.window.session.secretary else None
    assert isinstance(page, PlenaryPage)
    return page


def asked(desk: Desk) -> None:
    """It is asked how a document is to be printed."""
    a_document(DocumentPage)(desk)
    shown(desk).print_button.click()


def left(kind: type[DocumentPage]) -> Scene:
    """The page asks to be left."""
    heard: list[str] = []

    def show(desk: Desk) -> None:
        heard.clear()
        a_document(kind)(desk)
        shown(desk).back.connect(lambda: heard.append("back"))

    return Scene(show, lambda desk: heard == ["back"])


HEARD: list[str] = []
"""What the guide asked for."""


def guide_pane(desk: Desk) -> None:
    """The guide is read."""
    HEARD.clear()
    pane = GuidePane()
    pane.print_asked.connect(lambda: HEARD.append("print"))
    pane.closed.connect(lambda: HEARD.append("close"))
    show_in(desk.window.stack, pane)
    pane.first.setFocus()


def about_pane(desk: Desk) -> None:
    """The program tells of itself."""
    HEARD.clear()
    pane = AboutPane(desk.window.laptop.home, desk.window.runner.disk)
    pane.closed.connect(lambda: HEARD.append("close"))
    show_in(desk.window.stack, pane)
    pane.first.setFocus()


def shown(desk: Desk) -> DocumentPage:
    page = desk.window.stack.currentWidget()
    assert isinstance(page, DocumentPage)
    return page


ZOOMING = {
    f"{kind.__name__}.{name}": Scene(a_document(kind, before), after)
    for kind in (DocumentPage, SignedPage, CandidatePaperPage)
    for name, before, after in (
        ("show_larger", FITS, lambda desk: shown(desk).preview.zoom > FITS),
        ("show_smaller", FITS, lambda desk: shown(desk).preview.zoom < FITS),
        ("show_fitting", 150, lambda desk: shown(desk).preview.zoom == FITS),
    )
}
SCENES = {
    **ZOOMING,
    **{f"{kind.__name__}.leave": left(kind) for kind in (DocumentPage, SignedPage, CandidatePaperPage)},
    "PlenaryPage.project": Scene(at_the_plenary, lambda desk: plenary(desk).projection.is_on),
    "PlenaryPage.end_projection": Scene(
        lambda desk: at_the_plenary(desk).project(), lambda desk: not plenary(desk).projection.is_on
    ),
    "PlenaryPage.next_segment": Scene(at_the_plenary, lambda desk: plenary(desk).segment != "reveal"),
    "PrintCard.call_off": Scene(asked, lambda desk: shown(desk).print_card.isHidden() and shown(desk).preview.isVisible()),
    "CardActions.enter": Scene(
        lambda desk: desk.type_points("REG", "85", enter=False),
        lambda desk: desk.stored() == {"REG": "85"} and focus(desk) is desk.card("CAK").field,
    ),
    "CardActions.step_up": Scene(given("85"), lambda desk: desk.stored() == {"REG": "86"}),
    "CardActions.step_down": Scene(given("85"), lambda desk: desk.stored() == {"REG": "84"}),
    "CardActions.to_bands": Scene(given("85"), lambda desk: focus(desk) is desk.card("REG").bands.buttons[2]),
    "CardActions.back_from_bands": Scene(
        lambda desk: (given()(desk), desk.card("REG").bands.take_focus()), lambda desk: focus(desk) is desk.card("REG").field
    ),
    "CardActions.back": Scene(
        lambda desk: (given("85")(desk), desk.type_points("REG", "9", enter=False)),
        lambda desk: desk.card("REG").field.text() == "85",
    ),
    "CardActions.undo": Scene(given("80", "85"), lambda desk: desk.stored() == {"REG": "80"}),
    "CardActions.redo": Scene(undone, lambda desk: desk.stored() == {"REG": "85"}),
    "CardActions.show_earlier": Scene(given(), lambda desk: desk.card("REG").body.ruler.isVisible()),
    "DeskActions.go_to_missing": Scene(
        lambda desk: desk.page.desk.list.setFocus(), lambda desk: focus(desk) is desk.card("REG").field
    ),
    "DeskActions.back_to_score": Scene(
        lambda desk: desk.page.desk.notes.field.setFocus(), lambda desk: focus(desk) is desk.card("REG").field
    ),
    "DeskActions.redo": Scene(
        lambda desk: (undone(desk), desk.page.desk.list.setFocus()), lambda desk: desk.stored() == {"REG": "85"}
    ),
    "DeskActions.undo": Scene(
        lambda desk: (given("80", "85")(desk), desk.page.desk.list.setFocus()), lambda desk: desk.stored() == {"REG": "80"}
    ),
    "DeskActions.next_candidate": Scene(given(), lambda desk: desk.page.candidate == "K02"),
    "DeskActions.former_candidate": Scene(
        lambda desk: (desk.page.desk.select("K02"), given()(desk)), lambda desk: desk.page.candidate == "K01"
    ),
    "DeskActions.find": Scene(given(), lambda desk: focus(desk) is desk.page.desk.search),
    "DeskActions.next_pane": Scene(given(), lambda desk: focus(desk) is desk.page.desk.notes.field),
    "DeskActions.show_keys": Scene(given(), lambda desk: isinstance(desk.page.currentWidget(), KeysPage)),
    "NotesPane.insert_time": Scene(
        lambda desk: desk.page.desk.notes.field.setFocus(), lambda desk: desk.page.desk.notes.field.toPlainText() != ""
    ),
    "NotesPane.print_line": Scene(a_line, lambda desk: desk.page.sitting.remarks("K01") == {"REG": "Perda ada"}),
    "ReviewPage.put_away": Scene(lambda desk: desk.page.review(), lambda desk: desk.page.currentWidget() is desk.page.desk),
    "EndPage.put_away": Scene(lambda desk: desk.page.end_day(), lambda desk: desk.page.currentWidget() is desk.page.desk),
    "ObserverPage.practise": Scene(lambda desk: desk.page.see_day(), lambda desk: desk.page.currentWidget() is desk.page.desk),
    "Help.show_guide": Scene(
        lambda desk: desk.page.show_keys(), lambda desk: desk.window.help.shown is not None and desk.window.help.shown.isVisible()
    ),
    "GuidePane.look_for": Scene(guide_pane, lambda desk: isinstance(focus(desk), Search)),
    "GuidePane.print_page": Scene(guide_pane, lambda desk: HEARD == ["print"]),
    "GuidePane.close_guide": Scene(guide_pane, lambda desk: HEARD == ["close"]),
    "AboutPane.close_about": Scene(about_pane, lambda desk: HEARD == ["close"]),
    "KeysPage.put_away": Scene(lambda desk: desk.page.show_keys(), lambda desk: desk.page.currentWidget() is desk.page.desk),
}


def all_owners() -> list[type]:
    """Every class of the windows that declares an action."""
    modules = [importlib.import_module(found.name) for found in pkgutil.walk_packages(ui.__path__, "ui.")]
    classes = {one for module in modules for one in vars(module).values() if isinstance(one, type)}
    return sorted((one for one in classes if declared_in(one)), key=lambda one: one.__qualname__)


def all_keys() -> Iterator[tuple[str, str]]:
    for owner in all_owners():
        for one in declared_in(owner):
            yield from ((f"{owner.__name__}.{one.name}", key) for key in one.keys)


@pytest.mark.parametrize(("name", "key"), [*all_keys()])
def test_a_key_does_what_is_declared(banded: Desk, name: str, key: str) -> None:
    desk, scene = banded, SCENES[name]
    scene.before(desk)
    desk.settle()
    assert not scene.after(desk)
    pressed = QKeySequence(key)[0]
    QTest.keyClick(desk.window.focusWidget(), pressed.key(), pressed.keyboardModifiers())
    desk.settle()
    desk.bot.waitUntil(lambda: scene.after(desk))  # a step that is held ends a moment after its key came up


def test_enter_and_the_arrows_belong_to_the_points_alone(desk: Desk) -> None:
    card = desk.type_points("REG", "85")
    card.focus_points()
    for part in (card.remark, card.body.cannot):
        part.setFocus()
        assert not any(press(card.card_actions, a_press(key)) for key in (Key.Key_Return, Key.Key_Up, Key.Key_Down))
    assert desk.stored() == {"REG": "85"}


def test_enter_that_is_held_gives_one_score(desk: Desk) -> None:
    field = desk.type_points("REG", "85", enter=False).field
    QApplication.sendEvent(field, a_press(Key.Key_Return, again=True))
    assert focus(desk) is field and desk.stored() == {}


def test_no_key_of_the_desk_is_heard_behind_another_page(desk: Desk) -> None:
    desk.page.show_keys()
    for key, held in ((Key.Key_Return, CONTROL), (Key.Key_F6, NONE), (Key.Key_F, CONTROL)):
        QTest.keyClick(desk.window.focusWidget(), key, held)
    assert desk.page.candidate == "K01" and isinstance(desk.page.currentWidget(), KeysPage)


# The card of keys


def test_every_scene_is_of_an_action() -> None:
    assert set(SCENES) == {name for name, _key in all_keys()}


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_card_of_keys_tells_what_is_declared(qtbot: QtBot, language: str) -> None:
    text.use(language)
    page = KeysPage()
    qtbot.addWidget(page)
    said = [label.text() for label in page.findChildren(Label)]
    assert said == [_("Which key does what?"), *(part for line in lines_of(*OWNERS) for part in (line.cap, line.words))]


def test_every_key_has_a_line_and_every_line_once() -> None:
    caps = Counter(line.cap for line in lines_of(*OWNERS))
    assert set(caps.values()) == {1}
    told = {key.replace("Up", "↑").replace("Down", "↓") for cap in caps for key in cap.split()}
    first = {one.keys[0].replace("Up", "↑").replace("Down", "↓") for owner in OWNERS for one in declared_in(owner) if one.keys}
    assert first <= told


def test_the_lines_stand_group_by_group() -> None:
    groups = [line.group for line in lines_of(*OWNERS)]
    assert groups == sorted(groups) and len(set(groups)) > 1


def test_the_card_knows_everyone_whose_keys_a_juror_has() -> None:
    with_keys = {owner for owner in all_owners() if any(one.keys for one in declared_in(owner))}
    assert with_keys == {
        *(*OWNERS, EndPage, KeysPage, ReviewPage, DocumentPage, SignedPage, PrintCard),
        *(CandidatePaperPage, ObserverPage, PlenaryPage, Help, GuidePane, AboutPane),
    }
    assert {CardActions, DeskActions, NotesPane} == set(OWNERS)


def test_a_line_of_its_own_tells_of_a_key_that_no_action_has() -> None:
    lines = [line for owner in OWNERS for line in vars(owner).values() if isinstance(line, KeyLine)]
    keys = {key for owner in OWNERS for one in declared_in(owner) for key in one.keys}
    assert lines and not keys & {line.cap for line in lines}


@pytest.mark.parametrize("owner", all_owners(), ids=lambda owner: owner.__name__)
def test_no_two_actions_of_one_owner_share_a_key(owner: type) -> None:
    keys = Counter(key for one in declared_in(owner) for key in one.keys)
    assert [key for key, times in keys.items() if times > 1] == []
    assert all(QKeySequence(key)[0].key() != Key.Key_unknown for key in keys), "Qt knows each by this name"


# All windows


def test_every_action_speaks_both_languages() -> None:
    labels = {one.label for owner in all_owners() for one in declared_in(owner) if isinstance(one.label, str)} - {""}
    words = labels | {line.told for line in lines_of(*OWNERS)}
    assert len(words) > 20
    assert [each for each in words if _(each) == each] == [], "said in English where Indonesian is spoken"


def test_the_menu_of_the_seat_offers_handing_over_where_somebody_sits(door: Desk) -> None:
    def entries() -> list[str]:
        menu = door.window.header.seat.menu()
        menu.aboutToShow.emit()
        return [entry.text() for entry in menu.actions()]

    assert _("Hand over") not in entries() and _("Close this event") in entries()
    door.sit("J01")
    assert _("Hand over") in entries()


def test_what_the_footer_has_no_room_for_stands_in_its_menu(desk: Desk) -> None:
    footer = desk.page.desk.footer

    def entries() -> dict[str, bool]:
        footer.fill()
        return {entry.text(): entry.isEnabled() for entry in footer.more.menu().actions()}

    moving, keys = _("Move these scores to another candidate…"), _("Which key does what?") + "\tF1"
    end = _("End of the day")
    assert entries() == {moving: False, end: True, keys: True} and footer.call.isVisible()
    desk.window.resize(820, 720)
    desk.settle()
    assert footer.call.isHidden() and footer.recuse.isHidden()
    assert entries() == {_("Call the secretary"): True, _("Conflict of interest…"): True, moving: False, end: True, keys: True}
