"""Pictures with the longest texts that a workbook may bring: names, offices, criteria, bands, facts, reasons, notes.

longest(studio, folder)     any page; afterwards a juror of another event sits. Called with a studio of tests/screens.py.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from juryapp.desk.juror import JurorDesk
from juryapp.model.criterion import Band
from juryapp.model.note import Visibility
from juryapp.model.setup import Setup
from juryapp.model.slot import Slot
from tests.builders import a_candidate, a_criterion, a_juror_record, a_setup, an_event, pin_of

NAME = "Kabupaten Kepulauan Contoh Utara dan Sekitarnya yang Berkedudukan di Kota Contoh Baru Maju Sejahtera"
OFFICE = "Kepala Dinas Ketenagakerjaan, Transmigrasi, Koperasi, Usaha Kecil dan Menengah"
INSTITUTION = f"Pemerintah {NAME}"
JUROR = "Prof. Dr. Ir. H. Raden Mas Ngabehi Contoh Suryaningrat Kusumadiningrat, S.E., S.H., M.Si., M.Hum., Ph.D."
CRITERION = "Keberlanjutan anggaran perlindungan pekerja rentan, pekerja bukan penerima upah, dan pegawai non-ASN di desa"
GUIDANCE = (
    "Anggaran daerah dan desa untuk pekerja rentan dan non-ASN dalam tiga tahun terakhir, sumbernya, dan apakah dijamin "
    "oleh peraturan yang tetap berlaku setelah masa jabatan pimpinan berakhir"
)
BAND = "Peraturan daerah berlaku, ditegakkan dengan sanksi administratif, dan diikuti alokasi anggaran tahun jamak di desa"
WORDS = "Perbup 48/2023 berjalan; Perda belum ada. Sanksi administratif belum pernah dijatuhkan selama tiga tahun terakhir. "


def a_longest_setup() -> Setup:
    """Everything as long as it may be in earnest; eight criteria."""
    bands = tuple(Band(Decimal(low), Decimal(high), BAND) for low, high in ((90, 100), (75, 89), (60, 74), (0, 59)))
    codes = [f"KRITERIA-{place}" for place in range(1, 9)]
    criteria = tuple(a_criterion("KAB", code, "12.5", name=CRITERION, bands=bands, guidance=GUIDANCE) for code in codes)
    facts = {f"Cakupan kepesertaan pekerja bukan penerima upah {year}": f"41,2% dari {year} orang" for year in range(2018, 2025)}
    numbers = [f"KAB-PROV-{place:03d}" for place in range(1, 5)]
    setup = a_setup(
        categories=(replace(a_setup().categories[0], name="Pemerintah kabupaten dan kota"),),
        criteria=criteria,
        candidates=tuple(
            a_candidate(n, name=NAME, institution=INSTITUTION, head=f"{OFFICE} {JUROR}", presenter=JUROR, facts=facts)
            for n in numbers
        ),
        jurors=tuple(
            a_juror_record(f"J{place:02d}", name=JUROR, position=OFFICE, institution=INSTITUTION) for place in range(1, 16)
        ),
        slots=tuple(
            Slot(n, date(2025, 2, 18), time(10 + place, 0), time(10 + place, 55), room="Ruang rapat utama lantai dua sayap timur")
            for place, n in enumerate(numbers)
        ),
    )
    award = "Penghargaan Perlindungan Pekerja dan Keberlanjutan Jaminan Sosial Tingkat Provinsi"
    return replace(setup, event=replace(setup.event, award=award, venue="Hotel Contoh Internasional dan Pusat Konvensi"))


def longest(studio: Any, folder: Path) -> None:
    """Who is scoring, the form, the review, and the pages around, in both languages and at three sizes."""
    home = folder / "longest"
    home.mkdir()
    event = an_event(home, a_longest_setup(), ("J01",))
    studio.window.show_seats(event, keep=False)
    studio.take("50-longest-seats")
    _at_sizes(studio, "50-longest-seats")
    seat = next(s for s in studio.window.page.seats if s.property("juror") == "J01")
    QTest.mouseClick(seat, Qt.MouseButton.LeftButton)
    studio.take("50-longest-seat-chosen")
    studio.window.session.juror = desk = JurorDesk.sit(event, "J01", pin_of("J01"))
    begin(desk)
    studio.window._show_desk()
    page = studio.window.page
    page.desk.select("KAB-PROV-001")
    page.desk.form.cards[1].focus_points()
    studio.take("51-longest")
    studio.window.switch_language()
    studio.take("51-longest-english")
    studio.window.switch_language()
    _at_sizes(studio, "51-longest")
    page.desk.form.cards[1].body.history_button.click()
    page.desk.form.cards[1].ask_reason()
    studio.take("52-longest-asks")
    page.review("KAB-PROV-002")
    studio.take("53-longest-review")
    _at_sizes(studio, "53-longest-review")
    page.show_desk()
    page.recuse()
    studio.take("54-longest-recusal")
    page.show_desk()
    page.move_scores()
    studio.take("55-longest-move")
    page.show_desk()
    page.call()
    studio.take("56-longest-call")
    page.currentWidget().end.click()


def begin(desk: JurorDesk) -> None:
    """A juror in the middle of it: one sheet complete, one begun, remarks, a reason and a note, all long."""
    for place in range(1, 9):
        desk.record_score("KAB-PROV-002", f"KRITERIA-{place}", "78")
        desk.record_remark("KAB-PROV-002", f"KRITERIA-{place}", WORDS * 3)
    for points in ("70", "75", "100"):
        desk.record_score("KAB-PROV-001", "KRITERIA-2", points)
    desk.record_remark("KAB-PROV-001", "KRITERIA-2", WORDS * 3)
    desk.cannot_assess("KAB-PROV-001", "KRITERIA-1", WORDS * 2)
    desk.write_note("KAB-PROV-001", WORDS * 12, Visibility.PRIVATE)


def _at_sizes(studio: Any, name: str) -> None:
    for size in ("1.5", "2"):
        studio.theme.choose_size(size)
        studio.take(f"{name}-{round(float(size) * 100)}-percent")
    studio.theme.choose_size("1")
    studio.size(820, 720)
    studio.take(f"{name}-820")
    studio.size(1366, 768)
