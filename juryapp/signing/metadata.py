"""Metadata: every statement in a PDF's XMP packet (ISO 16684-1), however a program writes it down.

A reader shows the title above the page, in the language that it likes best: a second title behind the first is a statement too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_ABOUT, _DESCRIPTION = _RDF + "about", _RDF + "Description"
_ENVELOPE = "{adobe:ns:meta/}xmpmeta"
_MAKER = "{adobe:ns:meta/}xmptk"
"""Which program wrote the packet."""
_AROUND = re.compile(r"<\?xpacket [^<>]{0,200}\?>")
_MOST_BYTES = 1_000_000

Statement = tuple[str, object]
"""A property's name, and its text, or the whole tree that it is."""


def statements(packet: bytes) -> list[Statement]:
    """All properties, sorted. Raises `ValueError` for anything that isn't plainly a list of them."""
    bare = _AROUND.sub("", packet[: _MOST_BYTES + 1].decode())
    # without declarations a packet is text and nothing grows out of it; what is hidden in a comment is refused
    if len(packet) > _MOST_BYTES or "<!" in bare or "<?" in bare:
        raise ValueError("comments, entities or instructions in the metadata")
    try:
        root = ElementTree.fromstring(bare.strip())
    except ElementTree.ParseError as error:
        raise ValueError("no packet of metadata") from error
    (rdf,) = _inside(root, _ENVELOPE, {_MAKER})
    return sorted((one for each in _inside(rdf, _RDF + "RDF", set()) for one in _described(each)), key=repr)


def _inside(element: Any, tag: str, known: set[str]) -> list[Any]:
    """The elements of one that must be this and nothing else."""
    if element.tag != tag or set(element.attrib) - known or _text(element) or any(_tail(one) for one in element):
        raise ValueError(f"more than {tag}")
    return list(element)


def _described(element: Any) -> Iterator[Statement]:
    """Properties stand as attributes or as elements, which is the same."""
    about = {name: element.get(name) for name in element.attrib if name == _ABOUT}
    if any(about.values()):
        raise ValueError("metadata of something else")
    yield from ((name, text) for name, text in element.attrib.items() if name != _ABOUT)
    for child in _inside(element, _DESCRIPTION, set(element.attrib)):
        simple = not len(child) and not child.attrib
        yield child.tag, (child.text or "") if simple else _tree(child)


def _tree(element: Any) -> object:
    inner = [(_tree(one), _tail(one)) for one in element]
    text = _text(element) if inner else element.text or ""
    return (element.tag, sorted(element.attrib.items()), text, inner)


def _text(element: Any) -> str:
    return (element.text or "").strip()


def _tail(element: Any) -> str:
    return (element.tail or "").strip()
