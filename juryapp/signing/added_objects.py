"""Added objects: what signing may add to a document beside its pages, each key and the kind of each value.

Whatever stands in a signature field, its picture, its signature, the form, the store of proofs or the catalogue and isn't listed
here is refused: scripts and links act on a reader who opens the file, captions and pictures draw over the page (PDF 32000-1:
12.5, 12.7, 12.8; PAdES, ETSI EN 319 142-1, 5.4.2.2). Not here: whether the pages show what the data says.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection, Iterator
from typing import Any

from juryapp.errors import Problem
from juryapp.signing.added_shapes import CATALOGUE, LOCK, PICTURE, SIGNATURE, TRAILER
from juryapp.signing.appearance import OPERATORS
from juryapp.signing.object_shapes import Shape, array, dictionary, name, number, text, whole
from juryapp.text import mark

MAX_DATA = 20_000_000
"""Bytes of an attachment, or of a stream that must be unpacked to be compared."""
MAX_INK = 1_000_000
"""Bytes of a signature's picture; ink is thinned when it is drawn."""
DEEPEST = 10
"""Levels of fields that group others."""
_ACTIVE = mark("The document was altered: it contains scripts, links or other things that Juryapp never writes.")
_WIDGET = mark("The picture of the signature in field “{field}” contains something other than a signature.")
_PRINTED = 132
"""A widget's flags: it is printed, and can't be moved."""


def faults(now: Any, *, extended: bool, placed: Collection[tuple[int, int]] = ()) -> list[Problem]:
    """Everything in the file beside its pages that no signature brings.

    `extended`: others than Juryapp signed; their programs write a few keys more, none of which shows or acts. `placed`: the
    objects of visible signatures in boxes that are kept for them (`provider_box.py`).
    """
    return [*_active(now, placed, extended=extended), *_pictures(now, placed)]


def _active(now: Any, placed: Collection[tuple[int, int]], *, extended: bool) -> list[Problem]:
    root, form = now.Root, now.Root.get("/AcroForm")
    shaped = (
        _is_trailer(now.trailer)
        and _all_fit(root, CATALOGUE)
        and not set(root.keys()) & _ACTING
        and set(root.get("/Names", {}).keys()) <= {"/EmbeddedFiles"}
        and _tree(root.get("/Pages"), 0)
        and all(key not in page.obj for page in now.pages for key in ("/AA", "/B", "/PresSteps"))
    )
    widgets = [(page, widget) for page in now.pages for widget in page.obj.get("/Annots", [])]
    signing = all(
        widget.objgen in placed or _is_field(widget, page) or (extended and _is_unseen(widget, page)) for page, widget in widgets
    )
    if not (shaped and signing):
        return [Problem(_ACTIVE)]
    listed = sorted(field.objgen for field in _terminal(form["/Fields"], 0)) if form is not None and "/Fields" in form else []
    strays = form is not None and listed != sorted(widget.objgen for _page, widget in widgets)
    return [Problem(_ACTIVE)] if strays else []


_ACTING = frozenset({"/OpenAction", "/AA", "/URI", "/Collection", "/OCProperties", "/Requirements", "/Threads"})
"""What the catalogue never has; the rest of it is compared with the document as it is drawn again."""


def _all_fit(holder: Any, shapes: dict[str, Shape]) -> bool:
    return all(shape(holder[key]) for key, shape in shapes.items() if key in holder)


def _tree(node: Any, depth: int) -> bool:
    """True for nodes of the tree of pages that are nothing but that."""
    if depth > DEEPEST or node is None or node.get("/Type") == "/Page":
        return node is not None and depth <= DEEPEST
    return set(node.keys()) <= _NODE and all(_tree(kid, depth + 1) for kid in node.get("/Kids", []))


_NODE = frozenset({"/Type", "/Kids", "/Count", "/Parent", "/MediaBox", "/CropBox", "/Resources", "/Rotate"})


def _is_picture_or_other(value: Any) -> bool:
    """Any stream: what is wrong with a picture is told with its field's name."""
    return "/N" in value and set(value.keys()) <= {"/N"} and hasattr(value["/N"], "read_raw_bytes")


