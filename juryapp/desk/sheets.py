"""Signing score sheets: exactly the entries that stand are frozen, printed, signed and kept. A signed sheet is never edited."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from time import monotonic
from typing import TYPE_CHECKING

from juryapp.desk.changes import Changes
from juryapp.desk.juror import JurorDesk
from juryapp.desk.seats import check_in_use
from juryapp.errors import Refused
from juryapp.exchange.completeness import Board
from juryapp.journal.entry import Act
from juryapp.model.criterion import rubric_version
from juryapp.model.event import Event
from juryapp.model.juror import Juror, Role
from juryapp.model.panel import jurors_of
from juryapp.model.score import Score
from juryapp.model.sheet import CellState
from juryapp.signing.certificates import Certificate
from juryapp.signing.ink import Ink
from juryapp.signing.keys import PrivateKey
from juryapp.store import kept, nouns
from juryapp.store.sheets import score_value
from juryapp.tally.exact import sheet_total
from juryapp.text import half_up, speaking

if TYPE_CHECKING:
    from juryapp.documents.sheet_json import SheetFacts

_log = logging.getLogger(__name__)
Progress = Callable[[int, int], None]
"""Told how many of how many are done."""


@dataclass(frozen=True)
class SignedSheet:
    """A sheet that was just signed and stored."""

    candidate: str
    revision: int
    pdf: bytes
    name: str
    """The file name under which it is exported."""
    changes: Changes


def file_name(event: Event, candidate: str, juror: str, revision: int) -> str:
    """How a score sheet's file is called."""
    return f"{event.code}-{candidate}-{juror}-r{revision}.pdf"


def sign_sheets(
    desk: JurorDesk,
    candidates: Sequence[str] | None = None,
    ink: Ink | None = None,
    progress: Progress = lambda done, of: None,
) -> list[SignedSheet]:
    """Signs this juror's complete drafts: those named, or all there are. Each is durable before the next begins.

    Without `ink` the specimen of the enrolment is drawn, else the name. Raises `Refused`: an observer, a juror who isn't
    enrolled, nothing complete, or a named sheet that isn't complete.
    """
    signer = _signer(desk)
    chosen, began = _chosen(desk, candidates), monotonic()
    appearance = ink or specimen(desk) or desk.juror.name
    signed = []
    for done, candidate in enumerate(chosen):
        progress(done, len(chosen))
        signed.append(_sign(desk, candidate, signer, appearance))
    progress(len(chosen), len(chosen))
    _log.info("signed %d sheets of event %s, %.2f s", len(signed), desk.event.id, monotonic() - began)
    return signed


def _signer(desk: JurorDesk) -> tuple[PrivateKey, Certificate, Certificate]:
    """The juror's key with its certificate and the desk's that issued it."""
    from juryapp.signing.certificates import issued_by

    code = desk.juror.code
    if not desk.juror.counts:
        raise Refused("{juror} is an observer; observers sign nothing.", juror=code)
    if desk.key is None:
        raise Refused("{juror} is not enrolled; the secretary enrols jurors in a minute.", juror=code)
    check_in_use(desk.event, code, desk.key)
    for certificate in reversed(desk.event.witness.jurors[code]):
        if certificate.public == desk.key.public:
            issuer = next(desk_ for desk_ in desk.event.witness.desks if issued_by(certificate, desk_))
            return desk.key, certificate, issuer
    raise AssertionError("a key in use has its certificate")


def _chosen(desk: JurorDesk, candidates: Sequence[str] | None) -> list[str]:
    code = desk.juror.code
    if candidates is None:
        own = (cell for cell in desk.board().cells() if cell.sheet.juror == code and cell.state is CellState.COMPLETE)
        signable = [cell.sheet.candidate for cell in own if cell.total is not None]
        if not signable:
            raise Refused("{juror} has no complete sheet to sign.", juror=code)
        return signable
    for candidate in candidates:
        board = desk.board(candidate)
        desk.check_open(board, candidate)
        if board.cell(code, candidate).state is not CellState.COMPLETE:
            lacking = ", ".join(missing_criteria(board, code, candidate))
            raise Refused(
                "The sheet of {juror} for {candidate} lacks {criteria}.", juror=code, candidate=candidate, criteria=lacking
            )
    return list(dict.fromkeys(candidates))


