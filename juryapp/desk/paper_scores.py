"""Paper scores: the secretary types a juror's paper form. It is the desk's act, shown as such until the juror signs the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from juryapp.board.members import juror_of
from juryapp.desk.juror import GivenScore, JurorDesk
from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import Problem, Problems, Refused
from juryapp.event.changes import Changes
from juryapp.journal.actors import Actor
from juryapp.journal.acts import is_typed
from juryapp.journal.entry import Act
from juryapp.journal.keys import CriterionKey
from juryapp.store import journal, model_records


def type_scores(desk: SecretaryDesk, juror: str, given: Sequence[GivenScore]) -> Changes:
    """Stores points and remarks from paper, all or none; a juror's own are never replaced.

    Raises `Refused` for an unknown juror, `Problems` that name every one that is refused.
    """
    acts = typed_acts(desk, juror, given)
    return desk.event.write(acts, seal=bool(acts))


def check_typed(desk: SecretaryDesk, juror: str, given: Sequence[GivenScore]) -> None:
    """Raises as `type_scores` would, and stores nothing."""
    typed_acts(desk, juror, given)


def typed_acts(desk: SecretaryDesk, juror: str, given: Sequence[GivenScore]) -> list[Act]:
    """The desk's acts that say what is on paper; those that stand already aren't said again."""
    known = juror_of(model_records.jurors(desk.event.file), juror)
    acts = JurorDesk(desk.event, known, None).acts_of_many(given)
    refused = [problem for act in acts if (problem := _own(desk, act)) is not None]
    if refused:
        raise Problems(refused)
    typed = [replace(act, actor=Actor.DESK, value=_typed(act), sign=desk.key.sign) for act in acts]
    return [act for act in typed if not _stands(desk, act)]


def _typed(act: Act) -> dict[str, object] | None:
    return {**act.value, "typed": True} if act.value is not None else None


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
    heads = journal.heads_of(desk.event.file, (act.subject, act.key))
    return [head.value for head in heads] == [act.value] or (not heads and act.value is None)


def typed_for(desk: JurorDesk, candidate: str) -> list[str]:
    """The criteria of this juror's sheet whose points or remarks the secretary typed."""
    drafts = desk.board(candidate).drafts.get((desk.juror.code, candidate), {})
    found = []
    for code, draft in drafts.items():
        entries = (journal.find(desk.event.file, id_) for id_ in (draft.entry, draft.remark_entry) if id_)
        if any(entry is not None and is_typed(entry) for entry in entries):
            found.append(code)
    return found
