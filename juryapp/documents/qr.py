"""The QR code of a signed sheet as a picture: what it says of a sheet, its modules, and finding it in a photo or scan.

Not here: what a code says, and its signature (`signing/qr_claims.py`).
"""

from __future__ import annotations

import hashlib
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

import zxingcpp
from PIL import Image, UnidentifiedImageError

from juryapp.documents.preview import each_page
from juryapp.documents.scan import MOST_PAGES
from juryapp.documents.sheet_json import read_sheet
from juryapp.errors import FileProblem, Problem
from juryapp.journal.heads import sheet_meaning
from juryapp.model.names import read_names
from juryapp.model.sheet import SheetState
from juryapp.signing.keys import PrivateKey
from juryapp.signing.qr_claims import QrClaims, coded, frame_of, make_qr

_MOST_PIXELS = 60_000_000
_MOST_PIXELS_TWICE = 9_000_000
"""A page at 300 dpi. Larger pictures aren't enlarged."""
_MOST_MODULES = 65
"""Across: at 32 mm one of them is 0.5 mm, three pixels at 150 dpi."""
_DARKER_THAN = (60, 80, 100, 130)
"""Of 255: print is darker than most stamps' ink."""


def sheet_qr(sheet: bytes, key: PrivateKey) -> str:
    """The QR text of a sheet's JSON, signed with its juror's key; raises `FileProblem` if these bytes are no sheet."""
    return make_qr(key, **_said_of(sheet))


def is_about(claims: QrClaims, sheet: bytes) -> bool:
    """True if the code says exactly what this sheet's JSON says; raises `FileProblem` if these bytes are no sheet."""
    return all(getattr(claims, name) == said for name, said in _said_of(sheet).items())


def _said_of(sheet: bytes) -> dict[str, Any]:
    value, named = read_sheet(sheet), read_names(sheet)
    if named is None:
        raise FileProblem("This is not the data of a Juryapp score sheet; open the file that Juryapp made.")
    names, scores = named.as_json(), {one["code"]: _frozen(one) for one in value["criteria"]}
    signing = {"state": SheetState.SIGNED, "revision": value["revision"], "scores": scores, "rubric": value["rubric"]}
    return {
        "sheet": value["sheet"],
        "revision": value["revision"],
        "sha256": hashlib.sha256(sheet).hexdigest(),
        "total": value["total_printed"],
        "signed_at": int(datetime.fromisoformat(value["signed_at"]).timestamp()),
        "frame": frame_of(value["event"]["id"], names, value["rubric"]),
        "meaning": sheet_meaning({**signing, "names": names}),
        "scores": coded(scores),
    }


def _frozen(criterion: dict[str, Any]) -> dict[str, Any]:
    """A criterion's score as its signing freezes it."""
    points, remark = criterion["points"], criterion["remark"]
    said = {"points": points} if points is not None else {"points": None, "reason": criterion["reason"]}
    return {**said, "remark": remark} if remark else said


def twin(text: str) -> str:
    """The text of the second code on the same page: it says the same, and where both are seen each is known from the other."""
    return text.replace(":", "+:", 1)


def first_of(text: str) -> str:
    """The text of the first code on a page, given that of either."""
    return text.replace("+:", ":", 1) if "+" in text.partition(":")[0] else text


def matrix(text: str) -> list[list[bool]]:
    """The modules of the QR code, row by row, dark is True, without the quiet zone.

    At the best level of correction that leaves the modules large enough for a scan at 150 dpi.
    """
    made = (_modules(text, level) for level in "HQM" if _may_fit(text, level))
    return next((rows for rows in made if len(rows) <= _MOST_MODULES), None) or _modules(text, "M")


_MOST_BITS = {"H": 158 * 8, "Q": 206 * 8, "M": 290 * 8}
"""Of what a code of 65 modules says at each level of correction (ISO/IEC 18004, table 7, version 12)."""


def _may_fit(text: str, level: str) -> bool:
    """False if not even the closest packing (10 bits for three digits, 11 for two capitals) leaves it so small."""
    digits = sum(map(text.count, "0123456789"))
    return digits * 10 / 3 + (len(text) - digits) * 5.5 <= _MOST_BITS[level]


def _modules(text: str, level: str) -> list[list[bool]]:
    picture = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=level).to_image(
        scale=1, add_quiet_zones=False
    )
    modules: Any = picture  # a buffer, though its type does not say so
    rows: Any = memoryview(modules).tolist()
    return [[not module for module in row] for row in rows]


