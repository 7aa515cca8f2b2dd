"""What the program says of itself, and the report that a person may send: nothing of people is in it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from juryapp import __version__, about, log
from juryapp.errors import Refused
from juryapp.locations import Home

AT = datetime(2025, 2, 18, 10, 4)


def test_what_is_new_and_the_licences_lie_with_the_program() -> None:
    assert about.what_is_new().startswith("## [") and "\n## " not in about.what_is_new()
    assert "Apache License" in about.licences() and "| pikepdf |" in about.licences()
    assert about.shipped("nothing.md") == ""


def test_the_report_tells_versions_mistakes_and_the_log(tmp_path: Path) -> None:
    home = Home(tmp_path / "Siti Aminah")
    log.begin(home)
    log.refused(Refused("Say why; the reason stays on record."))
    log.end()
    (home.folder / "reports").mkdir()
    (home.folder / "reports" / "juryapp-20250218-100000.txt").write_text("builtins.ValueError")
    home.keep_setting("theme", "dark")
    home.keep_setting("program-folder", str(tmp_path / "Siti Aminah"))
    said = about.report(home, AT, Qt="6.9")
    for part in (f"Juryapp {__version__}, 2025-02-18", "Qt 6.9", "builtins.ValueError", "Say why", "theme: dark"):
        assert part in said
    assert "Siti" not in said and str(tmp_path) not in said


def test_without_a_folder_or_a_log_there_is_a_report_all_the_same(tmp_path: Path) -> None:
    assert about.report(Home(tmp_path / "none"), AT).startswith(f"Juryapp {__version__}")
