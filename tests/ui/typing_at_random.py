"""A juror who types at random, leaves and comes back, hides the seat, and whose file other programs hold now and then.

The player remembers what was typed last into each field. After each act every field that is seen must show that; in the end it
must all be stored, and no note may have been taken back but by the person.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from juryapp.model.note import Visibility
from juryapp.store import journal
from juryapp.store.connection import connect
from juryapp.text import _
from tests.builders import PASSPHRASE, a_juror, pin_of
from tests.ui.desks import Desk
from ui.juror.field_texts import Field, FieldKind, FieldTexts, HeldText, TextState, note_field
from ui.services.lock_page import LockPage

JUROR = "J01"
CANDIDATES = ("K01", "K02", "K03")
CRITERIA = ("REG", "CAK")
WORDS = ("Perda", "jelas", "belum", "APBD", "rincian", "iuran", "petani", "12%")
ALL, END = Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_End


@contextmanager
def the_old_fault() -> Iterator[None]:
    """What waits for the disk isn't shown when one comes back to its candidate, as it was once: this must be found."""
    held = FieldTexts.held

    def only_typed(texts: FieldTexts, field: Field) -> HeldText | None:
        found = held(texts, field)
        return None if found and found.state is TextState.WAITING else found

    with mock.patch.object(FieldTexts, "held", only_typed):
        yield


