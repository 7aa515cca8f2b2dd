"""Checker page: one HTML file with which anyone checks signed papers in a browser, without this program and without a network.

Its scripts lie in `resources/checker`; here they become one file, always the same bytes for the same event. What the page
checks and doesn't is told in docs/security.md.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

from juryapp.documents.fonts import ALL, font_file
from juryapp.documents.printed_words import Words, printed_words
from juryapp.signing.certificates import Certificate
from juryapp.store import model_records
from juryapp.text import LANGUAGES, one_line, resources, speaking
from juryapp.verification.checker_words import words

if TYPE_CHECKING:
    from juryapp.event.open_event import OpenEvent
    from juryapp.verification.authority import Authority

_CORE = (
    "pdf",
    "der",
    "cms",
    "shapes",
    "layout",
    "glyphs",
    "lines",
    "page",
    "tally",
    "sheet",
    "people",
    "says",
    "completeness",
    "destruction",
    "document",
    "unsigned",
    "results",
    "receipt",
)
_PAGE = ("helpers", "page_view")
_DIGITS = 16
"""Hexadecimal, of the digest of a letter's outline."""


def checker_page(root: Certificate | None = None, name: str = "") -> str:
    """The page as HTML. With headquarters' root certificate and the event's name it believes what that root certified."""
    told = {"root": base64.b64encode(root.der).decode(), "fingerprint": root.fingerprint, "name": name} if root else None
    begin = f"globalThis.document ? start({_as_script(told)}) : serve();"
    script = f"{core()}\nconst WORDS = {_as_script(words())};\n{_read(*_PAGE)}\n{begin}\n"
    style = _file("style.css")
    allowed = f"script-src '{_hash(script)}'; worker-src blob:; style-src '{_hash(style)}'"
    policy = f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"
    page = _file("page.html")
    for gap, content in (("{policy}", escape(policy)), ("{style}", style), ("{script}", script)):
        page = page.replace(gap, content, 1)
    return page


def of_event(event: OpenEvent) -> str:
    """The page that believes this event's headquarters."""
    about = model_records.event(event.file)
    name = " ".join(part for part in (about.award, about.edition if about.edition not in about.award else "") if part)
    return checker_page(event.trust.root, one_line(" · ".join(part for part in (name, about.code) if part)))


def of_authority(authority: Authority) -> str:
    """The page that believes the same headquarters; the one that asks for it, where nobody is believed."""
    return of_event(authority.event) if authority.event else checker_page(authority.root)


@cache
def core() -> str:
    """The scripts that check, without those that show: what the tests run by itself."""
    told = f"const GLYPHS = readGlyphs({_as_script(_glyphs())});\nconst PRINTED = {_as_script(_printed())};\n"
    return f'"use strict";\n{_read(*_CORE)}\n{told}'


def _as_script(value: Any) -> str:
    """As JavaScript; nothing in it can end the script that it stands in."""
    return json.dumps(value, sort_keys=True, separators=(",", ":")).replace("<", "\\u003c")


def _hash(content: str) -> str:
    """As a Content-Security-Policy names what may run (W3C CSP 3, 2.3.1)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _read(*names: str) -> str:
    return "\n".join(_file(f"{name}.js") for name in names)


def _file(name: str) -> str:
    return (resources() / "checker" / name).read_text(encoding="utf-8")


def _printed() -> dict[str, Words]:
    """By language, what the pages say themselves."""
    found = {}
    for language in LANGUAGES:
        with speaking(language):
            found[language] = printed_words()
    return found


@cache
def _glyphs() -> dict[str, list[str]]:
    """By the font's own name: its letters in one text, and the digests of their outlines one behind the other."""
    return dict(_outlines(name) for name in ALL)


def _outlines(name: str) -> tuple[str, list[str]]:
    from fontTools.ttLib import TTFont

    with TTFont(font_file(name)) as font:
        table, called = font["glyf"], font["name"].getDebugName(6)
        letters = {chr(code): glyph for code, glyph in sorted(font.getBestCmap().items())}
        digests = [_digest(table[glyph], table) for glyph in letters.values()]
    return called, ["".join(letters), "".join(digests)]


def _digest(glyph: Any, table: Any) -> str:
    """Of the points, `x,y,1` on the curve and `x,y,0` off it, and of the last point of each contour."""
    if glyph.numberOfContours == 0:
        return hashlib.sha256(b"|").hexdigest()[:_DIGITS]
    points, ends, flags = glyph.getCoordinates(table)
    told = ";".join(f"{x},{y},{on & 1}" for (x, y), on in zip(points, flags, strict=True))
    return hashlib.sha256(f"{told}|{','.join(map(str, ends))}".encode()).hexdigest()[:_DIGITS]
