"""Names of the workbook in both languages: sheets, columns, and the words that choose something (docs/formats/workbook.md)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from juryapp.model.category import Method, NotAssessable, Trim
from juryapp.model.event import PROVIDER_BOXES, PROVIDER_UNCERTIFIED
from juryapp.model.juror import Role
from juryapp.model.pledge import ASKED, NOT_ASKED
from juryapp.model.rounding import Step
from juryapp.text import mark
from juryapp.workbook.cells import fold
from juryapp.workbook.mistakes import WorkbookWord

YES, NO = WorkbookWord("ya", "yes"), WorkbookWord("tidak", "no")
METHODS = {
    Method.MEAN: WorkbookWord("rata-rata", "mean"),
    Method.MEDIAN: WorkbookWord("median", "median"),
    Method.TRIMMED: WorkbookWord("terpangkas", "trimmed"),
}
TRIMS = {Trim.TOTAL: WorkbookWord("jumlah", "total"), Trim.CRITERION: WorkbookWord("kriteria", "criterion")}
NOT_ASSESSABLE = {
    NotAssessable.RESCALE: WorkbookWord("skala ulang", "rescale"),
    NotAssessable.LEAVE_OUT: WorkbookWord("tinggalkan", "leave out"),
}
ROLES = {
    Role.CHAIR: WorkbookWord("ketua", "chair"),
    Role.MEMBER: WorkbookWord("anggota", "member"),
    Role.SECRETARY: WorkbookWord("sekretaris", "secretary"),
    Role.OBSERVER: WorkbookWord("pengamat", "observer"),
}
STEPS = {
    Step.CRITERION_MEAN: WorkbookWord("rata-rata kriteria", "criterion mean"),
    Step.CRITERION: WorkbookWord("kriteria", "criterion"),
    Step.TOTAL: WorkbookWord("jumlah", "total"),
    Step.FINAL: WorkbookWord("nilai akhir", "final"),
}
LANGUAGES = {"id": WorkbookWord("id", "id"), "en": WorkbookWord("en", "en")}
JUROR_WORDS = {"juri": WorkbookWord("juri", "juri"), "penilai": WorkbookWord("penilai", "penilai")}
PAPERS = {"A4": WorkbookWord("A4", "A4"), "F4": WorkbookWord("F4", "F4")}
ANSWERS = {True: YES, False: NO}
PROVIDERS = {
    "": NO,
    PROVIDER_BOXES: WorkbookWord("kotak", "boxes"),
    PROVIDER_UNCERTIFIED: WorkbookWord("kotak, tanpa sertifikasi", "boxes, uncertified"),
}
PLEDGES = {ASKED: YES, NOT_ASKED: NO}
ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
WEIGHT, MAXIMUM = WorkbookWord("Bobot", "Weight"), WorkbookWord("Maks", "Max")


@dataclass(frozen=True)
class Column:
    """A column of a sheet, or a row of the event's sheet."""

    key: str
    name: WorkbookWord
    help: str
    """A sentence for the help sheet."""
    required: bool = False
    choices: tuple[WorkbookWord, ...] = ()
    suggestions: tuple[WorkbookWord, ...] = ()
    """What a drop-down offers where something else may be typed, too."""
    width: int = 18
    kind: str = "text"
    """`text`, `date`, `time` or `number`: how the template formats it."""


@dataclass(frozen=True)
class SheetKind:
    """A sheet that a workbook may have."""

    key: str
    name: WorkbookWord
    columns: tuple[Column, ...]
    required: bool = True


def _column(key: str, indonesian: str, english: str, help: str, **more: Any) -> Column:
    return Column(key, WorkbookWord(indonesian, english), help, **more)


