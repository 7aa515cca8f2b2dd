"""What a package brings, in jurors and sheets: whose signed sheets, whose drafts, which acts of the secretary. Reads only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from juryapp.journal.actors import Actor, whose
from juryapp.journal.entry import Entry, Register
from juryapp.journal.keys import cell_of
from juryapp.journal.subjects import Subject
from juryapp.model.sheet import SheetState
from juryapp.text import _, plural

T = TypeVar("T")
_DRAFTED = (Subject.SCORE, Subject.REMARK, Subject.NOTE)
_ASKED = (Subject.CALL, Subject.REQUEST)
_BY_ITSELF = (Subject.RESULT, Subject.RESULT_RECEIVED, Subject.SEAT, Subject.ASSISTANT_SEAT)
"""What is written without anybody's pressing anything."""


@dataclass(frozen=True)
class Brought:
    """What of a package is new here, or all that lies in it."""

    sheets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Juror -> the candidates of the sheets that this juror signed."""
    drafts: Mapping[str, int] = field(default_factory=dict)
    """Juror -> scores, reasons and notes of candidates whose sheet isn't signed among what comes."""
    recusals: tuple[tuple[str, str], ...] = ()
    """(juror, candidate) of the conflicts of interest that were declared."""
    asked: tuple[str, ...] = ()
    """The jurors who call, or ask to reopen a sheet."""
    pledges: tuple[str, ...] = ()
    """The jurors who signed their pledge."""
    signers: tuple[str, ...] = ()
    """The jurors who signed or declined a document of several."""
    closed: tuple[str, ...] = ()
    """The laptops, by id, that were closed at the end of the day."""
    others: int = 0
    """What else jurors and their assistants did."""
    reopened: tuple[tuple[str, str], ...] = ()
    """(juror, candidate) of the signed sheets that the secretary opened again."""
    acts: int = 0
    """What else the secretary and headquarters did."""
    versions: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    """(juror, candidate) of the sheets -> the signings that come, and those that stand here already, by entry."""
    replaced: frozenset[str] = frozenset()
    """The signings that something among what comes was written on top of, by entry."""

    def __bool__(self) -> bool:
        named = self.sheets or self.drafts or self.recusals or self.asked or self.pledges or self.signers or self.closed
        return bool(named or self.others or self.reopened or self.acts)

    @property
    def count(self) -> int:
        """How many signed sheets."""
        return sum(map(len, self.sheets.values()))

    @property
    def doubled(self) -> tuple[tuple[str, str], ...]:
        """(juror, candidate) of the sheets of which several versions will stand, for somebody to decide between."""
        return tuple(sorted(pair for pair, found in self.versions.items() if len(found - self.replaced) > 1))

    @property
    def jurors(self) -> tuple[str, ...]:
        """Whose work it is, those with signed sheets first."""
        others = {*self.drafts, *self.asked, *self.pledges, *self.signers, *(juror for juror, _candidate in self.recusals)}
        return tuple(dict.fromkeys((*sorted(self.sheets), *sorted(others))))


def brought(entries: Iterable[Entry], standing: Callable[[Register], Iterable[Entry]] = lambda _register: ()) -> Brought:
    """What these entries bring; `standing` tells what stands here in a register before they come in."""
    sheets: dict[str, dict[str, None]] = {}
    drafted: Counter[tuple[str, str]] = Counter()
    recusals: dict[tuple[str, str], None] = {}
    asked: dict[str, None] = {}
    versions: dict[tuple[str, str], set[str]] = {}
    replaced: set[str] = set()
    pledges: dict[str, None] = {}
    signers: dict[str, None] = {}
    closed: dict[str, None] = {}
    reopened: dict[tuple[str, str], None] = {}
    acts = others = 0
    for entry in entries:
        if entry.subject == Subject.SHEET:
            replaced.update(entry.supersedes)
        if _is_reopening(entry) and _is_of_cell(entry):
            cell = cell_of(entry.key)
            reopened[cell.juror, cell.candidate] = None
        elif entry.actor in (Actor.DESK, Actor.HEADQUARTERS):
            acts += entry.subject not in _BY_ITSELF
        elif entry.actor == Actor.LAPTOP:
            closed.update({entry.device: None} if entry.subject == Subject.CLOSING else {})
        elif entry.value is None:
            others += 1
        elif not _is_of_cell(entry):
            continue  # of a wrong shape: it is kept, and told by whoever takes it in
        elif _is_signing(entry.subject, entry.value):
            pair = (entry.actor, cell_of(entry.key).candidate)
            sheets.setdefault(pair[0], {})[pair[1]] = None
            here = [one.id for one in standing(entry.register) if one.value and _is_signing(one.subject, one.value)]
            versions.setdefault(pair, set()).update((entry.id, *here))
        elif entry.subject == Subject.RECUSAL:
            recusals[entry.actor, cell_of(entry.key).candidate] = None
        elif entry.subject in _ASKED:
            asked[whose(entry.actor, entry.key)] = None
        elif entry.subject in _DRAFTED:
            drafted[whose(entry.actor, entry.key), cell_of(entry.key).candidate] += 1
        elif entry.subject == Subject.PLEDGE:
            pledges[entry.actor] = None
        elif entry.subject == Subject.SIGNATURE:
            signers[entry.actor] = None
        else:
            others += entry.subject not in _BY_ITSELF
    drafts: Counter[str] = Counter()
    for (juror, candidate), count in drafted.items():
        if candidate not in sheets.get(juror, ()):
            drafts[juror] += count
    found = {juror: tuple(candidates) for juror, candidates in sheets.items()}
    stand = {pair: frozenset(ids) for pair, ids in versions.items()}
    return Brought(
        sheets=found,
        drafts=dict(drafts),
        recusals=tuple(recusals),
        asked=tuple(asked),
        pledges=tuple(pledges),
        signers=tuple(signers),
        closed=tuple(closed),
        others=others,
        reopened=tuple(reopened),
        acts=acts,
        versions=stand,
        replaced=frozenset(replaced),
    )


