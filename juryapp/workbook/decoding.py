"""Decoding: text files as spreadsheet programs write them: UTF-8, UTF-16, or the code page of western Windows."""

from __future__ import annotations


def decoded(content: bytes) -> str:
    """The text of such a file. Raises `UnicodeDecodeError` where it is none of these."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    if b"\0" in content[:2]:  # its mark was lost: the first letter is of the alphabet
        return content.decode("utf-16-be" if content[:1] == b"\0" else "utf-16-le")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")
