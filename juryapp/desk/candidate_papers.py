"""Candidates' own papers: the desk puts a file beside a candidate, and takes it away with a reason. Why so: decision 043."""

from __future__ import annotations

import stat
from collections.abc import Sequence
from pathlib import Path

from juryapp.board.candidate_papers import megabytes, papers_of, room
from juryapp.board.members import candidate_of
from juryapp.desk.reasons import printable, said_reason
from juryapp.desk.secretary import SecretaryDesk
from juryapp.documents.paper_content import kind_of
from juryapp.errors import FileProblem, Refused, Why
from juryapp.event.changes import Changes
from juryapp.journal.entry import Act
from juryapp.journal.keys import PaperKey
from juryapp.journal.subjects import Subject
from juryapp.journal.values import is_line
from juryapp.model.limits import NAME
from juryapp.model.paper import MOST_PAPER
from juryapp.store import attachment_table, model_records

_ID = 16
Brought = Sequence[tuple[Path, bytes]]
"""Files and what they hold."""


def add_papers(desk: SecretaryDesk, candidate: str, paths: Sequence[Path], name: str = "") -> Changes:
    """Puts files beside a candidate, all or none; `name` is what a single one is called. Raises `Refused` or `FileProblem`."""
    candidate_of(model_records.candidates(desk.event.file), candidate)
    if name and len(paths) > 1:
        raise Refused("A name is given to one file; add the others by themselves.")
    return put_papers(desk, candidate, read_papers(paths), name)


def read_papers(paths: Sequence[Path]) -> Brought:
    """What files hold, each of which is taken. Raises `FileProblem` for the first that isn't. Asks nothing of the event."""
    return [(path, _read(path)) for path in paths]


def put_papers(desk: SecretaryDesk, candidate: str, brought: Brought, name: str = "") -> Changes:
    """Puts files that were read beside a candidate, all or none."""
    contents = {attachment_table.digest(content): (path, content) for path, content in brought}
    standing = {one.paper.content: one.paper for one in papers_of(desk.event, candidate)}
    for id_, (path, _content) in contents.items():
        if id_ in standing:
            raise Refused("{path} is there already, as “{name}”.", path=path, name=standing[id_].name)
    _check_room(desk, contents)
    acts = [_act(desk, candidate, path, content, name) for path, content in contents.values()]
    return desk.event.write(acts, [content for _path, content in contents.values()])


def _act(desk: SecretaryDesk, candidate: str, path: Path, content: bytes, name: str) -> Act:
    id_ = attachment_table.digest(content)
    value = {
        "name": _said_name(name) or _line(path.stem),
        "file": _line(path.name),
        "kind": kind_of(content, path).value,
        "size": len(content),
        "content": id_,
    }
    return desk.act(Subject.PAPER, str(PaperKey(candidate, id_[:_ID])), value)


def take_away(desk: SecretaryDesk, candidate: str, paper: str, reason: str) -> Changes:
    """Takes a paper away: nobody is shown it any more. That it was there, and why it isn't any more, stay on record."""
    known = [one.paper for one in papers_of(desk.event, candidate) if one.paper.id == paper]
    if not known:
        raise Refused("{candidate} has no paper {paper}; look at the list of papers.", candidate=candidate, paper=paper)
    register = (Subject.PAPER, str(PaperKey(candidate, paper)))
    text = said_reason(reason)
    return desk.event.write([desk.act(*register, None), desk.taken_back(register, text)])


def _said_name(name: str) -> str:
    text = printable(" ".join(name.split()))
    if len(text) > NAME:
        raise Refused("The text has {count} letters; at most {most} fit.", count=len(text), most=NAME)
    return text


def _line(text: str) -> str:
    """What a file is called, without what can't be shown or doesn't fit; files are called anything."""
    line = " ".join("".join(letter if is_line(letter) else " " for letter in text).split())[:NAME]
    return line or "-"


def _read(path: Path) -> bytes:
    """A foreign file's content, never more than is taken. Raises `FileProblem` unless it is one that is."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise FileProblem("{path} is not a file; name a PDF, PNG or JPEG.", path=path)
        with path.open("rb") as source:
            content = source.read(MOST_PAPER + 1)
    except FileNotFoundError as problem:
        raise FileProblem("{path} does not exist; check the name and the flash disk.", path=path) from problem
    except OSError as problem:
        raise FileProblem("{path} can't be read: {why}.", path=path, why=Why(problem)) from problem
    if len(content) > MOST_PAPER:
        raise FileProblem(
            "{path} is larger than {most}; make it smaller, such as with pictures of a lower resolution.",
            path=path,
            most=megabytes(MOST_PAPER),
        )
    if not content:
        raise FileProblem("{path} is empty; it was not copied completely, take it again from its source.", path=path)
    kind_of(content, path)
    return content


def _check_room(desk: SecretaryDesk, contents: dict[str, tuple[Path, bytes]]) -> None:
    here = attachment_table.sizes(desk.event.file)
    more, there = sum(len(content) for id_, (_path, content) in contents.items() if id_ not in here), room(desk.event)
    if more > there.left:
        raise Refused(
            "The papers of this event would be {size} together, and at most {most} fit, with those that were taken away; "
            "make them smaller, or leave some out.",
            size=megabytes(there.used + more),
            most=megabytes(there.most),
        )
