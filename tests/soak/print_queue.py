"""A print queue: sheets go through a real CUPS of our own, with its own folder and its own queue that keeps what it is given.

The system's own printers are neither asked nor touched. Played where Debian's packages `cups` and `cups-filters` are.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageStat

from juryapp.documents.preview import pages, words_of_pages
from juryapp.printing import print_service
from juryapp.printing.paper_names import SIZES
from juryapp.printing.print_jobs import print_jobs
from juryapp.printing.print_outcome import Printed
from juryapp.printing.print_service import Printer
from tests.builders import a_candidate, a_juror, a_juror_record, a_setup, an_event, sign
from ui.print_ways import print_by_service
from ui.print_work import Wanted
from ui.work_steps import Steps

_DRIVER = "/usr/share/ppd/cupsfilters/Generic-PDF_Printer-PDF.ppd"
_NEEDED = {"/usr/sbin/cupsd": "cups", _DRIVER: "cups-filters", "/usr/bin/lp": "cups-client"}
MOST_MB = 200
_DISTINCT = 12
_FILES = """
ServerRoot {folder}/root
ServerBin {folder}/bin
RequestRoot {folder}/spool
CacheDir {folder}/cache
StateDir {folder}/state
TempDir {folder}/spool
DataDir /usr/share/cups
AccessLog {folder}/log/access
ErrorLog {folder}/log/error
PageLog {folder}/log/page
"""
_CONFIGURATION = """
Listen localhost:{port}
Browsing No
WebInterface No
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
    Allow all
  </Limit>
