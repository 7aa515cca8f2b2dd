"""Page content: whether a PDF shows what its attached data says, and nothing else besides signatures.

The page is drawn again from the attached data and compared object by object with what the file shows *now*, so that neither a
repainted page nor a later update passes. Compression may differ, content may not.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Protocol

import pikepdf

from juryapp.errors import NewerFormat, Problem
from juryapp.signing import added_objects, provider_box
from juryapp.signing.added_objects import field_name, unpacked, unseen
from juryapp.signing.fields import Field, Kept, is_jury_field
from juryapp.signing.metadata import statements
from juryapp.signing.revisions import base_of
from juryapp.text import mark

MAX_PAGES = 2_000
_DAMAGED = mark("This PDF is damaged: its pages can't be read.")
_TOO_MANY = mark("This PDF has more pages than any document of Juryapp.")
_ATTACHMENTS = mark("The attached data is missing, damaged, or not what Juryapp attaches.")
_NOT_DRAWN = mark("The attached data was altered: no document can be made of it.")
_PAGE = mark("Page {page} was altered: it doesn't show what the attached data says.")
_ATTACHED = mark("The attachment was altered: it isn't what Juryapp attaches.")
_DOCUMENT = mark("The document was altered: it isn't what Juryapp makes from the attached data.")
_FIELDS = mark("The signature fields were altered: they aren't where Juryapp puts them.")


class Drawn(Protocol):
    """An unsigned document, made again from its data."""

    def opened(self) -> Any:
        """It, as pikepdf holds it; to be closed."""

    @property
    def fields(self) -> Sequence[Field]:
        """All its signature fields."""

    @property
    def kept(self) -> Sequence[Kept]:
        """Its boxes for visible signatures of providers."""

    @property
    def certifies(self) -> bool:
        """True if the first signature certifies it."""


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
    placed: tuple[tuple[str, Kept], ...] = ()
    """The providers' fields that stand in boxes kept for them, and which."""
    certifies: bool = True
    """False for a document that its first signature leaves uncertified."""


def read(pdf: bytes, render: Renderer | None, *, extended: bool = False) -> Content:
    """The document's data, and everything in which the page differs from it. Never raises, whatever the bytes are.

    `extended`: others than Juryapp added signatures or proofs; their programs leave marks of their own that don't show.
    """
    try:
        # not without recovery: the library then dies of an object that isn't where the table says; `structure` tells of it
        with pikepdf.open(BytesIO(base_of(pdf))) as base, pikepdf.open(BytesIO(pdf)) as now:
            if len(now.pages) > MAX_PAGES:
                return Content(None, None, (Problem(_TOO_MANY),))
            json, qr = _attached(base)
            drawn = _drawn(json, qr, render) if json is not None else None
            again = drawn if not isinstance(drawn, Problem) else None
            placed = provider_box.placed(now, again.kept if again else ())
            faults = added_objects.faults(now, extended=extended, placed=placed)
            if json is None:
                faults.append(Problem(_ATTACHMENTS))
                return Content(None, None, tuple(faults))
            faults += [drawn] if isinstance(drawn, Problem) else _compared((base, now), again, placed, extended=extended)
            return Content(json, qr, tuple(faults), tuple(placed.values()), again.certifies if again else True)
    # hostile objects of the wrong kind: a name where a dictionary should be, a page without a parent
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError, RuntimeError):
        return Content(None, None, (Problem(_DAMAGED),))


def _drawn(json: bytes, qr: str | None, render: Renderer | None) -> Drawn | Problem | None:
    try:
        return render(json, qr) if render else None
    except NewerFormat as problem:
        return problem
    # the data may be hostile and lack or twist anything; what can't be drawn wasn't made by Juryapp
    except Exception:
        return Problem(_NOT_DRAWN)


def _compared(
    files: tuple[Any, Any], drawn: Drawn | None, placed: Collection[tuple[int, int]], *, extended: bool
) -> list[Problem]:
    base, now = files
    if drawn is None:
        return _differences(base, now, extended=extended)
    try:
        made = drawn.opened()
    except Exception:  # as for `_drawn`
        return [Problem(_NOT_DRAWN)]
    with made as again:
        faults = _differences(again, now, extended=extended)
        # a later program may have cleaned away what the juror's own revision says besides
        if _titles(again, extended=False) != _titles(base, extended=False) and not any(
            fault.message == _DOCUMENT for fault in faults
        ):
            faults.append(Problem(_DOCUMENT))
    unsigned = "/AcroForm" not in now.Root
    same = unsigned or _same_fields(now, drawn.fields, placed, extended=extended)
    return faults if same else [*faults, Problem(_FIELDS)]


def _attached(base: Any) -> tuple[bytes | None, str | None]:
    """The one JSON and the QR's text, if that is all there is, else None."""
    files = {name: unpacked(base.attachments[name].get_file().obj) for name in base.attachments}
    qr = files.pop("qr.txt", b"")
    if len(files) != 1 or qr is None or not next(iter(files)).endswith(".json"):
        return None, None
    return next(iter(files.values())), qr.decode() if qr else None


