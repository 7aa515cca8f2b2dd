"""Cells: every juror x candidate cell that is expected has a state. Reads only; what a blank means is decided here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, field, replace
from fractions import Fraction
from functools import cached_property

from juryapp.board.former_keys import doubted
from juryapp.board.name_corrections import NamesInUse
from juryapp.board.recusals import recusals
from juryapp.board.sheet_validity import is_sound
from juryapp.journal.keys import cell_of
from juryapp.journal.subjects import Subject
from juryapp.model.candidate import Attendance, Candidate
from juryapp.model.category import Category
from juryapp.model.criterion import Criterion, points_outside, rubric_version
from juryapp.model.juror import Juror
from juryapp.model.names import Difference, DraftNames, differences, draft_differences, names_of, scales_of
from juryapp.model.panel import jurors_of, panel_of
from juryapp.model.presence import Presence
from juryapp.model.rounding import UNROUNDED, Roundings
from juryapp.model.score import Score
from juryapp.model.sheet import CellState, ScoreSheet, SheetState
from juryapp.model.slot import Slot
from juryapp.store import draft_names, model_records, names, sheets
from juryapp.store.connection import EventFile
from juryapp.store.presences import presences
from juryapp.store.setup_cache import cached, look_up
from juryapp.store.sheets import DraftScore, Pair, SheetRecord
from juryapp.tally.exact import sheet_total

_found_sound: set[str] = set()
"""The signings that were looked at: an entry never changes, and neither does the rubric that it names by its hash."""


@dataclass(frozen=True)
class Cell:
    """Where a juror and a candidate are expected to meet, and how far they are."""

    sheet: ScoreSheet
    category: str
    total: Fraction | None
    """Exact; None unless the sheet is complete or signed."""
    scored: int
    """How many of the rubric's criteria have a score."""
    criteria: int
    later: tuple[str, ...] = ()
    """Criteria that were edited on another laptop without knowing of the signature; kept, not counted."""
    from_paper: bool = False
    """Signed, and brought back from its printed code."""

    @property
    def state(self) -> CellState:
        """Its state."""
        return self.sheet.state


