"""Pledging: a juror signs the integrity pledge with the own key, or says that a pen did; the desk records paper (decision 045).

Conflicts of interest are declared by themselves (`JurorDesk.recuse`); the pledge says which were declared when it was signed.
Not here: what stands of a pledge (`board/pledges.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from juryapp.board.cells import Board
from juryapp.board.members import juror_of
from juryapp.board.pledges import conflicts_of, pledge_of
from juryapp.desk.juror import JurorDesk
from juryapp.desk.reasons import said_reason
from juryapp.desk.secretary import SecretaryDesk
from juryapp.desk.signing import signer_of, specimen
from juryapp.desk.typed_name import typed_at_enrolment, typed_name
from juryapp.documents.pledge import pledge_json, render_signed
from juryapp.errors import Refused
from juryapp.event.changes import Changes
from juryapp.event.seats import check_in_use
from juryapp.file_names import document_name
from juryapp.journal.entry import Act
from juryapp.journal.subjects import Subject
from juryapp.model.candidate import Candidate
from juryapp.model.juror import Juror
from juryapp.signing.ink import Ink
from juryapp.signing.pades import Signer, certify
from juryapp.store import attachment_table, model_records
from juryapp.store.connection import EventFile
from juryapp.store.days import stated_for
from juryapp.text import mark

_CHANGED = mark("Your record or your conflicts of interest changed since the pledge was shown; look at it again, then sign.")


@dataclass(frozen=True)
class ShownPledge:
    """The pledge as its juror was shown it."""

    juror: Juror
    declared: tuple[tuple[Candidate, str], ...]
    """The conflicts of interest in it, with their reasons."""
    pdf: bytes
    """Its pages, not signed yet."""
    name: str
    """The file name of the signed one."""


@dataclass(frozen=True)
class SignedPledge:
    """A pledge that was just signed and stored."""

    pdf: bytes
    name: str
    """The file name under which it is exported."""
    conflicts: tuple[str, ...]
    """The candidates with whom it declares a conflict of interest."""
    changes: Changes


def pledge_for_review(desk: JurorDesk) -> ShownPledge:
    """The pledge as this juror would sign it now. Raises `Refused` for one who can't sign: an observer, one not enrolled."""
    signer_of(desk)
    juror, declared = _said(desk)
    page = render_signed(_json(desk, juror, declared, desk.event.laptop.clock()), signed=False)
    return ShownPledge(juror, declared, page.pdf, document_name(model_records.event(desk.event.file).code, "pledge", juror.code))


def sign_pledge(desk: JurorDesk, shown: ShownPledge, ink: Ink | str | None = None) -> SignedPledge:
    """Signs the pledge as it was shown, with the juror's key. `ink` as for `sign_sheets`.

    Raises `Refused` where it says something else by now than what was shown, ink that is no signature, and as `signer_of`.
    """
    if isinstance(ink, Ink):
        ink.check_signature()
    elif ink is not None:
        ink = typed_name(ink)
    key, certificate, issuer = signer_of(desk)
    juror, declared = _said(desk)
    if (juror, declared) != (shown.juror, shown.declared):
        raise Refused(_CHANGED)
    appearance = ink or specimen(desk) or typed_at_enrolment(desk.event, juror.code) or juror.name
    at = desk.event.laptop.clock()
    page = render_signed(_json(desk, juror, declared, at))
    pdf = certify(page.pdf, page.fields, "Juror", Signer(key, certificate, (issuer,)), appearance, at)
    conflicts = tuple(candidate.number for candidate, _reason in declared)
    value = {"pdf": attachment_table.digest(pdf), "conflicts": list(conflicts)}
    changes = desk.write([Act(juror.code, Subject.PLEDGE, juror.code, value, sign=key.sign)], [pdf])
    return SignedPledge(pdf, shown.name, conflicts, changes)


def say_on_paper(desk: JurorDesk) -> Changes:
    """The juror says, with the own key, that the pledge is signed on paper. Raises `Refused` for one who isn't enrolled."""
    code = desk.juror.code
    if desk.key is None:
        raise Refused("{juror} is not enrolled; the secretary enrols jurors in a minute.", juror=code)
    check_in_use(desk.event, code, desk.key)
    _check_none(desk.event.file, code)
    return desk.write([Act(code, Subject.PLEDGE, code, {"on_paper": True}, sign=desk.key.sign)])


def record_on_paper(desk: SecretaryDesk, juror: str) -> Changes:
    """The desk records that a juror's pledge is signed on paper. Raises `Refused` where one stands already."""
    juror_of(model_records.jurors(desk.event.file), juror)
    _check_none(desk.event.file, juror)
    return desk.event.write([desk.act(Subject.PLEDGE, juror, {"on_paper": True})])


def take_back_on_paper(desk: SecretaryDesk, juror: str, reason: str) -> Changes:
    """The desk takes back what it recorded from paper, with a reason; nothing that a juror signed or said. Raises `Refused`."""
    juror_of(model_records.jurors(desk.event.file), juror)
    standing = pledge_of(desk.event.file, juror)
    if standing is None or not standing.by_desk:
        raise Refused("No pledge of {juror} was recorded from paper; there is nothing to take back.", juror=juror)
    text, register = said_reason(reason), (Subject.PLEDGE, juror)
    return desk.event.write([desk.act(*register, None), desk.taken_back(register, text)])


def _check_none(file: EventFile, juror: str) -> None:
    standing = pledge_of(file, juror)
    if standing is not None:
        sentence = mark("The pledge of {juror} is signed already.")
        raise Refused(sentence, juror=juror)


def _said(desk: JurorDesk) -> tuple[Juror, tuple[tuple[Candidate, str], ...]]:
    board = Board.of(desk.event.file)
    return board.jurors[desk.juror.code], conflicts_of(board, desk.juror.code)


def _json(desk: JurorDesk, juror: Juror, declared: Sequence[tuple[Candidate, str]], at: datetime) -> bytes:
    about = model_records.event(desk.event.file)
    stated = stated_for(desk.event.file, desk.event.device, at.isoformat(), about.time_zone)
    day = stated.day if stated else None
    return pledge_json(about, desk.event.id, juror, declared, at, desk.event.device or "", day)