def missing_criteria(board: Board, juror: str, candidate: str) -> list[str]:
    """The criteria of this sheet that still lack a score."""
    scores = board.cell(juror, candidate).sheet.scores
    return [c.code for c in board.criteria.get(board.candidates[candidate].category, []) if c.code not in scores]


def specimen(desk: JurorDesk) -> Ink | None:
    """The signature that the juror drew at the enrolment."""
    drawn = nouns.specimen(desk.event.file, desk.juror.code)
    content = kept.attachment(desk.event.file, drawn) if drawn else None
    return Ink.from_json(content.decode()) if content else None


def sheet_facts(desk: JurorDesk, board: Board, candidate: str, at: datetime) -> SheetFacts:
    """Everything that the next revision of this sheet says; `documents.sheet_json` makes its JSON."""
    from juryapp.documents.sheet_json import SheetFacts, Supersedes

    file, code = desk.event.file, desk.juror.code
    known = board.candidates[candidate]
    category, criteria = board.categories[known.category], board.criteria[known.category]
    cell, record = board.cell(code, candidate), board.record(code, candidate)
    points = {criterion: score.points for criterion, score in cell.sheet.scores.items()}
    exact = sheet_total(criteria, points, category)
    if exact is None:
        raise Refused(
            "Nothing on the sheet of {juror} for {candidate} can be assessed; leave it unsigned and tell the secretary.",
            juror=code,
            candidate=candidate,
        )
    replaced = record.pdf if record and record.state == "reopened" else None
    drafts = board.drafts[code, candidate]
    return SheetFacts(
        event=nouns.event(file),
        event_id=desk.event.id,
        category=category,
        criteria=tuple(criteria),
        candidate=known,
        juror=desk.juror,
        scores=cell.sheet.scores,
        total=exact.value,
        weight_used=Decimal(exact.weight.numerator) / Decimal(exact.weight.denominator),
        signed_at=at,
        slot=board.slots.get(candidate),
        panel=board.panel(candidate),
        chair=chair_of(board, candidate),
        revision=cell.sheet.revision,
        device_id=desk.event.device or "",
        entries=tuple(id_ for draft in drafts.values() for id_ in (draft.entry, draft.remark_entry) if id_),
        rubric=rubric_version(criteria),
        supersedes=Supersedes(record.revision, replaced, record.reason or "") if record and replaced else None,
    )


def chair_of(board: Board, candidate: str) -> Juror | None:
    """Who chairs the panel that judges this candidate."""
    panel = jurors_of(board.panel(candidate), board.jurors.values())
    return next((juror for juror in panel if juror.role is Role.CHAIR), None)


def _sign(
    desk: JurorDesk, candidate: str, signer: tuple[PrivateKey, Certificate, Certificate], appearance: Ink | str
) -> SignedSheet:
    from juryapp.documents.qr import make_qr
    from juryapp.documents.score_sheet import render
    from juryapp.documents.sheet_json import sheet_id, sheet_json
    from juryapp.signing.pades import Signer, certify

    key, certificate, issuer = signer
    board, at = desk.board(candidate), desk.event.laptop.clock()
    facts = sheet_facts(desk, board, candidate, at)
    json = sheet_json(facts)
    with speaking(facts.event.language):
        qr = make_qr(
            key,
            sheet=sheet_id(facts.event.code, candidate, desk.juror.code),
            revision=facts.revision,
            sha256=kept.digest(json),
            total=format(half_up(facts.total), "f"),
            signed_at=int(at.timestamp()),
            juror=desk.juror.code,
        )
        page = render(json, qr)
    pdf = certify(page.pdf, page.fields, "Juror", Signer(key, certificate, (issuer,)), appearance, at)
    value = {
        "state": "signed",
        "revision": facts.revision,
        "scores": {code: frozen(score) for code, score in sorted(facts.scores.items())},
        "rubric": facts.rubric,
        "total": str(facts.total),
        "entries": sorted(facts.entries),
        "json": kept.digest(json),
        "pdf": kept.digest(pdf),
    }
    act = Act(desk.juror.code, "sheet", f"{desk.juror.code}/{candidate}", value, sign=key.sign)
    changes = desk.event.write([act], [json, pdf], seal=True)
    return SignedSheet(
        candidate, facts.revision, pdf, file_name(facts.event, candidate, desk.juror.code, facts.revision), changes
    )


def frozen(score: Score) -> dict[str, str | None]:
    """A score as a signature freezes it."""
    value = score_value(score)
    return {**value, "remark": score.remark} if score.remark else value
