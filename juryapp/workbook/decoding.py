"""Decoding: text files as spreadsheet programs write them: UTF-8, UTF-16, or the code page of western Windows."""

from __future__ import annotations

from pathlib import Path

from juryapp.errors import FileProblem

_ZIP, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How .xlsx and .ods files begin, and Microsoft's older ones."""


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


def refuse_workbook(path: Path, content: bytes) -> None:
    """Raises `FileProblem` for an .xlsx, .ods or .xls file in place of text, whatever it is called."""
    if content.startswith((_ZIP, _COMPOUND)):
        raise FileProblem("{path} is a workbook and no CSV file; open it in a spreadsheet program and save it as CSV.", path=path)