def _same_fields(now: Any, fields: Sequence[Field], placed: Collection[tuple[int, int]], *, extended: bool) -> bool:
    """True if the page bears exactly these fields, each once; where others added something, also those that are `placed` in boxes
    kept for them, and time stamps without a place."""
    expected = sorted((field.name, field.page, [round(side, 1) for side in field.box or (0.0,) * 4]) for field in fields)
    known = {field.name for field in fields}
    found = []
    for number, page in enumerate(now.pages):
        for widget in page.obj.get("/Annots", []):
            name = field_name(widget)
            if widget.objgen in placed and name not in known:
                continue
            if name in known or is_jury_field(name) or not (extended and unseen(widget)):
                found.append((field_name(widget), number, [round(float(side), 1) for side in widget.Rect]))
    return sorted(found) == expected


_SIGNING = frozenset({"/AcroForm", "/Perms", "/Metadata"})
"""What signing adds to the catalogue; and the metadata, which `_titles` compares."""
_EXTENDING = frozenset({"/DSS", "/Extensions", "/Version"})
"""What other programs add to the catalogue with a signature; none of it shows."""


def _differences(again: Any, now: Any, *, extended: bool = False) -> list[Problem]:
    """One sentence for each part in which the file differs from the document as it is drawn again."""
    faults = []
    pages, drawn = list(now.pages), list(again.pages)
    for number, (ours, theirs) in enumerate(zip(drawn, pages, strict=False), start=1):
        if not _same(ours.obj, theirs.obj, frozenset({"/Annots", "/Parent"})):
            faults.append(Problem(_PAGE, page=number))
    rest = _SIGNING | {"/Pages", "/Names", "/AF"} | (_EXTENDING if extended else set())
    attached = all(_same(again.Root.get(key), now.Root.get(key)) for key in ("/Names", "/AF"))
    if not attached:
        faults.append(Problem(_ATTACHED))
    same = len(pages) == len(drawn) and _same(again.Root, now.Root, rest, (again, now)) and _version(again) == now.pdf_version
    if not same or _titles(again, extended=extended) != _titles(now, extended=extended):
        faults.append(Problem(_DOCUMENT))
    return faults


def _version(again: Any) -> str:
    """Of the file that is made of it: packed objects need 1.5 (ISO 32000-1, 7.5.7)."""
    return max(str(again.pdf_version), "1.5")


_MARKS = ("MetadataDate", "ModifyDate", "ModDate", "Producer", "CreatorTool")
"""What other programs renew in the metadata."""


def _titles(pdf: Any, *, extended: bool) -> tuple[object, dict[str, str]]:
    """What the document calls itself: to the byte, unless another program wrote the metadata anew, in its own order."""
    stream = pdf.Root.get("/Metadata")
    packet = None if stream is None else unpacked(stream)
    words = {key: str(value) for key, value in pdf.docinfo.items()}
    if not extended:
        return packet, words
    return _stated(packet), {name: text for name, text in words.items() if not name.endswith(_MARKS)}


def _stated(packet: bytes | None) -> object:
    """What the metadata states besides the marks of programs; None for metadata that are none."""
    try:
        return [one for one in statements(packet or b"") if not one[0].endswith(_MARKS)]
    except ValueError:
        return None


def _pages_of(files: tuple[Any, Any] | None) -> tuple[dict[Any, int], ...]:
    """The number of each page by its object, of each of the two files."""
    return tuple({page.obj.objgen: number for number, page in enumerate(file.pages)} for file in files or ())


_OBJECT, _Kind = pikepdf.Object, pikepdf.ObjectType
_NONE: frozenset[str] = frozenset()
_PACKING = frozenset({"/Length", "/Filter", "/DecodeParms"})


def _same(ours: Any, theirs: Any, without: frozenset[str] = frozenset(), files: tuple[Any, Any] | None = None) -> bool:
    """True if two objects say the same all the way down, apart from these keys of the first level.

    With `files`, in which they lie, a page that they refer to is only compared by its number.
    """
    numbers = _pages_of(files)
    seen: set[tuple[tuple[int, int], tuple[int, int]]] = set()

    def same(a: Any, b: Any, skip: frozenset[str] = _NONE) -> bool:
        if not isinstance(a, _OBJECT) or not isinstance(b, _OBJECT):
            return bool(type(a) is type(b) and a == b)
        if a.is_indirect and b.is_indirect:
            both = (a.objgen, b.objgen)
            if numbers and (both[0] in numbers[0] or both[1] in numbers[1]):
                return both[0] in numbers[0] and numbers[0][both[0]] == numbers[1].get(both[1])
            if both in seen:
                return True
            seen.add(both)
        kind = a._type_code
        if kind != b._type_code:
            return False
        if kind == _Kind.array:
            return len(a) == len(b) and all(map(same, a, b))
        if kind == _Kind.stream:
            return _same_stream(a, b) and members(a, b, _PACKING)
        return members(a, b, skip) if kind == _Kind.dictionary else bool(a == b)

    def members(a: Any, b: Any, skip: frozenset[str]) -> bool:
        one, other = ({key: value for key, value in each.items() if key not in skip} for each in (a, b))
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())

    return same(ours, theirs, without)


def _same_stream(a: Any, b: Any) -> bool:
    packing = ("/Filter", "/DecodeParms")
    if all(repr(a.get(key)) == repr(b.get(key)) for key in packing) and a.read_raw_bytes() == b.read_raw_bytes():
        return True
    content = unpacked(b)
    return content is not None and content == unpacked(a)
