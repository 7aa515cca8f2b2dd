"""Checking whether papers are genuine: files or a folder dropped on the page, a verdict in words for each, and a report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from juryapp.errors import Problem
from juryapp.event.laptop import Laptop
from juryapp.text import _, mark
from juryapp.verification.files_to_check import MOST_FILES, Gathered
from juryapp.verification.report_files import Checked, write
from juryapp.verification.trusted_source import NOBODY, Believed
from juryapp.verification.verdict import Verdict
from ui.checking.authority_card import CERTIFICATES, AuthorityCard
from ui.checking.checker import Checker
from ui.checking.drop_area import DropArea, as_copy, files_in
from ui.checking.genuine_page import SideBySideMaker
from ui.checking.page_for_others import PageForOthers
from ui.checking.results import Results
from ui.checking.skipped_files import left_words
from ui.checking.work import WorkLine
from ui.disk import no_answer
from ui.parts.announce import announce
from ui.parts.column import column_in
from ui.parts.files import ask_name
from ui.parts.flow import lay_out_now
from ui.parts.labels import Button, Label, Say
from ui.parts.message import Message
from ui.parts.scroll_page import ScrollPage
from ui.runner import Runner


class CheckPage(ScrollPage):
    """Whom to believe, what is to be checked, and what was found."""

    back = Signal()
    to_show = Signal(object, str, object)
    """A document to be shown over this page: its title, the name of a file for it, and the PDF."""

    def __init__(self, laptop: Laptop, runner: Runner, believed: Believed = NOBODY) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.setAcceptDrops(True)
        self._laptop, self._runner = laptop, runner
        self._later: list[Path] = []
        """Given while something else is being done."""
        self._asked: dict[str, Path] = {}
        """All that is to be checked, by what the system calls the file."""
        self.back_button = Button(lambda: _("Back"))
        self.back_button.clicked.connect(self._go_back)
        self.said = Message()
        self.authority = AuthorityCard(laptop, runner, believed)
        self.area = DropArea()
        self.work = WorkLine()
        self.results = Results()
        self.checker = Checker(runner, self)
        self.beside = SideBySideMaker(runner, self)
        self.for_others = PageForOthers(runner, self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        rows = column_in(self)
        line = QHBoxLayout()
        line.addWidget(Label(lambda: _("Check authenticity"), "name"), 1)
        line.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignTop)
        rows.addLayout(line)
        for part in (self.authority, self.area, self.said, self.work, self.results):
            rows.addWidget(part)
        rows.addStretch(1)

    def _connect(self) -> None:
        self.authority.changed.connect(self._check_again)
        self.authority.settled.connect(self._go_on)
        self.authority.asks.connect(lambda: self._see(self.authority.asking))
        self.area.given.connect(self.take)
        self.work.stopped.connect(self.checker.stop)
        self.results.save.connect(self.save_report)
        self.results.anew.connect(self._begin_anew)
        self.results.reached.connect(self._see)
        self.results.compare.connect(lambda verdict: self.beside.make(verdict, self.authority.believed))
        self.beside.made.connect(self.to_show)
        self.beside.failed.connect(self._refused)
        self.authority.page_button.clicked.connect(self.save_page)
        self.for_others.saved.connect(self._saved_page)
        self.for_others.failed.connect(self._refused)
        self.checker.begun.connect(self._begun)
        self.checker.gathered.connect(self._gathered)
        self.checker.progress.connect(self.work.show_progress)
        self.checker.found.connect(self._found)
        self.checker.ended.connect(self._ended)
        self.checker.failed.connect(self._failed)
        self.checker.silent.connect(lambda path: self._refused(no_answer(path)))

    @property
    def first(self) -> Button:
        """Where the focus goes when the page is shown."""
        return self.area.files

    # What is given

    def take(self, paths: Sequence[Path]) -> None:
        """Checks these files and folders; a certificate among them is the one to believe."""
        if self.checker.working:
            self._later.extend(paths)
            return
        certificates = [path for path in paths if path.suffix.lower() in CERTIFICATES]
        papers = [path for path in paths if path not in certificates]
        if len(certificates) > 1:
            self._tell(lambda: _("Choose one certificate: only one headquarters can be believed at a time."), "bad")
        elif certificates:
            self._later.extend(papers)
            self.authority.take_certificate(certificates[0])
        elif papers:
            self.checker.gather(papers)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            self.area.light(over=True)
            as_copy(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasUrls():
            as_copy(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.area.light(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.area.light(over=False)
        as_copy(event)
        paths = files_in(event.mimeData())
        if paths:
            self.take(paths)
        else:
            self._tell(lambda: _("What was dropped is no file on this laptop; save it first, then drop the file."), "bad")

    # How the check goes

    def _begun(self) -> None:
        self.said.setVisible(False)
        self.authority.setEnabled(False)
        self.results.rest(resting=False)
        self.work.begin()

    def _gathered(self, found: Gathered) -> None:
        room = MOST_FILES - len(self.results.files)
        beyond = set([name for name in found.files if name not in self.results.files][room:])
        left = found.left + len(beyond)
        if left_words(found, left):
            bad = left or found.problems or not found.files
            self._tell(lambda: left_words(found, left), "warn" if bad else "plain")
        files = [(name, path) for name, path in found.files.items() if name not in beyond]
        self._asked.update(files)
        self.checker.check(files, self.authority.believed)

    def _check_again(self) -> None:
        """Somebody else is believed: what was found before holds no more."""
        self.results.forget()
        self.said.setVisible(False)
        if self.results.files:
            files = [(name, row.path) for name, row in self.results.files.items()]
            self.checker.check(files, self.authority.believed)

    def _found(self, found: list[tuple[str, Verdict]]) -> None:
        self.results.show_verdicts(found)

    def _ended(self, done: int, of: int) -> None:
        self._rest()
        if self.checker.stopped:
            self._tell_stopped(done, of + len(self._later))
            self._later = []
        announce(self.results, self.results.summary_words(), urgent=False)
        self._go_on()

    def _tell_stopped(self, done: int, of: int) -> None:
        if of:
            sentence = mark("Stopped: {done} of {of} files were checked. A report of them says that it is incomplete.")
            self._tell(lambda: _(sentence, done=done, of=of), "warn")
        else:
            self._tell(lambda: _("Stopped before anything was checked."), "warn")

    def _failed(self, problem: Problem) -> None:
        self._rest()
        self._tell(lambda: str(problem), "bad")
        self._go_on()

    def _rest(self) -> None:
        focused = self.work.stop.hasFocus()
        self.authority.setEnabled(True)
        self.results.rest(resting=True)
        if focused:
            (self.results.save_button if self.results.verdicts else self.area.files).setFocus()
        self.work.setVisible(False)

    def _go_on(self) -> None:
        """What was given meanwhile has its turn."""
        if self._later and not self.checker.working:
            paths, self._later = self._later, []
            self.take(paths)

    # The report

    def save_report(self) -> None:
        """Asks where, and writes it whole or not at all."""
        at = self._laptop.clock()
        first = next(iter(self.results.files.values())).path.absolute()
        proposed = first.with_name(f"{_('authenticity')}-{at:%Y-%m-%d-%H%M}.pdf")
        path = ask_name(self, _("Save the report"), str(proposed), _("Reports (*.pdf *.json *.txt)"))
        if path is None:
            return
        found = {name for name, row in self.results.files.items() if row.verdict}
        unchecked = [path for name, path in self._asked.items() if name not in found]
        checked = Checked(self.results.verdicts, self.authority.believed, at, unchecked)
        self._runner.disk.ask(
            lambda progress: write(path, checked),
            lambda _none: self._saved(path),
            self._refused,
            self,
            silent=lambda: self._refused(no_answer(path)),
        )

    def _saved(self, path: Path) -> None:
        self._tell(lambda: _("The report is written: {path}", path=path), "good")

    def save_page(self) -> None:
        """Asks where the page goes with which others check in a browser."""
        path = ask_name(self, _("Save the checker page"), f"{_('check-papers')}.html", _("Pages for a browser (*.html)"))
        if path:
            self.for_others.save(self.authority.believed, path)

    def _saved_page(self, path: Path) -> None:
        self._tell(lambda: _("The page is written: {path}. Any browser opens it, without a network.", path=path), "good")

    def _refused(self, problem: Problem) -> None:
        self._tell(lambda: str(problem), "bad")

    def _begin_anew(self) -> None:
        self.results.clear()
        self._asked = {}
        self.said.setVisible(False)
        self.area.files.setFocus()

    def _go_back(self) -> None:
        self.checker.stop()
        self.back.emit()

    # What is shown

    def _tell(self, say: Say, notice: str) -> None:
        self.said.tell(say, notice)

    def _see(self, part: QWidget) -> None:
        """Scrolls to what has the focus."""
        lay_out_now(part)
        self.ensureWidgetVisible(part)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.results.files:
            self.first.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.results.retranslate()
        super().changeEvent(event)
