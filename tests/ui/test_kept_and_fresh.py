"""Whatever happens at this laptop or another program, a page that was kept says what one says that is made anew."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from juryapp.desk.draft_moves import move_draft
from juryapp.desk.juror import JurorDesk
from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import Problem
from juryapp.event.opening import open_event
from juryapp.model.candidate import Attendance
from juryapp.model.note import Visibility
from tests.builders import PASSPHRASE, a_desk, a_juror, a_laptop, sign
from tests.ui.desks import Desk
from ui.juror.candidates import KnownLines
from ui.juror.card import CriterionCard
from ui.juror.heading import Fact
from ui.juror.page import JurorPage

SEEDS = (1, 2, 3)
STEPS = 60
CANDIDATES = ("K01", "K02", "U01")
LANGUAGES = ("id", "en")


@pytest.fixture
def elsewhere(desk: Desk) -> Iterator[JurorDesk]:
    """The same juror, at the command line of the same laptop."""
    event = open_event(a_laptop(desk.folder), desk.event.path, PASSPHRASE)
    yield a_juror(event)
    event.close()


@pytest.fixture
def player(desk: Desk, elsewhere: JurorDesk) -> Iterator[Callable[[int], Player]]:
    yield lambda seed: Player(desk, elsewhere, a_desk(elsewhere.event), seed)
    desk.window.speak("id")


def told(page: JurorPage) -> dict[str, Any]:
    """What a page says: list, heading, cards, total, note."""
    form, head = page.desk.form, page.desk.form.head
    notices = (head.other, head.new, head.closed, head.reopened, head.renamed, head.asked)
    return {
        "list": page.desk.model.lines,
        "heading": (head.heading.name.text(), head.heading.name.accessibleName()),
        "facts": [(fact.title.text(), fact.said.text()) for fact in head.heading.facts if not fact.isHidden()],
        "more": (head.heading.more.text(), head.heading.more.isHidden()),
        "notices": [said(label) for label in notices],
        "strip": [key.text() for key in form.strip.keys if not key.isHidden()],
        "cards": [told_by_card(card) for card in form.cards if not card.isHidden()],
        "total": (page.desk.footer.number.text(), page.desk.footer.total.text(), page.desk.footer.of.text()),
        "note": (page.desk.notes.field.toPlainText(), said(page.desk.notes.origin)),
    }


def told_by_card(card: CriterionCard) -> tuple[object, ...]:
    words = tuple(label.text() for label in (card.name, card.weight, card.scale, card.value))
    offered = tuple(part.isHidden() for part in (card.body.cannot, card.body.clear, card.remark))
    texts = (card.field.text(), card.remark.text(), card.body.reason.text(), card.field.look, card.field.isReadOnly())
    return (
        *words,
        said(card.guidance),
        texts,
        offered,
        card.field.accessibleName(),
        [one.isChecked() for one in card.bands.buttons],
    )


def said(label: QLabel) -> str | None:
    return None if label.isHidden() else label.text()


class Player:
    """One juror at a window, whom others change things for."""

    def __init__(self, desk: Desk, elsewhere: JurorDesk, secretary: SecretaryDesk, seed: int) -> None:
        self.desk, self.elsewhere, self.secretary = desk, elsewhere, secretary
        self.random = random.Random(seed)
        self.done: list[str] = []

    def play(self, steps: int) -> None:
        """Does so many random acts, and compares after each. Raises `AssertionError`."""
        here = (self.score, self.score, self.score, self.cannot, self.remark, self.clear, self.note, self.change, self.change)
        there = (
            lambda: self.elsewhere.record_score(self.any(), self.code(), self.points()),
            lambda: self.elsewhere.record_remark(self.any(), self.code(), f"alasan {self.points()}"),
            lambda: self.elsewhere.write_note(self.any(), f"catatan {self.points()}", Visibility.PRIVATE),
            lambda: self.elsewhere.recuse(self.any(), "Keluarga"),
            lambda: move_draft(self.elsewhere, *self.random.sample(CANDIDATES[:2], 2)),
            lambda: sign(self.elsewhere, self.any(), "70"),
            lambda: self.secretary.reopen("J01", self.any(), "Diminta"),
            lambda: self.secretary.attendance(self.any(), self.random.choice(list(Attendance))),
            lambda: self.secretary.withdraw(self.any(), "Mundur"),
        )
        for _step in range(steps):
            act = self.random.choice([*here, *here, *there, self.language])
            with suppress(Problem):
                act()
            self.desk.window.session.look_for_news()
            self.done.append(getattr(act, "__name__", ""))
            self.compare()

    def compare(self) -> None:
        QApplication.processEvents()
        fresh = JurorPage(self.desk.window.session)
        fresh.open_candidate(self.desk.page.candidate)
        kept_says, fresh_says = told(self.desk.page), told(fresh)
        for part in (fresh, *fresh.findChildren(QWidget)):
            self.desk.window.session.disconnect(part)
        fresh.deleteLater()
        QApplication.sendPostedEvents(fresh, QEvent.Type.DeferredDelete.value)
        assert kept_says == fresh_says, self.done[-5:]

    def any(self) -> str:
        return self.random.choice(CANDIDATES)

    def code(self) -> str:
        return self.random.choice(("REG", "CAK", "INO"))

    def points(self) -> str:
        return str(self.random.randrange(40, 100))

    def a_card(self) -> CriterionCard | None:
        used = [one for one in self.desk.page.desk.form.cards if not one.isHidden() and one.shown and one.shown.editable]
        return self.random.choice(used) if used else None

    def score(self) -> None:
        if one := self.a_card():
            assert one.shown
            self.desk.type_points(one.shown.criterion.code, self.points())

    def cannot(self) -> None:
        if one := self.a_card():
            one.ask_reason()
            one.body.reason.setText("Berkas tidak ada")
            one.body.keep_reason.click()

    def remark(self) -> None:
        if one := self.a_card():
            one.focus_points()
            one.remark.setText(f"sebab {self.points()}")
            QTest.keyClick(one.remark, Qt.Key.Key_Return)

    def clear(self) -> None:
        if (one := self.a_card()) and one.shown and one.shown.score:
            one.body.clear.click()

    def note(self) -> None:
        notes = self.desk.page.desk.notes
        if not notes.field.isReadOnly():
            notes.field.setPlainText(f"tulisan {self.points()}")
            notes.save()

    def change(self) -> None:
        self.desk.page.open_candidate(self.any())

    def language(self) -> None:
        self.desk.window.speak(self.random.choice(LANGUAGES))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_kept_page_says_what_a_fresh_one_says(player: Callable[[int], Player], seed: int) -> None:
    player(seed).play(STEPS)


def test_a_page_that_keeps_what_changed_is_caught(player: Callable[[int], Player], monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: a list that never reads a line anew."""
    known = KnownLines.line

    def first(lines: KnownLines, sitting: Any, number: str, scheduled: str | None) -> Any:
        kept = lines.__dict__.setdefault("kept", {})
        return kept.setdefault(number, known(lines, sitting, number, scheduled))

    monkeypatch.setattr(KnownLines, "line", first)
    with pytest.raises(AssertionError):
        player(SEEDS[0]).play(STEPS)


def test_a_score_makes_no_fact_anew_and_reads_no_note(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a score can't have changed stays as it is: the facts, the note, the cards of the other criteria, the other lines."""
    desk.type_points("REG", "60")  # the first act of a seat takes it, which may concern the notes
    done: list[str] = []

    def noted(name: str, former: Callable[..., Any]) -> Callable[..., Any]:
        def do(*words: Any, **more: Any) -> Any:
            done.append(name)
            return former(*words, **more)

        return do

    for owner, name in ((Fact, "show_fact"), (JurorDesk, "note"), (KnownLines, "read")):
        monkeypatch.setattr(owner, name, noted(name, getattr(owner, name)))
    desk.type_points("REG", "70")
    desk.type_points("CAK", "71")
    assert "show_fact" not in done and "note" not in done
    assert done.count("read") == 2, "only the line of the candidate that was scored"
