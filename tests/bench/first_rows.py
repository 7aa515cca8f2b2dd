"""Rows of what happens for the first time in a run: the first preview, the first signature; each in a process of its own, so
that loading the libraries counts. From source and as built.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests.bench.measure import Row, Skipped, compare, seconds
from tests.bench.window_rows import BARE, surroundings
from tests.builders import PASSPHRASE, a_candidate, a_juror, a_setup, an_event, pin_of, score_all

JUROR = "J01"
BUILT = Path(__file__).resolve().parents[2] / "dist" / "juryapp" / ("juryapp.exe" if sys.platform == "win32" else "juryapp")
SKIPPED = Skipped("start, first preview and first signature as built: skipped, because dist/juryapp is not there (make build)")
"""What is told where there is nothing to measure."""

OURS = """
import sys, time
from pathlib import Path
from ui.start import load_application
load_application()
from PySide6.QtWidgets import QApplication, QMainWindow
from juryapp.desk.juror import JurorDesk
from juryapp.event.laptop import Laptop
from juryapp.event.opening import open_event
from juryapp.locations import Home
file, home, passphrase, juror, pin, candidate = sys.argv[1:]
app = QApplication(sys.argv[:1])
window = QMainWindow()
window.resize(1280, 800)
window.show()
app.processEvents()
desk = JurorDesk.sit(open_event(Laptop(Home(Path(home))), Path(file), passphrase), juror, pin)
begun = time.process_time()
from juryapp.printing.event_documents import sheet_for_review
from ui.preview import Preview
preview = Preview()
window.setCentralWidget(preview)
app.processEvents()
seen, page = sheet_for_review(desk, candidate)
preview.show_pdf(page)
app.processEvents()
assert preview.pages[0].pixmap().width() > 300
shown = time.process_time()
from juryapp.desk.signing import sign_sheets
sign_sheets(desk, [seen])
print(shown - begun, time.process_time() - shown)
"""
READY = """
from juryapp.printing.readiness import make_ready
make_ready()
"""
"""What the window does two seconds after a seat was taken (ui/services/documents_ready.py)."""
THEIRS = """
import sys, time
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication(sys.argv[:1])
window, label = QMainWindow(), QLabel()
window.setCentralWidget(label)
window.resize(1280, 800)
window.show()
app.processEvents()
begun = time.process_time()
from tests.bench import bare_page
import pypdfium2
picture = pypdfium2.PdfDocument(bare_page.archival(bare_page.page()))[0].render(scale=1.5).to_pil().convert("RGB")
drawn = QImage(picture.tobytes(), picture.width, picture.height, 3 * picture.width, QImage.Format.Format_RGB888)
label.setPixmap(QPixmap.fromImage(drawn))
app.processEvents()
shown = time.process_time()
from tests.bench import bare_signature
bare_signature.signed(bare_signature.signer())
print(shown - begun, time.process_time() - shown)
"""


def first_sheet(folder: Path, rounds: int) -> Iterator[Row]:
    """A juror's first preview and first signature after the start, in processor time, both sides with Qt loaded before; then
    the first preview of a juror who has sat for a while, against the same bare one.
    """
    numbers = _an_event(folder, 2 * rounds + 2)
    ready = OURS.replace("begun = ", READY + "begun = ", 1)
    taken = [
        (_firsts(OURS, folder, *_words(folder, one)), _firsts(ready, folder, *_words(folder, other)), _firsts(THEIRS, folder))
        for one, other in zip(numbers[::2], numbers[1::2], strict=True)
    ][1:]
    for what, place in (("first preview (a bare PDF/A page, drawn)", 0), ("first signature (the bare pipeline)", 1)):
        ours, bare = [one[place] for one, _ready, _bare in taken], [theirs[place] for _one, _ready, theirs in taken]
        yield Row.of(f"{what}, processor time", "1.5x", ours, bare)
    sat, bare = [one[0] for _ours, one, _bare in taken], [theirs[0] for _ours, _ready, theirs in taken]
    yield Row.of("first preview once a seat was taken for a while (as above)", "0.5x", sat, bare, "processor time")


def as_built(folder: Path, rounds: int) -> Iterator[Row | Skipped]:
    """The built program: until its window is painted, against a bare one; its first sheets, against the same from source."""
    if not BUILT.exists():
        yield SKIPPED
        return
    built, source = [str(BUILT)], [sys.executable, "-m", "ui.start"]
    bare = [sys.executable, "-c", BARE]
    for command in (built, bare):
        _until_flushed(command, folder)
    what = "start as built (bare PySide6 from source)"
    yield compare(what, "1.5x", rounds, lambda _: _until_flushed(built, folder), lambda _: _until_flushed(bare, folder))
    numbers = _an_event(folder, 2 * rounds + 2)
    event = str(folder / "event.jury")
    sheets = ("documents", event, "--kind", "sheets", "--out", str(folder / "drawn"))

    def sign(number: str) -> Sequence[str]:
        return ("sign", event, "--juror", JUROR, "--candidate", number, "--out", str(folder / "signed"))

    for command in (built, source):
        _done([*command, *sheets], folder)
        _done([*command, *sign(numbers.pop())], folder)
    yield _commands("all sheets drawn as built (from source)", rounds, folder, built, source, lambda: sheets)
    yield _commands("first signature as built (from source)", rounds, folder, built, source, lambda: sign(numbers.pop()))


def _commands(
    what: str, rounds: int, folder: Path, built: list[str], source: list[str], words: Callable[[], Sequence[str]]
) -> Row:
    """The same command by the built program and from source, in turns."""

    def once(command: list[str]) -> float:
        line = [*command, *words()]
        return seconds(lambda: _done(line, folder))

    return compare(what, "1x", rounds, lambda _: once(built), lambda _: once(source))


def _an_event(folder: Path, candidates: int) -> list[str]:
    """An event of one juror, every sheet complete and unsigned; the candidates' numbers."""
    numbers = [f"K{number:02d}" for number in range(1, candidates + 1)]
    with an_event(folder, a_setup(candidates=tuple(map(a_candidate, numbers)), slots=()), (JUROR,)) as hq:
        desk = a_juror(hq, JUROR)
        for number in numbers:
            score_all(desk, number)
    return numbers


def _words(folder: Path, number: str) -> tuple[str, ...]:
    return str(folder / "event.jury"), str(folder / "home-hq"), PASSPHRASE, JUROR, pin_of(JUROR), number


def _firsts(program: str, folder: Path, *words: str) -> tuple[float, float]:
    preview, signature = _done([sys.executable, "-c", program, *words], folder).split()[-2:]
    return float(preview), float(signature)


def _done(command: list[str], folder: Path) -> str:
    secrets = {"JURYAPP_PASSPHRASE": PASSPHRASE, "JURYAPP_PIN": pin_of(JUROR), "JURYAPP_HOME": str(folder / "home-hq")}
    done = subprocess.run(command, env={**surroundings(folder), **secrets}, capture_output=True, timeout=300, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout


def _until_flushed(command: list[str], folder: Path) -> float:
    """Seconds until Qt says that it brought the first painted window to the screen; then the program is ended."""
    told = {"QT_LOGGING_RULES": "qt.widgets.painting=true", "QT_FORCE_STDERR_LOGGING": "1"}
    start = time.time()
    with subprocess.Popen(
        command, env={**surroundings(folder), **told}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as program:
        assert program.stderr
        said = []
        for line in program.stderr:
            said.append(line)
            if "Flushing" in line:
                taken = time.time() - start
                program.terminate()
                program.stderr.read()
                return taken
    raise RuntimeError("".join(said))
