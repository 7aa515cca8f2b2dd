"""The QR code of a signed sheet: what it claims, signed by the juror, small enough to be read from a photo of a print.

`JURY1:` + base45 (RFC 9285) of a COSE_Sign1 (RFC 9052), ES256. The payload is CBOR with integer keys (`_CLAIMS`).
Not here: whether a claim is true of a sheet, and which key is whose.
"""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any

import zxingcpp
from base45 import b45decode, b45encode
from cbor2 import CBORDecodeError, CBORTag, dumps, loads
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from PIL import Image, UnidentifiedImageError

from juryapp.documents.preview import each_page
from juryapp.documents.scan import MOST_PAGES
from juryapp.documents.sheet_json import read_sheet
from juryapp.errors import Problem
from juryapp.signing.keys import PrivateKey, PublicKey

PREFIX = "JURY1:"
_LONGEST = 1000
_TAG = 18
_PROTECTED = bytes.fromhex("a10126")
"""{1: -7}: ES256."""
_KID = 4
_SHEET, _REVISION, _DIGEST, _TOTAL, _SIGNED_AT, _JUROR = range(1, 7)
_MOST_PIXELS = 60_000_000


@dataclass(frozen=True)
class QrClaims:
    """What a QR code says. True only once `verify_qr` says so for the juror's key."""

    sheet: str
    """Such as `PAR24/K01/J06`."""
    revision: int
    sha256: str
    """Of the sheet's JSON, in hex."""
    total: str
    """As printed, with a dot."""
    signed_at: int
    """Seconds since 1970, by the laptop's clock."""
    juror: str
    kid: bytes = b""
    """First 8 bytes of the SHA-256 of the juror's public key: a hint which key to try, no proof."""
    payload: bytes = field(default=b"", repr=False)
    signature: bytes = field(default=b"", repr=False)
    """r and s, 32 bytes each."""


def make_qr(key: PrivateKey, *, sheet: str, revision: int, sha256: str, total: str, signed_at: int, juror: str) -> str:
    """The text of the QR code, signed with the juror's key."""
    claims = {
        _SHEET: sheet,
        _REVISION: revision,
        _DIGEST: bytes.fromhex(sha256),
        _TOTAL: total,
        _SIGNED_AT: signed_at,
        _JUROR: juror,
    }
    payload = dumps(claims, canonical=True)
    r, s = decode_dss_signature(key.sign(_signed_bytes(payload)))
    signature = r.to_bytes(32, "big") + s.to_bytes(32, "big")
    message = dumps(CBORTag(_TAG, [_PROTECTED, {_KID: key_id(key.public)}, payload, signature]), canonical=True)
    return PREFIX + str(b45encode(message), "ascii")


def sheet_qr(sheet: bytes, key: PrivateKey) -> str:
    """The QR text of a sheet's JSON, signed with its juror's key; raises `FileProblem` if these bytes are no sheet."""
    return make_qr(key, **_said_of(sheet))


def is_about(claims: QrClaims, sheet: bytes) -> bool:
    """True if the code says exactly what this sheet's JSON says; raises `FileProblem` if these bytes are no sheet."""
    return all(getattr(claims, name) == said for name, said in _said_of(sheet).items())


def _said_of(sheet: bytes) -> dict[str, Any]:
    value = read_sheet(sheet)
    return {
        "sheet": value["sheet"],
        "revision": value["revision"],
        "sha256": hashlib.sha256(sheet).hexdigest(),
        "total": value["total_printed"],
        "signed_at": int(datetime.fromisoformat(value["signed_at"]).timestamp()),
        "juror": value["juror"]["code"],
    }


def key_id(key: PublicKey) -> bytes:
    """First 8 bytes of the SHA-256 of the public key."""
    return hashlib.sha256(key.raw).digest()[:8]


def read_qr(text: str) -> QrClaims:
    """What a QR code claims, strictly read; nothing is verified yet.

    Raises `Problem` when it isn't a code of ours.
    """
    foreign = Problem("This QR code isn't one of a Juryapp score sheet.")
    if not text.startswith(PREFIX) or len(text) > _LONGEST:
        raise foreign
    try:
        claims = _claims(b45decode(text.removeprefix(PREFIX)))
    except (ValueError, TypeError, KeyError, AttributeError, CBORDecodeError, RecursionError) as error:
        raise foreign from error
    return claims