@dataclass(frozen=True)
class Board:
    """The whole event at once: what is expected, and what is there."""

    categories: Mapping[str, Category]
    criteria: Mapping[str, list[Criterion]]
    candidates: Mapping[str, Candidate]
    jurors: Mapping[str, Juror]
    slots: Mapping[str, Slot]
    recusals: Mapping[Pair, str]
    drafts: Mapping[Pair, Mapping[str, DraftScore]]
    records: Mapping[Pair, SheetRecord]
    mapped: Mapping[str, set[str]]
    """Category -> former rubric versions whose scores count."""
    joins: Mapping[str, str]
    """Candidates entered twice -> the one that is kept; the former have no cells."""
    former: Mapping[str, Mapping[str, list[Criterion]]] = field(default_factory=dict)
    """Category -> version -> rubric, of the rubrics that sheets were signed under, besides those in force."""
    roundings: Mapping[str, set[Roundings]] = field(default_factory=dict)
    """Category -> the rules of rounding that it ever had."""
    contradicted: frozenset[Pair] = frozenset()
    """Where a juror declared a conflict of interest at one laptop and signed the sheet at another that didn't know."""
    doubles: Mapping[str, Candidate] = field(default_factory=dict)
    """The candidates that were joined to another: a sheet names the one under whose number it was signed."""
    presences: Mapping[str, Presence] = field(default_factory=dict)
    """The jurors who came late or left."""
    same: frozenset[Difference] = frozenset()
    """What the desk confirmed to be the same under another name, and is nobody else."""
    draft_names: Mapping[Pair, frozenset[DraftNames]] = field(default_factory=dict)
    """Whom drafts were given to and by, where the candidate or the juror was ever called otherwise."""

    @classmethod
    def of(cls, file: EventFile, juror: str | None = None, candidate: str | None = None) -> Board:
        """Reads what is needed, for one juror or for all, for one candidate or for all."""
        look_up(file)
        joins = cached(file, model_records.joins)
        everyone = cached(file, model_records.candidates, candidate)
        candidates = {number: one for number, one in everyone.items() if number not in joins}
        category = candidates[candidate].category if candidate in candidates else None
        records = _records(file, juror, candidate if candidate not in joins.values() else None)
        criteria = cached(file, model_records.criteria, category)
        declared = recusals(file)
        return cls(
            categories=cached(file, model_records.categories),
            criteria=criteria,
            candidates=candidates,
            jurors=cached(file, model_records.jurors),
            slots=cached(file, model_records.slots, candidate if candidate not in joins.values() else None),
            recusals=declared.in_force,
            drafts=sheets.draft_scores(file, juror, candidate if candidate not in joins.values() else None),
            records=records,
            mapped=cached(file, model_records.mapped_rubrics),
            joins=joins,
            former=_former(file, criteria, records.values()),
            roundings=cached(file, model_records.roundings),
            contradicted=frozenset(declared.contradicted),
            doubles={number: one for number in joins for one in cached(file, model_records.candidates, number).values()},
            presences=cached(file, presences),
            same=cached(file, _same),
            draft_names=draft_names.draft_names(file, cached(file, draft_names.renamed), juror, candidate),
        )

    @cached_property
    def versions(self) -> dict[str, str]:
        """The rubric version in force of each category."""
        return {code: rubric_version(self.criteria.get(code, ())) for code in self.categories}

    def panel(self, candidate: str) -> str:
        """The panel that judges this candidate; "" for all jurors."""
        return panel_of(self.categories[self.candidates[candidate].category], self.slots.get(candidate))

    def meets(self, juror: str, candidate: str) -> bool:
        """True if this juror judges this candidate, observers included."""
        known = self.candidates.get(candidate)
        if known is None or known.category not in self.categories or not self.jurors[juror].sits_on(self.panel(candidate)):
            return False
        return self.is_there(juror, candidate)

    def is_there(self, juror: str, candidate: str) -> bool:
        """False for a juror who hadn't come yet, or had left already."""
        presence = self.presences.get(juror)
        return presence is None or presence.meets(candidate)

    def judging(self, candidate: str) -> list[Juror]:
        """The jurors who judge this candidate, observers included, in workbook order. Nobody changes what is told."""
        if candidate not in self._judging:
            panel = jurors_of(self.panel(candidate), self.jurors.values())
            self._judging[candidate] = [one for one in panel if self.is_there(one.code, candidate)]
        return self._judging[candidate]

    def away(self, candidate: str) -> list[Juror]:
        """The jurors who would judge this candidate, observers left out, and weren't there: no sheet of theirs is expected."""
        panel = jurors_of(self.panel(candidate), self.jurors.values())
        return [one for one in panel if one.counts and not self.is_there(one.code, candidate)]

    @cached_property
    def _judging(self) -> dict[str, list[Juror]]:
        return {}

    def pairs(self) -> Iterator[Pair]:
        """Every juror and candidate of whom a sheet is expected, candidates and jurors in workbook order. Observers have none."""
        for number, candidate in self.candidates.items():
            if candidate.category in self.categories:
                yield from ((juror.code, number) for juror in self.judging(number) if juror.counts)

    def cells(self) -> Iterator[Cell]:
        """Every expected cell, in the same order."""
        return (self.cell(juror, candidate) for juror, candidate in self.pairs())

    def cell(self, juror: str, candidate: str) -> Cell:
        """The cell of this pair; a board never changes, so each is made once."""
        pair = (juror, candidate)
        if pair not in self._made:
            self._made[pair] = self._make(juror, candidate)
        return self._made[pair]

    @cached_property
    def _made(self) -> dict[Pair, Cell]:
        return {}

    def _make(self, juror: str, candidate: str) -> Cell:
        category = self.categories[self.candidates[candidate].category]
        criteria = self.criteria.get(category.code, [])
        version = self.versions.get(category.code, "")
        record = self.record(juror, candidate)
        drafts = self.drafts.get((juror, candidate), {})
        scores = {c.code: drafts[c.code].score for c in criteria if c.code in drafts and self._counts(c, drafts[c.code], version)}
        counted = list(scores)
        state = self._state(juror, candidate, len(counted), len(criteria))
        if record and record.signed:
            later = tuple(code for code, draft in drafts.items() if _differs(draft, record.scores.get(code)))
            mapped = self._mapped(record, criteria, version)
            outside = points_outside(criteria, record.scores) if record.rubric != version else {}
            sheet = ScoreSheet(juror, candidate, state, record.revision, mapped, record.rubric, outside)
            total = record.total if state in (CellState.SIGNED, CellState.MISNAMED) else None
            return Cell(sheet, category.code, total, len(record.scores), len(criteria), later, record.from_paper)
        revision = record.revision + (record.state == SheetState.REOPENED) if record else 1
        points = {code: scores[code].points for code in counted}
        exact = sheet_total(criteria, points, category) if state is CellState.COMPLETE else None
        sheet = ScoreSheet(juror, candidate, state, revision, scores, version if counted else "")
        return Cell(sheet, category.code, exact.value if exact else None, len(counted), len(criteria))

    def _mapped(self, record: SheetRecord, criteria: list[Criterion], version: str) -> Mapping[str, Score]:
        """What was signed; of a rubric that is mapped only what the scales in force allow: other points are no points there."""
        if record.rubric == version or record.rubric not in self.mapped.get(criteria[0].category if criteria else "", ()):
            return record.scores
        scales = {criterion.code: criterion.scale for criterion in criteria}
        given = ((code, score, scales.get(code)) for code, score in record.scores.items())
        return {code: score for code, score, scale in given if score.points is None or (scale and scale.allows(score.points))}

    def rubrics(self, category: str) -> set[str]:
        """The rubric versions that count in a category: the one in force, and those mapped to it."""
        return {self.versions.get(category, ""), *self.mapped.get(category, ())}

    def record(self, juror: str, candidate: str) -> SheetRecord | None:
        """The sheet's register, or that of a double which was joined to this candidate, if that one alone is signed."""
        own = self.records.get((juror, candidate))
        signed = [record for record in self._of_doubles(juror, candidate) if record.signed]
        return own if own or not signed else signed[0]

    def _of_doubles(self, juror: str, candidate: str) -> list[SheetRecord]:
        doubles = [double for double, kept in self.joins.items() if kept == candidate]
        return [self.records[juror, double] for double in doubles if (juror, double) in self.records]

    def is_sound(self, record: SheetRecord) -> bool:
        """True if a signed sheet says what one of its rubric can say; of a rubric that isn't known here none counts anyway."""
        candidate = self.joins.get(record.candidate, record.candidate)
        category = self.categories.get(self.candidates[candidate].category)
        if category is None or record.entry in _found_sound:
            return True
        known, roundings = self._signed_under[category.code]
        if record.rubric not in known:
            return True
        sound = is_sound(record, known[record.rubric], category, roundings)
        if sound:
            _found_sound.add(record.entry)
        return sound

    @cached_property
    def _signed_under(self) -> dict[str, tuple[dict[str, list[Criterion]], tuple[Roundings, ...]]]:
        """Category -> the rubrics and the rules of rounding under which its sheets may have been signed."""
        return {
            code: (
                {**self.former.get(code, {}), self.versions[code]: self.criteria.get(code, [])},
                tuple({rules.of_sheet() for rules in (category.roundings, UNROUNDED, *self.roundings.get(code, ()))}),
            )
            for code, category in self.categories.items()
        }

    def misnamed(self, record: SheetRecord) -> list[Difference]:
        """The differences between the names on a signed sheet and in the record now; empty where that can't be told."""
        candidate = self.doubles.get(record.candidate) or self.candidates.get(record.candidate)
        juror = self.jurors.get(record.juror)
        if record.names is None or candidate is None or juror is None or candidate.category not in self.categories:
            return []
        category = self.categories[candidate.category]
        # under a former rubric it counts only where the desk mapped that one, its scale with it
        in_force = record.rubric == self.versions[category.code]
        slot = self.slots.get(record.candidate)
        panel = panel_of(category, slot)
        now = names_of(candidate, category, panel, juror, self._scales.get(category.code, {}) if in_force else {})
        return differences(record.names, now, record.candidate, record.juror, self.same, own_panel=bool(slot and slot.panel))

    def given_otherwise(self, juror: str, candidate: str) -> list[Difference]:
        """The differences between the names that a draft was given under and those in the record now, each once."""
        given = self.draft_names.get((juror, candidate))
        known, who = self.candidates.get(candidate), self.jurors.get(juror)
        if not given or known is None or who is None:
            return []
        now = DraftNames(known.name, known.institution, who.name)
        found = (one for said in sorted(given, key=astuple) for one in draft_differences(said, now, candidate, juror, self.same))
        return list(dict.fromkeys(found))

    @cached_property
    def _scales(self) -> dict[str, dict[str, str]]:
        """Category -> the scales of its criteria."""
        return {code: scales_of(criteria) for code, criteria in self.criteria.items()}

    def _counts(self, criterion: Criterion, draft: DraftScore, version: str) -> bool:
        """True if a draft's score counts: one version of it, of a rubric that counts, and on the scale in force."""
        score = draft.score
        of_rubric = score.rubric in ("", version, *self.mapped.get(criterion.category, ()))
        return draft.versions == 1 and of_rubric and (score.points is None or criterion.scale.allows(score.points))

    def _state(self, juror: str, candidate: str, counted: int, criteria: int) -> CellState:
        who = self.candidates[candidate]
        record = self.record(juror, candidate)
        drafts = self.drafts.get((juror, candidate), {})
        if who.withdrawn is not None:
            return CellState.WITHDRAWN
        if who.attendance is Attendance.ABSENT:
            return CellState.ABSENT
        if (juror, candidate) in self.contradicted:
            return CellState.CONFLICT
        if (juror, candidate) in self.recusals:
            return CellState.RECUSED
        signed = [
            one for one in (self.records.get((juror, candidate)), *self._of_doubles(juror, candidate)) if one and one.signed
        ]
        if (record and record.versions > 1) or len(signed) > 1 or not all(map(self.is_sound, signed)):
            return CellState.CONFLICT
        if record and record.signed:
            return CellState.MISNAMED if self.misnamed(record) else CellState.SIGNED
        if any(draft.versions > 1 for draft in drafts.values()):
            return CellState.CONFLICT
        if not drafts:
            return CellState.MISSING
        if self.given_otherwise(juror, candidate):
            return CellState.UNCONFIRMED
        return CellState.COMPLETE if counted == criteria else CellState.DRAFT


