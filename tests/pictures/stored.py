"""A few telling pages as they look, drawn small and grey, and those that are stored in `references` to be compared with.

Everything on them is invented and fixed: the event and the clock of tests/screens.py, chance, the language. So small they hardly
show words, but whether each part is where it was, whole and as large. Not here: the previews of documents, which are drawn
when a page has found its size, and what names folders of the machine.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from unittest.mock import patch

from PIL import Image
from PySide6.QtWidgets import QApplication

from juryapp import text
from juryapp.documents import envelope
from juryapp.documents.preview import pages
from juryapp.event.laptop import Laptop
from juryapp.locations import Home
from tests.builders import light_passphrases
from tests.documents.builders import NOW, a_sheet, an_event
from tests.documents.test_forms import a_pledge, the_minutes
from tests.documents.test_winners import FINAL, the_annex, the_certificates, the_list
from tests.messages import ROOT
from tests.pages import recapitulation_of, signed
from tests.pictures.chance import fixed_chance
from tests.pictures.comparing import Difference, Tolerance, difference
from tests.screens import Studio, fill_morning, sit
from tests.screens import an_event as a_morning
from tests.screens_secretary import brought
from tests.screens_services import quiet
from tests.signing.people import an_authority
from tests.typed import certain
from ui.application import dress
from ui.juror.page import JurorPage
from ui.secretary.page import SecretaryPage
from ui.secretary.receiving_page import ReceivingPage
from ui.services import stick

REFERENCES = Path(__file__).resolve().parent / "references"
BESIDE = ROOT / "build" / "pictures"
ANOTHER_MACHINE = Tolerance(reach=1, shade=32, points=6)
"""Of pictures a third as large: an edge may lie three pixels beside where it was. Letters without hinting, or
hinted upwards alone, are the same with that; full hinting, which moves whole lines, and letters without grey edges are not."""
_SMALLER = 3
_DPI = 120
DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "sheet": lambda: signed(a_sheet(), chair=True, ours=an_authority()),
    "recapitulation": lambda: recapitulation_of(5),
    "minutes": lambda: the_minutes(an_event(minutes_number="463/BA/2024"), 12, 7),
    "pledge": lambda: a_pledge(an_event()),
    "decree-annex": lambda: the_annex(an_event(), FINAL),
    "certificate": lambda: the_certificates(an_event(), FINAL),
    "ceremony-list": lambda: the_list(an_event(), FINAL),
    "envelope": lambda: envelope.render(an_event(), "bakujo-nareru-sumipo-dakute", NOW),
}


def window_pages(app: QApplication, folder: Path) -> dict[str, Image.Image]:
    """Seats, a juror's desk in both languages, the board and what others bring, at 1366 by 768 in light colours; the last one in
    high contrast too.
    """
    with light_passphrases(), fixed_chance(), patch.object(stick, "PLACES", ()):  # no flash disk of this machine
        dress(app, Laptop(Home(folder / "home")))
        studio = Studio(app, folder, folder)
        studio.theme.choose("light")
        event = a_morning(studio.laptop, studio.path)
        studio.window.show_seats(event)
        studio.take("seats")
        _juror(studio)
        sit(studio, "")
        studio.take("board")
        with contextlib.chdir(folder):  # the page tells the path of a broken file, which here is short and always the same
            _receiving(studio)
            studio.window.close()
    return {path.stem: _small(Image.open(path)) for path in folder.glob("*.png")}


def _receiving(studio: Studio) -> None:
    page = certain(ReceivingPage, certain(SecretaryPage, studio.window.page).go("receiving"))
    page.look_in(brought(studio.window.session.opened, Path()))
    quiet(studio)
    studio.take("receiving")
    for theme in ("contrast", "contrast dark"):
        studio.theme.choose(theme)
        studio.take(f"receiving-{theme.replace(' ', '-')}")
    studio.theme.choose("light")


def _juror(studio: Studio) -> None:
    sit(studio, "J06")
    fill_morning(certain(JurorPage, studio.window.page).sitting.desk)
    sit(studio, "J06")
    page = certain(JurorPage, studio.window.page)
    page.desk.select("K03")
    page.desk.form.focus_missing("CAK")
    studio.take("desk")
    studio.window.switch_language()
    studio.take("desk-english")
    studio.window.switch_language()


def document_pages() -> dict[str, Image.Image]:
    """The first page of each of `DOCUMENTS`."""
    with fixed_chance():
        return {name: _small(pages(make(), _DPI, most=1)[0]) for name, make in DOCUMENTS.items()}


def differing(drawn: Mapping[str, Image.Image]) -> Iterator[str]:
    """A sentence for each page that doesn't look as its stored picture, which is drawn beside it into `BESIDE`."""
    for name, new in drawn.items():
        with Image.open(REFERENCES / f"{name}.png") as stored:
            found = difference(stored, new, ANOTHER_MACHINE)
            if found:
                beside = _beside(name, stored, new, found)
                where = ", ".join(str(_SMALLER * side) for side in found.box)
                yield f"{name} looks otherwise between the pixels {where}: {beside.relative_to(ROOT)}"


HOW_TO_GO_ON = (
    "Stored, new, and new with the changed places marked stand side by side in those files; `make screens` shows all pages "
    "at their size. If they are meant to look so: python -m tests.pictures --accept"
)


def accept(folder: Path) -> list[str]:
    """Draws all references anew, by way of this folder; returns which ones changed."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    text.use("id")
    drawn = {**window_pages(app, folder), **document_pages()}
    former = {path.stem: path.read_bytes() for path in REFERENCES.glob("*.png")}
    for path in REFERENCES.glob("*.png"):
        path.unlink()
    for name, picture in drawn.items():
        picture.save(REFERENCES / f"{name}.png", optimize=True)
    return [name for name in sorted(drawn) if former.get(name) != (REFERENCES / f"{name}.png").read_bytes()]


def _small(picture: Image.Image) -> Image.Image:
    """A third as large, in 16 greys."""
    return picture.convert("L").reduce(_SMALLER).point([value // 16 * 17 for value in range(256)])


def _beside(name: str, stored: Image.Image, new: Image.Image, found: Difference) -> Path:
    width, height = found.picture.size
    wall = Image.new("RGB", (3 * width + 20, height), "white")
    for place, picture in enumerate((stored, new, found.picture)):
        wall.paste(picture.convert("RGB"), (place * (width + 10), 0))
    BESIDE.mkdir(parents=True, exist_ok=True)
    wall.save(BESIDE / f"{name}.png")
    return BESIDE / f"{name}.png"
