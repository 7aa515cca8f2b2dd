"""Added shapes: tables of what signatures and proofs add to a PDF, each key and the kind of its value.

From PDF 32000-1 (7.5.5, 7.12, 12.7, 12.8) and ETSI EN 319 142-1 (5.4); nothing in them acts on a reader or draws on a page.
"""

from __future__ import annotations

import re
from typing import Any

from juryapp.signing.object_shapes import (
    Shape,
    array,
    dictionary,
    either,
    mapping,
    name,
    number,
    octets,
    plain,
    stream,
    text,
    whole,
)

_STREAMS = array(stream({}))
LOCK = dictionary(
    {
        "/Type": name("/SigFieldLock"),
        "/Action": name("/All", "/Include", "/Exclude"),
        "/Fields": array(text),
        "/P": whole(1, 3),
    }
)
_PARAMETERS = dictionary(
    {
        "/Type": name("/TransformParams"),
        "/Action": name("/All", "/Include", "/Exclude"),
        "/Fields": array(text),
        "/P": whole(1, 3),
        "/V": name("/1.2"),
    }
)


def _is_catalogue(value: Any) -> bool:
    return bool(value.get("/Type") == "/Catalog")


_REFERENCE = dictionary(
    {
        "/Type": name("/SigRef"),
        "/TransformMethod": name("/DocMDP", "/FieldMDP"),
        "/TransformParams": _PARAMETERS,
        "/Data": _is_catalogue,
        "/DigestMethod": name(),
        "/DigestValue": text,
        "/DigestLocation": array(whole()),
    }
)
SIGNATURE = dictionary(
    {
        "/Type": name("/Sig", "/DocTimeStamp"),
        "/Filter": name(),
        "/SubFilter": name(),
        "/Contents": octets,
        "/ByteRange": array(whole(), 4),
        "/Reference": array(_REFERENCE),
        "/M": text,
        "/Name": text,
        "/Reason": text,
        "/Location": text,
        "/ContactInfo": text,
        "/Changes": array(whole(), 3),
        "/R": whole(),
        "/V": whole(),
        "/Prop_Build": plain,
        "/Prop_AuthTime": whole(),
        "/Prop_AuthType": name(),
    }
)
"""A signature's dictionary (table 252); of ours, `revisions` allows fewer keys."""
PICTURE = stream({"/Type": name("/XObject"), "/Subtype": name("/Form"), "/BBox": array(number, 4), "/Resources": dictionary({})})


_EXTENSION = dictionary(
    {
        "/Type": name("/DeveloperExtensions"),
        "/BaseVersion": name(),
        "/ExtensionLevel": whole(),
        "/ExtensionRevision": text,
        "/URL": text,
    }
)
_PROOFS_OF_ONE = dictionary(
    {
        "/Type": name("/VRI"),
        "/Cert": _STREAMS,
        "/CRL": _STREAMS,
        "/OCSP": _STREAMS,
        "/TU": text,
        "/TS": stream({}),
    }
)
CATALOGUE: dict[str, Shape] = {
    "/AcroForm": dictionary({"/Fields": array(lambda field: hasattr(field, "keys")), "/SigFlags": whole(0, 3)}),
    "/Perms": dictionary({"/DocMDP": SIGNATURE}),
    "/Metadata": stream({"/Type": name("/Metadata"), "/Subtype": name("/XML")}),
    "/Version": name("/1.4", "/1.5", "/1.6", "/1.7", "/2.0"),
    "/Extensions": mapping(lambda key: bool(re.fullmatch("/[A-Za-z_]{1,16}", key)), either(_EXTENSION, array(_EXTENSION))),
    "/DSS": dictionary(
        {
            "/Type": name("/DSS"),
            "/Certs": _STREAMS,
            "/CRLs": _STREAMS,
            "/OCSPs": _STREAMS,
            "/VRI": mapping(lambda key: bool(re.fullmatch("/[0-9A-F]{40}|/Type", key)), either(_PROOFS_OF_ONE, name("/VRI"))),
        }
    ),
}
"""What signatures and proofs add to the catalogue. Whether they may is decided where the catalogue is compared."""
_INFO = mapping(lambda _key: True, either(text, name("/True", "/False", "/Unknown")))
_TABLE = {"/Size": whole(), "/Prev": whole(), "/Index": array(whole()), "/W": array(whole(), 3), "/Length": whole()}
TRAILER: dict[str, Shape] = {
    **_TABLE,
    "/Type": name("/XRef"),
    "/Filter": name("/FlateDecode"),
    "/DecodeParms": plain,
    "/ID": array(text, 2),
    "/Info": _INFO,
    "/Root": _is_catalogue,
}