def verify_qr(claims: QrClaims, key: PublicKey) -> bool:
    """True if this key signed exactly these claims."""
    try:
        if _from_payload(claims.payload, claims.kid, claims.signature) != claims or len(claims.signature) != 64:
            return False
    except (ValueError, TypeError, KeyError):
        return False
    r, s = (int.from_bytes(half, "big") for half in (claims.signature[:32], claims.signature[32:]))
    return key.verify(_signed_bytes(claims.payload), encode_dss_signature(r, s))


def matrix(text: str) -> list[list[bool]]:
    """The modules of the QR code at error level M, row by row, dark is True, without the quiet zone."""
    picture = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M").to_image(scale=1, add_quiet_zones=False)
    modules: Any = picture  # a buffer, though its type does not say so
    rows: Any = memoryview(modules).tolist()
    return [[module == 0 for module in row] for row in rows]


def read_photo(image: bytes) -> list[str]:
    """The texts of all QR codes on a photo or scan: JPEG, PNG, or PDF.

    Raises `Problem` when it is no such picture, or too large to look at.
    """
    texts: list[str] = []
    for picture in _scanned(image) if b"%PDF-" in image[:1024] else [_photo(image)]:
        found = zxingcpp.read_barcodes(picture, zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
        texts += [code.text for code in found if code.valid]
    return list(dict.fromkeys(texts))


@dataclass(frozen=True)
class Seen:
    """A code where it was seen."""

    picture: Any
    """The picture or page in grey."""
    page: int
    """From 0; 0 of a photo."""
    corners: tuple[tuple[float, float], ...]
    """In pixels: the code's own upper left corner first, then as the hand of a clock goes, however the picture lies."""


def find_code(image: bytes, text: str, dpi: float = 200) -> Seen | None:
    """Where this code is seen first: in a photo, or in a PDF drawn at `dpi`. Raises as `read_photo`."""
    pictures = _scanned(image, dpi) if b"%PDF-" in image[:1024] else iter([_photo(image)])
    for page, picture in enumerate(pictures):
        for code in zxingcpp.read_barcodes(picture, zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)):
            if code.valid and code.text == text:
                at = code.position
                corners = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
                return Seen(picture, page, tuple((float(one.x), float(one.y)) for one in corners))
    return None


def _signed_bytes(payload: bytes) -> bytes:
    """The Sig_structure of RFC 9052, 4.4."""
    return dumps(["Signature1", _PROTECTED, b"", payload], canonical=True)


def _claims(message: bytes) -> QrClaims:
    tag = loads(message)
    if not isinstance(tag, CBORTag) or tag.tag != _TAG or dumps(tag, canonical=True) != message:
        raise ValueError("not a COSE_Sign1")
    protected, unprotected, payload, signature = tag.value
    if protected != _PROTECTED or set(unprotected) != {_KID} or len(signature) != 64 or len(unprotected[_KID]) != 8:
        raise ValueError("other headers")
    return _from_payload(payload, unprotected[_KID], signature)


def _from_payload(payload: bytes, kid: bytes, signature: bytes) -> QrClaims:
    said = loads(payload)
    kinds = {_SHEET: str, _REVISION: int, _DIGEST: bytes, _TOTAL: str, _SIGNED_AT: int, _JUROR: str}
    if not isinstance(said, dict) or set(said) != set(kinds) or dumps(said, canonical=True) != payload:
        raise ValueError("other claims")
    if any(type(said[number]) is not kind for number, kind in kinds.items()) or len(said[_DIGEST]) != 32:
        raise ValueError("claims of another kind")
    return QrClaims(
        said[_SHEET], said[_REVISION], said[_DIGEST].hex(), said[_TOTAL], said[_SIGNED_AT], said[_JUROR], kid, payload, signature
    )


def _photo(image: bytes) -> Any:
    """The picture in grey. It isn't turned: a code can be read any way up, and what a camera notes beside it isn't believed."""
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
