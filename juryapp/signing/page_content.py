"""Page content: whether a PDF shows what its attached data says, and nothing else besides signatures.

The page is drawn again from the attached data and compared object by object with what the file shows *now*, so that neither a
repainted page nor a later update passes. Compression may differ, content may not.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Protocol

from juryapp.errors import FileProblem, Problem
from juryapp.signing.appearance import OPERATORS
from juryapp.signing.fields import Field
from juryapp.signing.revisions import base_of
from juryapp.text import mark

MAX_DATA = 20_000_000
"""Bytes of an attachment, or of a stream that must be unpacked to be compared."""
MAX_PAGES = 2_000
_DAMAGED = mark("This PDF is damaged: its pages can't be read.")
_TOO_MANY = mark("This PDF has more pages than any document of Juryapp.")
_ATTACHMENTS = mark("The attached data is missing, damaged, or not what Juryapp attaches.")
_NOT_DRAWN = mark("The attached data was altered: no document can be made of it.")
_PAGE = mark("Page {page} was altered: it doesn't show what the attached data says.")
_ATTACHED = mark("The attachment was altered: it isn't what Juryapp attaches.")
_DOCUMENT = mark("The document was altered: it isn't what Juryapp makes from the attached data.")
_FIELDS = mark("The signature fields were altered: they aren't where Juryapp puts them.")
_ACTIVE = mark("The document was altered: it contains scripts, links or other things that Juryapp never writes.")
_WIDGET = mark("The picture of the signature in field “{field}” contains something other than a signature.")


class NewerFormat(FileProblem):
    """A document's data is in a format of a later program: nothing is known against it, but this program can't draw it."""


class Drawn(Protocol):
    """An unsigned document, made again from its data."""

    @property
    def pdf(self) -> bytes:
        """The file."""

    @property
    def fields(self) -> Sequence[Field]:
        """All its signature fields."""


Renderer = Callable[[bytes, str | None], Drawn | None]
"""Draws a document again from its attached JSON and its QR text; None where it can't be drawn from them alone.

Raises `NewerFormat` for data that only a later program can draw.
"""


@dataclass(frozen=True)
class Content:
    """What the document carries and shows."""

    attachment: bytes | None
    """The attached JSON."""
    qr: str | None
    faults: tuple[Problem, ...]


def read(pdf: bytes, render: Renderer | None) -> Content:
    """The document's data, and everything in which the page differs from it. Never raises, whatever the bytes are."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(base_of(pdf)), attempt_recovery=False) as base, pikepdf.open(BytesIO(pdf)) as now:
            if len(now.pages) > MAX_PAGES:
                return Content(None, None, (Problem(_TOO_MANY),))
            json, qr = _attached(base)
            faults = [*_active(now), *_widgets(now)]
            if json is None:
                faults.append(Problem(_ATTACHMENTS))
                return Content(None, None, tuple(faults))
            return Content(json, qr, (*faults, *_compared(base, now, json, qr, render)))
    # hostile objects of the wrong kind: a name where a dictionary should be, a page without a parent
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError, RuntimeError):
        return Content(None, None, (Problem(_DAMAGED),))


def _compared(base: Any, now: Any, json: bytes, qr: str | None, render: Renderer | None) -> list[Problem]:
    import pikepdf

    try:
        drawn = render(json, qr) if render else None
    except NewerFormat as problem:
        return [problem]
    # the data may be hostile and lack or twist anything; what can't be drawn wasn't made by Juryapp
    except Exception:
        return [Problem(_NOT_DRAWN)]
    if drawn is None:
        return _differences(base, now)
    with pikepdf.open(BytesIO(drawn.pdf)) as again:
        faults = _differences(again, now)
    unsigned = "/AcroForm" not in now.Root
    return faults if unsigned or _same_fields(now, drawn.fields) else [*faults, Problem(_FIELDS)]


def _attached(base: Any) -> tuple[bytes | None, str | None]:
    """The one JSON and the QR's text, if that is all there is, else None."""
    files = {name: _unpacked(base.attachments[name].get_file().obj) for name in base.attachments}
    qr = files.pop("qr.txt", b"")
    if len(files) != 1 or qr is None or not next(iter(files)).endswith(".json"):
        return None, None
    return next(iter(files.values())), qr.decode() if qr else None


def _unpacked(stream: Any) -> bytes | None:
    """A stream's content, or None where it is damaged, too large, or packed in a way that Juryapp doesn't use."""
    raw = bytes(stream.read_raw_bytes())
    kind = stream.get("/Filter")
    if kind is None:
        return raw if len(raw) <= MAX_DATA else None
    if (
        repr(kind) not in ('pikepdf.Name("/FlateDecode")', 'pikepdf.Array([ pikepdf.Name("/FlateDecode") ])')
        or "/DecodeParms" in stream
    ):
        return None
    inflate = zlib.decompressobj()
    try:
        content = inflate.decompress(raw, MAX_DATA)
    except zlib.error:
        return None
    return content if inflate.eof else None


