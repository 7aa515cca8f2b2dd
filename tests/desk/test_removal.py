"""A removal is gone on with, whatever interrupts it; a certificate appears once all is gone, and never before."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from juryapp.documents.destruction import read_destruction
from juryapp.documents.form import attached_kind, paper_of
from juryapp.documents.redraw import draw_again
from juryapp.errors import FileProblem, Refused
from juryapp.event import removal, spares
from juryapp.event.open_event import OpenEvent
from juryapp.event.spare_files import Cause
from juryapp.model.document import FileKind
from juryapp.printing.destruction import begin_destruction
from juryapp.signing.certificates import read_pem
from juryapp.signing.verify import Trust, examine
from juryapp.store import model_records
from tests.builders import a_desk, a_juror, an_event, sign


class Killed(BaseException):
    """The program dies here."""


@pytest.fixture
def hq(tmp_path: Path) -> OpenEvent:
    event = an_event(tmp_path)
    sign(a_juror(event), "K01", "80")
    spares.make(event, Cause.TIME)
    return event


def left_of(event: OpenEvent) -> list[Path]:
    home = event.laptop.home
    folders = (home.spares / event.id, home.folder / "events" / event.id)
    return [event.path, *(path for folder in folders for path in folder.rglob("*"))]


def code(event: OpenEvent) -> str:
    return model_records.event(event.file).code


def test_a_destroyed_event_leaves_a_certificate_that_proves_itself(hq: OpenEvent, tmp_path: Path) -> None:
    home, root, left, to = hq.laptop.home, hq.trust.root, left_of(hq), tmp_path / "musnah.pdf"
    assert len(left) > 4 and root
    plan = begin_destruction(a_desk(hq), to, code(hq), "retensi habis", last_copy=True)
    assert all(path.exists() for path in left) and not to.exists()
    hq.close()
    removal.go_on(home, plan)
    assert not any(path.exists() for path in left) and not list(home.leaving.iterdir())
    (pem := tmp_path / "root.pem").write_text(root.pem())
    (certificate,) = read_pem(pem.read_bytes())
    found = examine(to.read_bytes(), Trust(certificate), draw_again)
    assert not found.faults and found.kind == FileKind.DESTRUCTION
    assert paper_of(to.read_bytes()) is FileKind.DESTRUCTION is attached_kind(to.read_bytes())


@pytest.mark.parametrize("given", ["", "lain", "reason", "alone"])
def test_nothing_goes_without_name_reason_and_another_copy(hq: OpenEvent, tmp_path: Path, given: str) -> None:
    left, name = left_of(hq), code(hq) if given in ("reason", "alone") else given
    with pytest.raises(Refused):
        begin_destruction(a_desk(hq), tmp_path / "x.pdf", name, "" if given == "reason" else "habis", last_copy=given != "alone")
    assert all(path.exists() for path in left) and not removal.unfinished(hq.laptop.home)


def test_killed_anywhere_the_next_start_ends_it(hq: OpenEvent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, left, to = hq.laptop.home, left_of(hq), tmp_path / "musnah.pdf"
    plan = begin_destruction(a_desk(hq), to, code(hq), "retensi habis", last_copy=True)
    hq.close()
    unlink, kills = Path.unlink, 0
    for start in range(100):
        done, most = 0, 1 + start // 4

        def until(path: Path, missing_ok: bool = False, most: int = most) -> None:
            nonlocal done
            done += 1
            if done > most:
                raise Killed
            unlink(path, missing_ok=missing_ok)

        monkeypatch.setattr(Path, "unlink", until)
        try:
            list(removal.go_on_with_all(home))
        except Killed:
            kills += 1
            assert to.exists() <= (not any(path.is_file() for path in left)), "no certificate before all is gone"
            assert [one.event for one in removal.unfinished(home)] == [plan.event] or to.exists()
            continue
        break
    monkeypatch.undo()
    assert kills > 3
    assert to.exists() and not any(path.exists() for path in left) and not removal.unfinished(home)


def test_on_a_full_disk_nothing_is_gone(hq: OpenEvent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left, desk = left_of(hq), a_desk(hq)

    def full(path: Path, content: bytes, *, private: bool = False) -> None:
        raise FileProblem("{path} can't be written: {why}.", path=path, why="penuh")

    monkeypatch.setattr(removal, "write_whole", full)
    with pytest.raises(FileProblem):
        begin_destruction(desk, tmp_path / "x.pdf", code(hq), "habis", last_copy=True)
    assert all(path.exists() for path in left) and not removal.unfinished(hq.laptop.home)


def test_a_pulled_stick_keeps_the_certificate_for_the_next_start(hq: OpenEvent, tmp_path: Path) -> None:
    home, stick = hq.laptop.home, tmp_path / "stick"
    stick.mkdir()
    begin_destruction(a_desk(hq), stick / "musnah.pdf", code(hq), "habis", last_copy=True)
    hq.close()
    os.rmdir(stick)
    ((_one, problem),) = removal.go_on_with_all(home)
    assert isinstance(problem, FileProblem) and not hq.path.exists() and removal.unfinished(home)
    stick.mkdir()
    ((_one, problem),) = removal.go_on_with_all(home)
    assert problem is None and (stick / "musnah.pdf").exists() and not removal.unfinished(home)
    assert list(removal.go_on_with_all(home)) == []


def test_what_is_no_certificate_is_not_read_as_one() -> None:
    for data in (b"", b"{}", b'{"kind":"certificate of destruction"}'):
        with pytest.raises(FileProblem):
            read_destruction(data)
