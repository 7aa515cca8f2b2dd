"""The pledge by the command line, and what an enrolment takes besides: affiliations, an own certificate."""

from __future__ import annotations

import pytest

from juryapp.desk.secretary import SecretaryDesk
from juryapp.event.opening import open_event
from juryapp.journal.subjects import Subject
from juryapp.model.pledge import ASKED
from juryapp.store.model_records import event as read_event
from juryapp.store.model_records import jurors
from tests.cli.builders import DESK_PIN, PASSPHRASE, Table, full
from tests.desk.test_own_certificate import PASSWORD, a_p12
from tests.saying import says

LACKING = "{juror} has not signed the integrity pledge that this event asks for; `juryapp pledge` does that."


@pytest.fixture
def asking(table: Table) -> Table:
    with open_event(table.laptop("secretary"), table.event, PASSPHRASE) as event:
        desk = SecretaryDesk.sit(event, DESK_PIN)
        event.write([desk.act(Subject.EVENT, "event/pledge", {"value": ASKED})])
    return table


def test_a_new_event_asks_for_pledges_and_one_by_a_program_of_before_does_not(table: Table) -> None:
    table.does("create", table.folder / "new.jury", "--template", "KAB", "--field", "Award=X", "--field", "Code=X1")
    with open_event(table.laptop("secretary"), table.folder / "new.jury", PASSPHRASE) as event:
        assert read_event(event.file).pledge == ASKED
    assert not says(table.score(full("K01")).err, LACKING, juror="J01")


def test_score_and_sign_tell_that_a_pledge_is_lacking_and_go_on(asking: Table) -> None:
    said = asking.score(full("K01"))
    assert said.code == 0 and says(said.err, LACKING, juror="J01")
    assert says(asking.does("next", asking.event).out, "{count} juror has scored without a pledge that is known here: {juror}.")
    asking.does("pledge", asking.event, "--juror", "J01", "--conflict", "K02=Saudara kandung", "--out", asking.folder / "out")
    assert [path.name for path in (asking.folder / "out").iterdir()] == ["PAR24-pledge-J01.pdf"]
    assert not asking.does("sign", asking.event, "--juror", "J01", "--out", asking.folder / "out").err
    told = asking.does("history", asking.event, "--subject", "pledge").out
    assert "K02" in told and "J01" in told
    assert asking.does("verify", asking.folder / "out" / "PAR24-pledge-J01.pdf", "--event", asking.event)


def test_paper_is_recorded_and_taken_back_by_the_desk(asking: Table) -> None:
    about = ("pledge", asking.event, "--juror", "J02", "--on-paper")
    asking.does(*about)
    assert asking.run(*about).code == 1, "it is on record already"
    assert asking.run(*about, "--take-back").code == 1, "a reason is needed"
    asking.does(*about, "--take-back", "--reason", "Baris yang salah")


@pytest.mark.parametrize(
    "words", [("--conflict", "K02"), ("--conflict", "=x"), ("--on-paper", "--conflict", "K01=x"), ("--take-back",)]
)
def test_what_makes_no_sense_is_refused_before_anything_is_written(asking: Table, words: tuple[str, ...]) -> None:
    before = asking.settled()
    said = asking.run("pledge", asking.event, "--juror", "J01", *words)
    assert said.code == 1 and len(said.told) == 1
    assert asking.settled() == before


def test_an_enrolment_takes_affiliations_and_an_own_certificate(table: Table) -> None:
    about = ("enrol", table.event, "--juror", "J02", "--own-certificate", table.file("dua.p12", a_p12("Bapak Dua")))
    wrong = table.run(*about, "--p12-password-file", table.file("salah.txt", "salah-sandi"))
    assert wrong.code == 1 and len(wrong.told) == 1
    said = table.does(*about, "--p12-password-file", table.file("sandi.txt", PASSWORD), "--affiliations", "Apindo, Gianyar")
    assert says(
        said.out, "The key is that of the certificate of {name}, issued by {issuer}, valid until {day}.", name="Bapak Dua"
    )
    with open_event(table.laptop("secretary"), table.event, PASSPHRASE) as event:
        assert jurors(event.file)["J02"].affiliations == ("Apindo", "Gianyar")
        assert "J02" in event.trust.jurors
