"""Pictures of checking papers: nobody believed, every verdict, at work, in trouble. Called with a studio of tests/screens.py.

checking(studio, folder)     any page; afterwards the welcome page. `folder` is temporary
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PIL import Image
from PySide6.QtTest import QTest

from juryapp.documents.preview import pages
from juryapp.model.document import DocumentKind
from juryapp.printing.document_signing import issue
from juryapp.printing.unsigned_papers import attendance_list
from juryapp.sharing.pack import pack
from juryapp.verification.authority import export
from tests.builders import PASSPHRASE, a_desk, a_juror, an_event, score_all, sign
from tests.screens_services import each_look

LONG = "lembar_penilaian_kandidat_02_juri_03_final_ditandatangani_kiriman_ulang_dari_sekretariat_provinsi_dan_kabupaten_kota.pdf"


def checking(studio: Any, folder: Path) -> None:
    """The page before and after, from outside an event."""
    home = folder / "checking"
    home.mkdir()
    papers = _papers(home)
    window = studio.window
    window.leave_event()
    window.show_check()
    studio.take("70-check-nobody")
    page = window.page
    page.area.light(over=True)
    studio.take("70-check-dropping")
    page.area.light(over=False)
    page.take([papers])
    _settle(studio)
    studio.take("71-check-nobody-believed")
    page.take([home / "ROOT.pem"])
    _settle(studio)
    studio.take("72-check-root")
    page.authority.take_event(home / "event.jury")
    page.authority.field.setText("salah")
    page.authority.open_event()
    studio.take("73-check-wrong-passphrase")
    page.authority.field.setText(PASSPHRASE)
    page.authority.open_event()
    _settle(studio)
    each_look(studio, "74-check-event")
    page.ensureWidgetVisible(list(page.results.files.values())[-1])
    each_look(studio, "75-check-verdicts")
    page.work.begin()
    page.work.show_progress(120, 300)
    page.verticalScrollBar().setValue(0)
    studio.take("76-check-at-work")
    window.show_start()


def _papers(home: Path) -> Path:
    """A folder with a paper of each kind of verdict."""
    event = an_event(home)
    (home / "ROOT.pem").write_bytes(export(event, with_jurors=False))
    papers = home / "papers"
    papers.mkdir()
    first = sign(a_juror(event, "J02"), "K01", ["85", "78"])
    a_desk(event).reopen("J02", "K01", "Salah ketik skor regulasi")
    (papers / first.name).write_bytes(first.pdf)
    second = sign(a_juror(event, "J02"), "K01", ["86", "78"])
    (papers / second.name).write_bytes(second.pdf)
    score_all(a_juror(event, "J03"), "K02", "80")
    third = sign(a_juror(event, "J03"), "K02")
    (papers / LONG).write_bytes(third.pdf.replace(b"endobj", b"endobJ", 1))
    minutes = issue(a_desk(event), DocumentKind.MINUTES)
    (papers / "berita-acara-belum-lengkap.pdf").write_bytes(minutes.pdf)
    (papers / "daftar-hadir.pdf").write_bytes(attendance_list(event)[1])
    pages(second.pdf, 150)[-1].save(papers / "foto-lembar-K01.jpg", quality=80)
    Image.new("L", (400, 300), 200).save(papers / "foto-tanpa-kode.png")
    (papers / "kosong.pdf").write_bytes(b"")
    (papers / "undangan.docx").write_bytes(b"PK\x03\x04")
    pack(event, papers)
    event.close()
    return papers


def _settle(studio: Any) -> None:
    page = studio.window.page
    studio.settle()
    while page.checker.working or studio.window.runner.works_quietly:
        QTest.qWait(20)
    QTest.qWait(100)
