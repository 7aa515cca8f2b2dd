"""A picture of a sheet laid over its genuine page: what differs is named, what doesn't isn't, and neither makes it valid."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageFilter

from juryapp.documents.pdfa import findings
from juryapp.documents.preview import pages, words_near
from juryapp.documents.qr import find_code, read_photo
from juryapp.errors import FileProblem, Refused
from juryapp.signing.certificates import read_pem
from juryapp.store import attachment_table
from juryapp.text import speaking
from juryapp.verification.authority import Authority, export
from juryapp.verification.check import shown_beside
from juryapp.verification.verdict import Verdict
from tests.builders import a_desk, a_juror, light_passphrases, sign
from tests.desk.pictures import as_jpeg, aslant, grainy, painted, printed, shaded, soft
from tests.saying import says
from tests.signing.scene import Scene, a_scene

TOTAL = (110.7, 104.4, 119.8, 107.15)
NAME = (45.0, 41.2, 116.0, 43.4)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """A scene that tests only look at."""
    with light_passphrases():
        made = a_scene(tmp_path_factory.mktemp("shown"))
        yield made
        made.event.close()


@pytest.fixture(scope="module")
def page(shown: Scene) -> Image.Image:
    return printed(shown.pdf)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with speaking("en"):
        yield


def places(found: Verdict) -> list[str] | None:
    """What is told of a picture, which is never valid."""
    assert (found.kind, found.verdict) == ("photo", "code genuine")
    assert found.overlaid and "can't prove the page" in found.why[0] and len(found.why) > 1
    return None if found.overlaid.places is None else [place.words for place in found.overlaid.places]


def stroked(page: Image.Image, how: ImageFilter.Filter) -> Image.Image:
    """As another program draws it, or another printer prints it: every stroke and rule a little heavier or thinner."""
    small = page.resize((1240, 1754), Image.Resampling.LANCZOS)
    return Image.blend(small, small.filter(how), 0.25)


@pytest.mark.parametrize(
    "taken",
    [
        lambda page: page.rotate(-1.5, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC),
        lambda page: shaded(soft(page.rotate(180))),
        lambda page: grainy(aslant(page, 0.04)).resize((1500, 2100), Image.Resampling.LANCZOS),
        lambda page: stroked(page, ImageFilter.MaxFilter(3)),
    ],
    ids=["turned", "upside down, blurred, in shadow", "aslant, grainy, smaller", "thinner strokes"],
)
def test_an_unaltered_sheet_names_no_place_and_is_called_no_proof(shown: Scene, page: Image.Image, taken: object) -> None:
    found = shown.check(as_jpeg(taken(page)))  # type: ignore[operator]
    assert places(found) == []
    assert "That is no proof" in found.why[1]


def test_a_digit_painted_over_in_the_total_is_named(shown: Scene, page: Image.Image) -> None:
    forged = painted(page, (110.7, 104.4, 112.7, 107.15), "7", 10.5, bold=True, ground=247)
    found = shown.check(as_jpeg(forged.rotate(1, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)))
    assert places(found) == ["“JUMLAH NILAI 82,20”"]
    assert "JUMLAH NILAI" in found.why[1]
    with speaking("id"):
        assert says(found.why[1], "It shows something else than the genuine page near: {places}.")


def test_points_and_name_painted_over_and_a_note_by_hand_are_named(shown: Scene, page: Image.Image) -> None:
    forged = painted(page, (98.2, 92.1, 99.95, 94.45), "6", 8.7)
    forged = painted(forged, NAME, "K07 — Kandidat Lain — Instansi Lain", 8.7, bold=True)
    forged = painted(forged, (60, 190, 100, 196), "Disahkan", 14)
    told = places(shown.check(as_jpeg(shaded(aslant(forged, 0.03))))) or []
    assert "“Kriteria REG 85”" in told and "middle of the page" in told and "K01 — Kandidat Contoh K01" in told[0]
    assert len(told) <= 5


def test_a_code_pasted_on_the_sheet_of_another_candidate_names_what_the_sheet_should_say(shown: Scene, page: Image.Image) -> None:
    other = sign(a_juror(shown.event, "J03"), "K02", ["60", "61"]).pdf
    (text,) = read_photo(as_jpeg(page))
    seen = find_code(as_jpeg(page), text)
    assert seen
    (_left, top), (_right, bottom) = seen.corners[0], seen.corners[2]
    box = (0, round(top) - 12, page.width, round(bottom) + 12)
    forged = printed(other)
    forged.paste(page.crop(box), (3, box[1] - 2))
    told = " ".join(places(shown.check(as_jpeg(forged))) or [])
    for genuine in ("Kriteria REG 85", "Kriteria CAK 78", "JUMLAH NILAI 82,20"):  # the names differ by a digit alone
        assert all(word in told for word in genuine.split()), genuine


@pytest.mark.parametrize(
    "taken",
    [
        lambda page: page.point([0 if value < 150 else 255 for value in range(256)]),
        lambda page: page.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
    ],
    ids=["black and white", "mirrored"],
)
def test_what_can_not_be_laid_over_says_so(shown: Scene, page: Image.Image, taken: object) -> None:
    found = shown.check(as_jpeg(taken(page), 95))  # type: ignore[operator]
    assert places(found) is None and "can't be laid over" in found.why[1]


def test_a_page_that_is_cut_off_can_not_be_laid_over_and_both_are_shown_whole(shown: Scene, page: Image.Image) -> None:
    found = shown.check(as_jpeg(page.crop((0, page.height // 2, page.width, page.height))))
    assert places(found) is None and "can't be laid over" in found.why[1]
    assert len(pages(shown_beside(found, Authority.of_event(shown.event)), 20)) >= 3


def test_without_the_event_nothing_is_laid_over(shown: Scene, page: Image.Image) -> None:
    found = shown.check(as_jpeg(page), Authority.published(read_pem(export(shown.event, with_jurors=True))))
    assert found.verdict == "code genuine" and found.overlaid is None and len(found.why) == 1


def test_a_superseded_sheet_is_laid_over_its_own_revision(tmp_path: Path, page: Image.Image) -> None:
    scene = a_scene(tmp_path)
    a_desk(scene.event).reopen("J02", "K01", "Salah ketik")
    sign(a_juror(scene.event, "J02"), "K01", ["86", "78"])
    found = scene.check(as_jpeg(printed(scene.pdf)))
    assert found.verdict == "superseded" and found.overlaid and found.overlaid.places == ()
    scene.event.close()


def test_where_the_signed_file_is_gone_the_page_is_drawn_from_its_data(tmp_path: Path) -> None:
    """The ink of the signature is in the file alone; that it lacks on the page is told, and nothing else."""
    scene = a_scene(tmp_path)
    with scene.event.file.unit():
        attachment_table.mark_erased(scene.event.file, [attachment_table.digest(scene.pdf)])
    told = places(scene.check(as_jpeg(printed(scene.pdf))))
    assert told and all("Nilai" not in words and "JUMLAH" not in words for words in told)
    scene.event.close()


def test_of_a_sheet_of_several_pages_the_page_with_the_code_is_laid_over_and_the_others_are_drawn(shown: Scene) -> None:
    juror = a_juror(shown.event, "J04")
    for criterion in ("REG", "CAK"):
        juror.record_remark("K01", criterion, "Sangat baik dan lengkap. " * 80)
    long = sign(juror, "K01", ["70", "71"]).pdf
    count = len(pages(long, 20))
    found = shown.check(as_jpeg(printed(long)))
    assert count > 1 and places(found) == []
    assert f"Only page {count} of {count} bears the code" in found.why[2]
    beside = shown_beside(found, Authority.of_event(shown.event))
    assert len(pages(beside, 20)) == 1 + (count - 1)


# --- shown side by side


def test_both_are_shown_side_by_side_with_each_place_enlarged(shown: Scene, page: Image.Image) -> None:
    forged = painted(page, TOTAL, "92,20", 9.5, bold=True, ground=247)
    found = shown.check(as_jpeg(forged))
    pdf = shown_beside(found, Authority.of_event(shown.event))
    assert findings(pdf) == []
    with pikepdf.open(BytesIO(pdf)) as document:
        assert "K01/J02" in str(document.docinfo["/Title"]) and found.sha256 in str(document.docinfo["/Subject"])
    drawn = pages(pdf, 40)
    assert any(red - green > 60 for picture in drawn for _count, (red, green, _blue) in picture.getcolors(1_000_000) or [])
    told = " ".join(words_near(pdf, number, (0, 0, 300, 220)) for number in range(len(drawn)))
    assert "JUMLAH NILAI" in told and "NO DOCUMENT" in told and "can't prove the page" in told
    found.path.write_bytes(as_jpeg(page))
    with pytest.raises(FileProblem):  # it isn't the picture that was checked
        shown_beside(found, Authority.of_event(shown.event))


def test_beside_a_signed_document_there_is_nothing_to_show(shown: Scene) -> None:
    found = shown.check(shown.pdf)
    with pytest.raises(Refused):
        shown_beside(found, Authority.of_event(shown.event))
