"""Brought candidates: what a new event records of candidates who come from a former stage: where from, and their own papers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from juryapp.journal.actors import Actor
from juryapp.journal.entry import Act
from juryapp.journal.keys import PaperKey
from juryapp.journal.subjects import Subject
from juryapp.model.origin import Origin
from juryapp.model.paper import Paper
from juryapp.store.origins import as_value


@dataclass(frozen=True)
class BroughtCandidate:
    """A candidate of the new event, by its number there."""

    number: str
    origin: Origin
    papers: Sequence[tuple[Paper, bytes]] = ()
    """As the former event had them, with their contents."""


def acts_of(brought: Iterable[BroughtCandidate], sign: Callable[[bytes], bytes]) -> Iterator[Act]:
    """The desk's acts that put them on record; the contents of the papers go beside."""
    for one in brought:
        yield Act(Actor.DESK, Subject.ORIGIN, one.number, as_value(one.origin), (), sign=sign)
        for paper, _content in one.papers:
            value = {
                "name": paper.name,
                "file": paper.file,
                "kind": paper.kind.value,
                "size": paper.size,
                "content": paper.content,
            }
            yield Act(Actor.DESK, Subject.PAPER, str(PaperKey(one.number, paper.id)), value, (), sign=sign)


def contents_of(brought: Iterable[BroughtCandidate]) -> list[bytes]:
    """What their papers hold."""
    return [content for one in brought for _paper, content in one.papers]