def unsound(file: EventFile, known: Board | None = None) -> list[SheetRecord]:
    """The signed sheets that say what no sheet can say: they were written by hand. Their cells are in conflict."""
    signings = sheets.signings(file)
    if _found_sound.issuperset(signings.values()):
        return []
    board = known or Board.of(file)
    records = (board.records[pair] for pair in signings if board.joins.get(pair[1], pair[1]) in board.candidates)
    return [record for record in records if record.signed and not board.is_sound(record)]


def misnamed(board: Board) -> list[tuple[SheetRecord, list[Difference]]]:
    """The signed sheets that would count but for naming somebody else than the record does now, and in what; in order."""
    signed = (record for _pair, record in sorted(board.records.items()) if record.signed)
    found = ((record, board.misnamed(record)) for record in signed)
    return [(record, differing) for record, differing in found if differing and _is_misnamed(board, record)]


def _is_misnamed(board: Board, record: SheetRecord) -> bool:
    candidate = board.joins.get(record.candidate, record.candidate)
    expected = board.jurors[record.juror].counts and board.meets(record.juror, candidate)
    return expected and board.cell(record.juror, candidate).state is CellState.MISNAMED


def _former(
    file: EventFile, criteria: Mapping[str, list[Criterion]], records: Iterable[SheetRecord]
) -> dict[str, dict[str, list[Criterion]]]:
    """The rubrics of which some sheet is that isn't of one in force; mostly none are read."""
    in_force = {rubric_version(listed) for listed in criteria.values()}
    if all(record.rubric in in_force for record in records if record.signed):
        return {}
    return {category: model_records.rubrics(file, category) for category in model_records.categories(file)}


def _records(file: EventFile, juror: str | None, candidate: str | None) -> dict[Pair, SheetRecord]:
    """The sheets' registers. One that was signed with a former key, unknown to the desk, is as much in doubt as two versions."""
    found = sheets.sheet_records(file, juror, candidate)
    for pair, record in found.items():
        if record.signed and record.names is None:
            found[pair] = replace(record, names=names.attached_names(file, record.json))
    for one in doubted(file, juror, candidate):
        pair = (one.act.actor, cell_of(one.act.key).candidate)
        if pair in found and one.act.subject == Subject.SHEET:
            found[pair] = replace(found[pair], versions=2)
    return found


def _same(file: EventFile) -> frozenset[Difference]:
    """The corrections that count; of all sheets, whichever are asked for."""
    said = cached(file, names.confirmed)
    in_use = NamesInUse.of(file, _records(file, None, None).values() if said else ())
    return frozenset(one for one in said if in_use.another(one) is None)


def _differs(draft: DraftScore, signed: Score | None) -> bool:
    """True if a standing score says something else than the signed sheet."""
    return signed is None or draft.versions > 1 or (draft.score.points, draft.score.reason) != (signed.points, signed.reason)
