"""The sheet Nilai tahap: a column for each stage, its weight and maximum above the candidates' scores."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from decimal import Decimal

from juryapp.model.event import Event
from juryapp.model.limits import NAME
from juryapp.model.stage import Stage, StageScore
from juryapp.text import mark, plain
from juryapp.workbook.cells import WorkbookCell, fold, line
from juryapp.workbook.columns import MAXIMUM, WEIGHT, same
from juryapp.workbook.mistakes import LocalNumber, Mistakes, clipped
from juryapp.workbook.names_check import NamesBeside
from juryapp.workbook.references import Codes
from juryapp.workbook.rows import AMBIGUOUS, DASH, TOO_LONG, WorkbookRow, decimal_of, tell_error, thousands_of
from juryapp.workbook.shown import is_dash
from juryapp.workbook.table import TableRows
from juryapp.workbook.weights import EXAMPLES, NOT_A_WEIGHT, Weight, WeightGroup, settle_weights, weight_of

NO_OWN = mark("{at}: no column is named like this event's own stage, “{stage}”; add one with its weight.")
NO_STAGE = mark("{at}: stage scores need to know this event's own stage; fill in Tahap (Stage) in the sheet Acara (Event).")
NO_SCORES = mark("{at}: the stage “{stage}” weighs {weight} and has no scores yet; without them no result is final.")


class StageSheet:
    """Reads the sheet once the event and the candidates are known."""

    def __init__(
        self,
        rows: TableRows,
        event: Event,
        candidates: Codes,
        names: Mapping[str, str],
        mistakes: Mistakes,
        *,
        scores_come: bool = False,
    ) -> None:
        """`names`: a candidate's number -> its name. Where `scores_come` from a former stage, none of them is missed here."""
        self._scores_come = scores_come
        self._beside = NamesBeside(rows, names, mistakes)
        self._rows, self._event, self._candidates, self._mistakes = rows, event, candidates, mistakes
        self._headers: dict[str, WorkbookCell] = {}
        """Folded name -> header cell."""
        self._weight_row: WorkbookRow | None = None
        self._maximum_row: WorkbookRow | None = None
        self._seen: dict[str, WorkbookRow] = {}

    def read(self, event_row: WorkbookRow) -> tuple[list[Stage], list[StageScore]]:
        """The stages and their scores; nothing if the sheet has no stage columns."""
        self._name_stages()
        if not self._headers:
            return [], []
        self._tell_own(event_row)
        candidates = self._split()
        weights = self._weights()
        stages = [self._stage(name, header, weights) for name, header in self._headers.items()]
        scores = [score for row in candidates for score in self._scores(row, stages)]
        self._note_empty(stages, {score.stage for score in scores})
        return stages, scores

    def _note_empty(self, stages: list[Stage], scored: set[str]) -> None:
        """A weight for scores that nobody has."""
        for stage, header in zip(stages, self._headers.values(), strict=True):
            if not stage.own and stage.name not in scored and not self._scores_come:
                self._mistakes.note(header.place, NO_SCORES, stage=clipped(stage.name), weight=LocalNumber(stage.weight, "%"))

    def _name_stages(self) -> None:
        for cell in self._beside.take(self._rows.others, self._event.stage):
            name = line(cell.text)
            self._mistakes.tell_unprintable(cell.place, self._rows.kind.name, name)
            if fold(name) in self._headers:
                self._rows.tell_double(cell, self._headers[fold(name)].place)
            elif len(name) > NAME:
                self._mistakes.tell(cell.place, TOO_LONG, column=self._rows.kind.name, length=len(name), limit=NAME)
            else:
                self._headers[fold(name)] = cell

    def _tell_own(self, event_row: WorkbookRow) -> None:
        if "stage" in event_row.wrong or fold(self._event.stage) in self._headers:
            return
        first = next(iter(self._headers.values())).place
        if self._event.stage:
            self._mistakes.tell(first, NO_OWN, stage=clipped(self._event.stage))
        else:
            event_row.tell("stage", NO_STAGE)

    def _split(self) -> list[WorkbookRow]:
        """Takes the rows of weights and maxima out of the candidates' rows."""
        rest = []
        for row in self._rows:
            cell = row.raw("candidate")
            label = cell.text if cell is not None else ""
            if same(label, WEIGHT) and self._weight_row is None:
                self._weight_row = row
            elif same(label, MAXIMUM) and self._maximum_row is None:
                self._maximum_row = row
            else:
                rest.append(row)
        return rest

    def _below(self, row: WorkbookRow, header: WorkbookCell) -> WorkbookCell:
        return self._rows.sheet.at(row.place.row, header.place.column)

    def _weights(self) -> dict[Hashable, Decimal]:
        if self._weight_row is None:
            assert self._rows.header is not None
            place = self._rows.sheet.place(self._rows.header, self._rows.columns.get("candidate", 0))
            self._mistakes.tell(place, mark("{at}: the row {row} above the candidates is missing; it is required."), row=WEIGHT)
            return {}
        read: dict[Hashable, Weight | None] = {}
        for name, header in self._headers.items():
            read[name] = self._weight(self._below(self._weight_row, header))
        group = WeightGroup(str(self._rows.sheet.name), tuple(self._headers))
        return settle_weights(read, [group], [], self._mistakes)

    def _weight(self, cell: WorkbookCell) -> Weight | None:
        if cell.error:
            tell_error(cell, self._mistakes)
            return None
        if cell.blank:
            self._mistakes.tell(cell.place, mark("{at}: {column} is empty; it is required."), column=WEIGHT)
            return None
        weight = weight_of(cell)
        if weight is None:
            self._mistakes.tell(cell.place, NOT_A_WEIGHT, found=clipped(cell.text), examples=EXAMPLES)
        elif not 0 < weight.value <= 100:
            self._mistakes.tell(cell.place, mark("{at}: the weight {found} must be above 0 and at most 100."), found=weight.shown)
            return None
        return weight

    def _stage(self, name: str, header: WorkbookCell, weights: dict[Hashable, Decimal]) -> Stage:
        own = name == fold(self._event.stage)
        maximum = None if own else Decimal(100)
        if self._maximum_row is not None:
            cell = self._below(self._maximum_row, header)
            maximum = maximum if cell.blank else self._maximum(cell)
        return Stage(self._event.stage if own else line(header.text), weights.get(name, Decimal(0)), maximum, own)

    def _maximum(self, cell: WorkbookCell) -> Decimal | None:
        if cell.error:
            tell_error(cell, self._mistakes)
            return None
        found, whole = decimal_of(cell), thousands_of(cell)
        if found is not None and whole is not None:
            self._mistakes.tell(cell.place, AMBIGUOUS, found=clipped(cell.text), points=plain(found), whole=plain(whole))
            return None
        if found is None or found <= 0:
            self._mistakes.tell(
                cell.place,
                mark("{at}: the maximum “{found}” is not a number above 0; type a number such as 100."),
                found=clipped(cell.text),
            )
            return None
        return found

    def _scores(self, row: WorkbookRow, stages: list[Stage]) -> list[StageScore]:
        """A row's scores; an empty cell is no score yet."""
        candidate = self._candidate(row)
        scores = []
        for stage, header in zip(stages, self._headers.values(), strict=True):
            points = self._points(self._below(row, header), stage)
            if points is not None and candidate is not None:
                scores.append(StageScore(candidate, stage.name, points))
        return scores

    def _candidate(self, row: WorkbookRow) -> str | None:
        candidate = self._candidates.refer(row, "candidate")
        self._beside.compare(row, candidate)
        if candidate is not None and candidate in self._seen:
            row.tell(
                "candidate",
                mark("{at}: {candidate} stands twice in this sheet; the first is in {first}. Remove one of the rows."),
                candidate=candidate,
                first=self._seen[candidate].at("candidate").cell,
            )
            return None
        if candidate is not None:
            self._seen[candidate] = row
        return candidate

    def _points(self, cell: WorkbookCell, stage: Stage) -> Decimal | None:
        if cell.blank:
            return None
        if cell.error:
            tell_error(cell, self._mistakes)
            return None
        if stage.own:
            self._mistakes.tell(
                cell.place,
                mark("{at}: “{found}” stands in the column of this event's own stage, which has no scores; empty the cell."),
                found=clipped(cell.text),
            )
            return None
        points, whole = decimal_of(cell), thousands_of(cell)
        if points is not None and whole is not None and stage.maximum is not None and whole <= stage.maximum:
            self._mistakes.tell(cell.place, AMBIGUOUS, found=clipped(cell.text), points=plain(points), whole=plain(whole))
        elif points is None and is_dash(cell.text):
            self._mistakes.tell(cell.place, DASH, found=clipped(cell.text))
        elif points is None:
            self._mistakes.tell(
                cell.place, mark("{at}: the score “{found}” is not a number; type a number such as {example}."),
                found=clipped(cell.text), example=LocalNumber(Decimal("87.05")),
            )  # fmt: skip
        elif stage.maximum is not None and not 0 <= points <= stage.maximum:
            self._mistakes.tell(
                cell.place,
                mark("{at}: the score {found} is outside 0 to {maximum}."),
                found=LocalNumber(points),
                maximum=LocalNumber(stage.maximum),
            )
        return points
