"""One go to the flash disk: others' packages come in, the own one goes out."""

import pytest

from juryapp.errors import FileProblem
from juryapp.model.candidate import Attendance
from juryapp.sharing.exchange_folder import exchange_packages
from tests.builders import a_desk, a_juror, a_prepared, an_event


def test_a_swap_brings_the_others_and_leaves_the_own_package(tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    with an_event(tmp_path) as hq, a_prepared(hq, "room", ["J01"]) as room:
        exchange_packages(hq, stick)
        a_desk(hq).attendance("K02", Attendance.ABSENT)
        exchange_packages(hq, stick)
        a_juror(room).record_score("K01", "REG", "80")
        done = exchange_packages(room, stick)
        assert [package.outcome for package in done.report.packages] == ["merged"]
        assert done.package.exists()
        assert room.file.rows("SELECT state FROM attendance WHERE candidate = 'K02'") == [("absent",)]
        again = exchange_packages(room, stick)
        assert [package.outcome for package in again.report.packages] == ["nothing new"]
        assert len(list(stick.glob("*.jurypack"))) == 2


def test_a_stick_that_was_pulled_is_told(tmp_path):
    with an_event(tmp_path) as hq:
        with pytest.raises(FileProblem, match="stick"):
            exchange_packages(hq, tmp_path / "stick")
        assert not (tmp_path / "stick").exists()
