"""Headquarters: creating an event, and being headquarters again with a restored file.

Its root stays in this home under its PIN; the desk's key lies in the file.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

from juryapp.desk.brought_candidates import BroughtCandidate, acts_of, contents_of
from juryapp.desk.former_event import FormerEvent
from juryapp.desk.secretary import SecretaryDesk
from juryapp.desk.setup_registers import registers_of
from juryapp.disk import check_is_free, discard, making, put_where_none_is, unfinished_name
from juryapp.documents.printable import unprintable_texts
from juryapp.errors import Problems, Refused
from juryapp.event.changes import Changes
from juryapp.event.laptop import Laptop
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import new_file, open_event
from juryapp.event.seats import root_key as unlocked_root
from juryapp.journal.actors import Actor
from juryapp.journal.entry import Act
from juryapp.journal.keys import Holder
from juryapp.journal.subjects import Subject
from juryapp.model.setup import Setup
from juryapp.new_secrets.known_words import words_of
from juryapp.new_secrets.strength import DESK_PIN, ROOT_PIN, check_new_pin, check_passphrase
from juryapp.signing.certificates import Certificate, juror_code, make_desk, make_root
from juryapp.signing.keys import PrivateKey, lock
from juryapp.signing.trust_store import as_text, event_id
from juryapp.store import model_records

_log = logging.getLogger(__name__)
HEADQUARTERS = "headquarters"
"""How its laptop is called in the journal."""


def create_event(
    laptop: Laptop,
    path: Path,
    passphrase: str,
    setup: Setup,
    desk_pin: str,
    root_pin: str,
    former: FormerEvent | None = None,
    brought: Sequence[BroughtCandidate] = (),
) -> OpenEvent:
    """A new event: headquarters' root, the desk, and everything of the set-up. The file appears whole or not at all.

    With `former` it is that event anew, with its root, and with what its desks and jurors signed proven by their certificates;
    `root_pin` is the one of the copy then. `brought` are candidates of the set-up that come from a former stage.

    Raises `Problem` for a PIN or a passphrase that is too short or too easy to guess, `Problems` for texts that documents can't
    print, `FileProblem` where the file can't be made.
    """
    check_secrets(setup, passphrase, desk_pin, desk_pin if former else root_pin)
    refused = unprintable_texts(setup)
    if refused:
        raise Problems(refused)
    check_is_free(path)
    if former:
        former.check_is_of(setup)
    root_key, desk_key = former.root_key if former else PrivateKey.generate(), PrivateKey.generate()
    at, label = laptop.clock(), setup.event.code
    name = f"{label} {setup.event.organiser or setup.event.award}"
    root = former.root if former else make_root(name, root_key, at, event=label)
    desk = make_desk(f"{label} desk", root, root_key, desk_key.public, at)
    part = unfinished_name(path)
    try:
        with making(path):
            with new_file(laptop, part, passphrase, called=path) as file:
                event = OpenEvent(laptop, file, event_id(root))
                for former_desk in former.desks if former else ():
                    event.write(_foundation(root, former_desk, root_key))
                event.write(_foundation(root, desk, root_key), keys={"desk": lock(desk_key, desk_pin, laptop.cost)})
                assert event.device
                acts = [*_set_up(event.device, setup, root_key, desk_key), *acts_of(brought, desk_key.sign)]
                event.write(acts, [*_logo(setup), *contents_of(brought)], seal=True)
                for juror in former.jurors if former else ():
                    event.write([_enrolled_before(juror, desk_key)], seal=True)
                laptop.home.keep_root(event.id, former.locked if former else lock(root_key, root_pin, laptop.cost))
            _log.info("created event %s: %d candidates, %d jurors", event.id, len(setup.candidates), len(setup.jurors))
            put_where_none_is(part, path)
    finally:
        discard(part)
    return open_event(laptop, path, passphrase)


def check_secrets(setup: Setup, passphrase: str, desk_pin: str, root_pin: str) -> None:
    """Raises `Problem` for the first of a new event's secrets that is too short or too easy to guess."""
    known = words_of(setup)
    check_passphrase(passphrase, known)
    check_new_pin(desk_pin, known, DESK_PIN)
    check_new_pin(root_pin, known, ROOT_PIN)


def take_place(desk: SecretaryDesk, root_pin: str) -> Changes:
    """Makes this laptop headquarters again, once its file was restored from a backup and it is a new device.

    The devices that it was before are headquarters no more: what they confirmed may be lost with the file that was.
    Raises `NoKey` where the root isn't in this home, `WrongPin`, `Refused` if it is headquarters already.
    """
    event = desk.event
    key = unlocked_root(event, root_pin)
    event.seal_if_needed()
    device = event.device
    assert device
    devices = model_records.devices(event.file)
    if devices[device].headquarters:
        raise Refused("This laptop is headquarters of this event already.")
    name = {"name": HEADQUARTERS}
    former = [id_ for id_ in sorted(event.own_devices()) if id_ in devices and devices[id_].headquarters]
    acts = [Act(Actor.HEADQUARTERS, Subject.HEADQUARTERS, id_, None, sign=key.sign) for id_ in former]
    acts.append(Act(Actor.HEADQUARTERS, Subject.HEADQUARTERS, device, name, sign=key.sign))
    if not devices[device].admitted:
        acts.append(desk.act(Subject.DEVICE, device, name))
    return event.write(acts, seal=True)


def _foundation(root: Certificate, desk: Certificate, root_key: PrivateKey) -> list[Act]:
    return [
        Act(
            Actor.HEADQUARTERS,
            Subject.CERTIFICATE,
            name,
            {"certificate": as_text(certificate.der), "ink": ""},
            sign=root_key.sign,
        )
        for name, certificate in ((Holder.ROOT, root), (Holder.DESK, desk))
    ]


def _enrolled_before(juror: Certificate, desk_key: PrivateKey) -> Act:
    value = {"certificate": as_text(juror.der), "ink": ""}
    return Act(Actor.DESK, Subject.CERTIFICATE, juror_code(juror) or "", value, sign=desk_key.sign)


def _set_up(device: str, setup: Setup, root_key: PrivateKey, desk_key: PrivateKey) -> list[Act]:
    name = {"name": HEADQUARTERS}
    acts = [
        Act(Actor.HEADQUARTERS, Subject.HEADQUARTERS, device, name, sign=root_key.sign),
        Act(Actor.DESK, Subject.DEVICE, device, name, sign=desk_key.sign),
    ]
    registers = registers_of(setup).items()
    return acts + [Act(Actor.DESK, subject, key, value, (), sign=desk_key.sign) for (subject, key), value in registers]


def _logo(setup: Setup) -> Sequence[bytes]:
    return [setup.event.logo] if setup.event.logo else []
