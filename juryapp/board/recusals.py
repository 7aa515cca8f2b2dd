"""Recusals: which conflicts of interest count beside the sheets that were signed. Reads only.

A recusal is its juror's act. Beside a sheet that the same juror signed neither counts until the desk takes one of the two. What
the desk recorded from paper counts only where that juror never signed a sheet on that candidate, whichever came first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from juryapp.board.former_keys import dismissed
from juryapp.journal.acts import is_on_paper
from juryapp.journal.entry import Entry
from juryapp.store import model_records, sheets
from juryapp.store.connection import EventFile
from juryapp.store.desk_choices import chosen
from juryapp.store.enrolments import declared
from juryapp.store.setup_cache import cached, look_up
from juryapp.store.sheets import Pair


@dataclass(frozen=True)
class Recusals:
    """The conflicts of interest of an event, by juror and candidate; of a candidate that was entered twice by the one kept."""

    in_force: Mapping[Pair, str] = field(default_factory=dict)
    """The reason of each that counts."""
    contradicted: Mapping[Pair, tuple[str, str]] = field(default_factory=dict)
    """Where the same juror signed a sheet: the entries of both, of which neither counts until the desk takes one."""
    outweighed: tuple[Pair, ...] = ()
    """Recorded from paper where that juror signed a sheet at some time: they don't count."""
    on_paper: frozenset[Pair] = frozenset()
    """Those in force that only the desk recorded."""


def recusals(file: EventFile) -> Recusals:
    """The conflicts of interest of an event; read once until something else than a draft is written."""
    look_up(file)
    return cached(file, _read)


def _read(file: EventFile) -> Recusals:
    standing = declared(file)
    if not standing:
        return Recusals()
    joins, refused = model_records.joins(file), dismissed(file)
    signed: dict[Pair, list[str]] = defaultdict(list)
    for pair, entry in sheets.signings(file).items():
        signed[_kept(joins, pair)].append(entry)
    ever = {_kept(joins, pair) for pair in sheets.ever_signed(file)}
    in_force: dict[Pair, str] = {}
    contradicted: dict[Pair, tuple[str, str]] = {}
    outweighed, on_paper = set(), set()
    for pair, entries in standing.items():
        place = _kept(joins, pair)
        own = [one for one in entries if not is_on_paper(one) and one.id not in refused]
        paper = [one for one in entries if is_on_paper(one)]
        beside = _beside(file, own, signed[place])
        if beside:
            contradicted[place] = beside
        if own and (beside or not _taken_over(file, own, signed[place])):
            in_force[place] = (own[0].value or {})["reason"]
        elif paper and not own and place in ever:
            outweighed.add(place)
        elif paper and not own:
            on_paper.add(place)
            in_force.setdefault(place, (paper[0].value or {})["reason"])
    return Recusals(in_force, contradicted, tuple(sorted(outweighed)), frozenset(on_paper))


def _kept(joins: Mapping[str, str], pair: Pair) -> Pair:
    return pair[0], joins.get(pair[1], pair[1])


def _beside(file: EventFile, own: Sequence[Entry], signed: Sequence[str]) -> tuple[str, str] | None:
    """A conflict of interest and a signed sheet between which the desk hasn't decided."""
    for sheet in signed:
        if own and not any(chosen(file, one.id, sheet) for one in own):
            return own[0].id, sheet
    return None


def _taken_over(file: EventFile, own: Sequence[Entry], signed: Sequence[str]) -> bool:
    """True if the desk took a sheet that is in force rather than the conflict of interest."""
    return any(chosen(file, one.id, sheet) == sheet for one in own for sheet in signed)
