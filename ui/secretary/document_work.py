"""Document work: the check list is read, documents are drawn, saved and printed, all of it beside the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from juryapp.errors import Problem
from juryapp.event.second_connection import EventPlace
from juryapp.printing.chosen_documents import Drawn, Outcome, beside, draw, save
from juryapp.printing.document_line import DocumentLine
from juryapp.printing.document_list import document_list
from juryapp.printing.event_documents import OF_RESULTS
from juryapp.printing.paper_record import PaperKey, Way, keep_record
from juryapp.printing.print_outcome import Printed, outcome_words
from juryapp.printing.results_workbook import write_results
from juryapp.signing.keys import PrivateKey
from juryapp.text import _, mark, plural
from ui.disk import Progress, Question, no_answer
from ui.print_card import PrintCard
from ui.session import Session
from ui.work_steps import WorkSteps

_ROW, _LIST_ROW = "documents", "document list"
_MOST_TOLD = 4
Lines = Sequence[DocumentLine]


class DocumentWork(QObject):
    """What takes a while at the page of documents."""

    told = Signal(object, str)
    """What to say, and the kind of notice."""
    ended = Signal()
    """Saving has ended, whole or not."""
    left_program = Signal()
    """Something was saved or printed, and that is on record."""

    def __init__(self, session: Session, parent: QObject, steps: WorkSteps, card: PrintCard) -> None:
        super().__init__(parent)
        self._session = session
        self._disk = session.runner.disk
        self._steps = steps
        self._card = card
        self._card.printed.connect(self._printed)
        self._reading: Question | None = None
        self._kept: dict[PaperKey, str] = {}
        self._problems: list[Problem] = []

    def read(self, done: Callable[[list[DocumentLine]], None]) -> None:
        """Reads the check list; only the last that was asked for is heard."""
        if self._reading:
            self._reading.give_up()
        place = EventPlace.to_read(self._session.opened)

        def work(progress: Progress) -> list[DocumentLine]:
            with beside(place, None) as event:
                return document_list(event)

        self._reading = self._disk.ask(work, done, self._failed, self, row=_LIST_ROW)

    def draw(self, line: DocumentLine, done: Callable[[Drawn], None]) -> None:
        """Draws one document."""
        place, key = self._place([line])

        def work(progress: Progress) -> Drawn:
            with beside(place, key) as event:
                return next(draw(event, [line]))

        self._disk.ask(work, partial(self._drawn, done), self._failed, self)

    def _drawn(self, done: Callable[[Drawn], None], drawn: Drawn) -> None:
        """Nothing is shown to whoever comes after the seat was hidden."""
        if self._session.is_open and not self._session.hidden:
            done(drawn)

    def save(self, lines: Lines, folder: Path) -> None:
        """Writes these into a folder."""
        if self._steps.works:
            return
        place, key = self._place(lines)
        steps = self._steps.begin(len(lines), _writing)
        self._steps.cancel.setFocus()

        def work(progress: Progress) -> Outcome:
            def tell(done: int, of: int) -> None:
                steps.tell(done, of)
                progress(done, of)

            with beside(place, key) as event:
                return save(event, lines, folder, tell, lambda: steps.called_off() or self._disk.closing)

        self._disk.ask(
            work, partial(self._saved, folder), self._save_failed, self, row=_ROW, silent=partial(self._silent, folder)
        )

    def print(self, lines: Lines, *, order: str = "") -> None:
        """Asks which printer, then prints these; `order` tells how they are sorted."""
        if self._card.works:
            self._card.offer(lambda: iter(()), 0)
            return
        place, key = self._place(lines)
        kept: dict[PaperKey, str] = {}
        problems: list[Problem] = []
        self._kept, self._problems = kept, problems

        def pdfs() -> Iterator[bytes]:
            kept.clear()
            problems.clear()
            with beside(place, key) as event:
                for drawn in draw(event, lines):
                    if drawn.problem:
                        problems.append(drawn.problem)
                    else:
                        yield drawn.pdf
                        kept[drawn.line.key] = drawn.basis

        about = self._session.about
        paper, code = (about.paper, about.code) if about else ("", "")
        title = plural("{event}: {count} document", "{event}: {count} documents", len(lines), event=code)
        self._card.offer(pdfs, len(lines), paper=paper, order=order, title=title)

    def write_workbook(self, path: Path) -> None:
        """Writes points and results as a workbook with live formulas."""
        place = EventPlace.to_read(self._session.opened)

        def work(progress: Progress) -> None:
            with beside(place, None) as event:
                write_results(event, path)

        self._disk.ask(
            work, partial(self._workbook_written, path), self._failed, self, row=_ROW, silent=partial(self._silent, path)
        )

    def _workbook_written(self, path: Path, _none: None) -> None:
        written = mark("The workbook is in {path}. It isn't encrypted: whoever has it reads scores and names.")
        self.told.emit(lambda: _(written, path=path), "good")

    def keep(self, papers: Mapping[PaperKey, str], way: Way) -> None:
        """Puts on record that these left the program."""
        if self._session.is_open:
            event = self._session.opened
            self._disk.ask(lambda progress: keep_record(event, papers, way), self._noted, self._failed, self, row=_LIST_ROW)

    def _noted(self, _none: None) -> None:
        self.left_program.emit()

    def _place(self, lines: Lines) -> tuple[EventPlace, PrivateKey | None]:
        """Where the event is read; with the desk's key where results are printed and may be put on record first."""
        event, desk = self._session.opened, self._session.secretary
        if not any(line.kind in OF_RESULTS for line in lines) or desk is None or desk.held is None:
            return EventPlace.to_read(event), None
        try:
            return EventPlace.of(event), desk.held
        except Problem:
            return EventPlace.to_read(event), None

    def _saved(self, folder: Path, outcome: Outcome) -> None:
        self._end()
        count, problems, left = len(outcome.done), list(outcome.problems), outcome.left
        off = outcome.called_off

        def words() -> str:
            said = [
                plural("{count} document is saved in {folder}.", "{count} documents are saved in {folder}.", count, folder=folder)
            ]
            if off:
                said.append(plural("Called off: {count} was not saved.", "Called off: {count} were not saved.", left))
            elif left:
                said.append(plural("{count} more was not tried.", "{count} more were not tried.", left))
            return "\n".join([*said, *_some(problems)])

        self.told.emit(words, "warn" if problems or left else "good")
        self.left_program.emit()

    def _printed(self, printed: Printed) -> None:
        kept, problems = dict(self._kept), list(self._problems)

        def words() -> str:
            return "\n".join([outcome_words(printed, len(kept)), *_some(problems)])

        self.told.emit(words, "good" if printed is Printed.WHOLE and not problems else "warn")
        if printed.all_went:
            self.keep(kept, Way.PRINTED)

    def _save_failed(self, problem: Problem) -> None:
        self._end()
        self._failed(problem)

    def _end(self) -> None:
        self._steps.stop()
        self.ended.emit()
        self._steps.end()

    def _failed(self, problem: Problem) -> None:
        self.told.emit(lambda: str(problem), "warn")

    def _silent(self, folder: Path) -> None:
        """What comes home later is told then."""
        self.told.emit(lambda: str(no_answer(folder)), "warn")


def _some(problems: Sequence[Problem]) -> list[str]:
    """The first of these, and how many more there are."""
    more = len(problems) - _MOST_TOLD
    told = [str(problem) for problem in problems[:_MOST_TOLD]]
    return [*told, plural("And {count} more.", "And {count} more.", more)] if more > 0 else told


def _writing(done: int, of: int) -> str:
    return _("Saving {done} of {count}…", done=min(done + 1, of), count=of)