</Policy>
"""
_BACKEND = """#!/bin/sh
if [ $# = 0 ]; then echo 'direct keep "Unknown" "Keeps all"'; exit 0; fi
cat > {folder}/out/$1
"""


def lacking() -> str:
    """What this machine lacks, as a sentence; nothing where it can be played."""
    missing = [package for path, package in _NEEDED.items() if not os.path.exists(path)]
    return f"no print queue is tried: apt-get install {' '.join(missing)}" if missing else ""


@contextmanager
def a_print_service() -> Iterator[Path]:
    """A service of our own with the queue `Kantor`; its folder. What `lp` is told goes there meanwhile."""
    folder = Path(tempfile.mkdtemp(prefix="jury-cups-", dir="/tmp"))
    folder.chmod(0o711)  # the service's filters run as another user
    former = os.environ.get("CUPS_SERVER")
    for name in ("root", "spool", "cache", "state", "log", "out", "bin/backend"):
        (folder / name).mkdir(parents=True)
    for name in ("filter", "daemon", "cgi-bin", "monitor", "notifier", "driver"):
        (folder / "bin" / name).symlink_to(f"/usr/lib/cups/{name}")
    (folder / "files.conf").write_text(_FILES.format(folder=folder))
    port = _free_port()
    (folder / "cupsd.conf").write_text(_CONFIGURATION.format(port=port))
    backend = folder / "bin/backend/keep"
    backend.write_text(_BACKEND.format(folder=folder))
    backend.chmod(0o700)
    command = ["/usr/sbin/cupsd", "-f", "-c", str(folder / "cupsd.conf"), "-s", str(folder / "files.conf")]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            os.environ["CUPS_SERVER"] = f"localhost:{port}"
            _until(lambda: "is running" in _told("lpstat", "-r"))
            queue = ["/usr/sbin/lpadmin", "-p", "Kantor", "-E", "-v", "keep:/there", "-P", str(_driver(folder))]
            subprocess.run(queue, check=True, capture_output=True, timeout=60)
            yield folder
        finally:
            server.terminate()
            os.environ.pop("CUPS_SERVER")
            if former is not None:
                os.environ["CUPS_SERVER"] = former
    shutil.rmtree(folder, ignore_errors=True)


def _driver(folder: Path) -> Path:
    """A driver that writes PDF, and knows F4 by the name that most drivers give it."""
    known = Path(_DRIVER).read_text()
    legal = [line for line in known.splitlines() if re.match(r"\*\w+ Legal/", line)]
    more = [
        line.replace("Legal/Legal", "FanFoldGermanLegal/8.5 x 13").replace("1008", "936").replace("972", "900") for line in legal
    ]
    path = folder / "kantor.ppd"
    path.write_text(known + "\n".join(more) + "\n")
    return path


def faults(sheets: int) -> list[str]:
    """What went wrong with so many sheets; nothing where all came out."""
    with tempfile.TemporaryDirectory(prefix="juryapp-soak-") as name, a_print_service() as folder:
        signed = _signed(Path(name))
        printer = next((one for one in print_service.printers() if one.name == "Kantor"), None)
        if printer is None:
            return ["the queue isn't found"]
        return [
            *_all_printed(printer, signed, sheets, folder),
            *_on_f4(printer, signed, folder),
            *_called_off(printer, signed),
        ]


def _all_printed(printer: Printer, signed: Sequence[bytes], sheets: int, folder: Path) -> Iterator[str]:
    """All of them, in their order, each with its ink, and within the memory that they may take."""
    before = _most_mb()
    started = time.monotonic()
    given = (signed[place % len(signed)] for place in range(sheets))
    if print_by_service(printer, lambda: given, 1, Wanted(), Steps(sheets)) is not Printed.WHOLE:
        yield "not all went to the printer"
    grown, seconds = _most_mb() - before, time.monotonic() - started
    print(f"{sheets} sheets to the print service in {seconds:.1f} s; {grown} MB of memory at most", flush=True)
    if grown >= MOST_MB:
        yield f"{grown} MB of memory"
    printed = list(_printed(folder))
    if len(printed) != sheets:
        yield f"{len(printed)} pages came out, of {sheets}"
    words = [words_of_pages(pdf)[0] for pdf in signed]
    for place, (pdf, page) in enumerate(printed):
        own = place % len(signed)
        if _place_in(words[own]) not in "".join(words_of_pages(pdf)[page].split()):
            yield f"page {place + 1} is another sheet's"
    yield from _lacks_ink(signed, printed)


def _lacks_ink(signed: Sequence[bytes], printed: Sequence[tuple[bytes, int]]) -> Iterator[str]:
    for place, (pdf, page) in enumerate(printed[: len(signed)]):
        with_ink, without = pages(signed[place], 60)[0], _bare(signed[place])
        box = ImageChops.difference(with_ink, without).getbbox()
        out = pages(pdf, 60)[page]
        if box is None or max(abs(one - other) for one, other in zip(out.size, with_ink.size, strict=True)) > 2:
            yield f"page {place + 1} came out as {out.size}, not {with_ink.size}"
            continue
        dark = [255 - ImageStat.Stat(picture.crop(box).convert("L")).mean[0] for picture in (with_ink, without, out)]
        if dark[2] < (dark[0] + dark[1]) / 2:
            yield f"page {place + 1} lacks its ink: {dark}"


def _on_f4(printer: Printer, signed: Sequence[bytes], folder: Path) -> Iterator[str]:
    """A page made for F4 comes out on F4, and on A4 where that is asked for."""
    (job,) = print_jobs(signed[:1])
    for id_, wanted in ((print_service.send(printer, job, 1, on=SIZES["F4"]), "F4"), (print_service.send(printer, job, 1), "A4")):
        _until_empty()
        written = (folder / "out" / id_.rpartition("-")[2]).read_bytes()
        size = pages(written[written.index(b"%PDF") :], 72)[0].size
        expected = SIZES[wanted]
        if abs(size[0] - expected[0]) > 4 or abs(size[1] - expected[1]) > 4:
            yield f"on {wanted} a page came out as {size}"


class _LateCancel(Steps):
    """Called off once the first job is in the queue."""

    def called_off(self) -> bool:
        return "Kantor-" in _queue()


def _called_off(printer: Printer, signed: Sequence[bytes]) -> Iterator[str]:
    """With the printer stopped, what was sent is taken back: the queue is empty."""
    subprocess.run(["/usr/sbin/cupsdisable", "Kantor"], check=True, capture_output=True, timeout=60)
    many = [signed[0]] * 100
    if print_by_service(printer, lambda: iter(many), 1, Wanted(), _LateCancel(100)) is not Printed.TAKEN_BACK:
        yield "what was called off wasn't taken back"
    if left := _queue():
        yield f"the queue still holds {left}"


def _signed(folder: Path) -> list[bytes]:
    """Sheets of three jurors and four candidates."""
    setup = a_setup(
        candidates=tuple(a_candidate(f"K{number:02d}") for number in range(1, 5)),
        jurors=tuple(a_juror_record(f"J{number:02d}") for number in range(1, 4)),
        slots=(),
    )
    with an_event(folder, setup, ("J01", "J02", "J03")) as event:
        desks = [a_juror(event, f"J{number:02d}") for number in range(1, 4)]
        return [sign(desk, f"K{number:02d}", str(60 + number)).pdf for number in range(1, 5) for desk in desks][:_DISTINCT]


def _printed(folder: Path) -> Iterator[tuple[bytes, int]]:
    """Every page that came out, job by job: the job's PDF, and which of its pages."""
    _until_empty()
    for path in sorted((folder / "out").iterdir(), key=lambda path: int(path.name)):
        written = path.read_bytes()
        pdf = written[written.index(b"%PDF") :]
        yield from ((pdf, page) for page in range(len(words_of_pages(pdf))))


def _bare(pdf: bytes) -> Image.Image:
    """The page without what lies on it."""
    picture: Image.Image = pypdfium2.PdfDocument(pdf)[0].render(scale=60 / 72).to_pil().convert("RGB")
    return picture


def _place_in(words: str) -> str:
    """The sheet's own name, as its last line says it: juror and candidate."""
    found = re.search(r"K\d\d/J\d\d", "".join(words.split()))
    return found[0] if found else "no name of a sheet"


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("localhost", 0))
        return int(asked.getsockname()[1])


def _queue() -> str:
    return _told("lpstat", "-o")


def _told(*words: str) -> str:
    surroundings = {**os.environ, "LC_ALL": "C"}
    return subprocess.run(words, capture_output=True, text=True, timeout=60, check=False, env=surroundings).stdout


def _until_empty() -> None:
    _until(lambda: not _queue())


def _until(is_so: Callable[[], object], most_s: float = 60) -> None:
    ends = time.monotonic() + most_s
    while not is_so():
        if time.monotonic() > ends:
            raise TimeoutError("the print service doesn't come to its end")
        time.sleep(0.1)


def _most_mb() -> int:
    found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    return int(found[1]) // 1024 if found else 0
