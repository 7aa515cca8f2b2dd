"""Signatures that come later and break nothing: a provider's, headquarters' seal, proofs for archives, time stamps."""

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils import generic
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from juryapp.signing.keys import PrivateKey
from juryapp.signing.pades import Signer, approve
from juryapp.signing.verify import Trust
from tests.signing.papers import INK, a_signed_sheet, sheet_data, the_juror, the_minutes
from tests.signing.people import AT, the_authority
from tests.signing.providers import (
    a_foreign_certificate,
    a_provider,
    in_its_own_field,
    rsa_key,
    signed_by_provider,
    time_stamped,
    with_proofs,
)
from tests.signing.test_verify import faults, findings, repaint, update


def sealed(pdf: bytes) -> bytes:
    ours = the_authority()
    return approve(pdf, "HQ_Seal", Signer(ours.root_key, ours.root), None, AT)


def chaired(pdf: bytes) -> bytes:
    return approve(pdf, "Chair", the_juror("J02"), INK, AT)


SHEET = sheet_data(chair={"name": "Juror J02"})


def told(pdf: bytes) -> list[str]:
    found = findings(pdf)
    assert found.faults == ()
    return [str(note) for note in found.notes]


@pytest.mark.parametrize("steps", [[chaired], [sealed], [chaired, sealed], [sealed, with_proofs], [chaired, sealed, with_proofs]])
def test_those_whom_the_event_certified_break_nothing_and_are_not_remarked_upon(steps):
    pdf = a_signed_sheet(data=SHEET)
    for step in steps:
        pdf = step(pdf)
    assert told(pdf) == []


@pytest.mark.parametrize("subfilter", ["PADES", "ADOBE_PKCS7_DETACHED"])
@pytest.mark.parametrize("digest", ["sha256", "sha512"])
def test_a_provider_breaks_nothing_and_is_told_to_be_a_stranger_to_us(subfilter, digest):
    pdf = signed_by_provider(a_signed_sheet(), subfilter=subfilter, digest=digest)
    (note,) = told(pdf)
    assert note.startswith(
        "Field “PSrE” also bears a signature in the name of “Ada Lestari”, certified by “Penyelenggara Contoh”"
    )
    assert "Juryapp doesn't know it: who signed there is not proven here" in note
    assert findings(pdf).signers == (("Juror", "Juror J01", "J01"), ("PSrE", "Ada Lestari", None))
    assert len(findings(pdf).revisions) == 1


def test_a_provider_whose_key_is_of_our_kind_is_a_provider_all_the_same():
    key, root = ec.generate_private_key(ec.SECP256R1()), a_foreign_certificate("Penyelenggara Contoh", rsa_key(0))
    signer = Signer(PrivateKey(key), a_foreign_certificate("Ada", key, (root.native, rsa_key(0))), (root,))
    assert "certified by “Penyelenggara Contoh”" in told(signed_by_provider(a_signed_sheet(), signer))[0]
    assert "certified by “Penyelenggara Contoh”" in told(approve(a_signed_sheet(), "PSrE", signer, None, AT))[0]


@pytest.mark.parametrize("steps", [[time_stamped], [with_proofs, time_stamped], [time_stamped, with_proofs, time_stamped]])
def test_proofs_and_time_stamps_after_the_seal_break_nothing(steps):
    pdf = sealed(chaired(a_signed_sheet(data=SHEET)))
    for step in steps:
        pdf = step(pdf)
    assert set(told(pdf)) == {
        "It also bears a time stamp of 19 February 2026 01:30 UTC in the name of “Stempel Waktu Contoh”. Juryapp doesn't know "
        "its issuer, “Penyelenggara Contoh”: the time is not proven here, check it with the issuer's own program."
    }


def test_all_of_it_together_on_minutes_breaks_nothing():
    assert len(told(time_stamped(with_proofs(the_minutes("J02", "J01", chair=True, seal=True))))) == 1


@pytest.mark.parametrize("made", [lambda: a_signed_sheet(data=SHEET), lambda: the_minutes("J02")])
def test_a_provider_whose_program_makes_a_field_without_a_place_breaks_nothing_and_is_named(made):
    (note,) = told(in_its_own_field(made()))
    assert note.startswith("Field “Signature1” also bears a signature in the name of “Ada Lestari”")


@pytest.mark.parametrize("field", ["PSrE_J03", "PSrE_"])
def test_a_field_called_like_ours_in_a_sheet_that_never_had_it_is_named(field):
    assert f"Field “{field}” doesn't belong in this document" in faults(in_its_own_field(a_signed_sheet(), field))


def test_the_jury_goes_on_signing_after_it():
    assert len(told(sealed(chaired(in_its_own_field(a_signed_sheet(data=SHEET)))))) == 1


def test_a_field_of_its_own_on_the_page_is_named():
    assert "fields" in faults(in_its_own_field(a_signed_sheet(), box=(20, 20, 120, 60)))