def read_photo(image: bytes) -> list[str]:
    """The texts of all QR codes on a photo or scan: JPEG, PNG, or PDF; of the two codes of one sheet the first's.

    Raises `Problem` when it is no such picture, or too large to look at.
    """
    texts: list[str] = []
    for picture in _scanned(image) if b"%PDF-" in image[:1024] else [grey_photo(image)]:
        texts += read_codes(picture)
    return list(dict.fromkeys(texts))


def read_codes(picture: Any) -> list[str]:
    """The texts of all QR codes on a picture in grey, as `read_photo` tells them.

    Where none of ours is seen at once it looks harder: another one beside it may be the clearer.
    """
    found: dict[str, None] = {}
    for looked_at in _ways_to_look(picture):
        found |= dict.fromkeys(first_of(code.text) for code in _barcodes(looked_at))
        if any(map(is_of_ours, found)):
            break
    return list(found)


def is_of_ours(text: str) -> bool:
    """True if a code begins as those of this program do, of whatever version."""
    return _OURS.match(text) is not None


_OURS = re.compile(r"JURY[A-Z]*-?[A-Z]*-?[0-9]+\+?:", re.ASCII)


def _ways_to_look(picture: Any) -> Iterator[Any]:
    """As it is; larger, for a coarse scan; and what is darker than a stamp's ink alone."""
    yield picture
    if picture.width * picture.height > _MOST_PIXELS_TWICE:
        return
    yield picture.resize((picture.width * 2, picture.height * 2), Image.Resampling.BICUBIC)
    for darkest in _DARKER_THAN:
        yield picture.point([0 if value < darkest else 255 for value in range(256)])


def _barcodes(picture: Any) -> list[Any]:
    found = zxingcpp.read_barcodes(picture, zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return [code for code in found if code.valid]


@dataclass(frozen=True)
class Seen:
    """A code where it was seen."""

    picture: Any
    """The picture or page in grey."""
    page: int
    """From 0; 0 of a photo."""
    corners: tuple[tuple[float, float], ...]
    """In pixels: the code's own upper left corner first, then as the hand of a clock goes, however the picture lies."""
    text: str
    """The code's own, which may be the second one of its page."""


def code_corners(picture: Any, text: str) -> dict[str, tuple[tuple[float, float], ...]]:
    """Where this code and its twin are on a picture in grey, each by its own text; corners as in `Seen`."""
    for looked_at in _ways_to_look(picture):
        larger = looked_at.width / picture.width
        found = {code.text: _corners(code, larger) for code in _barcodes(looked_at) if first_of(code.text) == text}
        if found:
            return found
    return {}


def _corners(code: Any, larger: float = 1.0) -> tuple[tuple[float, float], ...]:
    at = code.position
    corners = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
    return tuple((one.x / larger, one.y / larger) for one in corners)


def find_code(image: bytes, text: str, dpi: float = 200, *, either: bool = True) -> Seen | None:
    """Where this code, or with `either` its twin, is seen first: in a photo, or in a PDF drawn at `dpi`.

    Raises as `read_photo`.
    """
    wanted = {text, twin(text)} if either else {text}
    pictures = _scanned(image, dpi) if b"%PDF-" in image[:1024] else iter([grey_photo(image)])
    for page, picture in enumerate(pictures):
        for code in _barcodes(picture):
            if code.text in wanted:
                return Seen(picture, page, _corners(code), code.text)
    return None


def grey_photo(image: bytes) -> Any:
    """A JPEG or PNG picture in grey. Raises as `read_photo`.

    It isn't turned: a code can be read any way up, and what a camera notes beside it isn't believed.
    """
    too_large = Problem("This picture is too large to look at; make it smaller and try again.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # our own limit is below the library's
            with Image.open(BytesIO(image), formats=("PNG", "JPEG")) as opened:
                if opened.width * opened.height > _MOST_PIXELS:
                    raise too_large
                return opened.convert("L")
    except Image.DecompressionBombError as error:
        raise too_large from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise Problem("This picture can't be read; use a JPEG, PNG or PDF file.") from error


def _scanned(pdf: bytes, dpi: float = 200) -> Iterator[Any]:
    for picture in each_page(pdf, dpi, most=MOST_PAGES):
        yield picture.convert("L")