class Typist:
    """One juror at a window, with a seed."""

    def __init__(self, desk: Desk, seed: int) -> None:
        self.desk = desk
        self.random = random.Random(seed)
        self.said: dict[Field, str] = {}
        """What was typed last into each field."""
        self.finished: set[Field] = set()
        """The fields of which the edit has been finished: what they say is stored sooner or later, if it is allowed."""
        self.taken_back = 0
        """So many notes were emptied by the person."""
        self.told: list[str] = []
        """What was done, for whoever looks for a fault."""
        self._other = connect(desk.event.path, PASSPHRASE).connection
        self._other.execute("PRAGMA busy_timeout=5000")

    def play(self, steps: int) -> None:
        """Does so many random acts, and looks after each. Raises `AssertionError` where something isn't as it must be."""
        acts: tuple[tuple[int, Callable[[], str]], ...] = (
            (10, self.type_points),
            (5, self.type_remark),
            (4, self.type_reason),
            (12, self.type_note),
            (8, self.leave),
            (3, self.change_notes),
            (2, self.hide_and_return),
            (3, self.hold),
            (6, self.let_go),
            (4, self.try_again),
            (4, self.let_time_pass),
            (3, self.draw_anew),
            (2, self.look_at_review),
        )
        for _step in range(steps):
            self._come_to_the_front()
            act = self.random.choices([one for _w, one in acts], [weight for weight, _one in acts])[0]
            self.told.append(f"{act.__name__} {act()}")
            QApplication.processEvents()
            self.look()

    def end(self) -> None:
        """The file is free again, and the juror leaves: everything that is allowed is stored as it was typed last."""
        self.let_go()
        self.desk.page.settle()
        self._settle()
        self.look()
        juror = a_juror(self.desk.event, JUROR)
        for field, text in self.said.items():
            assert self._stored(juror, field) == self._expected(field, text), (field, text, self.told[-40:])
        withdrawn = sum(entry.value is None for entry in journal.about(self.desk.event.file, "note"))
        assert withdrawn <= self.taken_back, ("a note was withdrawn by nobody", self.told[-40:])

    def close(self) -> None:
        """Lets go of the file."""
        if self._other.in_transaction:
            self._other.execute("ROLLBACK")
        self._other.close()

    @property
    def candidate(self) -> str:
        """The candidate that is open."""
        return self.desk.page.candidate

    def type_points(self) -> str:
        """Types points, rarely some that aren't allowed, and finishes the edit by Enter or by going elsewhere, or not yet."""
        code, text = self.random.choice(CRITERIA), str(self.random.choice((*range(101), 101, 999)))
        card = self.desk.card(code)
        card.focus_points()
        self._type(card.field, text)
        self.said[self._field(FieldKind.POINTS, code)] = text
        self.said.pop(self._field(FieldKind.REASON, code), None) if int(text) <= 100 else None
        if self.random.random() < 0.6:
            QTest.keyClick(card.field, Qt.Key.Key_Return)
        return f"{self.candidate} {code} {text}"

    def type_remark(self) -> str:
        """Types the reason for a score."""
        code, text = self.random.choice(CRITERIA), self._words()
        card = self.desk.card(code)
        card.focus_points()
        card.remark.setFocus()
        self._type(card.remark, text)
        self.said[self._field(FieldKind.REMARK, code)] = text
        return f"{self.candidate} {code} {text}"

    def type_reason(self) -> str:
        """Types why it can't be assessed, with Enter or without."""
        code, text = self.random.choice(CRITERIA), self._words()
        card = self.desk.card(code)
        card.focus_points()
        card.ask_reason()
        if not self._waits(FieldKind.POINTS, code):
            self.said.pop(self._field(FieldKind.POINTS, code), None)
        self._type(card.body.reason, text)
        field = self._field(FieldKind.REASON, code)
        self.said[field] = text
        self.finished.discard(field)
        if self.random.random() < 0.5:
            QTest.keyClick(card.body.reason, Qt.Key.Key_Return)
            self.finished.add(field)
            self.said.pop(self._field(FieldKind.POINTS, code), None)
        return f"{self.candidate} {code} {text} {field in self.finished}"

    def type_note(self) -> str:
        """Writes on behind a note, or empties it."""
        notes = self.desk.page.desk.notes
        if notes.field.isReadOnly():
            return "can't be read"
        field = note_field(self.candidate, notes.visibility)
        notes.field.setFocus()
        if self.random.random() < 0.1:
            self.taken_back += 1
            QTest.keyClick(notes.field, Qt.Key.Key_A, ALL)
            QTest.keyClick(notes.field, Qt.Key.Key_Delete)
        else:
            QTest.keyClick(notes.field, END, ALL)
            QTest.keyClicks(notes.field, f"{self.random.choice(WORDS)} ")
        self.said[field] = notes.field.toPlainText()
        return f"{field.candidate} {field.part} {self.said[field]!r}"

    def leave(self) -> str:
        """Opens a candidate, the same one perhaps."""
        candidate = self.random.choice(CANDIDATES)
        self.desk.page.desk.select(candidate)
        return candidate

    def change_notes(self) -> str:
        """Goes to another kind of note."""
        visibility = self.random.choice(list(Visibility))
        QTest.mouseClick(self.desk.page.desk.notes.tabs.buttons[visibility], Qt.MouseButton.LeftButton)
        return visibility.value

    def hide_and_return(self) -> str:
        """Nobody is here for a while; then the juror types the PIN."""
        self.desk.window.shell.activity.idle.emit()
        page = self.desk.window.page
        assert isinstance(page, LockPage)
        unsaved = bool(self.desk.window.session.unsaved)
        QTest.keyClicks(page.pin.field, pin_of(JUROR))
        QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
        self.desk.settle()
        if self.desk.window.page is page:
            # the PIN can't be proven while nothing can be read
            self.let_go()
            QTest.keyClicks(page.pin.field, pin_of(JUROR))
            QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
            self.desk.settle()
        return "unsaved" if unsaved else ""

    def hold(self) -> str:
        """Another program takes the file, mostly so that it can still be read."""
        how = self.random.choice(("IMMEDIATE", "IMMEDIATE", "EXCLUSIVE"))
        if not self._other.in_transaction:
            self._settle()
            self._other.execute(f"BEGIN {how}")
        return how

    def let_go(self) -> str:
        """The other program lets go of the file."""
        if self._other.in_transaction:
            self._other.execute("ROLLBACK")
        return ""

    def try_again(self) -> str:
        """The session tries again what waits."""
        self.desk.window.session.try_again()
        return ""

    def let_time_pass(self) -> str:
        """A second goes by, or ten: notes are kept, or become entries."""
        notes = self.desk.page.desk.notes
        timer = self.random.choice((notes.timers.draft, notes.timers.rest, notes.timers.longest))
        if timer.isActive():
            timer.stop()
            timer.timeout.emit()
        return ""

    def draw_anew(self) -> str:
        """Something came in: the desk is drawn anew."""
        if not self._other.in_transaction:
            self.desk.page.desk.refresh()
        return ""

    def look_at_review(self) -> str:
        """Another page, and back."""
        if not self._other.in_transaction:
            self.desk.page.show_keys()
            self.desk.page.show_desk()
        return ""

    def look(self) -> None:
        """What is seen is what was typed last, and what is said about it is so."""
        pane, session = self.desk.page.desk, self.desk.window.session
        for card in pane.form.cards:
            if card.shown is None or card.isHidden():
                continue
            code = card.shown.criterion.code
            self._look_at(self._field(FieldKind.POINTS, code), card.field.text())
            self._look_at(self._field(FieldKind.REMARK, code), card.remark.text())
            self._look_at(self._field(FieldKind.REASON, code), card.body.reason.text())
            fields = [self._field(kind, code) for kind in (FieldKind.POINTS, FieldKind.REMARK, FieldKind.REASON)]
            waits = any(held and held.state is TextState.WAITING for held in map(pane.texts.held, fields))
            assert waits or _("NOT SAVED yet; it is kept here and tried again.") not in card.message.text(), (
                code,
                card.message.text(),
                fields,
                list(map(pane.texts.held, fields)),
                self.told[-12:],
            )
            assert not waits or not card.message.isHidden(), (
                code,
                card.message.text(),
                fields,
                list(map(pane.texts.held, fields)),
                self.told[-12:],
            )
        if not pane.notes.field.isReadOnly():
            assert pane.notes.candidate == self.candidate
            self._look_at(note_field(self.candidate, pane.notes.visibility), pane.notes.field.toPlainText())
        assert (session.trouble is not None) == bool(session.unsaved), (
            code,
            card.message.text(),
            fields,
            list(map(pane.texts.held, fields)),
            self.told[-12:],
        )
        assert self.desk.window.header.truth.text().startswith("✓") == (not session.unsaved), (
            code,
            card.message.text(),
            fields,
            list(map(pane.texts.held, fields)),
            self.told[-12:],
        )

    def _look_at(self, field: Field, shown: str) -> None:
        said = self.said.get(field)
        if said is not None:
            assert shown.strip() == said.strip(), (field, said, shown, self.told[-30:])

    def _field(self, kind: FieldKind, code: str) -> Field:
        return Field(kind, self.candidate, code)

    def _waits(self, kind: FieldKind, code: str) -> bool:
        held = self.desk.page.desk.texts.held(self._field(kind, code))
        return held is not None and held.state is TextState.WAITING

    def _words(self) -> str:
        return " ".join(self.random.choices(WORDS, k=2))

    def _type(self, field: QLineEdit, text: str) -> None:
        field.selectAll()
        QTest.keyClicks(field, text)

    def _come_to_the_front(self) -> None:
        """Nobody types into a window that isn't in front; the offscreen platform lets go of that now and then."""
        if not self.desk.window.isActiveWindow():
            self.desk.window.activateWindow()
            self.desk.bot.waitUntil(self.desk.window.isActiveWindow)

    def _settle(self) -> None:
        for _again in range(3):
            self.desk.window.session.try_again()
        assert self._other.in_transaction or not self.desk.window.session.unsaved

    def _expected(self, field: Field, text: str) -> str | None:
        if field.kind is FieldKind.POINTS and int(text) > 100:
            return None
        if field.kind is FieldKind.REASON and field not in self.finished:
            return None
        return text.strip()

    def _stored(self, juror: Any, field: Field) -> str | None:
        """What is stored; None where what was typed can't be stored and nothing is asked."""
        text = self.said[field]
        if self._expected(field, text) is None:
            return None
        if field.kind is FieldKind.NOTE:
            return juror.note(field.candidate, Visibility(field.part)).text or ""
        score = juror.board().cell(JUROR, field.candidate).sheet.scores.get(field.part)
        if field.kind is FieldKind.REMARK:
            return self.desk.page.sitting.remarks(field.candidate).get(field.part, "")
        if field.kind is FieldKind.REASON:
            return score.reason if score else ""
        return str(score.points) if score and score.points is not None else "-"
