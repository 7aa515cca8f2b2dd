"""Update: taking a changed workbook. Each change is told before it is done; nothing is ever deleted, and nothing changes hands.

Scores, notes and signatures stand under numbers and codes. Whose these are never changes in passing (`identity.py`): a name
that becomes another's is refused, another spelling is confirmed by name, a renumbered list keeps the event's numbers
(`renumbering.py`).
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from juryapp.board.cells import Board
from juryapp.board.impact import effects
from juryapp.board.name_corrections import folded
from juryapp.desk import handed_out, name_decisions
from juryapp.desk.reasons import said_reason
from juryapp.desk.secretary import SecretaryDesk
from juryapp.desk.setup_registers import registers_of
from juryapp.documents.printable import unprintable_texts
from juryapp.errors import Problem, Problems, Refused
from juryapp.event import spares
from juryapp.event.changes import Changes
from juryapp.event.open_event import OpenEvent
from juryapp.event.spare_files import Cause
from juryapp.journal.entry import Act, Register, Value
from juryapp.journal.records import FIELDWISE
from juryapp.journal.subjects import Subject
from juryapp.model.setup import Setup
from juryapp.setup_changes.criteria import former_with_work, in_name_of_criteria
from juryapp.setup_changes.identity import CRITERION, KINDS, NameChangeKind, Renaming, Works, records, renamings
from juryapp.setup_changes.names import Correction, code_change, corrections_in, differences_of, named_anew, numbered, refusal
from juryapp.setup_changes.renumbering import keep_numbers
from juryapp.setup_changes.update_words import Told, WorkWords, changes, kept, left
from juryapp.store import journal, model_records
from juryapp.store.connection import EventFile
from juryapp.store.setup import positions, read_setup
from juryapp.store.work_in_name import WorkInName, in_name_of_candidates, in_name_of_jurors
from juryapp.text import _, mark, speaking

_log = logging.getLogger(__name__)
Gone = tuple[str, str]
"""Kind of record and code: of a candidate, a juror, a category or a slot."""
STANDS = mark("{code} {name} stays in the event, for something stands in this name: {work}.")
NOT_EMPTY = mark("Category {code} stays in the event, for candidates are in it: {candidates}.")
NOT_WITH_THIS = mark("{code} does not become “{name}” with this workbook; look at what changes, and type it so.")


@dataclass(frozen=True)
class Update:
    """What a workbook would change: what is told, the registers with their new values, and what stands in the way."""

    told: tuple[Told, ...]
    values: tuple[tuple[Register, Value], ...]
    logo: bytes = b""
    refused: tuple[Problem, ...] = ()
    """Names that would become another's. While there are any, nothing is done."""
    corrections: tuple[Correction, ...] = ()
    offered: tuple[str, ...] = ()
    """What `keep_numbers` would do, a sentence a row, where that takes all refusals away."""
    offers_new_only: bool = False
    """True if nobody stands under another number: with `keep_numbers` who is new gets a free one, and that is all."""
    effects: tuple[str, ...] = ()
    """What it does to sheets that are signed."""
    setup: Setup | None = None
    keeps: bool = False
    same: Mapping[str, str] = field(default_factory=dict)
    """Juror -> the new name of whom the desk says that it is the same person."""
    gone: frozenset[Gone] = frozenset()
    """What was added by mistake, and stands in the lists no more."""
    entries: int = field(default=-1, compare=False)
    """So many entries had arrived when it was planned: as long as no other came it needs no planning anew."""

    @property
    def has_effects(self) -> bool:
        """True if it does more than what was typed: to signed or expected sheets, to names in which something stands."""
        return bool(self.effects or self.corrections or self.refused)

    @property
    def lines(self) -> tuple[str, ...]:
        """Every sentence, effects last, in the language in which it was planned."""
        return (*(one.sentence for one in self.told), *self.effects)

    def named(self, code: str, name: str) -> list[tuple[str, str]]:
        """The corrections that somebody means who types this code and this name: `KAB/REG`, or `REG` of every category."""
        typed = code.strip().casefold()
        found = (one for one in self.corrections if folded(name) in map(folded, (one.name, one.confirms)))
        return [one.key for one in found if typed == one.code.casefold() or (one.subject == CRITERION and _ends(one.code, typed))]

    def says(self, code: str, name: str) -> bool:
        """True if some field of this number or code becomes that, an institution beside a name: it needs no more confirming."""
        typed = code.strip().casefold()
        ours = (value for (_subject, key), value in self.values if key.partition("/")[0].casefold() == typed)
        return any(value and folded(str(value.get("value") or "")) == folded(name) for value in ours)


