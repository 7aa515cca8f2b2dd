"""Document rows: the check list as a model with ticks, and its words. Rows are grouped by candidate or by juror."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from juryapp.model.document import DocumentKind
from juryapp.printing.document_line import SIGNED_IN_TURN, DocumentLine, DocumentState, signing_words
from juryapp.printing.paper_record import PaperKey
from juryapp.text import ShownMoment, _

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
OF_PAIRS = (DocumentKind.SHEETS, DocumentKind.BLANK)
"""The kinds of which there is one for each juror and candidate."""
_BY_PEN = (DocumentKind.CERTIFICATES, DocumentKind.ATTENDANCE, DocumentKind.PLEDGE)
Told = tuple[str, str, str]
"""Mark, colour and words of one state."""


@dataclass(frozen=True)
class Row:
    """One row: a document, or the heading of several."""

    words: str
    lines: tuple[DocumentLine, ...]
    heads: bool = False
    zone: str = ""

    @property
    def line(self) -> DocumentLine:
        """The document of a row that heads none."""
        return self.lines[0]

    @property
    def can_be_ticked(self) -> bool:
        """True if anything of it can be made."""
        return any(line.can_be_made for line in self.lines)

    def states(self) -> list[Told]:
        """What is to be told of it, each with its mark."""
        return [] if self.heads else [state_of(self.line), *_handed(self.line, self.zone)]

    def spoken(self) -> str:
        """All of it, for a screen reader."""
        title = self.words if self.heads else self.line.title
        return ". ".join([title, *(words for _mark, _colour, words in self.states())])


def state_of(line: DocumentLine) -> Told:
    """How far a document is."""
    match line.state:
        case DocumentState.SIGNING:
            by = [_("signed by {names}", names=", ".join(line.signed_by))] if line.signed_by else [_("certified")]
            mark, tone = ("bang", "bad") if line.parted else ("half", "accent")
            return mark, tone, "; ".join([*by, *signing_words(line), *([line.why] if line.why else [])])
        case DocumentState.SIGNED:
            words = "; ".join([_("signed by {names}", names=", ".join(line.signed_by)), *_of_chair(line)])
            return ("bang", "bad", f"{words}; {line.why}") if line.why else ("check", "good", words)
        case DocumentState.NOT_HERE:
            return "bang", "warn", line.why
        case DocumentState.NOT_YET:
            return "dashed", "soft", line.why
    if line.kind is DocumentKind.PLEDGE and line.signed_by:
        return "check", "good", line.why
    if line.kind is DocumentKind.PLEDGE and line.waits_for:
        return "dashed", "soft", _("not signed here yet")
    if line.kind is DocumentKind.SHEETS:
        return "full", "accent", _("complete; waits for {names} to sign", names=", ".join(line.waits_for))
    if line.why:
        return "half", "warn", line.why
    return "full", "accent", _ready(line.kind)


def _ready(kind: DocumentKind) -> str:
    """What is to be done with a paper that can be made."""
    if kind is DocumentKind.BLANK:
        return _("ready to fill in")
    if kind in SIGNED_IN_TURN:
        return _("ready; to be signed")
    return _("ready; to be signed with a pen") if kind in _BY_PEN else _("ready")


def _of_chair(line: DocumentLine) -> list[str]:
    """Of a signed sheet, whether its chair is still to acknowledge it; whose names stand in other rows isn't repeated in each."""
    if line.kind is not DocumentKind.SHEETS or line.parted or line.declined:
        return signing_words(line)
    return [_("not acknowledged by the chair yet")] if line.waits_for else []


def _handed(line: DocumentLine, zone: str) -> list[Told]:
    told = []
    if line.printed_at:
        told.append(("full", "soft", _("to the printer {at}", at=_moment(line.printed_at, zone))))
    if line.saved_at:
        told.append(("full", "soft", _("saved {at}", at=_moment(line.saved_at, zone))))
    if line.outdated:
        told.append(("bang", "bad", _("out of date: {why}", why=line.outdated)))
    return told


def _moment(at: datetime, zone: str) -> str:
    return str(ShownMoment(at.isoformat(), zone))


class DocumentModel(QAbstractListModel):
    """The documents of one kind. What is ticked stays ticked while it can be made."""

    ticks_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self._ticked: set[PaperKey] = set()
        self._where: dict[PaperKey, int] = {}

    def show(self, lines: Iterable[DocumentLine], zone: str, *, by_juror: bool) -> None:
        """Takes a list that was just read."""
        self.beginResetModel()
        self.rows = list(_rows(list(lines), zone, by_juror=by_juror))
        self._where = {row.line.key: place for place, row in enumerate(self.rows) if not row.heads}
        self._ticked &= {row.line.key for row in self.rows if not row.heads and row.line.can_be_made}
        self.endResetModel()

    @property
    def makeable(self) -> list[DocumentLine]:
        """What can be made, in the order of the rows."""
        return [row.line for row in self.rows if not row.heads and row.line.can_be_made]

    @property
    def ticked(self) -> list[DocumentLine]:
        """What is ticked, in the order of the rows."""
        return [line for line in self.makeable if line.key in self._ticked]

    def tick_all(self, *, ticked: bool) -> None:
        """Ticks all that can be made, or nothing."""
        self._tick(self.makeable, ticked=ticked)

    def tick(self, lines: Sequence[DocumentLine]) -> None:
        """Ticks these, and no other."""
        self._ticked = set()
        self._tick(lines, ticked=True)

    def place_of(self, key: PaperKey) -> int | None:
        """The row of a document."""
        return self._where.get(key)

    def _tick(self, lines: Sequence[DocumentLine], *, ticked: bool) -> None:
        keys = {line.key for line in lines if line.can_be_made}
        self._ticked = self._ticked | keys if ticked else self._ticked - keys
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1), [Qt.ItemDataRole.CheckStateRole])
        self.ticks_changed.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken()
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.CheckStateRole and row.can_be_ticked:
            return self._check_state(row)
        return None

    def _check_state(self, row: Row) -> Qt.CheckState:
        made = [line for line in row.lines if line.can_be_made]
        ticked = sum(line.key in self._ticked for line in made)
        if ticked == len(made):
            return Qt.CheckState.Checked
        return Qt.CheckState.PartiallyChecked if ticked else Qt.CheckState.Unchecked

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.rows[index.row()]
        if role != Qt.ItemDataRole.CheckStateRole or not row.can_be_ticked:
            return False
        self._tick(row.lines, ticked=Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsUserCheckable if self.rows[index.row()].can_be_ticked else usual


def _rows(lines: list[DocumentLine], zone: str, *, by_juror: bool) -> Iterable[Row]:
    if not lines or lines[0].kind not in OF_PAIRS:
        yield from (Row(line.title, (line,), zone=zone) for line in lines)
        return
    order = {code: place for place, code in enumerate(dict.fromkeys(_group(line, by_juror=by_juror) for line in lines))}
    ordered = sorted(lines, key=lambda line: order[_group(line, by_juror=by_juror)])
    for _code, members in groupby(ordered, key=lambda line: _group(line, by_juror=by_juror)):
        together = tuple(members)
        yield Row(together[0].juror_words if by_juror else together[0].candidate_words, together, heads=True)
        for line in together:
            yield Row(line.candidate_words if by_juror else line.juror_words, (line,), zone=zone)


def _group(line: DocumentLine, *, by_juror: bool) -> str:
    return line.juror if by_juror else line.candidate
