"""Builders with defaults for documents."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

from PIL import Image, ImageDraw

from juryapp.documents.sheet_json import SheetFacts, sheet_json
from juryapp.model.candidate import Attendance, Candidate
from juryapp.model.category import Category
from juryapp.model.criterion import Criterion
from juryapp.model.event import Event
from juryapp.model.juror import Juror, Role
from juryapp.model.score import Score
from juryapp.model.slot import Slot

NOW = datetime(2024, 2, 19, 10, 41, tzinfo=ZoneInfo("Asia/Makassar"))
RUBRIC = (
    ("REG", "Regulasi", "25", "Peraturan yang mewajibkan atau mendorong kepesertaan", "85", "Perbup berjalan; Perda belum ada."),
    ("CAK", "Cakupan kepesertaan", "25", "Pekerja terlindungi dibanding jumlah pekerja, dan kenaikannya", "78", ""),
    (
        "ANG",
        "Anggaran, pekerja rentan dan non-ASN",
        "20",
        "Anggaran daerah dan desa untuk pekerja rentan",
        "80",
        "2.050 pekerja rentan",
    ),
    ("INO", "Inovasi", "20", "Cara baru yang dapat ditiru", "88", ""),
    ("PIM", "Penguasaan dan kehadiran pimpinan", "10", "Pimpinan hadir dan menguasai materi", "90", ""),
)


def a_logo() -> bytes:
    picture = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((4, 4, 196, 196), fill=(20, 90, 60, 255))
    ImageDraw.Draw(picture).ellipse((50, 50, 150, 150), fill=(240, 200, 40, 255))
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def an_event(**changes: Any) -> Event:
    facts: dict[str, Any] = {
        "award": "Paritrana Award",
        "code": "PAR24-CONTOH",
        "edition": "2024",
        "assessed_from": date(2023, 1, 1),
        "assessed_to": date(2023, 12, 31),
        "organiser": "Pemerintah Provinsi Contoh",
        "stage": "Wawancara tingkat provinsi",
        "venue": "Hotel Contoh, Renon",
        "city": "Denpasar",
        "time_zone": "Asia/Makassar",
        "letterhead": (
            "PEMERINTAH PROVINSI CONTOH",
            "TIM PENILAI PARITRANA AWARD TAHUN 2024",
            "Jalan Contoh Nomor 1, Kota Contoh 80000 · Telepon (0361) 000000 · surel@contoh.go.id",
        ),
        "logo": a_logo(),
    }
    return Event(**{**facts, **changes})


def a_candidate(**changes: Any) -> Candidate:
    facts: dict[str, Any] = {
        "number": "K01",
        "name": "Kabupaten Contoh Barat",
        "category": "KAB",
        "institution": "Pemerintah Kabupaten Contoh Barat",
        "head": "I Wayan Contoh, S.H.",
        "presenter": "Ni Made Contoh, S.E., M.M.",
        "attendance": Attendance.PRESENT,
    }
    return Candidate(**{**facts, **changes})


def a_juror(**changes: Any) -> Juror:
    facts: dict[str, Any] = {
        "code": "J06",
        "name": "Dr. Ni Luh Contoh, S.E., M.Si.",
        "position": "Guru Besar",
        "institution": "Universitas Contoh",
        "nip": "198001012005012002",
    }
    return Juror(**{**facts, **changes})


def a_chair(**changes: Any) -> Juror:
    facts: dict[str, Any] = {"code": "J01", "name": "Drs. I Gede Ketua, M.Si.", "nip": "197001011995031001", "role": Role.CHAIR}
    return Juror(**{**facts, **changes})


def a_criterion(code: str = "REG", **changes: Any) -> Criterion:
    facts: dict[str, Any] = {"category": "KAB", "code": code, "name": code.title(), "weight": Decimal(25)}
    return Criterion(**{**facts, **changes})


def a_score(criterion: str, points: str | None, **changes: Any) -> Score:
    return Score("J06", "K01", criterion, Decimal(points) if points is not None else None, **changes)


def facts(**changes: Any) -> SheetFacts:
    """A sheet's facts; total and used weight follow from the scores unless they are given."""
    criteria = changes.pop("criteria", None) or tuple(
        a_criterion(code, name=name, weight=Decimal(weight), guidance=guidance) for code, name, weight, guidance, _p, _r in RUBRIC
    )
    scores = changes.pop("scores", None) or {row[0]: a_score(row[0], row[4], remark=row[5]) for row in RUBRIC}
    assessed = [c for c in criteria if scores[c.code].points is not None]
    used = sum((c.weight for c in assessed), Decimal(0))
    total = sum((Fraction(c.weight) * Fraction(scores[c.code].points or 0) for c in assessed), Fraction(0)) / Fraction(used or 1)
    known: dict[str, Any] = {
        "event": an_event(),
        "event_id": "e" * 64,
        "category": Category("KAB", "Pemerintah Kabupaten/Kota"),
        "criteria": criteria,
        "candidate": a_candidate(),
        "juror": a_juror(),
        "scores": scores,
        "total": total,
        "weight_used": used,
        "signed_at": NOW,
        "slot": Slot("K01", date(2024, 2, 19), time(9, 0), time(9, 30), "Panel 1", "Ruang Rapat 2"),
        "panel": "Panel 1",
        "chair": a_chair(),
        "device": "Laptop Panel 1",
        "device_id": "d" * 64,
        "entries": ("a" * 64, "b" * 64),
        "rubric": "0123456789abcdef",
    }
    return SheetFacts(**{**known, **changes})


def a_sheet(**changes: Any) -> bytes:
    return sheet_json(facts(**changes))