_FIELD: dict[str, Shape] = {
    "/Type": name("/Annot"),
    "/Subtype": name("/Widget"),
    "/FT": name("/Sig"),
    "/T": text,
    "/F": whole(_PRINTED, _PRINTED),
    "/Rect": array(number, 4),
    "/AP": _is_picture_or_other,
    "/V": SIGNATURE,
    "/Lock": LOCK,
}
UNSEEN: dict[str, Shape] = {
    **_FIELD,
    "/F": whole(0, 1023),
    "/Ff": whole(),
    "/TU": text,
    "/TM": text,
    "/NM": text,
    "/M": text,
    "/DA": text,
    "/MK": dictionary({}),
}
"""What programs of providers write into a field without a place on the page: flags and names, nothing that draws."""
_NEEDED = frozenset({"/Subtype", "/FT", "/F", "/Rect"})


def _is_field(widget: Any, page: Any) -> bool:
    return is_widget(widget, page, _FIELD)


def _is_unseen(widget: Any, page: Any) -> bool:
    return is_widget(widget, page, UNSEEN) and unseen(widget)


def unseen(widget: Any) -> bool:
    """True for a signature field without a place on the page: a time stamp's, or a provider's as its program writes it."""
    return bool(widget.get("/FT") == "/Sig" and not any(widget.get("/Rect", [1])))


def is_widget(widget: Any, page: Any, keys: dict[str, Shape]) -> bool:
    """True for a field on this page with these keys and no other."""
    own = dictionary({**keys, "/P": lambda value: value.objgen == page.obj.objgen, "/Parent": _is_group})
    return own(widget) and set(widget.keys()) >= _NEEDED


def _is_group(field: Any) -> bool:
    """True for a field that groups others and says nothing else, which they would inherit."""
    for _level in range(DEEPEST):
        if not set(field.keys()) <= {"/T", "/Kids", "/Parent"}:
            return False
        if "/Parent" not in field:
            return True
        field = field["/Parent"]
    return False


def _terminal(fields: Any, depth: int) -> Iterator[Any]:
    """The fields that are widgets, below those that only group others."""
    for field in fields:
        if "/Kids" in field and depth < DEEPEST and set(field.keys()) <= {"/T", "/Kids", "/Parent"}:
            yield from _terminal(field["/Kids"], depth + 1)
        else:
            yield field


def _is_trailer(trailer: Any) -> bool:
    return all(key in TRAILER and TRAILER[key](trailer[key]) for key in trailer.keys())  # noqa: SIM118


def _pictures(now: Any, placed: Collection[tuple[int, int]]) -> Iterator[Problem]:
    """Pictures of signatures that are not made of paths alone, or reach out of their box."""
    for page in now.pages:
        for widget in page.obj.get("/Annots", []):
            picture = widget.get("/AP", {}).get("/N")
            if picture is None or widget.objgen in placed:
                continue
            content = unpacked(picture, MAX_INK)
            if not PICTURE(picture) or content is None or not _words(content) <= _PATHS or not _balanced(content):
                yield Problem(_WIDGET, field=field_name(widget))


def _words(content: bytes) -> set[bytes]:
    """All that is no number, each once."""
    return {found[0] for found in re.finditer(rb"[^\s0-9.-]+", content)}


def _balanced(content: bytes) -> bool:
    """True if it never restores a state that it didn't save: some readers would then forget the box that bounds it."""
    depth = 0
    for found in re.finditer(rb"(?<!\S)[qQ](?!\S)", content):
        depth += 1 if found[0] == b"q" else -1
        if depth < 0:
            return False
    return depth == 0


_PATHS = frozenset(operator.encode() for operator in OPERATORS)


def field_name(field: Any) -> str:
    """The field's whole name, its parents' included."""
    parts = [str(field.get("/T", ""))]
    while (parent := field.get("/Parent")) is not None and len(parts) < DEEPEST:
        parts.append(str(parent.get("/T", "")))
        field = parent
    return ".".join(reversed(parts))


def unpacked(packed: Any, most: int = MAX_DATA) -> bytes | None:
    """A stream's content, or None where it is damaged, too large, or packed in a way that Juryapp doesn't use."""
    raw = bytes(packed.read_raw_bytes())
    kind = packed.get("/Filter")
    if kind is None or not raw:
        return raw if len(raw) <= most else None
    if (
        repr(kind) not in ('pikepdf.Name("/FlateDecode")', 'pikepdf.Array([ pikepdf.Name("/FlateDecode") ])')
        or "/DecodeParms" in packed
    ):
        return None
    inflate = zlib.decompressobj()
    try:
        content = inflate.decompress(raw, most)
    except zlib.error:
        return None
    return content if inflate.eof else None
