"""Candidates' own papers, as they are looked at: which there are, which lie on this laptop, how large they are together.

Light to import, since a form asks how many there are; what one shows is in `board/paper_pages.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from juryapp.board.recusals import recusals
from juryapp.errors import FileProblem, Problem
from juryapp.event.opened_file import OpenedFile
from juryapp.model.paper import MOST_PAPERS, Paper
from juryapp.store import attachment_table, candidate_papers
from juryapp.text import _, mark, number

NOT_HERE = mark("“{name}” is not on this laptop: it came with a light package. A full package from the secretary brings it.")


@dataclass(frozen=True)
class KnownPaper:
    """A paper that stands, and whether its content lies here."""

    paper: Paper
    is_here: bool


def papers_of(event: OpenedFile, candidate: str | None = None) -> list[KnownPaper]:
    """A candidate's papers, or all, by candidate and name."""
    found = candidate_papers.papers(event.file, candidate)
    here = attachment_table.sizes(event.file).keys() if found else ()
    return [KnownPaper(paper, paper.content in here) for paper in found]


def papers_for_juror(event: OpenedFile, juror: str, candidate: str) -> list[KnownPaper]:
    """The same for one juror; none of a candidate with whom the juror has a conflict of interest."""
    is_recused = (juror, candidate) in recusals(event.file).in_force
    return [] if is_recused else papers_of(event, candidate)


@dataclass(frozen=True)
class Room:
    """How much of the room for papers is used, in bytes."""

    used: int
    """By all papers of the event, with those that were taken away: they stay on record."""
    most: int = MOST_PAPERS

    @property
    def left(self) -> int:
        """How much is left."""
        return max(0, self.most - self.used)


def room(event: OpenedFile) -> Room:
    """The room for papers in this event, those included that don't lie on this laptop."""
    return Room(sum(candidate_papers.contents(event.file).values()))


def held(event: OpenedFile) -> int:
    """Bytes of the papers that lie on this laptop, which a prepared copy and a full package carry."""
    return sum(candidate_papers.held(event.file).values())


def megabytes(size: int) -> str:
    """A size in words: whole MB as they are, others in tenths, at least one where there is anything."""
    if not size:
        return _("{size} MB", size=number(0))
    whole, rest = divmod(size, 1_000_000)
    return _("{size} MB", size=number(max(Fraction(size, 1_000_000), Fraction(1, 10)), 1) if rest or not whole else number(whole))


def why_not_here(known: KnownPaper) -> Problem:
    """Why a paper that isn't here can't be opened."""
    return FileProblem(NOT_HERE, name=known.paper.name)
