"""The lock, pyproject.toml and docs/dependencies.md say the same, and name no place and no GPL-only library."""

from __future__ import annotations

import re
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.messages import ROOT

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PAGE = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
PINS = dict(re.findall(r"^([a-z0-9][\w.-]*)==([^\s;]+)", LOCK, re.MULTILINE))
ROWS = {
    name: (version, licence)
    for name, version, licence in re.findall(r"^\| ([a-z0-9][\w.-]*) \| (\d\S*) \| (.+?) \|", PAGE, re.MULTILINE)
}


def declared() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [Requirement(line) for line in project["project"]["dependencies"] + project["dependency-groups"]["dev"]]


def test_every_pin_is_explained() -> None:
    assert {name: version for name, (version, _) in ROWS.items()} == PINS


def test_every_pin_has_hashes() -> None:
    assert [block for block in re.split(r"\n(?=[a-z0-9])", LOCK)[1:] if "--hash=sha256:" not in block] == []


def test_every_declared_dependency_is_pinned_within_its_bounds() -> None:
    assert [str(wanted) for wanted in declared() if PINS.get(canonicalize_name(wanted.name), "0") not in wanted.specifier] == []


def test_the_lock_names_no_place() -> None:
    assert re.findall(r"\w+://\S+|--(?:extra-)?index-url|--find-links|@ file", LOCK) == []


def test_no_library_is_gpl_only() -> None:
    gpl = {name for name, (_, licence) in ROWS.items() if re.search(r"(?<!L)GPL", licence) and "LGPL" not in licence}
    assert gpl == {"pyinstaller", "pyinstaller-hooks-contrib"}, "these two never enter the program under the GPL"


def test_qt_is_older_than_the_release_that_aborts_python_311() -> None:
    assert PINS["pyside6-essentials"].startswith("6.11.")
    assert PINS["shiboken6"] == PINS["pyside6-essentials"]
