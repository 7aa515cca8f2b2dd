"""Signing: exactly the entries that stand are frozen, printed, signed and kept. A signed sheet is never edited."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic

from juryapp.desk.juror import JurorDesk
from juryapp.desk.review import ReviewedSheet, check_unchanged, review, reviewed
from juryapp.desk.typed_name import typed_at_enrolment, typed_name
from juryapp.desk.unsigned_sheet import check_complete, check_signs, sheet_facts
from juryapp.errors import Refused
from juryapp.event.changes import Changes
from juryapp.event.seats import check_in_use
from juryapp.file_names import document_name
from juryapp.journal.entry import Act
from juryapp.journal.keys import CellKey
from juryapp.journal.subjects import Subject
from juryapp.model.event import Event
from juryapp.model.juror import Juror
from juryapp.model.likeness import NEAR, likeness_of_people
from juryapp.model.score import Score
from juryapp.model.sheet import SheetState
from juryapp.signing.certificates import Certificate, issued_by
from juryapp.signing.fields import CHAIR
from juryapp.signing.ink import Ink
from juryapp.signing.keys import PrivateKey
from juryapp.store import attachment_table, journal, model_records
from juryapp.store.sheets import score_value
from juryapp.text import speaking

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
    return document_name(event.code, candidate, juror, f"r{revision}")


def name_of_next(desk: JurorDesk, candidate: str) -> str:
    """How the file of the next revision of a sheet will be called."""
    revision = desk.board(candidate).cell(desk.juror.code, candidate).sheet.revision
    return file_name(model_records.event(desk.event.file), candidate, desk.juror.code, revision)


def sign_sheets(
    desk: JurorDesk, shown: Sequence[ReviewedSheet], ink: Ink | str | None = None, progress: Progress = lambda done, of: None
) -> list[SignedSheet]:
    """Signs the sheets that this juror looked at, as they were shown. Each is durable before the next begins.

    `ink` is a drawn signature or a typed name; without it the specimen of the enrolment is drawn, else the name. Raises
    `Refused`: an observer, a juror who isn't enrolled, ink that is no signature, a sheet that isn't complete, or one that says
    something else by now than what was shown.
    """
    if isinstance(ink, Ink):
        ink.check_signature()
    elif ink is not None:
        ink = typed_name(ink)
    began, chosen = monotonic(), list({one.candidate: one for one in shown}.values())
    for one in chosen:
        check_complete(desk, one.candidate)
    signer = signer_of(desk)
    appearance = ink or specimen(desk) or typed_at_enrolment(desk.event, desk.juror.code) or desk.juror.name
    signed = []
    for done, one in enumerate(chosen):
        progress(done, len(chosen))
        signed.append(_sign(desk, one, signer, appearance))
    progress(len(chosen), len(chosen))
    _log.info("signed %d sheets of event %s, %.2f s", len(signed), desk.event.id, monotonic() - began)
    return signed


def signer_of(desk: JurorDesk) -> tuple[PrivateKey, Certificate, Certificate]:
    """The juror's key with its certificate and the desk's that issued it. Raises `Refused` for one who can't sign."""
    code = desk.juror.code
    check_signs(desk.juror)
    desk.check_is_juror()
    if desk.key is None:
        raise Refused("{juror} is not enrolled; the secretary enrols jurors in a minute.", juror=code)
    check_in_use(desk.event, code, desk.key)
    for certificate in reversed(desk.event.trust.jurors[code]):
        if certificate.public == desk.key.public:
            _check_bears_name(certificate, desk.juror)
            issuer = next(desk_ for desk_ in desk.event.trust.desks if issued_by(certificate, desk_))
            return desk.key, certificate, issuer
    raise AssertionError("a key in use has its certificate")


def _check_bears_name(certificate: Certificate, juror: Juror) -> None:
    """Raises `Refused` where the certificate was given to a name that nobody would take for the juror's (decision 035)."""
    if likeness_of_people(certificate.name, juror.name) < NEAR:
        raise Refused(
            "The certificate of {juror} was given to {former}, and the list says {name} now; the secretary enrols {juror} anew "
            "before anything is signed under that name.",
            juror=juror.code,
            former=certificate.name,
            name=juror.name,
        )


def specimen(desk: JurorDesk) -> Ink | None:
    """The signature that the juror drew at the enrolment; None where none was drawn, or a dot, as earlier programs took it."""
    drawn = model_records.specimen(desk.event.file, desk.juror.code)
    content = attachment_table.content(desk.event.file, drawn) if drawn else None
    ink = Ink.from_json(content) if content else None
    return ink if ink and ink.is_signature else None


def _sign(
    desk: JurorDesk, seen: ReviewedSheet, signer: tuple[PrivateKey, Certificate, Certificate], appearance: Ink | str
) -> SignedSheet:
    from juryapp.documents.qr import sheet_qr
    from juryapp.documents.score_sheet import render
    from juryapp.documents.sheet_json import sheet_json
    from juryapp.signing.pades import Signer, certify

    key, certificate, issuer = signer
    candidate, key_of_sheet = seen.candidate, str(CellKey(desk.juror.code, seen.candidate))
    stood = tuple(head.id for head in journal.heads_of(desk.event.file, (Subject.SHEET, key_of_sheet)))
    board, at = desk.board(candidate), desk.event.laptop.clock()
    facts = sheet_facts(desk, board, candidate, at)
    check_unchanged(seen, reviewed(facts))
    json = sheet_json(facts)
    with speaking(facts.event.language):
        page = render(json, sheet_qr(json, key))
    pdf = certify(page.pdf, page.fields, "Juror", Signer(key, certificate, (issuer,)), appearance, at, last=CHAIR)
    check_unchanged(seen, review(desk, candidate))  # another program of this laptop may have merged while the page was drawn
    value = {
        "state": SheetState.SIGNED,
        "revision": facts.revision,
        "scores": {code: frozen(score) for code, score in sorted(facts.scores.items())},
        "rubric": facts.rubric,
        "total": str(facts.total),
        "entries": sorted(facts.entries),
        "json": attachment_table.digest(json),
        "pdf": attachment_table.digest(pdf),
        "names": facts.names.as_json(),
    }
    act = Act(desk.juror.code, Subject.SHEET, key_of_sheet, value, stood, sign=key.sign)
    changes = desk.event.write([act], [json, pdf], seal=True)
    return SignedSheet(
        candidate, facts.revision, pdf, file_name(facts.event, candidate, desk.juror.code, facts.revision), changes
    )


def frozen(score: Score) -> dict[str, str | None]:
    """A score as a signature freezes it."""
    value = score_value(score)
    return {**value, "remark": score.remark} if score.remark else value