def _ends(code: str, typed: str) -> bool:
    return code.casefold().partition("/")[2] == typed


def plan(
    desk: SecretaryDesk,
    setup: Setup,
    *,
    keep: bool = False,
    same: Mapping[str, str] | None = None,
    gone: Collection[Gone] = (),
) -> Update:
    """What this set-up would change. Changes nothing. The sentences are in the current language.

    With `keep` its rows are taken by name and stand under the event's numbers. `same` are jurors with the new names of which the
    desk says that they are the same persons' (decision 035). What is `gone` was added by mistake and is undone. Raises `Problems`
    for texts that documents can't print and for codes that differ in capital letters alone, `Refused` for a juror in `same` who
    doesn't become that, and for one of `gone` in whose name something stands or may stand.
    """
    same = same or {}
    refused = unprintable_texts(setup)
    if refused:
        raise Problems(refused)
    file = desk.event.file
    board = Board.of(file)
    standing, works = read_setup(file), _works(desk.event, board)
    former = former_with_work(file, board, works[CRITERION])
    renumbered, moved = keep_numbers(standing, setup, works, former)
    asked, setup = setup, renumbered if keep else setup
    refused = [*_recased(setup, standing), *_made_real(setup, standing, board)]
    if refused:
        raise Problems(refused)
    gone = _checked_gone(standing, setup, works, gone)
    found = renamings(standing, setup, works, former, same)
    _check_same(found, same)
    in_the_way = tuple(refusal(one, setup) for one in _one_a_row(found))
    offers = (
        bool(in_the_way) and not keep and not any(one.is_refused for one in renamings(standing, renumbered, works, former, same))
    )
    values, stays = _values(file, standing, setup, gone)
    code = code_change(board, standing, setup)
    corrections = (*corrections_in(found, setup), *([code] if code else []))
    told = [
        *(numbered(moved) if keep else ()),
        *named_anew(found),
        *changes(board, standing, setup, registers_of(standing), values),
        *left(standing, setup, works, gone),
        *kept(stays, values),
    ]
    return Update(
        told=tuple(told),
        values=tuple(values.items()),
        logo=setup.event.logo,
        refused=in_the_way,
        corrections=corrections,
        offered=tuple(one.sentence for one in numbered(moved)) if offers else (),
        offers_new_only=offers and all(one.is_new for one in moved),
        effects=tuple(effects(board, standing, setup, differences_of(corrections, board))),
        setup=asked,
        keeps=keep,
        same=same,
        gone=gone,
        entries=journal.arrived_count(file),
    )


def _checked_gone(standing: Setup, setup: Setup, works: Works, gone: Collection[Gone]) -> frozenset[Gone]:
    """These, with the slots of candidates among them. Raises `Refused` for one in whose name something stands."""
    known = records(standing)
    for kind, code in gone:
        work = works.get(kind, {}).get(code)
        if work is not None and code in known.get(kind, {}):
            raise Refused(STANDS, code=code, name=known[kind][code].name, work=WorkWords(work))
        inside = [one.number for one in setup.candidates if kind == Subject.CATEGORY and one.category == code]
        if inside:
            raise Refused(NOT_EMPTY, code=code, candidates=", ".join(inside))
    slots = {(Subject.SLOT, one.candidate) for one in standing.slots if (Subject.CANDIDATE, one.candidate) in gone}
    return frozenset({*gone, *slots})


