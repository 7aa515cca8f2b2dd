"""How far a document is that several people sign: whatever order, whatever branches, whatever was made up."""

from __future__ import annotations

import random
from itertools import permutations

import pytest

from juryapp.model.document import DocumentKind
from juryapp.model.signed_document import Answer, File, SignedDocument, in_force, progress_of

PEOPLE = ("J02", "J03", "J04")


def a_document(**changes: object) -> SignedDocument:
    told = {"id": "minutes-0", "kind": DocumentKind.MINUTES, "first": "0", "json": "", "signers": PEOPLE, "chair": "J01"}
    return SignedDocument(**{**told, **changes})  # type: ignore[arg-type]


def signing(juror: str, on: str, pdf: str) -> Answer:
    return Answer(juror, f"entry-{pdf}", on, pdf)


def test_nobody_answered_yet() -> None:
    found = progress_of(a_document(), [])
    assert (found.file, found.waits_for, found.closed) == (File("0", ()), ("J02", "J03", "J04", "J01"), False)


@pytest.mark.parametrize("order", list(permutations(PEOPLE)))
def test_in_any_order_the_last_file_bears_all_and_only_the_chair_is_left(order: tuple[str, ...]) -> None:
    files = ["0", *(f"file-{code}" for code in order)]
    said = [signing(code, on, pdf) for code, on, pdf in zip(order, files, files[1:], strict=False)]
    random.shuffle(said)
    found = progress_of(a_document(), said)
    assert (found.file, found.waits_for, found.before_chair) == (File(files[-1], order), ("J01",), ())
    closed = progress_of(a_document(), [*said, signing("J01", files[-1], "end")])
    assert closed.closed and closed.waits_for == ()


def test_who_declined_is_not_waited_for_and_may_sign_after_all() -> None:
    declined = Answer("J03", "e", declined="Saya tidak setuju.")
    found = progress_of(a_document(), [declined])
    assert (found.declined, found.before_chair) == ({"J03": "Saya tidak setuju."}, ("J02", "J04"))


def test_two_laptops_that_signed_the_same_file_make_two_files_until_somebody_chooses() -> None:
    said = [signing("J02", "0", "a"), signing("J03", "0", "b"), signing("J04", "b", "c")]
    found = progress_of(a_document(), said)
    assert found.parted and set(found.files) == {File("a", ("J02",)), File("c", ("J03", "J04"))}
    chosen = progress_of(a_document(), said, "b")
    assert not chosen.parted and chosen.file == File("c", ("J03", "J04"))
    assert (chosen.again, chosen.waits_for) == (("J02",), ("J02", "J01"))


def test_who_signs_again_in_the_file_that_goes_on_is_asked_no_more_even_without_a_choice() -> None:
    found = progress_of(a_document(), [signing("J02", "b", "d"), signing("J03", "0", "b")])
    assert (found.file, found.again, found.parted) == (File("d", ("J03", "J02")), (), False)


def test_made_up_digests_make_no_circle_and_take_no_time() -> None:
    same = [signing(code, "0", "x") for code in (*PEOPLE, "J01")]
    circle = [signing("J02", "x", "y"), signing("J03", "y", "x"), signing("J04", "z", "z")]
    found = progress_of(a_document(), [*same, *circle, signing("J04", "0", "0")])
    assert len(found.files) <= 2
    many = [f"J{number:03}" for number in range(400)]
    assert len(progress_of(a_document(signers=tuple(many)), [signing(code, "0", "x") for code in many]).files) == 1


def test_strangers_answers_are_not_counted() -> None:
    assert progress_of(a_document(), [signing("J99", "0", "x")]).file == File("0", ())


def test_the_latest_is_in_force_and_of_two_desks_both() -> None:
    old, one, two = a_document(), a_document(id="1", replaces=("minutes-0",)), a_document(id="2", replaces=("minutes-0",))
    assert in_force([old, one, two]) == [one, two]
    assert in_force([old, one, two, a_document(id="3", replaces=("1", "2"))]) == [a_document(id="3", replaces=("1", "2"))]
