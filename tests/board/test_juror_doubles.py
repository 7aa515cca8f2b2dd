"""Jurors who may be listed twice are told, with the way out; whoever only shares a family's name isn't."""

from __future__ import annotations

from juryapp.board.juror_doubles import alike_words, jurors_alike
from juryapp.model.juror import Juror, Role


def jurors(*names: str, observers: tuple[str, ...] = ()) -> dict[str, Juror]:
    listed = [Juror(f"J{place:02d}", name) for place, name in enumerate(names, 1)]
    watching = [Juror(f"O{place:02d}", name, role=Role.OBSERVER) for place, name in enumerate(observers, 1)]
    return {one.code: one for one in (*listed, *watching)}


def test_the_same_person_twice_is_found_by_the_name_with_other_titles_or_a_slip() -> None:
    assert jurors_alike(jurors("Dr. Surya Pratama, M.Si.", "Ratna Ayu", "Surya Pratama")) == [("J01", "J03")]
    assert jurors_alike(jurors("I Made Suardana", "I Made Swardana", "I Made Arnawa")) == [("J01", "J02")]


def test_a_shared_name_alone_is_no_double_nor_is_an_observer() -> None:
    assert jurors_alike(jurors("Surya Contoh", "Ratna Contoh", "Bima Contoh")) == []
    assert jurors_alike(jurors("Surya Pratama", observers=("Surya Pratama",))) == []


def test_the_sentence_names_both_and_is_told_of_each() -> None:
    known = jurors("Surya Pratama", "Ratna Ayu", "Surya Pratama")
    (sentence,) = alike_words(known)
    assert "(J01)" in sentence and "(J03)" in sentence
    assert alike_words(known, "J01") == alike_words(known, "J03") == [sentence] and not alike_words(known, "J02")


def test_of_several_pairs_the_way_out_is_said_once() -> None:
    known = jurors("Surya Pratama", "Ratna Ayu", "Surya Pratama", "Ratna Ayu, S.H.")
    (sentence,) = alike_words(known)
    assert all(f"({code})" in sentence for code in known)
    assert sentence != alike_words(known, "J01")[0]
