"""Destruction of an event at this laptop, with a certificate that the desk signs before its key goes too.

The certificate appears once everything is gone (`event/removal.py`). An event whose signed sheets are known to be nowhere else is
destroyed only where that is said.
"""

from __future__ import annotations

from pathlib import Path

from juryapp.board.copies import sheet_copies
from juryapp.board.journal_digest import digest_of, journal_heads
from juryapp.board.laptop_names import laptop_names
from juryapp.board.record_moment import RecordMoment
from juryapp.desk.reasons import said_reason
from juryapp.desk.secretary import SecretaryDesk
from juryapp.disk import check_is_free, check_writable, write_whole
from juryapp.documents.destruction import Destruction, destruction_json, draw
from juryapp.errors import Refused
from juryapp.event import removal
from juryapp.event.open_event import OpenEvent
from juryapp.event.removal import Removal
from juryapp.event.spare_files import spares_of
from juryapp.file_names import document_name
from juryapp.signing.fingerprint import six_words
from juryapp.store import attachment_table, journal, model_records
from juryapp.store.days import stated_for
from juryapp.text import speaking


def certificate_name(event: OpenEvent) -> str:
    """How its file is called."""
    return document_name(model_records.event(event.file).code, "destruction")


def root_beside(to: Path) -> Path:
    """Where the root's certificate is put, with which the certificate of destruction at `to` is checked."""
    return to.with_suffix(".root.pem")


def only_here(event: OpenEvent) -> int:
    """How many signed sheets are known to be nowhere else."""
    return sum(one.is_only_here for one in sheet_copies(event))


def check_confirmed(event: OpenEvent, typed: str) -> None:
    """Raises `Refused` unless the event's code was typed: whoever destroys one names it."""
    code = model_records.event(event.file).code
    if typed.strip() != code:
        raise Refused("To destroy this event, type its code {code}; nothing was destroyed.", code=code)


def begin_destruction(desk: SecretaryDesk, to: Path, confirmed: str, reason: str, *, last_copy: bool = False) -> Removal:
    """Begins to destroy the event at this laptop: once the event is closed, `removal.go_on` removes it, and then puts the
    certificate at `to`, beside which the root's lies (`root_beside`). The next start goes on with what is interrupted.

    Raises `Refused`: another code was typed, no reason, or signed sheets are known only here and `last_copy` isn't said;
    `FileProblem` where the certificate can't be written. Nothing is gone then.
    """
    event, said = desk.event, said_reason(reason)
    check_confirmed(event, confirmed)
    count = only_here(event)
    if count and not last_copy:
        raise Refused(
            "{count} signed sheets are known to be on this laptop only: pack them, have headquarters or another laptop receive "
            "the package, and receive theirs here. Nothing was destroyed.",
            count=count,
        ).seen_to_by("juryapp destroy --last-copy")
    event.check_writable()
    beside = root_beside(to)
    for path in (to, beside):
        check_is_free(path)
        check_writable(path)
    pdf = _certified(desk, said, count)
    files = tuple(map(str, removal.files_of(event)))
    plan = Removal(event.id, model_records.event(event.file).code, files, str(to.absolute()))
    root = event.trust.root
    if root:
        write_whole(beside, root.pem().encode())
    removal.begin(event.laptop.home, plan, pdf)
    return plan


def _certified(desk: SecretaryDesk, reason: str, count: int) -> bytes:
    from juryapp.signing.pades import Signer, certify

    event = desk.event
    at, about = event.laptop.clock(), model_records.event(event.file)
    stated = stated_for(event.file, event.device, at.isoformat(), about.time_zone)
    made = RecordMoment(at, stated.day if stated else None)
    rendered = draw(destruction_json(_gathered(event, reason, count), event.id, made.at, made.stated))
    certificate = next(one for one in event.trust.desks if one.public == desk.key.public)
    return certify(rendered.pdf, rendered.fields, "Desk", Signer(desk.key, certificate), None, at)


def _gathered(event: OpenEvent, reason: str, count: int) -> Destruction:
    about = model_records.event(event.file)
    with speaking(about.language):
        names = laptop_names(event.file)
        digest = digest_of(event.id, journal_heads(event.file))
        return Destruction(
            event=about,
            reason=reason,
            laptop=names[event.device] if event.device else event.laptop.name,
            files=[path.name for path in removal.files_of(event)],
            spares=len(spares_of(event.laptop.home, event.id)),
            entries=journal.count(event.file),
            sheets=len(sheet_copies(event)),
            documents=len(attachment_table.sizes(event.file)),
            elsewhere=sorted({names[device] for device in journal.numbers(event.file) if device not in event.own_devices()}),
            only_here=count,
            digest=digest,
            words=six_words(digest),
        )
