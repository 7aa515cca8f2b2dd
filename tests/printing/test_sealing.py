"""Headquarters seals what was signed: minutes alone or everything, with time stamps or without, interrupted, again, renewed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from juryapp.event.open_event import OpenEvent
from juryapp.event.seats import root_key
from juryapp.model.document import DocumentKind
from juryapp.printing.chosen_documents import draw
from juryapp.printing.document_list import document_list
from juryapp.printing.document_signing import certified_record, issue, shown, sign
from juryapp.printing.event_documents import documents
from juryapp.printing.sealed_documents import ALONE, KINDS, documents_to_seal
from juryapp.printing.sealing import Done, Sealed, Sealing, outcome_words
from juryapp.printing.time_stamp_service import TimeStampService
from juryapp.signing.archive import sealed
from juryapp.store import attachment_table, journal
from juryapp.text import speaking
from juryapp.verification.authority import Authority
from juryapp.verification.check import verify
from juryapp.verification.verdict import Verdict
from tests.builders import ROOT_PIN, a_desk, a_juror, a_prepared, carry
from tests.builders import sign as sign_sheet
from tests.time_stamping import Running, a_service, authority

MINUTES = DocumentKind.MINUTES


@pytest.fixture
def signed(event: OpenEvent) -> OpenEvent:
    """J01, who chairs, and J02 signed a sheet each; the minutes are signed by all."""
    for juror in ("J01", "J02"):
        sign_sheet(a_juror(event, juror), "K01", "85")
    document = issue(a_desk(event), MINUTES).document
    for juror in ("J02", "J03", "J04", "J01"):
        sign(a_juror(event, juror), document, shown(event, document), "Nama Terang")
    return event


@pytest.fixture
def service() -> Iterator[Running]:
    with a_service() as running:
        yield running


def seals(
    event: OpenEvent, kinds: Sequence[DocumentKind] = ALONE, url: str = "", *, renew: bool = False, unfinished: bool = False
) -> list[Sealed]:
    asked = TimeStampService(url, [authority()]) if url else None
    work = Sealing(event, root_key(event, ROOT_PIN), asked, renew=renew)
    return list(work.each(documents_to_seal(event, kinds), unfinished=unfinished))


def check(event: OpenEvent, pdf: bytes, authority: Authority | None = None) -> Verdict:
    path = event.path.parent / "checked.pdf"
    path.write_bytes(pdf)
    with speaking("en"):
        (found,) = verify([path], authority or Authority.of_event(event))
    return found


def told(found: Verdict) -> str:
    with speaking("en"):
        return " ".join(found.why)


def test_the_minutes_alone_are_sealed_and_time_stamped_and_everyone_is_told(signed: OpenEvent, service: Running) -> None:
    (one,) = seals(signed, url=service.url)
    assert one.done is Done.STAMPED and one.problem is None and len(service.asked) == 1
    found = check(signed, one.pdf)
    assert found.verdict == "valid"
    assert [field for field, _name in found.signers][-2:] == ["HQ_Seal", "DocTimeStamp"]
    assert "time stamp of 19 February 2026 01:30 UTC in the name of “Stempel Waktu Contoh”" in told(found)
    assert "Headquarters put on record that it had the time stamp" in told(found)
    (line,) = [line for line in document_list(signed) if line.kind is MINUTES]
    assert line.seal and line.seal.pdf == attachment_table.digest(one.pdf)
    ((name, pdf),) = documents_of(signed, MINUTES)
    assert (name, pdf) == (one.name, one.pdf) and name.endswith("-s5-sealed-t1.pdf")


def documents_of(event: OpenEvent, kind: DocumentKind) -> list[tuple[str, bytes]]:
    return [(one.name, one.pdf) for one in draw(event, [line for line in document_list(event) if line.kind is kind])]


def test_whose_time_stamp_it_is_is_proven_where_the_services_root_is_given(signed: OpenEvent, service: Running) -> None:
    (one,) = seals(signed, url=service.url)
    root = signed.trust.root
    assert root
    believing = Authority(root, stampers=(authority(),))
    found = check(signed, one.pdf, believing)
    assert found.verdict == "valid" and "proves that it existed on 19 February 2026" in told(found)
    assert "is not proven here" in " ".join(told(check(signed, one.pdf, Authority(root, stampers=(authority(22),)))).split())


def test_the_same_twice_adds_nothing_and_a_renewed_stamp_is_one_more(signed: OpenEvent, service: Running) -> None:
    (one,) = seals(signed, url=service.url)
    entries = journal.numbers(signed.file)
    (again,) = seals(signed, url=service.url)
    assert (again.done, again.pdf, journal.numbers(signed.file)) == (Done.ALREADY, one.pdf, entries) and len(service.asked) == 1
    (renewed,) = seals(signed, url=service.url, renew=True)
    assert renewed.pdf.startswith(one.pdf) and len(service.asked) == 2
    assert renewed.document.seal and len(renewed.document.seal.stamps) == 2
    found = check(signed, renewed.pdf)
    assert found.verdict == "valid" and [field for field, _name in found.signers].count("DocTimeStamp") == 2


def test_everything_is_sealed_and_a_time_stamp_may_come_later(signed: OpenEvent, service: Running) -> None:
    done = seals(signed, KINDS, unfinished=True)
    assert [one.document.kind for one in done] == [MINUTES, DocumentKind.SHEETS, DocumentKind.SHEETS]
    assert {one.done for one in done} == {Done.SEALED}
    assert {check(signed, one.pdf).verdict for one in done} == {"valid"}
    later = seals(signed, KINDS, service.url, unfinished=True)
    assert all(two.pdf.startswith(one.pdf) and two.done is Done.STAMPED for one, two in zip(done, later, strict=True))
    assert {check(signed, one.pdf).verdict for one in later} == {"valid"}
    assert [pdf for _name, pdf in documents(signed, DocumentKind.SHEETS)] == [one.pdf for one in later[1:]]


def test_a_record_of_completeness_is_sealed_and_that_changes_nothing_of_what_it_tells(event: OpenEvent, service: Running) -> None:
    certified = certified_record(a_desk(event))
    (done,) = [one for one in seals(event, KINDS, service.url) if one.document.kind is DocumentKind.COMPLETENESS]
    assert done.done is Done.STAMPED and done.pdf.startswith(certified) and done.document.title
    found = check(event, done.pdf)
    assert (found.verdict, [field for field, _name in found.signers]) == ("valid", ["Desk", "HQ_Seal", "DocTimeStamp"])
    assert certified_record(a_desk(event)) == done.pdf, "saved again, it is the sealed file"


def test_a_service_that_fails_leaves_what_is_sealed_and_is_asked_again_later(signed: OpenEvent) -> None:
    with a_service(fails=lambda number: number == 2) as halting:
        first = seals(signed, KINDS, halting.url, unfinished=True)
        assert [one.done for one in first] == [Done.STAMPED, Done.SEALED, Done.STAMPED]
        assert first[1].problem and check(signed, first[1].pdf).verdict == "valid"
        second = seals(signed, KINDS, halting.url, unfinished=True)
    assert [one.done for one in second] == [Done.ALREADY, Done.STAMPED, Done.ALREADY]
    assert second[1].pdf.startswith(first[1].pdf)


def test_a_service_that_is_down_is_not_asked_for_each_document(signed: OpenEvent) -> None:
    for juror in ("J03", "J04"):
        sign_sheet(a_juror(signed, juror), "K01", "85")
    with a_service(fails=lambda number: True) as down:
        done = seals(signed, KINDS, down.url, unfinished=True)
        assert len(done) == 5 and len(down.asked) == 3
    assert {one.done for one in done} == {Done.SEALED} and all(one.problem for one in done)
    with speaking("en"):
        assert outcome_words(done, asked=True) == ["5 documents are sealed and have no time stamp yet."]


def test_what_still_waits_for_a_signature_is_not_sealed_unless_that_is_said(event: OpenEvent) -> None:
    sign_sheet(a_juror(event, "J02"), "K01", "85")
    document = issue(a_desk(event), MINUTES).document
    sign(a_juror(event, "J02"), document, shown(event, document), "Nama")
    done = seals(event, KINDS)
    assert {one.done for one in done} == {Done.REFUSED} and "J03" in str(done[0].problem)
    (first,) = seals(event, unfinished=True)
    sign(a_juror(event, "J03"), document, shown(event, document), "Nama")
    (line,) = [line for line in document_list(event) if line.kind is MINUTES]
    assert line.seal is None, "what was signed after the seal has to be sealed anew"
    (second,) = seals(event, unfinished=True)
    assert second.done is Done.SEALED and not second.pdf.startswith(first.pdf)
    assert check(event, second.pdf).verdict == "partly signed" == check(event, first.pdf).verdict


def test_called_off_between_two_documents_the_rest_is_done_later(signed: OpenEvent, service: Running) -> None:
    todo = documents_to_seal(signed, KINDS)
    work = Sealing(signed, root_key(signed, ROOT_PIN), TimeStampService(service.url)).each(todo, unfinished=True)
    first = next(work)
    work.close()
    done = seals(signed, KINDS, service.url, unfinished=True)
    assert [one.done for one in done] == [Done.ALREADY, Done.STAMPED, Done.STAMPED] and done[0].pdf == first.pdf


def test_seals_travel_in_packages_and_older_files_are_told_to_be_sealed_since(signed: OpenEvent, service: Running) -> None:
    panel = a_prepared(signed, "panel", ["J01"])
    (one,) = seals(signed, url=service.url)
    before = attachment_table.content(signed.file, one.document.pdf) or b""
    assert "Headquarters sealed this file since" in told(check(signed, before))
    carry(signed, panel)
    ((_name, pdf),) = documents_of(panel, MINUTES)
    assert pdf == one.pdf
    panel.close()


def test_a_seal_that_nobody_recorded_is_told(signed: OpenEvent) -> None:
    (document,) = documents_to_seal(signed)
    before, root = attachment_table.content(signed.file, document.pdf) or b"", signed.trust.root
    assert root
    pdf = sealed(before, root_key(signed, ROOT_PIN), root, signed.laptop.clock())
    assert "this event has no record of it" in told(check(signed, pdf))


def test_a_file_that_is_not_genuine_is_not_sealed(signed: OpenEvent) -> None:
    (document,) = documents_to_seal(signed)
    with signed.file.unit():
        signed.file.connection.execute(
            "UPDATE attachment SET content = ? WHERE id = ?",
            ((attachment_table.content(signed.file, document.pdf) or b"") + b"\n", document.pdf),
        )
    (one,) = seals(signed)
    assert one.done is Done.REFUSED and one.problem and not one.pdf
    with signed.file.unit():
        signed.file.connection.execute("UPDATE attachment SET content = NULL WHERE id = ?", (document.pdf,))
    (two,) = seals(signed)
    assert two.done is Done.REFUSED and "merge the package" in _english(two)


def _english(one: Sealed) -> str:
    with speaking("en"):
        return str(one.problem)
