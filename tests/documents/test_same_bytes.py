"""The same event gives the same unsigned bytes on any machine, in any run: whatever seed of hashing, zone, language, clock."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from juryapp.documents.score_sheet import redraw, render
from juryapp.signing import page_content
from tests.documents.builders import a_logo, a_sheet, an_event
from tests.messages import ROOT

_DRAW = """
import hashlib, locale, sys
from tests.documents.test_tagging import MAKERS
try:
    locale.setlocale(locale.LC_ALL, "")
except locale.Error:
    pass
for name, make in MAKERS.items():
    print(name, hashlib.sha256(make()).hexdigest())
"""
_MACHINES = (
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Jayapura", "LC_ALL": "C", "LANG": "C"},
    {"PYTHONHASHSEED": "4242", "TZ": "America/Anchorage", "LC_ALL": "C.UTF-8", "LANG": "id_ID.UTF-8", "LANGUAGE": "id"},
)


def _drawn(home: Path, machine: dict[str, str]) -> list[str]:
    """A digest of each kind of document, as another process draws it in another folder, at another moment."""
    home.mkdir()
    around = {**os.environ, **machine, "HOME": str(home), "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": str(len(machine) * 10**8)}
    done = subprocess.run([sys.executable, "-c", _DRAW], env=around, cwd=home, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_two_machines_draw_the_same_bytes(tmp_path: Path) -> None:
    one, other = (_drawn(tmp_path / str(number), machine) for number, machine in enumerate(_MACHINES))
    assert len(one) == 8 and one == other


@pytest.mark.parametrize("logo", [b"", a_logo()], ids=["no logo", "logo"])
def test_what_is_drawn_to_be_compared_is_what_is_written(logo: bytes) -> None:
    """A genuine sheet is compared with it object by object."""
    sheet = a_sheet(event=an_event(logo=logo))
    with pikepdf.open(BytesIO(render(sheet, "JURY2:CODE").pdf)) as written, redraw(sheet, "JURY2:CODE").opened() as drawn:
        assert page_content._differences(drawn, written) == []
