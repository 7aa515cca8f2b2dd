"""Decoding: text files as spreadsheet programs write them: UTF-8, UTF-16, UTF-32, or the code page of western Windows."""

from __future__ import annotations

from pathlib import Path

from juryapp.errors import FileProblem

_ZIP, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How .xlsx and .ods files begin, and Microsoft's older ones."""


CODE_PAGE = "Windows-1252"
"""The guess for letters that are in no form of Unicode: of another code page some are wrong, which only a reader sees."""
_MARKS = (
    *((b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")),
    *((b"\xef\xbb\xbf", "utf-8-sig"),),
)
"""How files begin that say it; what begins as another goes first."""


def decoded(content: bytes) -> str:
    """The text of such a file. Raises `UnicodeDecodeError` where it is none of these."""
    return content.decode(_encoding_of(content))


def is_guessed(content: bytes) -> bool:
    """True if the text is in no form of Unicode, so that it was read by the code page of western Windows."""
    return _encoding_of(content) == "cp1252"


def _encoding_of(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    if b"\0" in content[:4]:  # its mark was lost: the first letter is of the alphabet
        width = "32" if content[:3] == b"\0\0\0" or content[1:4] == b"\0\0\0" else "16"
        return f"utf-{width}-{'be' if content[:1] == bytes(1) else 'le'}"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def refuse_workbook(path: Path, content: bytes) -> None:
    """Raises `FileProblem` for an .xlsx, .ods or .xls file in place of text, whatever it is called."""
    if content.startswith((_ZIP, _COMPOUND)):
        raise FileProblem("{path} is a workbook and no CSV file; open it in a spreadsheet program and save it as CSV.", path=path)