def _check_same(found: Iterable[Renaming], same: Mapping[str, str]) -> None:
    """Raises `Refused` for one who is said to be the same person and becomes no other name than the former, or another one."""
    named = {one.code: one.after for one in found if one.kind is NameChangeKind.SAME_PERSON and one.field == "name"}
    for code, name in same.items():
        if folded(named.get(code, "")) != folded(name):
            raise Refused(NOT_WITH_THIS, code=code, name=name)


def apply(
    desk: SecretaryDesk,
    update: Update,
    confirmed: Collection[tuple[str, str]] = (),
    reason: str | None = None,
    *,
    spare: bool = True,
) -> Changes:
    """Does what was planned, in one unit of work, after a spare copy of what was: but for what is as easily undone.

    `confirmed` are the corrections (kind, code) of which a person said that both names mean the same, for a `reason`. Raises
    `Problems` with what stands in the way, `Refused` where the event changed since it was planned.
    """
    lacking = [one for one in update.corrections if one.key not in confirmed]
    if update.refused or lacking:
        raise Problems([*update.refused, *(one.problem for one in lacking)])
    if update.setup is not None and update.entries != journal.arrived_count(desk.event.file):
        now = plan(desk, update.setup, keep=update.keeps, same=update.same, gone=update.gone)
        if (now.values, now.corrections, bool(now.refused)) != (update.values, update.corrections, False):
            raise Refused("The event changed since these changes were shown; look at them again.")
    with speaking(model_records.event(desk.event.file).language):
        why = said_reason(reason or _("Confirmed by name with a changed workbook."))
    acts: list[Act] = [desk.act(subject, key, value) for (subject, key), value in update.values]
    found = differences_of(update.corrections, Board.of(desk.event.file)) if update.corrections else ()
    differing = sorted(found, key=lambda one: (one.subject, one.code, one.signed))
    acts += name_decisions.correcting_acts(desk, differing, why)
    if spare:
        spares.before(desk.event, Cause.UPDATE)
    done = desk.event.write(acts, [update.logo] if update.logo else [])
    _log.info("updated event %s from a workbook: %d registers", desk.event.id, len(acts))
    return done


def _one_a_row(found: Iterable[Renaming]) -> list[Renaming]:
    """The refused ones, one of each row: whose name changes hands takes its institution along."""
    refused: dict[tuple[str, str], Renaming] = {}
    for one in found:
        if one.is_refused:
            refused.setdefault((one.subject, one.code), one)
    return list(refused.values())


def _works(event: OpenEvent, board: Board) -> Works:
    """What stands in whose name, or may stand there where laptops are out.

    A category has what its candidates have, a criterion its scores and the sheets with them.
    """
    file = event.file
    candidates = in_name_of_candidates(file)
    known = model_records.candidates(file)
    categories: dict[str, WorkInName] = {}
    for number, work in candidates.items():
        if number in known:
            whole = categories.setdefault(known[number].category, WorkInName())
            whole.sheets, whole.scores, whole.other = (
                whole.sheets + work.sheets,
                whole.scores + work.scores,
                whole.other + work.other,
            )
    jurors = in_name_of_jurors(file)
    if handed_out.are_out(event):
        unheard = handed_out.unheard(event)
        for subject, works, codes in (
            (Subject.CANDIDATE, candidates, known),
            (Subject.JUROR, jurors, model_records.jurors(file)),
        ):
            for code in codes:
                if (subject, code) not in unheard:
                    works.setdefault(code, WorkInName()).out = True
    return {
        Subject.CANDIDATE: candidates,
        Subject.JUROR: jurors,
        Subject.CATEGORY: categories,
        CRITERION: in_name_of_criteria(board),
    }


def may_be_known(event: OpenEvent, gone: Collection[Gone]) -> frozenset[Gone]:
    """Those of whom nothing stands here, and laptops that are out may hold something: they can't leave the lists."""
    works = _works(event, Board.of(event.file))
    found = {(kind, code): works.get(kind, {}).get(code) for kind, code in gone}
    return frozenset(one for one, work in found.items() if work is not None and work == WorkInName(out=True))


