"""Distinct candidates: the desk says of two that look alike that they are two, and takes that back.

It moves no result: it only ends the suggestion to join them. Why stays on record.
"""

from __future__ import annotations

from juryapp.board.doubles import distinct
from juryapp.board.members import candidate_of
from juryapp.desk.reasons import said_reason
from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import Refused
from juryapp.event.changes import Changes
from juryapp.journal.entry import Register
from juryapp.journal.keys import DecisionKey
from juryapp.journal.subjects import Subject
from juryapp.store import model_records


def say_distinct(desk: SecretaryDesk, one: str, other: str, reason: str) -> Changes:
    """Records that these two are two. Raises `Refused`: unknown, of two categories, joined, or said already."""
    register = _register(desk, one, other)
    if frozenset((one, other)) in _said(desk):
        raise Refused("It is on record already that {one} and {other} are two candidates.", one=one, other=other)
    joins = model_records.joins(desk.event.file)
    if joins.get(one) == other or joins.get(other) == one:
        raise Refused("{candidate} or {kept} is joined already; take that back first.", candidate=one, kept=other)
    return desk.event.write([desk.act(*register, {"reason": said_reason(reason)})])


def take_back_distinct(desk: SecretaryDesk, one: str, other: str, reason: str) -> Changes:
    """Takes it back: they may be suggested again. Why stays on record. Raises `Refused`."""
    register = _register(desk, one, other)
    if frozenset((one, other)) not in _said(desk):
        raise Refused("It is not on record that {one} and {other} are two candidates.", one=one, other=other)
    return desk.event.write([desk.act(*register, None), desk.taken_back(register, said_reason(reason))])


def _said(desk: SecretaryDesk) -> set[frozenset[str]]:
    return {frozenset(found.pair) for found in distinct(desk.event.file)}


def _register(desk: SecretaryDesk, one: str, other: str) -> Register:
    """The same one whichever is named first."""
    candidates = model_records.candidates(desk.event.file)
    first, second = (candidate_of(candidates, number) for number in sorted((one, other)))
    if one == other:
        raise Refused("Name two candidates, not one twice.")
    if first.category != second.category:
        raise Refused("{candidate} and {kept} are of different categories.", candidate=first.number, kept=second.number)
    return Subject.DISTINCT, str(DecisionKey(first.category, f"{first.number}+{second.number}"))
