"""Plenary: a category's result is revealed by two people or with a reason, and candidates are mentioned besides their place.

The order of the tied, and who shares a place, is `SecretaryDesk.decide`. Why a reveal is as it is: decision 040.
"""

from __future__ import annotations

from juryapp.board.cells import Board
from juryapp.board.members import candidate_of, juror_of
from juryapp.board.results import seen_now, state_of
from juryapp.board.reveal_readiness import Readiness, is_revealed, readiness_of, secretary_first, tally_of
from juryapp.desk.reasons import printable, said_reason
from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import Refused, WrongPin
from juryapp.event.changes import Changes
from juryapp.event.open_event import OpenEvent
from juryapp.event.seats import check_in_use, check_pin_of
from juryapp.journal.entry import Act
from juryapp.journal.keys import MentionKey, RevealKey
from juryapp.journal.subjects import Subject
from juryapp.model.candidate import Candidate
from juryapp.model.juror import Juror, Role
from juryapp.model.limits import NAME
from juryapp.signing.keys import PrivateKey
from juryapp.store import journal, keyring, model_records
from juryapp.tally.ranking import CategoryTally


class WrongSecondPin(WrongPin):
    """The second person's PIN was wrong, not the desk's."""


def reveal(
    desk: SecretaryDesk, category: str, second: str = "", pin: str | None = None, *, reason: str = "", early: str = ""
) -> Changes:
    """Reveals a category's result: the desk and a second person with their keys, each an act of its own, written together.

    `reason` says why there is no second person, `early` why it isn't waited until everything expected is signed and decided. Each
    is needed where it applies and stays on record; where it doesn't apply it isn't kept. Raises `WrongSecondPin` for the second
    person's PIN, `NoKey` where that key isn't on this laptop, `Refused`.
    """
    file = desk.event.file
    board = Board.of(file)
    tally = tally_of(board, file, category)
    found = readiness_of(board, file, tally)
    alone = said_reason(reason) if reason.strip() and not second else ""
    sooner = said_reason(early) if early.strip() and not found.is_complete else ""
    _check(board, found, second, alone, sooner)
    key = _second_key(desk, second, pin) if second else None
    state = state_of(file, category)
    value = {
        "second": second,
        "reason": alone,
        "early": sooner,
        "expected": found.expected,
        "signed": found.signed,
        "digest": state.digest,
        "ranking": _scores(tally),
        "seen": seen_now(file),
    }
    acts = [desk.act(Subject.REVEAL, str(RevealKey("desk", category)), value)]
    if key:
        own = str(RevealKey(second, category))
        acts.append(Act(second, Subject.REVEAL, own, {"digest": state.digest}, sign=key.sign))
    return desk.event.write(acts)


def _scores(tally: CategoryTally) -> list[list[str | int]]:
    return [[place.candidate, place.rank, str(place.score)] for place in tally.ranking]


def _check(board: Board, found: Readiness, second: str, alone: str, early: str) -> None:
    name = found.category.name
    if found.reveal is not None:
        raise Refused("The result of {category} is revealed already.", category=name)
    if second and not juror_of(board.jurors, second).counts:
        raise Refused("{juror} only observes; the second person is a juror who scores.", juror=second)
    if second and board.jurors[second].role is Role.SECRETARY:
        raise Refused("{juror} is the secretary, who reveals; the second person is another juror who scores.", juror=second)
    if not found.expected:
        raise Refused("No sheet is expected in {category}; there is nothing to reveal.", category=name)
    if first := secretary_first(board, found):
        raise first
    if not second and not alone:
        raise Refused("A result is revealed by two people. Name the second one, or say why there is none.")
    if not found.is_complete and not early:
        raise Refused(
            "Of {expected} sheets of {category} {signed} are signed and count. To reveal before all are, say why: the reason "
            "stays on record.",
            category=name,
            expected=found.expected,
            signed=found.signed,
        )


def _second_key(desk: SecretaryDesk, juror: str, pin: str | None) -> PrivateKey:
    try:
        key = check_pin_of(desk.event, juror, pin or "")
    except WrongPin as wrong:
        raise WrongSecondPin(wrong.message, **wrong.gaps) from None
    check_in_use(desk.event, juror, key)
    return key


def second_people(event: OpenEvent) -> list[Juror]:
    """Who can be the second person at this laptop: jurors who score and whose keys lie here, the chair first. A secretary who
    scores too is the first one already.
    """
    held = (one for one in model_records.jurors(event.file).values() if keyring.locked_key(event.file, one.code) is not None)
    others = (one for one in held if one.counts and one.role is not Role.SECRETARY)
    return sorted(others, key=lambda one: one.role is not Role.CHAIR)


def mention(desk: SecretaryDesk, candidate: str, title: str, reason: str, category: str | None = None) -> Changes:
    """Mentions a candidate besides its place, as the minutes tell it. A later mention of the same candidate replaces it.

    It is recorded where it is seen: of a candidate of this `category`, where one is said, and in a window once its result is
    revealed. Raises `Refused`.
    """
    known = candidate_of(model_records.candidates(desk.event.file), candidate)
    _check_seen(desk.event, known, category)
    text = printable(" ".join(title.split()))
    if not text:
        raise Refused("Say what {candidate} is mentioned as.", candidate=candidate)
    if len(text) > NAME:
        raise Refused("The text has {count} letters; at most {most} fit.", count=len(text), most=NAME)
    value = {"title": text, "reason": said_reason(reason)}
    return desk.event.write([desk.act(Subject.MENTION, str(MentionKey(known.category, candidate)), value)])


def _check_seen(event: OpenEvent, candidate: Candidate, category: str | None) -> None:
    names = {code: one.name for code, one in model_records.categories(event.file).items()}
    line = f"{candidate.number} {candidate.name}"
    if event.waits_for_reveal and not is_revealed(event.file, candidate.category):
        raise Refused(
            "{candidate} is of the category {category}, whose result isn't revealed yet; it is mentioned once that is.",
            candidate=line,
            category=names.get(candidate.category, candidate.category),
        )
    if category is not None and candidate.category != category:
        raise Refused(
            "{candidate} is of the category {category}: choose that category above, then mention it there.",
            candidate=line,
            category=names.get(candidate.category, candidate.category),
        )


def take_back_mention(desk: SecretaryDesk, candidate: str, reason: str) -> Changes:
    """Takes a special mention back; that it was, and why it isn't any more, stay on record."""
    known = candidate_of(model_records.candidates(desk.event.file), candidate)
    register = (Subject.MENTION, str(MentionKey(known.category, candidate)))
    if not any(head.value for head in journal.heads_of(desk.event.file, register)):
        raise Refused("{candidate} is not mentioned; there is nothing to take back.", candidate=candidate)
    text = said_reason(reason)
    return desk.event.write([desk.act(*register, None), desk.taken_back(register, text)])
