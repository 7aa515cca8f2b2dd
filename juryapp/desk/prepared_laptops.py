"""Prepared laptops: the desk's acts that put a copy for another laptop on the roster, and take it off again.

What the roster says is read in `board/laptop_roster.py`.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from juryapp.board.laptop_roster import PreparedLaptop, for_whom, prepared
from juryapp.desk.reasons import printable
from juryapp.errors import Refused
from juryapp.event.changes import Changes
from juryapp.journal.subjects import Subject
from juryapp.model.juror import Juror
from juryapp.model.limits import NAME
from juryapp.signing.keys import PrivateKey
from juryapp.signing.trust_store import as_text
from juryapp.store import journal
from juryapp.store.keyring import Preparation
from juryapp.text import _

if TYPE_CHECKING:
    from juryapp.desk.secretary import SecretaryDesk
    from juryapp.event.open_event import OpenEvent

LABEL = "Laptop {number}"
"""How a copy is called unless somebody says otherwise; the same in both languages."""


def has_key_elsewhere(event: OpenEvent, jurors: Collection[str]) -> dict[str, list[PreparedLaptop]]:
    """Those of the jurors whose key of now went to a laptop already, and to which."""
    roster = prepared(event.file)
    found = {juror: [one for one in roster if juror in one.served] for juror in sorted(jurors)}
    return {juror: laptops for juror, laptops in found.items() if laptops}


def already_there(elsewhere: Mapping[str, Sequence[PreparedLaptop]], jurors: Mapping[str, Juror]) -> list[str]:
    """A sentence for each juror whose key is on another laptop, of those of `has_key_elsewhere`."""
    return [
        _(
            "{juror} has a laptop already: {laptops}.",
            juror=f"{code} {jurors[code].name}" if code in jurors else code,
            laptops=", ".join(_("the laptop of {who}", who=for_whom(one, jurors)) for one in laptops),
        )
        for code, laptops in elsewhere.items()
    ]


def second_laptop() -> str:
    """What a second laptop of one juror means."""
    return _(
        "The key on the first one stays valid: nobody can take it back. Let the juror work at one of them only; what is entered "
        "at both becomes two versions, and you decide between them."
    )


def record(desk: SecretaryDesk, jurors: Sequence[str], label: str = "", *, with_desk: bool) -> Preparation:
    """Records a copy that is being prepared; returns what it is to bear. Raises `Refused` for a label that can't be printed."""
    id_, key = secrets.token_hex(8), PrivateKey.generate()
    number = 1 + len({entry.key for entry in journal.about(desk.event.file, Subject.LAPTOP)})
    value: dict[str, object] = {
        "label": _label(label) or LABEL.format(number=number),
        "jurors": sorted(set(jurors)),
        "desk": with_desk,
        "public": as_text(key.public.raw),
    }
    desk.event.write([desk.act(Subject.LAPTOP, id_, value)])
    return Preparation(id_, key.pkcs8())


def _label(label: str) -> str:
    if len(label) > NAME:
        raise Refused("The text has {count} letters; at most {most} fit.", count=len(label), most=NAME)
    return printable(" ".join(label.split()))


def take_back(desk: SecretaryDesk, id_: str) -> Changes:
    """Takes a copy off the roster that was never put down, so that nobody waits for it; that it was prepared stays on record."""
    return desk.event.write([desk.act(Subject.LAPTOP, id_, None)])
