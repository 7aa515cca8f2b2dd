"""A day in a hotel: three laptops, a stick, and headquarters that must account for every score."""

from __future__ import annotations

from pathlib import Path

from juryapp.board import status
from juryapp.board.confirmations import confirmed
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.model.candidate import Attendance
from juryapp.model.note import Visibility
from juryapp.model.sheet import CellState
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.store import attachment_table, journal
from tests.builders import PASSPHRASE, a_desk, a_juror, a_prepared, an_event, look_and_sign, score_all, sign
from tests.forging import projections, rebuilt


def states(event: OpenEvent) -> dict[tuple[str, str], str]:
    cells = status.status(event.file, event.id, confirmed(event)).cells
    return {(cell.sheet.juror, cell.sheet.candidate): cell.state.value for cell in cells}


def ranking(event: OpenEvent, category: str) -> tuple[bool, list[tuple[int, str, str]]]:
    (tally,) = status.tallies(event.file, category)
    return tally.complete, [(place.rank, place.candidate, str(place.score)) for place in tally.ranking]


def test_a_whole_day_from_preparation_to_the_final_ranking(tmp_path: Path) -> None:
    # Headquarters prepares the secretary's laptop and two for jurors.
    hq = an_event(tmp_path)
    meja = a_prepared(hq, "meja", ["J01", "J02"], with_desk=True)
    kiri = a_prepared(hq, "kiri", ["J01", "J02"])
    kanan = a_prepared(hq, "kanan", ["J03", "J04", "J01"])
    stick = tmp_path / "flashdisk"

    # The morning: U02 doesn't come, J04 is K02's sister, everyone scores, nothing is complete.
    a_desk(meja).attendance("U02", Attendance.ABSENT)
    a_desk(meja).attendance("K01", Attendance.PRESENT)
    a_juror(kanan, "J04").recuse("K02", "adik kandung pimpinannya")
    score_all(a_juror(kiri, "J01"), "K01", ["90", "80"])
    score_all(a_juror(kiri, "J01"), "K02", ["70", "75"])
    for juror in ("J03", "J04"):
        score_all(a_juror(kanan, juror), "K01", ["80", "85"])
        sign(a_juror(kanan, juror), "U01", "77,5")
    score_all(a_juror(kanan, "J03"), "K02", ["80", "70"])
    # J01 changes seats at noon and scores K01 there again, not knowing what stands on the other laptop.
    a_juror(kanan, "J01").record_score("K01", "REG", "85")
    score_all(a_juror(kiri, "J02"), "K01", ["88", "82"])
    score_all(a_juror(kiri, "J02"), "K02", ["72", "74"])
    a_juror(kiri, "J02").write_note("K01", "Jawaban soal anggaran meyakinkan.", Visibility.PRIVATE)

    # Noon: the stick goes round, the secretary's laptop admits the others and shows two versions.
    for laptop in (kiri, kanan):
        pack(laptop, stick)
    report = merge(meja, [stick], a_desk(meja))
    assert [one.outcome for one in report.packages] == ["merged", "merged"]
    assert states(meja)["J01", "K01"] == "conflict"
    assert states(meja)["J04", "K02"] == "recused"
    assert {states(meja)[juror, "U02"] for juror in ("J01", "J02", "J03", "J04")} == {"absent"}
    (conflict,) = status.conflicts(meja.file)
    take = next(head for head in conflict.heads if (head.value or {})["points"] == "90")
    a_desk(meja).resolve(conflict.id, take.id, "J01 membenarkan 90")
    pack(meja, stick)
    for laptop in (kiri, kanan):
        merge(laptop, [stick])
        assert status.conflicts(laptop.file) == []

    # The afternoon: the rest is scored and signed; one sheet is signed wrongly, reopened and signed again.
    for juror in ("J01", "J02"):
        score_all(a_juror(kiri, juror), "U01", "80")
        look_and_sign(a_juror(kiri, juror))
    for juror in ("J03", "J04"):
        look_and_sign(a_juror(kanan, juror))
    pack(kiri, stick)
    pack(kanan, stick)
    merge(meja, [stick])
    first = attachment_table.digest(
        attachment_table.content(meja.file, (journal.heads_of(meja.file, ("sheet", "J02/K02"))[0].value or {})["pdf"]) or b""
    )
    a_desk(meja).reopen("J02", "K02", "nilai tertukar")
    a_juror(meja, "J02").record_score("K02", "REG", "82")
    (second,) = look_and_sign(a_juror(meja, "J02"))
    assert second.revision == 2

    # Evening: headquarters receives one stick, knows none of the laptops yet, and asks.
    path = pack(meja, stick)
    report = merge(hq, [path])
    assert report.packages[0].outcome in ("quarantined", "merged")
    report = merge(hq, [stick], a_desk(hq))
    assert not report.refused
    assert journal.in_doubt(hq.file) == []
    assert status.conflicts(hq.file) == []

    # Everything that was written arrived; every cell has a state; the ranking is final.
    written = {entry.id for laptop in (meja, kiri, kanan) for entry in journal.entries(laptop.file)}
    assert written <= {entry.id for entry in journal.entries(hq.file)}
    told = states(hq)
    assert len(told) == 16
    assert {pair for pair, state in told.items() if state == "signed"} == {
        *((juror, "K01") for juror in ("J01", "J02", "J03", "J04")),
        *((juror, "K02") for juror in ("J01", "J02", "J03")),
        *((juror, "U01") for juror in ("J01", "J02", "J03", "J04")),
    }
    # K01: 86, 85.6, 82, 82; K02 without J04: 72, 78.8, 76.
    assert ranking(hq, "KAB") == (True, [(1, "K01", "839/10"), (2, "K02", "378/5")])
    assert ranking(hq, "USA") == (True, [(1, "U01", "315/4")])
    assert attachment_table.content(hq.file, first), "the superseded PDF stays"

    # The receipt goes back: every laptop may say "confirmed by headquarters".
    receipt = pack(hq, tmp_path / "dari-pusat")
    for laptop in (meja, kiri, kanan):
        merge(laptop, [receipt])
        assert laptop.device
        assert confirmed(laptop)[laptop.device] == journal.numbers(laptop.file)[laptop.device]
        assert states(laptop) == told

    # And the same can be rebuilt from the journal alone, on a laptop that opens the file for the first time.
    before = projections(hq.file)
    assert rebuilt(hq) == before
    hq.close()
    assert projections(open_event(hq.laptop, hq.path, PASSPHRASE).file) == before


def test_a_laptop_that_dies_at_noon_loses_only_what_was_never_packed(tmp_path: Path) -> None:
    hq = an_event(tmp_path)
    lost = a_prepared(hq, "hilang", ["J01"])
    sign(a_juror(lost), "K01", "80")
    path = pack(lost, tmp_path / "flashdisk")
    a_juror(lost).record_score("K02", "REG", "70")
    lost.close()
    lost.path.unlink()
    merge(hq, [path], a_desk(hq))
    assert a_juror(hq).board().cell("J01", "K01").state is CellState.SIGNED
    spare = a_prepared(hq, "pengganti", ["J01"])
    sign(a_juror(spare), "K02", "75")
    merge(hq, [pack(spare, tmp_path / "flashdisk")], a_desk(hq))
    assert a_juror(hq).board().cell("J01", "K02").total == 75
    assert status.conflicts(hq.file) == []