def _active(now: Any) -> list[Problem]:
    """Anything that acts or hides: Juryapp writes only signature fields."""
    root = now.Root
    form = root.get("/AcroForm", {})
    names = set(root.get("/Names", {}).keys()) - {"/EmbeddedFiles"}
    forbidden = {"/OpenAction", "/AA", "/URI", "/Collection", "/OCProperties"} & set(root.keys())
    extra = set(form.keys()) - {"/Fields", "/SigFlags"}
    bad = any("/AA" in page.obj or any(not _is_field(annot) for annot in page.obj.get("/Annots", [])) for page in now.pages)
    return [Problem(_ACTIVE)] if names or forbidden or extra or bad else []


_WIDGET_KEYS = frozenset(["/Type", "/Subtype", "/FT", "/T", "/F", "/Rect", "/P", "/AP", "/V", "/Lock", "/Parent"])


def _is_field(annotation: Any) -> bool:
    return annotation.get("/Subtype") == "/Widget" and annotation.get("/FT") == "/Sig" and set(annotation.keys()) <= _WIDGET_KEYS


def _widgets(now: Any) -> Iterator[Problem]:
    """Pictures of signatures that are not made of paths alone."""
    for page in now.pages:
        for widget in page.obj.get("/Annots", []):
            picture = widget.get("/AP", {}).get("/N")
            if picture is None:
                continue
            content = _unpacked(picture)
            words = set(re.findall(rb"[^\s0-9.-]+", content or b""))
            if content is None or len(picture.get("/Resources", {})) or not words <= _PATHS:
                yield Problem(_WIDGET, field=_name(widget))


_PATHS = frozenset(operator.encode() for operator in OPERATORS)


def _name(field: Any) -> str:
    """The field's whole name, its parents' included."""
    parts = [str(field.get("/T", ""))]
    while (parent := field.get("/Parent")) is not None and len(parts) < 10:
        parts.append(str(parent.get("/T", "")))
        field = parent
    return ".".join(reversed(parts))


def _same_fields(now: Any, fields: Sequence[Field]) -> bool:
    found = {}
    for number, page in enumerate(now.pages):
        for widget in page.obj.get("/Annots", []):
            found[_name(widget)] = (number, [round(float(side), 1) for side in widget.Rect])
    return found == {field.name: (field.page, [round(side, 1) for side in field.box or (0.0, 0.0, 0.0, 0.0)]) for field in fields}


_SIGNING = frozenset({"/AcroForm", "/Perms", "/Metadata"})
"""What signing adds to the catalogue; and the metadata, whose words are compared (`_same_titles`), not their order."""


def _differences(again: Any, now: Any) -> list[Problem]:
    """One sentence for each part in which the file differs from the document as it is drawn again."""
    faults = []
    pages, drawn = list(now.pages), list(again.pages)
    for number, (ours, theirs) in enumerate(zip(drawn, pages, strict=False), start=1):
        if not _same(ours.obj, theirs.obj, frozenset({"/Annots", "/Parent"})):
            faults.append(Problem(_PAGE, page=number))
    rest = _SIGNING | {"/Pages", "/Names", "/AF"}
    attached = all(_same(again.Root.get(key), now.Root.get(key)) for key in ("/Names", "/AF"))
    if not attached:
        faults.append(Problem(_ATTACHED))
    if len(pages) != len(drawn) or not _same(again.Root, now.Root, rest) or not _same_titles(again, now):
        faults.append(Problem(_DOCUMENT))
    return faults


def _same_titles(again: Any, now: Any) -> bool:
    """True if the document calls itself the same: readers show the title of the metadata above the page."""
    told = []
    for pdf in (again, now):
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            words = {name: str(value) for name, value in metadata.items()}
        told.append((words, {key: str(value) for key, value in pdf.docinfo.items()}))
    return told[0] == told[1]


def _same(ours: Any, theirs: Any, without: frozenset[str] = frozenset()) -> bool:
    """True if two objects say the same all the way down, apart from these keys of the first level."""
    import pikepdf

    seen: set[tuple[tuple[int, int], tuple[int, int]]] = set()

    def same(a: Any, b: Any, skip: frozenset[str]) -> bool:
        if not isinstance(a, pikepdf.Object) or not isinstance(b, pikepdf.Object):
            return bool(type(a) is type(b) and a == b)
        if a.is_indirect and b.is_indirect:
            if (a.objgen, b.objgen) in seen:
                return True
            seen.add((a.objgen, b.objgen))
        if isinstance(a, pikepdf.Array) and isinstance(b, pikepdf.Array):
            return len(a) == len(b) and all(same(one, two, frozenset()) for one, two in zip(a, b, strict=True))
        if isinstance(a, pikepdf.Stream) and isinstance(b, pikepdf.Stream):
            return _same_stream(a, b) and members(a, b, frozenset({"/Length", "/Filter", "/DecodeParms"}))
        if isinstance(a, pikepdf.Dictionary) and isinstance(b, pikepdf.Dictionary):
            return members(a, b, skip)
        return bool(type(a) is type(b) and a == b)

    def members(a: Any, b: Any, skip: frozenset[str]) -> bool:
        keys = set(a.keys()) - skip
        return keys == set(b.keys()) - skip and all(same(a.get(key), b.get(key), frozenset()) for key in keys)

    return same(ours, theirs, without)


def _same_stream(a: Any, b: Any) -> bool:
    packing = ("/Filter", "/DecodeParms")
    if all(repr(a.get(key)) == repr(b.get(key)) for key in packing) and a.read_raw_bytes() == b.read_raw_bytes():
        return True
    content = _unpacked(b)
    return content is not None and content == _unpacked(a)
