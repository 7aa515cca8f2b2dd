"""The verdicts on all files that were given, in the order in which they came, with their count and the report."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from juryapp.text import _, number, plural
from juryapp.verification.report import counts
from juryapp.verification.verdict import Verdict
from ui.checking.rows import VerdictRows
from ui.checking.verdict_row import VerdictRow
from ui.parts.card import Card
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button, Label
from ui.parts.tab_stop import Stop
from ui.parts.tick import Tick


class Results(Card):
    """Everything that was checked since the page was opened or begun anew."""

    save = Signal()
    anew = Signal()
    compare = Signal(object)
    """The genuine page beside the picture of this verdict is wanted."""
    reached = Signal(object)
    """A row that has the focus, and wants to be seen."""

    def __init__(self) -> None:
        super().__init__(20, 10)
        self.files: dict[str, VerdictRow] = {}
        """By what the system calls the file: the same one is never there twice."""
        self._stop = Stop()
        self._resting = True
        self.title = Label(self._title_words, "large")
        self.summary = Label(self.summary_words, tone="soft")
        self.save_button = Button(lambda: _("Save the report…"))
        self.save_button.clicked.connect(self.save)
        self.anew_button = Button(lambda: _("Begin anew"))
        self.anew_button.clicked.connect(self.anew)
        self.only = Tick(_("Show only what needs a look"), "text")
        self.only.toggled.connect(self._show_only)
        buttons = QWidget()
        flow = Flow(buttons)
        grows_down(buttons)
        for button in (self.save_button, self.anew_button):
            flow.addWidget(button)
        self._list = VerdictRows()
        for part in (self.title, self.summary, buttons, self.only, self._list):
            self.rows.addWidget(part)
        self._refresh()

    @property
    def verdicts(self) -> list[Verdict]:
        """What was found out, in the order in which the files came."""
        return [row.verdict for row in self.files.values() if row.verdict]

    @property
    def unchecked(self) -> list[Path]:
        """The files that still wait."""
        return [row.path for row in self.files.values() if row.verdict is None]

    def show_verdicts(self, found: list[tuple[str, Verdict]]) -> None:
        """Shows these, each in its file's row."""
        self._list.add([self._new(name, verdict) for name, verdict in found if name not in self.files])
        for name, verdict in found:
            self.files[name].show_verdict(verdict)
            self._filter(self.files[name])
        self._list.changed(self.files[name] for name, _verdict in found)
        self._refresh()

    def forget(self) -> None:
        """All verdicts are to be found anew: somebody else is believed."""
        for row in self.files.values():
            row.show_verdict(None)
        self._show_only()
        self._refresh()

    def clear(self) -> None:
        """Begins anew."""
        self._list.clear()
        self.files, self._stop.keys = {}, []
        self.only.setChecked(False)
        self._refresh()

    def rest(self, *, resting: bool) -> None:
        """While files are being checked nothing is saved or taken away."""
        self._resting = resting
        self._refresh()

    def retranslate(self) -> None:
        """Another language is spoken."""
        self.only.say(_("Show only what needs a look"))
        for row in self.files.values():
            row.show_verdict(row.verdict)
        self._list.changed(self.files.values())

    def _new(self, name: str, verdict: Verdict) -> VerdictRow:
        row = self.files[name] = VerdictRow(verdict.path, self._stop)
        row.reached.connect(self.reached)
        row.compare.connect(self.compare)
        self._stop.keys.append(row)
        return row

    def _refresh(self) -> None:
        self._stop.offer()
        self.title.again()
        self.summary.again()
        looks = sum(row.needs_a_look for row in self.files.values())
        self.only.setVisible(self.only.isChecked() or 0 < looks < len(self.files))
        self.save_button.setEnabled(self._resting and bool(self.verdicts))
        self.anew_button.setEnabled(self._resting)
        self.setVisible(bool(self.files))

    def _show_only(self) -> None:
        for row in self.files.values():
            self._filter(row)
        self._list.changed(self.files.values())

    def _filter(self, row: VerdictRow) -> None:
        row.setVisible(row.needs_a_look or not self.only.isChecked())

    def _title_words(self) -> str:
        return plural("{count} file", "{count} files", len(self.files))

    def summary_words(self) -> str:
        """How many of each verdict."""
        told = [f"{number(count)} {words}" for words, count in counts(self.verdicts)]
        waiting = len(self.unchecked)
        return " · ".join([*told, *([_("{count} not checked yet", count=number(waiting))] if waiting else [])])
