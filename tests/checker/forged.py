"""Forged documents for the checker page: the attacks of the core's own tests, done to real sheets instead of small test papers.

The tests of `tests/signing` are called with real papers in place of theirs, and whatever they give the core to examine is kept
with what the core said. So an attack that is added there is one for the checker page too.
"""

from __future__ import annotations

import inspect
import itertools
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import import_module
from types import FunctionType, ModuleType
from typing import Any
from unittest.mock import patch

import pytest

from juryapp.canonical_json import canonical
from juryapp.documents.page import Rendered
from juryapp.documents.qr import sheet_qr
from juryapp.documents.score_sheet import render
from juryapp.model.juror import Juror
from juryapp.signing.trust_store import event_id
from juryapp.signing.verify import PdfFindings, Trust, examine
from juryapp.text import speaking
from tests.documents.builders import a_criterion, a_score, a_sheet, an_event
from tests.signing import papers
from tests.signing.people import AT, the_authority

MODULES = tuple(
    import_module(f"tests.signing.test_{name}")
    for name in ("forging_signers", "added_objects", "verify", "later_signers", "metadata", "structure", "low_signatures")
)
_METADATA = import_module("tests.signing.test_metadata")
_FIXTURES = frozenset({"monkeypatch"})


@dataclass(frozen=True)
class Paper:
    """A document, and whether it is genuine."""

    name: str
    pdf: bytes
    genuine: bool


def the_root() -> bytes:
    """Headquarters' certificate of the event whose papers these are, as PEM."""
    return the_authority().root.pem().encode()


def sheet_data(juror: str = "J01", points: str = "85", **more: Any) -> bytes:
    """The data of a real sheet, in place of the small one of the signing tests; its chair is J02."""
    made = {**json.loads(_data(juror, points)), **more}
    made["chair"] = {"nip": "", **made["chair"]}
    return canonical(made)


@cache
def _data(juror: str, points: str) -> bytes:
    people = {code: Juror(code=code, name=f"Juror {code}", institution="Universitas Contoh") for code in (juror, "J02")}
    event, id_ = an_event(logo=b""), event_id(the_authority().root)
    criteria = tuple(
        a_criterion(code, name=f"Kriteria {code}", weight=Decimal(weight)) for code, weight in (("REG", 60), ("CAK", 40))
    )
    scores = {"REG": a_score("REG", points), "CAK": a_score("CAK", "78.5", remark="Perda belum ada.")}
    return a_sheet(
        event=event, event_id=id_, juror=people[juror], chair=people["J02"], signed_at=AT, criteria=criteria, scores=scores
    )


def draw(data: bytes, qr: str | None) -> Rendered:
    """The page of a real sheet; where the signing tests write some text for a code, its own."""
    code = json.loads(data)["juror"]["code"]
    juror = papers.the_juror() if code == "J01" else papers.the_juror(code)
    return _drawn(data, qr if qr and qr.startswith("JURY2:") else sheet_qr(data, juror.key))


_drawn = cache(render)


def attacks(modules: tuple[ModuleType, ...] = MODULES) -> list[Paper]:
    """Every paper that these modules' tests examine, each once, with the core's word on it."""
    found: dict[bytes, Paper] = {}
    with speaking("en"), on_real_papers(modules, found):
        for module in modules:
            for test in _tests(module):
                for given in _parameters(test):
                    # what a test asserts is its own affair; some of it is about the small papers
                    with suppress(Exception), pytest.MonkeyPatch.context() as patched:
                        test(**given, **({"monkeypatch": patched} if "monkeypatch" in inspect.signature(test).parameters else {}))
    return list(found.values())


def on_real_papers(modules: tuple[ModuleType, ...], found: dict[bytes, Paper]) -> ExitStack:
    """The tests' builders make real papers, and what is examined is kept."""

    def examined(pdf: bytes, trust: Trust | None = None, _render: object = None) -> PdfFindings:
        known = trust or Trust(the_authority().root)
        told = examine(pdf, known, draw)
        if known == Trust(the_authority().root):
            found.setdefault(pdf, Paper(f"{len(found):04}", pdf, told.genuine))
        return told

    fields = draw(sheet_data(), None).fields
    instead: dict[str, Any] = {"draw": draw, "sheet_data": sheet_data, "SHEET_FIELDS": fields, "findings": examined}
    stack = ExitStack()
    for module in {papers, *modules}:
        for name in instead.keys() & vars(module).keys():
            stack.enter_context(patch.object(module, name, instead[name]))
        for function in (one for one in vars(module).values() if isinstance(one, FunctionType)):
            given = function.__defaults__ or ()
            if _SMALL_FIELDS in given:
                stack.enter_context(
                    patch.object(function, "__defaults__", tuple(fields if one is _SMALL_FIELDS else one for one in given))
                )
    stack.enter_context(patch.object(_METADATA, "examine", examined))
    stack.enter_context(patch.object(_METADATA, "page", lambda: draw(sheet_data("J06"), None)))
    stack.enter_context(patch.object(_METADATA, "juror_signer", lambda code, _ours: papers.the_juror(code)))
    return stack


_SMALL_FIELDS = papers.SHEET_FIELDS


def _tests(module: ModuleType) -> Iterator[Callable[..., None]]:
    for name, test in sorted(vars(module).items()):
        fixtures = (
            set(inspect.signature(test).parameters) - _named(test) if name.startswith("test_") and callable(test) else {"none"}
        )
        if fixtures <= _FIXTURES:
            yield test


def _marks(test: Callable[..., None]) -> list[Any]:
    return [mark for mark in getattr(test, "pytestmark", []) if mark.name == "parametrize"]


def _names(mark: Any) -> list[str]:
    names = mark.args[0]
    return [one.strip() for one in names.split(",")] if isinstance(names, str) else list(names)


def _named(test: Callable[..., None]) -> set[str]:
    return {name for mark in _marks(test) for name in _names(mark)}


def _parameters(test: Callable[..., None]) -> Iterator[Mapping[str, Any]]:
    """Each set of arguments with which pytest would call it."""
    choices = []
    for mark in _marks(test):
        names = _names(mark)
        choices.append([dict(zip(names, values if len(names) > 1 else [values], strict=True)) for values in mark.args[1]])
    for chosen in itertools.product(*choices):
        yield {name: value for part in chosen for name, value in part.items()}