def test_somebody_of_the_jury_makes_no_field_of_the_own():
    named = in_its_own_field(a_signed_sheet(), signer=the_juror("J02"))
    assert "Signature1" in faults(named)
    assert faults(in_its_own_field(the_minutes("J02"), field="Juror_J09", signer=the_juror("J02")))
    assert faults(in_its_own_field(the_minutes("J02"), field="Juror_J09"))


def test_headquarters_seals_after_a_provider():
    assert len(told(sealed(signed_by_provider(chaired(a_signed_sheet(data=SHEET)))))) == 1


# --- and what only looks like it


def test_proofs_before_anyone_closed_the_document_were_added_by_no_one_who_may():
    assert "added to this PDF after the last signature" in faults(with_proofs(a_signed_sheet()))
    assert "beside its signatures" in faults(sealed(with_proofs(a_signed_sheet())))


@pytest.mark.parametrize("closed", [sealed, signed_by_provider, time_stamped])
def test_a_page_that_was_repainted_behind_them_is_named(closed):
    altered = update(closed(a_signed_sheet()), repaint)
    assert "Page 1 was altered" in faults(altered) and "added to this PDF after the last signature" in faults(altered)
    again = faults(time_stamped(with_proofs(altered)))
    assert "Page 1 was altered" in again and "beside its signatures" in again


def test_an_addition_that_is_called_a_proof_and_is_none_is_named():
    def lie(writer) -> None:
        writer.root[generic.NameObject("/DSS")] = writer.add_object(generic.DictionaryObject())
        writer.root[generic.NameObject("/Lang")] = generic.TextStringObject("en")
        writer.update_root()

    told = faults(update(sealed(a_signed_sheet()), lie))
    assert "added to this PDF after the last signature" in told and "isn't what Juryapp makes" in told


def test_a_title_that_a_later_program_changed_is_named():
    def retitle(writer) -> None:
        writer.set_info(generic.DictionaryObject({generic.NameObject("/Title"): generic.TextStringObject("Total 99")}))

    assert "isn't what Juryapp makes" in faults(signed_by_provider(update(a_signed_sheet(), retitle)))


@pytest.mark.parametrize("field", ["Chair", "HQ_Seal"])
def test_a_provider_in_anothers_field_is_named(field):
    assert f"Field “{field}” bears a signature of another kind" in faults(signed_by_provider(a_signed_sheet(), field=field))


def test_a_weak_digest_is_named():
    assert "no longer safe" in faults(signed_by_provider(a_signed_sheet(), digest="sha1", subfilter="ADOBE_PKCS7_DETACHED"))


def test_who_certifies_himself_or_borrows_our_names_is_no_provider():
    ours = the_authority()
    own = Signer(PrivateKey(rsa_key(1)), a_foreign_certificate("Badan Contoh", rsa_key(1)))
    assert "“Badan Contoh”, who signed field “PSrE”, isn't certified" in faults(signed_by_provider(a_signed_sheet(), own))
    for name in (ours.root.native, ours.desk.native):
        forged = a_foreign_certificate("Juror J01", rsa_key(1), (name, rsa_key(0)))
        signer = Signer(PrivateKey(rsa_key(1)), forged)
        told = faults(signed_by_provider(a_signed_sheet(), signer), Trust(ours.root, (ours.desk,)))
        assert "“Juror J01”, who signed field “PSrE”, isn't certified" in told


@pytest.mark.parametrize("made", [signed_by_provider, time_stamped])
def test_a_flipped_bit_in_a_later_signature_is_named(made):
    pdf = made(a_signed_sheet())
    start = pdf.rindex(b"/Contents <") + len(b"/Contents <")
    for place in (start + 300, start + 1500, pdf.rindex(b"0>") - 9):
        digit = b"0" if pdf[place : place + 1] != b"0" else b"1"
        assert faults(pdf[:place] + digit + pdf[place + 1 :])


def test_a_signature_that_another_key_made_is_named():
    real = a_provider()
    assert "made with another key" in faults(signed_by_provider(a_signed_sheet(), replace(real, key=PrivateKey(rsa_key(7)))))


class OfAnotherFile(DummyTimeStamper):
    """Stamps something else than what it is given."""

    def request_tsa_response(self, req):
        req["message_imprint"]["hashed_message"] = bytes(32)
        return super().request_tsa_response(req)


def test_a_time_stamp_of_another_file_is_named():
    assert "made with another key" in faults(time_stamped(a_signed_sheet(), OfAnotherFile))


def test_what_is_said_of_a_providers_issuer_is_said_once_for_all_its_signatures() -> None:
    pdf = a_signed_sheet()
    for field in ("One", "Two"):
        pdf = in_its_own_field(pdf, field)
    (note,) = told(pdf)
    assert "(One)" in note and "(Two)" in note and "2" in note
