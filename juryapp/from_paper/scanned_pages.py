"""Scanned pages: a stack of paper, scanned in one go or sheet by sheet, in any order and any way up, page by page with its codes.

Reads files and nothing else. What the codes prove is asked in `proven_sheets.py`.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path

from PIL.Image import Image

from juryapp.documents.bubbles import PREFIX as FORM_PREFIX
from juryapp.documents.completeness_record import PREFIX as RECORD_PREFIX
from juryapp.documents.form import attached_kind, paper_of
from juryapp.documents.preview import each_page, page_sizes
from juryapp.documents.qr import grey_photo, read_codes
from juryapp.errors import FileProblem, Problem, Refused
from juryapp.model.document import FileKind
from juryapp.signing.qr_claims import PREFIX
from juryapp.skipped_in_folders import SYSTEM_FOLDERS
from juryapp.text import _, one_line
from juryapp.verification.files_to_check import read_file

ENDINGS = (".pdf", ".png", ".jpg", ".jpeg")
MOST_BYTES = 500_000_000
"""Of one file: 500 pages in colour."""
MOST_PAGES = 2_000
"""Of one stack."""
_OTHER_PICTURES = (".heic", ".tif", ".tiff", ".webp", ".gif", ".bmp")
"""Of pictures that can't be read: one that lies in a folder is told, not passed over."""
_MOST_NAMES = 50_000
"""Of a folder and of those within: a whole disk may have been chosen."""
_DPI = 200
_QUALITY = 80
Progress = Callable[[int, int], None]
"""Told how many of how many pages are read."""


@dataclass(frozen=True)
class ScannedPage:
    """One page of a stack."""

    file: Path
    page: int
    """From 1."""
    codes: tuple[str, ...] = ()
    """The texts of the codes of signed sheets on it, each once."""
    form: str = ""
    """The text of a paper form's code."""
    scan: bytes = field(default=b"", repr=False)
    """Of a paper form: the page in grey, as JPEG."""
    problem: Problem | None = None
    """Why it can't be read."""
    kind: FileKind | None = None
    """What its file or its code says that it is, where that is a paper of ours which brings no points back; None for scans."""
    others: tuple[str, ...] = ()
    """The texts of codes on it that this program doesn't know, each once: anybody's words."""
    called: str = ""
    """The file as it is told where another one of the stack has the same name, with its folders."""

    @property
    def where(self) -> str:
        """As it is told: the file's name and the page."""
        return _("{file}, page {page}", file=self.called or self.file.name, page=self.page)


def files_of(paths: Sequence[Path]) -> list[Path]:
    """The files named, and the pictures in the folders named and in those within, each once.

    Raises `FileProblem`, `Refused` where there are none.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found |= dict.fromkeys(_inside(path))
        elif path.exists():
            found[path] = None
        else:
            raise FileProblem("{path} does not exist; check the name and the flash disk.", path=path)
    if not found:
        raise Refused(
            "There is no scan in {paths}; scans are PDF, JPEG or PNG files.", paths=", ".join(str(path) for path in paths)
        )
    return list(found)


def _inside(folder: Path) -> Iterator[Path]:
    """The pictures in a folder and in those within, in the order of their names; what is hidden is no scan."""

    def refuse(error: OSError) -> None:
        path = Path(error.filename or folder)
        raise FileProblem("{path} can't be read; look whether the folder is still there.", path=path) from error

    left = _MOST_NAMES
    for place, within, names in os.walk(folder, onerror=refuse):
        within[:] = sorted(name for name in within if not name.startswith((".", *SYSTEM_FOLDERS)))
        files = (Path(place, name) for name in sorted(names) if not name.startswith("."))
        yield from (one for one in files if one.suffix.lower() in (*ENDINGS, *_OTHER_PICTURES) and one.is_file())
        left -= len(names) + len(within)
        if left < 0:
            raise Refused(
                "{path} holds more than {most} files and folders; choose the folder in which the scans lie.",
                path=folder,
                most=_MOST_NAMES,
            )


def read_stack(
    files: Sequence[Path], progress: Progress = lambda done, of: None, stopped: Callable[[], bool] = lambda: False
) -> list[ScannedPage]:
    """Every page with its codes, in the order of the files. A file that can't be read is one page that says why.

    Ends early where `stopped` says so. Raises `Refused` for more pages than a stack has.
    """
    found, total = list[ScannedPage](), sum(map(_count, files))
    if total > MOST_PAGES:
        raise Refused("These are {count} pages; at most {most} are read in one go.", count=total, most=MOST_PAGES)
    called = _called(files)
    for file in files:
        kind: FileKind | None = None
        for number, page in enumerate(_pages(file), 1):
            if stopped():
                return found
            progress(len(found), total)
            one = _read(file, number, page)
            if not (one.codes or one.form or one.problem or one.kind):
                kind = kind or _kind(file)
                one = replace(one, kind=kind)
            found.append(replace(one, called=called.get(file, "")))
    progress(len(found), total)
    return found


def _called(files: Sequence[Path]) -> dict[Path, str]:
    """How to tell files of the same name apart: by their folders below the one that holds all of them."""
    names = Counter(file.name for file in files)
    if len(names) == len(files):
        return {}
    above = os.path.commonpath([file.absolute().parent for file in files])
    return {file: one_line(os.path.relpath(file, above)) for file in files if names[file.name] > 1}


def _count(file: Path) -> int:
    """How many pages a file has; 1 of a picture, and of what can't be read: that is told in its place."""
    try:
        content = _content(file)
        return len(page_sizes(content)) if _is_pdf(content) else 1
    except Problem:
        return 1


def _content(file: Path) -> bytes:
    content, is_all = read_file(file, MOST_BYTES)
    if not is_all:
        most = MOST_BYTES // 1_000_000
        raise FileProblem("{path} is larger than {megabytes} MB; scan fewer pages into one file.", path=file, megabytes=most)
    return content


def _is_pdf(content: bytes) -> bool:
    return b"%PDF-" in content[:1024]


def _kind(file: Path) -> FileKind | None:
    """What a PDF of ours says that it is, unless that is a score sheet. It may be a lie, and decides nothing."""
    content = _content(file)
    return (paper_of(content) or attached_kind(content)) if _is_pdf(content) else None


def _pages(file: Path) -> Iterator[Image | Problem]:
    """The pages in grey, one after the other; or why there is none."""
    try:
        content = _content(file)
        if _is_pdf(content):
            for page in each_page(content, _DPI):
                yield page.convert("L")
        else:
            yield grey_photo(content)
    except Problem as problem:
        yield problem


def _read(file: Path, number: int, page: Image | Problem) -> ScannedPage:
    if isinstance(page, Problem):
        return ScannedPage(file, number, problem=page)
    texts = read_codes(page)
    form = next((text for text in texts if text.startswith(FORM_PREFIX)), "")
    codes = tuple(text for text in texts if text.startswith(PREFIX))
    kind = FileKind.COMPLETENESS if any(text.startswith(RECORD_PREFIX) for text in texts) and not (codes or form) else None
    known = (PREFIX, FORM_PREFIX, RECORD_PREFIX)
    others = tuple(text for text in texts if not text.startswith(known))
    return ScannedPage(file, number, codes, form, _kept(page) if form else b"", kind=kind, others=others)


def _kept(page: Image) -> bytes:
    out = BytesIO()
    page.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