def stands_in_name(event: OpenEvent, juror: str) -> bool:
    """True if scores, sheets or anything else but an enrolment stands in this juror's name here."""
    work = in_name_of_jurors(event.file).get(juror)
    return work is not None and bool(work.sheets or work.scores or work.other)


def _values(
    file: EventFile, standing: Setup, setup: Setup, gone: Collection[Gone] = ()
) -> tuple[dict[Register, Value], list[Register]]:
    """The registers that change with their new values, and those that the workbook lacks and that stay."""
    wanted, before = registers_of(setup), registers_of(standing)
    absent = [register for register in before if register not in wanted]
    cleared: dict[Register, Value] = {
        register: None for register in absent if _clears(register, setup) or _is_gone(register, gone)
    }
    values = {register: value for register, value in {**wanted, **cleared}.items() if before.get(register) != value}
    values = {register: value for register, value in values.items() if not register[1].endswith("/position")}
    return {**values, **_places(file, standing, setup)}, [register for register in absent if register not in cleared]


def _places(file: EventFile, standing: Setup, setup: Setup) -> dict[Register, Value]:
    """The places in the lists that become others. Who isn't in the workbook keeps its place among the others."""
    stored = positions(file)
    found: dict[Register, Value] = {}
    for subject in KINDS:
        for place, code in enumerate(_in_order(list(records(standing)[subject]), list(records(setup)[subject])), 1):
            if stored.get((subject, code)) != place:
                found[subject, f"{code}/position"] = {"value": place}
    return found


def _in_order(known: list[str], wanted: list[str]) -> list[str]:
    """The known ones, those of both lists in the order of the wanted, and each new one behind whom it follows there."""
    here, there = set(known), set(wanted)
    both = iter([code for code in wanted if code in here])
    behind: dict[str | None, list[str]] = {}
    last: str | None = None
    for code in wanted:
        if code in here:
            last = code
        else:
            behind.setdefault(last, []).append(code)
    order = behind.get(None, [])
    for code in known:
        placed = next(both) if code in there else code
        order += [placed, *behind.get(placed, [])]
    return order


def _is_gone(register: Register, gone: Collection[Gone]) -> bool:
    subject, key = register
    return (subject, key if subject == Subject.SLOT else key.partition("/")[0]) in gone


def _clears(register: Register, setup: Setup) -> bool:
    """True if a field that the workbook now leaves empty belongs to a record that the workbook still names.

    A stage that the workbook's stages lack is cleared too: its weight would count beside theirs.
    """
    subject, key = register
    if subject == Subject.STAGE:
        return bool(setup.stages)
    if subject not in FIELDWISE or (subject, key.partition("/")[2]) in setup.unsaid:
        return False
    return subject == Subject.EVENT or key.split("/")[0] in records(setup)[subject]


def _made_real(setup: Setup, standing: Setup, board: Board) -> Iterator[Problem]:
    """Points of a rehearsal never become an event's, and an event's never a rehearsal's."""
    if setup.event.simulated != standing.event.simulated and (board.drafts or board.records):
        yield Refused(
            "Simulated data don't become real data any more, nor real ones simulated, since something is scored here: leave that "
            "field as it was, and make an event file of its own."
        )


def _recased(setup: Setup, standing: Setup) -> Iterator[Refused]:
    """Codes that differ from those of the event in capital letters alone: they would be others, and their files the same."""
    known = records(standing)
    for subject, codes in records(setup).items():
        spelled = {code.casefold(): code for code in known[subject]}
        for code in codes:
            if code not in known[subject] and code.casefold() in spelled:
                yield Refused(
                    "The code {code} differs from {known} in capital letters alone; type it as the event knows it: {known}.",
                    code=code,
                    known=spelled[code.casefold()],
                )


def by_name(update: Update, given: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The corrections that were confirmed, each by code and name. Raises `Refused` for a name that nobody gets."""
    found = []
    for code, name in given:
        keys = update.named(code, name)
        if not keys and not update.says(code, name):
            raise Refused(NOT_WITH_THIS, code=code, name=name)
        found += keys
    return found
