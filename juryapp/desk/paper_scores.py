"""Paper scores: the secretary types a juror's paper form. It is the desk's act, shown as such until the juror signs the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from juryapp.board.members import juror_of
from juryapp.board.typed_from_paper import typed_from_paper
from juryapp.desk.juror import GivenScore, JurorDesk
from juryapp.desk.reasons import printable
from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import Problem, Problems, Refused
from juryapp.event.changes import Changes
from juryapp.journal.actors import Actor
from juryapp.journal.acts import is_typed
from juryapp.journal.entry import Act
from juryapp.journal.keys import CriterionKey
from juryapp.model.limits import NAME
from juryapp.model.points import read_decimal
from juryapp.store import journal, model_records
from juryapp.text import _


def type_scores(desk: SecretaryDesk, juror: str, given: Sequence[GivenScore], typists: Sequence[str] = ()) -> Changes:
    """Stores points and remarks from paper, all or none; a juror's own are never replaced.

    `typists` are the names of who typed the form, and of a second person who typed it again. Raises `Refused` for an unknown
    juror or one name twice, `Problems` that name every one that is refused.
    """
    acts = typed_acts(desk, juror, given, checked_typists(typists))
    return desk.event.write(acts, seal=bool(acts))


def check_typed(desk: SecretaryDesk, juror: str, given: Sequence[GivenScore]) -> None:
    """Raises as `type_scores` would, and stores nothing."""
    typed_acts(desk, juror, given)


def checked_typists(typists: Sequence[str]) -> tuple[str, ...]:
    """These names as they are stored. Raises `Refused` for a second one that is the first again, and for one that is too long."""
    names = tuple(name for name in (printable(" ".join(name.split())) for name in typists) if name)
    if len({name.casefold() for name in names}) < len(names):
        raise Refused("Whoever types the form again is another person than the first; type the second name.")
    for name in names:
        if len(name) > NAME:
            raise Refused("The text has {count} letters; at most {most} fit.", count=len(name), most=NAME)
    return names


@dataclass(frozen=True)
class TypedDifferently:
    """What two people didn't type alike."""

    candidate: str
    criterion: str
    first: GivenScore | None
    """None where the first didn't type it at all; so with the second."""
    second: GivenScore | None

    @property
    def problem(self) -> Refused:
        """One sentence with both."""
        return Refused(
            "{where}: {first} was typed first, {second} then; look at the paper and type it alike.",
            where=f"{self.candidate} {self.criterion}",
            first=_shown(self.first),
            second=_shown(self.second),
        )


def typed_differently(first: Sequence[GivenScore], second: Sequence[GivenScore]) -> list[TypedDifferently]:
    """Everything that two people didn't type alike, in the first one's order; points count by their number: 80 is 80,0."""
    ours, theirs = ({(one.candidate, one.criterion): one for one in typed} for typed in (first, second))
    found = []
    for where in dict.fromkeys([*ours, *theirs]):
        one, other = ours.get(where), theirs.get(where)
        if one is None or other is None or _said(one) != _said(other):
            found.append(TypedDifferently(*where, one, other))
    return found


def _shown(given: GivenScore | None) -> str:
    if given is None:
        return _("nothing")
    return " ".join(part for part in (given.points or "–", f"“{given.remark}”" if given.remark else "") if part)


def _said(given: GivenScore) -> tuple[object, str]:
    points = read_decimal(given.points) if given.points is not None else None
    return (points if points is not None else given.points), " ".join((given.remark or "").split())


def typed_acts(desk: SecretaryDesk, juror: str, given: Sequence[GivenScore], typists: Sequence[str] = ()) -> list[Act]:
    """The desk's acts that say what is on paper; those that stand already aren't said again."""
    known = juror_of(model_records.jurors(desk.event.file), juror)
    acts = JurorDesk(desk.event, known, None).acts_of_many(given)
    refused = [problem for act in acts if (problem := _own(desk, act)) is not None]
    if refused:
        raise Problems(refused)
    typed = [replace(act, actor=Actor.DESK, value=_typed(act, typists), sign=desk.key.sign) for act in acts]
    return [act for act in typed if not _stands(desk, act)]


def _typed(act: Act, typists: Sequence[str]) -> dict[str, object] | None:
    if act.value is None:
        return None
    return {**act.value, "typed": True, **({"typists": list(typists)} if typists else {})}


def _own(desk: SecretaryDesk, act: Act) -> Problem | None:
    """That something of the juror's own stands there."""
    heads = journal.heads_of(desk.event.file, (act.subject, act.key))
    if all(is_typed(head) or (head.value is None and head.actor == Actor.DESK) for head in heads):
        return None
    key = CriterionKey.parse(act.key)
    sentence = "{where}: {problem}"
    problem = Refused("{juror} has entered this; the secretary types over nothing of a juror's.", juror=key.juror)
    return Refused(sentence, where=f"{key.candidate} {key.criterion}", problem=problem)


def _stands(desk: SecretaryDesk, act: Act) -> bool:
    """True where that is said already, whoever typed it: a second person's name is added all the same."""
    heads = journal.heads_of(desk.event.file, (act.subject, act.key))
    if act.value is None:
        return not heads or [head.value for head in heads] == [None]
    if len(heads) != 1 or heads[0].value is None:
        return False
    standing, said = dict(heads[0].value), dict(act.value)
    former, new = standing.pop("typists", []), said.pop("typists", [])
    return standing == said and len(new) <= len(former)


def typed_for(desk: JurorDesk, candidate: str) -> list[str]:
    """The criteria of this juror's sheet whose points or remarks the secretary typed."""
    typed = typed_from_paper(desk.event.file, desk.board(candidate), desk.juror.code, candidate)
    return list(typed.criteria) if typed else []