EVENT = SheetKind(
    "event",
    WorkbookWord("Acara", "Event"),
    (
        _column("award", "Nama penghargaan", "Award", mark("The award's full name, as documents print it."), required=True),
        _column(
            "code", "Kode", "Code", mark("A short code: letters, digits, dot, hyphen, underscore; at most 24."), required=True
        ),
        _column("edition", "Edisi", "Edition", mark("How the edition is named, such as 2024.")),
        _column(
            "assessed_from",
            "Periode penilaian mulai",
            "Assessment from",
            mark("The first day of the period that is assessed."),
            kind="date",
        ),
        _column(
            "assessed_to",
            "Periode penilaian selesai",
            "Assessment to",
            mark("The last day of the period that is assessed."),
            kind="date",
        ),
        _column("organiser", "Penyelenggara", "Organiser", mark("Who holds the award.")),
        _column("stage", "Tahap", "Stage", mark("This event's own stage, such as an interview at provincial level.")),
        _column("venue", "Tempat", "Venue", mark("Where the interviews are held.")),
        _column("city", "Kota", "City", mark("The city that stands before the date on documents.")),
        _column(
            "time_zone", "Zona waktu", "Time zone", mark("WIB, WITA, WIT, or an IANA name such as Asia/Makassar; empty: WIB.")
        ),
        _column(
            "language",
            "Bahasa",
            "Language",
            mark("The language of the documents; empty: id."),
            choices=tuple(LANGUAGES.values()),
        ),
        *(
            _column(f"letterhead{n}", f"Kop baris {n}", f"Letterhead line {n}", mark("One line of the letterhead."))
            for n in range(1, 6)
        ),
        _column("logo", "Logo", "Logo", mark("The name of a PNG or JPEG picture beside the workbook, at most 300 KB.")),
        _column("minutes_number", "Nomor berita acara", "Minutes number", mark("The number of the minutes.")),
        _column(
            "recapitulation_number", "Nomor rekapitulasi", "Recapitulation number", mark("The number of the recapitulation.")
        ),
        _column(
            "letter_margin",
            "Batas kiri surat",
            "Letter margin",
            mark("The left margin of minutes, pledges and other letters, 20 to 45 millimetres; empty: 30."),
            kind="number",
        ),
        _column(
            "letter_size",
            "Ukuran huruf surat",
            "Letter size",
            mark("The type size of minutes, pledges and other letters, 9 to 13 points; empty: 11."),
            kind="number",
        ),
        _column(
            "juror_word",
            "Sebutan juri",
            "Word for juror",
            mark("What documents call a juror; empty: juri."),
            choices=tuple(JUROR_WORDS.values()),
        ),
        _column("paper", "Kertas", "Paper", mark("The paper of the documents; empty: A4."), choices=tuple(PAPERS.values())),
        _column(
            "provider",
            "Tanda tangan PSrE",
            "Provider's signatures",
            mark(
                "Boxes on recapitulation and minutes for visible signatures of certified providers (PSrE); uncertified: "
                "the first signature doesn't certify them either (DocMDP). Empty: no."
            ),
            choices=tuple(PROVIDERS.values()),
        ),
        _column(
            "pledge",
            "Pakta integritas",
            "Pledge",
            mark("Yes: each juror signs the integrity pledge before the first form opens. Empty: yes in a new event."),
            choices=(YES, NO),
        ),
        _column(
            "simulated",
            "Data simulasi",
            "Simulated data",
            mark("Yes: every page says that its data are invented. Empty: no."),
            choices=(YES, NO),
        ),
    ),
)
CATEGORIES = SheetKind(
    "categories",
    WorkbookWord("Kategori", "Categories"),
    (
        _column("code", "Kode", "Code", mark("A short code of the category, such as KAB."), required=True, width=10),
        _column("name", "Nama", "Name", mark("The category's name."), required=True, width=34),
        _column("places", "Juara", "Places", mark("How many winners; empty: 3."), width=9, kind="number"),
        _column(
            "method",
            "Metode",
            "Method",
            mark("How the jurors' totals become one; empty: the mean."),
            choices=tuple(METHODS.values()),
        ),
        _column(
            "trim",
            "Pangkas",
            "Trim",
            mark("What the trimmed mean drops the highest and lowest of: totals, or points of each criterion."),
            choices=tuple(TRIMS.values()),
        ),
        _column(
            "rounding",
            "Pembulatan",
            "Rounding",
            mark(
                "Empty: nothing is rounded. Or one or more steps with their decimals, with commas between them: "
                "rata-rata kriteria:2 (criterion mean:2), each criterion's mean over the jurors; kriteria:2 (criterion:2), each "
                "weighted value; jumlah:2 (total:2), each sheet's total; nilai akhir:2 (final:2), the final score."
            ),
            suggestions=tuple(WorkbookWord(f"{word.indonesian}:2", f"{word.english}:2") for word in STEPS.values()),
        ),
        _column(
            "tie_order",
            "Urutan seri",
            "Tie order",
            mark("Criterion codes with commas, the first decides first; empty: by weight."),
        ),
        _column(
            "not_assessable",
            "Tak dapat dinilai",
            "Not assessable",
            mark("What becomes of a sheet with a criterion that can't be assessed; empty: rescaled."),
            choices=tuple(NOT_ASSESSABLE.values()),
        ),
        _column("panel", "Panel", "Panel", mark("The panel that judges the category; empty: all jurors."), width=10),
    ),
)
CRITERIA = SheetKind(
    "criteria",
    WorkbookWord("Kriteria", "Criteria"),
    (
        _column("category", "Kategori", "Category", mark("A category's code, or * for all."), required=True, width=12),
        _column("code", "Kode", "Code", mark("A short code of the criterion, such as REG."), required=True, width=10),
        _column("name", "Nama", "Name", mark("The criterion's name."), required=True, width=34),
        _column(
            "weight",
            "Bobot",
            "Weight",
            mark("The weights of a category sum to 100: type 25, 25% or 0,25, the same way in the whole column."),
            required=True,
            width=9,
        ),
        _column("minimum", "Min", "Min", mark("The fewest points; empty: 0."), width=8),
        _column("maximum", "Maks", "Max", mark("The most points; empty: 100."), width=8),
        _column(
            "step", "Langkah", "Step", mark("The step between points, or a fixed set such as 1;2;3;5;6;7; empty: 1."), width=12
        ),
        _column("guidance", "Penjelasan", "Guidance", mark("What to look at; jurors read it beside the criterion."), width=44),
    ),
)
CANDIDATES = SheetKind(
    "candidates",
    WorkbookWord("Kandidat", "Candidates"),
    (
        _column("number", "Nomor", "Number", mark("The candidate's number or code, such as K01."), required=True, width=10),
        _column("name", "Nama", "Name", mark("The candidate's name."), required=True, width=34),
        _column("institution", "Instansi", "Institution", mark("The candidate's institution."), width=34),
        _column("category", "Kategori", "Category", mark("The code of the candidate's category."), required=True, width=12),
        _column("head", "Pimpinan", "Head", mark("Who leads the institution."), width=28),
        _column("presenter", "Penyaji", "Presenter", mark("Who presents in the interview."), width=28),
    ),
)
JURORS = SheetKind(
    "jurors",
    WorkbookWord("Juri", "Jurors"),
    (
        _column("code", "Kode", "Code", mark("The juror's code, such as J01."), required=True, width=10),
        _column("name", "Nama", "Name", mark("The juror's name with titles."), required=True, width=34),
        _column("position", "Jabatan", "Position", mark("The juror's position."), width=28),
        _column("institution", "Instansi", "Institution", mark("The juror's institution."), width=34),
        _column(
            "nip",
            "NIP",
            "NIP",
            mark("The civil servant's number; the column is formatted as text, so that no digit is lost."),
            width=24,
        ),
        _column("panel", "Panel", "Panel", mark("The juror's panels, with commas between them; empty: all."), width=12),
        _column(
            "role",
            "Peran",
            "Role",
            mark("Chair, member and secretary score; an observer only practises. Empty: member."),
            choices=tuple(ROLES.values()),
        ),
        _column(
            "affiliation",
            "Afiliasi",
            "Affiliation",
            mark("Institutions and regions to which the juror has ties, with commas: conflicts are suggested from them."),
            width=34,
        ),
    ),
)
SCHEDULE = SheetKind(
    "schedule",
    WorkbookWord("Jadwal", "Schedule"),
    (
        _column("day", "Tanggal", "Date", mark("The day of the interview."), required=True, kind="date"),
        _column("start", "Mulai", "Start", mark("When it starts, such as 09:30."), required=True, width=10, kind="time"),
        _column("end", "Selesai", "End", mark("When it ends."), width=10, kind="time"),
        _column("candidate", "Kandidat", "Candidate", mark("The candidate's number."), required=True, width=12),
        _column("panel", "Panel", "Panel", mark("The panel of this interview; empty: the category's."), width=10),
        _column("room", "Ruang", "Room", mark("The room."), width=28),
    ),
    required=False,
)
STAGES = SheetKind(
    "stages",
    WorkbookWord("Nilai tahap", "Stage scores"),
    (
        _column(
            "candidate",
            "Kandidat",
            "Candidate",
            mark(
                "The candidate's number; a column for each stage follows. The first rows are Bobot (Weight) and Maks (Max); "
                "the column named like this event's own stage has a weight and no scores."
            ),
            required=True,
            width=14,
        ),
    ),
    required=False,
)
SHEETS = (EVENT, CATEGORIES, CRITERIA, CANDIDATES, JURORS, SCHEDULE, STAGES)
DESCRIPTORS = mark("A column named like 90-100 or 4 is the descriptor of that range or score.")
FACTS = mark("Any further column is a fact about the candidate and is shown to jurors.")
HELP = WorkbookWord("Petunjuk", "Help")


def same(text: str, word: WorkbookWord) -> bool:
    """True if the text is this word in either language; letter case, gaps (`Nilai_tahap`), a colon and a star aside."""
    return _ungapped(text) in (_ungapped(word.indonesian), _ungapped(word.english))


@lru_cache(8_192)  # each word in a header is compared with every column's name in both languages
def _ungapped(text: str) -> str:
    return re.sub("[ _-]", "", fold(text).rstrip(":* "))


def column_named(kind: SheetKind, text: str) -> Column | None:
    """The column of the sheet that is named so in either language."""
    said = _ungapped(text)
    return next((one for one in kind.columns if said in (_ungapped(one.name.indonesian), _ungapped(one.name.english))), None)
