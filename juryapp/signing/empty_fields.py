"""Empty fields: in which fields of a document the persons whom it names have not signed.

By what the file says, which its first signer signed. Not here: whether somebody declined, which the event's record knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from juryapp.model.document import FileKind
from juryapp.model.juror import Role
from juryapp.signing.fields import CHAIR, juror_of

SEVERAL = (FileKind.RECAPITULATION, FileKind.MINUTES)
"""What several persons sign. A score sheet is whole with its juror's signature; its chair only takes note of it."""


@dataclass(frozen=True)
class EmptyField:
    """A field that is kept for a person who has not signed in it."""

    field: str
    name: str
    """The person's, as the document writes it."""
    code: str
    """The juror's; empty where the document doesn't tell it."""


def empty_fields(kind: FileKind, said: Mapping[str, Any], fields: Iterable[str]) -> tuple[EmptyField, ...]:
    """Whose these fields without a signature are, the chair last, by the data of a document, which may be anyone's invention.

    Headquarters' seal and the fields for providers wait for nobody, nor does a chair's field where nobody chairs.
    """
    found = [one for one in (_of(kind, said, field) for field in fields) if one and one.name]
    return tuple(sorted(found, key=lambda one: one.field == CHAIR))


def _of(kind: FileKind, said: Mapping[str, Any], field: str) -> EmptyField | None:
    if kind == FileKind.SCORE_SHEET:
        return EmptyField(field, _text(said.get("chair"), "name"), "") if field == CHAIR else None
    code = _chair(said) if field == CHAIR else juror_of(field)
    if kind not in SEVERAL or code is None:
        return None
    return EmptyField(field, people(said).get(code, code), code)


def _chair(said: Mapping[str, Any]) -> str | None:
    """The code of whoever signs last: minutes list it, in a recapitulation it is the first chair among the jurors."""
    told = _text(said.get("signers"), CHAIR)
    chairs = (_text(one, "code") for one in jurors(said) if one.get("role") == Role.CHAIR)
    return told or next(chairs, None)


def people(said: Mapping[str, Any]) -> dict[str, str]:
    """The jurors' names by code, as a recapitulation or minutes say them."""
    pairs = [(_text(one, "code"), _text(one, "name")) for one in jurors(said)]
    return {code: name for code, name in pairs if code}


def jurors(said: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The jurors of whom a recapitulation or minutes speak; those of several categories more than once."""
    told, categories = said.get("told"), said.get("categories")
    for block in (told, *(categories if isinstance(categories, list) else ())):
        listed = block.get("jurors") if isinstance(block, dict) else None
        yield from (one for one in (listed if isinstance(listed, list) else ()) if isinstance(one, dict))


def _text(block: object, name: str) -> str:
    value = block.get(name) if isinstance(block, dict) else None
    return value if isinstance(value, str) else ""
