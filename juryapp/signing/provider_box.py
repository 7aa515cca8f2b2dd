"""Provider's box: whether a visible signature that a provider's own program made stands in the box kept for it, and shows nothing
beside it.

A reader of PDFs cuts a widget's picture at its rectangle (PDF 32000-1, 8.10.1 and 12.5.5), as long as the picture doesn't restore
a state that it never saved. So: the whole rectangle in one box, alone there, on that page; a picture of letters, lines and images
that neither acts, nor hides, nor refers to anything outside. What it says is the provider's, and isn't read.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

import pikepdf

from juryapp.signing.added_objects import DEEPEST, UNSEEN, field_name, is_widget, unpacked
from juryapp.signing.fields import Kept, is_jury_field
from juryapp.signing.object_shapes import Shape, array, number

_REACH = 0.1
"""Points by which a rectangle may reach over, as programs round."""
_HIDING = 1 | 2 | 8 | 16 | 32 | 256
"""Flags by which a widget is not seen, or isn't where its rectangle is (table 165: invisible, hidden, no zoom, no rotation, no
view, toggled)."""
_PRINTED = 4
_MOST = 1_000_000
"""Bytes of the instructions of one picture."""
_WIDGET: dict[str, Shape] = {**UNSEEN, "/Border": array(number), "/AP": lambda value: set(value.keys()) == {"/N"}}
_OPERATOR = re.compile(
    r"[qQwJjMdimlcvyhSfFBnWGgKk]|cm|ri|gs|re|s|f\*|B\*|b|b\*|W\*|CS|cs|SCN?|scn?|RG|rg|BT|ET|T[cwzLfrsdDmJj*]|'|\"|Do|BMC|EMC"
)
"""No inline images, shadings, marks with properties (which optional content hides), or glyphs that are programs."""
_FORM = frozenset({"/Type", "/Subtype", "/FormType", "/BBox", "/Matrix", "/Resources", "/Name", "/Group", "/Length", "/Filter"})
_RESOURCES = frozenset({"/Font", "/XObject", "/ExtGState", "/ProcSet", "/ColorSpace"})
_NEVER = frozenset({"/A", "/AA", "/JS", "/OC", "/OPI", "/Alternates", "/F", "/Ref", "/PieceInfo", "/Parent", "/P", "/TR", "/TR2"})
"""Keys with which a part would act, hide, or refer to something outside the picture."""
_PARTS = ("/Font", "/FontDescriptor", "/XObject", "/ExtGState", "/Encoding", "/CMap", "/Group", "/Mask", "/Metadata")


def placed(now: Any, kept: Sequence[Kept]) -> dict[tuple[int, int], tuple[str, Kept]]:
    """The visible signatures of providers that stand in these boxes and may: object -> field and box."""
    found: dict[Kept, list[Any]] = {}
    for number_, page in enumerate(now.pages):
        for widget in page.obj.get("/Annots", []):
            if box := _box_of(widget, number_, kept):
                found.setdefault(box, []).append((widget, page))
    alone = {box: ours[0] for box, ours in found.items() if len(ours) == 1}
    return {widget.objgen: (field_name(widget), box) for box, (widget, page) in alone.items() if _is_sound(widget, page)}


def _box_of(widget: Any, page: int, kept: Sequence[Kept]) -> Kept | None:
    """The box in which the whole rectangle lies; None for fields of ours, and for what isn't seen."""
    sides = [float(side) for side in widget.get("/Rect", [])]
    if len(sides) != 4 or not all(map(math.isfinite, sides)) or is_jury_field(field_name(widget)):
        return None
    left, right, bottom, top = *sorted(sides[::2]), *sorted(sides[1::2])
    if right <= left and top <= bottom:
        return None
    for one in kept:
        within = left >= one.box[0] - _REACH and bottom >= one.box[1] - _REACH
        if one.page == page and within and right <= one.box[2] + _REACH and top <= one.box[3] + _REACH:
            return one
    return None


def _is_sound(widget: Any, page: Any) -> bool:
    """True for a signed field that is seen and printed, with a picture of its own or none."""
    value = widget.get("/V")
    if value is None or value.get("/Type") != "/Sig" or not is_widget(widget, page, _WIDGET):
        return False
    if int(widget["/F"]) & _HIDING or not int(widget["/F"]) & _PRINTED:
        return False
    picture = widget.get("/AP", {}).get("/N")
    return picture is None or _is_picture(picture, 0)


def _is_picture(form: Any, depth: int) -> bool:
    """True for a form whose instructions stay within its bounds, and whose parts are letters, images and such forms."""
    if (
        depth > DEEPEST
        or not isinstance(form, pikepdf.Stream)
        or not set(form.keys()) <= _FORM
        or form.get("/Subtype") != "/Form"
    ):
        return False
    sides = [float(side) for side in form.get("/BBox", [])]
    turned = [float(part) for part in form.get("/Matrix", [1, 0, 0, 1, 0, 0])]
    finite = all(map(math.isfinite, [*sides, *turned]))
    if len(sides) != 4 or len(turned) != 6 or not finite or sides[0] == sides[2] or sides[1] == sides[3]:
        return False
    content, parts = unpacked(form, _MOST), form.get("/Resources", pikepdf.Dictionary())
    if content is None or not set(parts.keys()) <= _RESOURCES:
        return False
    return _stays_within(form) and all(_is_part(parts[key], depth) for key in parts.keys())  # noqa: SIM118


def _stays_within(form: Any) -> bool:
    depth = 0
    for one in pikepdf.parse_content_stream(form):
        operator = str(one.operator)
        depth += (operator == "q") - (operator == "Q")
        if not _OPERATOR.fullmatch(operator) or depth < 0:
            return False
    return depth == 0


def _is_part(value: Any, depth: int) -> bool:
    """True for what letters and images are made of, all the way down."""
    if depth > 2 * DEEPEST:
        return False
    if isinstance(value, pikepdf.Array):
        return all(_is_part(one, depth + 1) for one in value)
    if not isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
        return True
    if value.get("/Subtype") == "/Form" and isinstance(value, pikepdf.Stream):
        return _is_picture(value, depth + 1)
    return _is_plain_part(value) and all(_is_part(value[key], depth + 1) for key in value.keys())  # noqa: SIM118


def _is_plain_part(value: Any) -> bool:
    kind, subtype = value.get("/Type"), value.get("/Subtype")
    acts = isinstance(kind, pikepdf.Name) and str(kind) not in _PARTS
    return not acts and not set(value.keys()) & _NEVER and subtype not in ("/Type3", "/PS") and value.get("/S") in _GROUPS


_GROUPS = (None, "/Transparency")
