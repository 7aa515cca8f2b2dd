"""Declined: who declined to sign a former version of a document, and why, as the next one prints it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from reportlab.platypus import Spacer

from juryapp.documents.styles import para
from juryapp.documents.words import moment
from juryapp.text import _


def declined_paragraphs(declined: Iterable[Mapping[str, str]], zone: str) -> list[Any]:
    """That people declined to sign a former version, and why: a paragraph each, and room below them."""
    found = [para(_declined(one, zone)) for one in declined]
    return [*found, Spacer(1, 8)] if any(one.get("at") for one in declined) else found


def _declined(one: Mapping[str, str], zone: str) -> str:
    gaps = {"juror": one["name"], "code": one["code"], "reason": one["reason"]}
    if not one.get("at"):
        # documents of before the moment was told are drawn as they were
        return _("{juror} ({code}) declined to sign the version {document}: {reason}", document=one["document"], **gaps)
    return _(
        "{juror} ({code}) declined to sign the version that was certified on {moment}: {reason}",
        moment=moment(one["at"], zone),
        **gaps,
    )
