"""Replaced line: jurors who judged before and only observe now, told below a list of jurors in which they stand no more."""

from __future__ import annotations

from juryapp.board import records
from juryapp.board.cells import Board
from juryapp.board.replaced_jurors import replaced_jurors
from juryapp.event.changes import Changes
from juryapp.event.open_event import OpenEvent
from juryapp.journal.subjects import Subject
from juryapp.text import _
from ui.parts.labels import Label
from ui.session import Session


class ReplacedLine(Label):
    """Hidden where nobody is left out."""

    def __init__(self, session: Session) -> None:
        super().__init__(lambda: replaced_words(session.opened) if session.is_open else "", tone="soft")
        session.changed.connect(self._changed)
        self._look()

    def _changed(self, changes: Changes, initiator: object) -> None:
        if changes.touch(Subject.JUROR):
            self._look()

    def _look(self) -> None:
        self.again()
        self.setVisible(bool(self.text()))


def replaced_words(event: OpenEvent) -> str:
    """A sentence for each juror whom `records.working_jurors` leaves out; nothing where it leaves out none."""
    working = records.working_jurors(event)
    left_out = [one for code, one in records.jurors(event).items() if code not in working]
    if not left_out:
        return ""
    found = replaced_jurors(event.file, Board.of(event.file))
    new = {one.former.code: f"{one.new.code} {one.new.name}" for one in found if one.new}
    return "\n".join(
        _("{juror} is replaced by {new} and only observes now.", juror=f"{one.code} {one.name}", new=new[one.code])
        if one.code in new
        else _("{juror} only observes now.", juror=f"{one.code} {one.name}")
        for one in left_out
    )