def _is_of_cell(entry: Entry) -> bool:
    """True unless the key of something about a juror and a candidate names none."""
    if entry.subject in _ASKED or entry.subject not in (Subject.SHEET, Subject.RECUSAL, *_DRAFTED):
        return True
    try:
        cell_of(entry.key)
    except ValueError:
        return False
    return True


def _is_signing(subject: str, value: Mapping[str, object]) -> bool:
    return subject == Subject.SHEET and value.get("state") == SheetState.SIGNED


def _is_reopening(entry: Entry) -> bool:
    is_open = entry.subject == Subject.SHEET and (entry.value or {}).get("state") == SheetState.REOPENED
    return is_open and entry.actor == Actor.DESK


def together(several: Iterable[Brought]) -> Brought:
    """What several packages bring, each sheet once."""
    listed = list(several)
    sheets: dict[str, dict[str, None]] = {}
    versions: dict[tuple[str, str], frozenset[str]] = {}
    for one in listed:
        for pair, ids in one.versions.items():
            versions[pair] = versions.get(pair, frozenset()) | ids
        for juror, candidates in one.sheets.items():
            sheets.setdefault(juror, {}).update(dict.fromkeys(candidates))
    return Brought(
        sheets={juror: tuple(found) for juror, found in sheets.items()},
        drafts=dict(sum((Counter(one.drafts) for one in listed), Counter())),
        recusals=_once(one.recusals for one in listed),
        asked=_once(one.asked for one in listed),
        pledges=_once(one.pledges for one in listed),
        signers=_once(one.signers for one in listed),
        closed=_once(one.closed for one in listed),
        others=sum(one.others for one in listed),
        reopened=_once(one.reopened for one in listed),
        acts=sum(one.acts for one in listed),
        versions=versions,
        replaced=frozenset().union(*(one.replaced for one in listed)),
    )


def _once(several: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(one for listed in several for one in listed))


def brought_words(one: Brought) -> str:
    """`8 signed sheets: J03 (5), J04 (3); scores and notes that are not signed yet: J03; 2 acts of the secretary`."""
    told = []
    if one.sheets:
        named = ", ".join(f"{juror} ({len(found)})" for juror, found in sorted(one.sheets.items()))
        told.append(plural("{count} signed sheet: {jurors}", "{count} signed sheets: {jurors}", one.count, jurors=named))
    if one.doubled:
        named = ", ".join(f"{juror} {candidate}" for juror, candidate in one.doubled)
        told.append(_("in two versions then, to be decided: {cells}", cells=named))
    if one.drafts:
        told.append(_("scores and notes that are not signed yet: {jurors}", jurors=", ".join(sorted(one.drafts))))
    if one.recusals:
        named = ", ".join(f"{juror} {candidate}" for juror, candidate in one.recusals)
        told.append(_("conflict of interest: {cells}", cells=named))
    if one.asked:
        told.append(_("a call or request of {jurors}", jurors=", ".join(sorted(one.asked))))
    if one.pledges:
        told.append(_("pledge of {jurors}", jurors=", ".join(sorted(one.pledges))))
    if one.signers:
        told.append(_("signature on documents, or that they decline: {jurors}", jurors=", ".join(sorted(one.signers))))
    if one.closed:
        told.append(plural("{count} laptop is closed", "{count} laptops are closed", len(one.closed)))
    if one.others:
        told.append(plural("{count} other act of jurors", "{count} other acts of jurors", one.others))
    if one.reopened:
        named = ", ".join(f"{juror} {candidate}" for juror, candidate in one.reopened)
        told.append(_("opened again by the secretary: {cells}", cells=named))
    if one.acts:
        told.append(plural("{count} act of the secretary", "{count} acts of the secretary", one.acts))
    return "; ".join(told)
