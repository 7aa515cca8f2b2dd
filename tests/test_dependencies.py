"""The three locks, pyproject.toml and docs/dependencies.md say the same, name no place and no GPL-only library."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.messages import ROOT

PAGE = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
ROWS = {
    name: (version, licence)
    for name, version, licence in re.findall(r"^\| ([a-z0-9][\w.-]*) \| (\d\S*) \| (.+?) \|", PAGE, re.MULTILINE)
}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS = PROJECT["dependency-groups"]
TOOLS = {"pytest", "mypy", "pyinstaller", "uv", "ruff", "hypothesis", "coverage", "setuptools", "vulture"}

SYSTEMS = {"linux": ("posix", "Linux"), "darwin": ("posix", "Darwin"), "win32": ("nt", "Windows")}
ENVIRONMENTS = [
    {"sys_platform": platform, "os_name": name, "platform_system": system, "python_version": v, "python_full_version": f"{v}.0"}
    for platform, (name, system) in SYSTEMS.items()
    for v in ("3.11", "3.12", "3.13", "3.14")
]
"""Where the program may be installed: a lock serves them all."""


@dataclass(frozen=True)
class Lock:
    """A lock file: what it must hold (`roots`, as pyproject.toml asks for it) and what it says."""

    name: str
    roots: tuple[str, ...]
    text: str

    @property
    def blocks(self) -> list[str]:
        """A pin each, with its hashes and what it is for."""
        return re.split(r"\n(?=[a-z0-9])", self.text)[1:]

    @property
    def requirements(self) -> dict[str, Requirement]:
        lines = (block.split("\\\n")[0].split("\n")[0] for block in self.blocks)
        return {canonicalize_name(pin.name): pin for pin in map(Requirement, lines)}

    @property
    def pins(self) -> dict[str, str]:
        return {name: str(pin.specifier).removeprefix("==") for name, pin in self.requirements.items()}

    def lacks(self) -> list[str]:
        """What pyproject.toml or a pinned package asks for, on any system, and the lock doesn't spell out."""
        return sorted({line for wanted, by in self.asked() if (line := self._lack(wanted, by))})

    def asked(self) -> Iterator[tuple[Requirement, str]]:
        """Each requirement and who has it; those of an extra too, where the lock spells that extra."""
        yield from ((Requirement(root), "pyproject.toml") for root in self.roots)
        for name, pin in self.requirements.items():
            for wanted in map(Requirement, requirements_of(name, pin)):
                if counts(wanted, pin.extras):
                    yield wanted, name

    def _lack(self, wanted: Requirement, by: str) -> str | None:
        pin = self.requirements.get(canonicalize_name(wanted.name))
        if pin is None:
            return f"{by} asks for {wanted.name}"
        if self.pins[canonicalize_name(wanted.name)] not in wanted.specifier:
            return f"{by} asks for {wanted}, not {pin.specifier}"
        missing = wanted.extras - pin.extras
        return f"{by} asks for {wanted.name}[{','.join(sorted(missing))}]" if missing else None


def requirements_of(name: str, pin: Requirement) -> list[str]:
    """By its own metadata; nothing where it isn't installed because its marker leaves this system out."""
    try:
        return requires(name) or []
    except PackageNotFoundError:
        assert pin.marker is not None and not pin.marker.evaluate(), f"{name} is locked for this system but not installed"
        return []


def counts(wanted: Requirement, extras: set[str]) -> bool:
    """Whether it is asked for on any system, given the extras that are spelled out."""
    marker = wanted.marker
    return marker is None or any(marker.evaluate(where | {"extra": extra}) for where in ENVIRONMENTS for extra in {"", *extras})


def lock(name: str, *roots: str) -> Lock:
    return Lock(name, roots, (ROOT / name).read_text(encoding="utf-8"))


RUN = lock("requirements.lock", *PROJECT["project"]["dependencies"])
DEVELOP = lock("requirements-dev.lock", *GROUPS["dev"])
INSTALL = lock("requirements-install.lock", *GROUPS["install"], *PROJECT["build-system"]["requires"])
LOCKS = [RUN, DEVELOP, INSTALL]
PINS = RUN.pins | DEVELOP.pins | INSTALL.pins

each_lock = pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)


@each_lock
def test_all_that_is_asked_for_is_pinned_with_its_extras(lock: Lock) -> None:
    assert len(list(lock.asked())) >= len(lock.pins)
    assert lock.lacks() == []


@pytest.mark.parametrize(
    ("lock", "spelled", "told"),
    [
        (DEVELOP, "coverage[toml]==", "pytest-cov asks for coverage[toml]"),
        (RUN, "pikepdf[pdfa]==", "pyproject.toml asks for pikepdf[pdfa]"),
    ],
)
def test_an_extra_that_a_lock_leaves_out_is_noticed(lock: Lock, spelled: str, told: str) -> None:
    """As uv leaves them out by itself: an old pip then takes the newest release, which has no hash here."""
    assert spelled in lock.text
    stripped = Lock(lock.name, lock.roots, lock.text.replace(spelled, re.sub(r"\[.*\]", "", spelled)))
    assert told in stripped.lacks()


def test_a_package_that_only_an_extra_asks_for_is_noticed() -> None:
    without = re.sub(r"^jsonschema==.*?\n(?=[a-z0-9])", "", RUN.text, flags=re.MULTILINE | re.DOTALL)
    assert "pikepdf asks for jsonschema" in Lock(RUN.name, RUN.roots, without).lacks()


@each_lock
def test_every_pin_has_hashes(lock: Lock) -> None:
    assert lock.blocks
    assert [block for block in lock.blocks if "--hash=sha256:" not in block] == []


@each_lock
def test_every_pin_is_one_version(lock: Lock) -> None:
    assert [str(pin) for pin in lock.requirements.values() if not re.fullmatch(r"==[\w.!+]+", str(pin.specifier))] == []


@each_lock
def test_a_lock_names_no_place(lock: Lock) -> None:
    assert re.findall(r"\w+://\S+|--(?:extra-)?index-url|--find-links|@ file", lock.text) == []


def test_locks_agree_on_what_they_share() -> None:
    assert {name for lock in LOCKS for name, version in lock.pins.items() if PINS[name] != version} == set()
    assert RUN.pins.keys() & DEVELOP.pins.keys(), "shared packages are what the first lock constrains"


def test_to_run_takes_none_of_the_tools() -> None:
    assert TOOLS & RUN.pins.keys() == set()
    assert (INSTALL.pins.keys() | DEVELOP.pins.keys()) >= TOOLS


def test_what_installs_needs_nothing_else() -> None:
    """So that any pip, however old, can install it."""
    assert INSTALL.pins.keys() == {"pip", "setuptools"}


def test_every_pin_is_explained() -> None:
    assert {name: version for name, (version, _) in ROWS.items()} == PINS


def test_the_page_tells_the_tools_from_the_program() -> None:
    program, tools = PAGE.split("## For building and testing only")
    assert {name for name in RUN.pins if f"| {name} |" not in program} == set()
    assert {name for name in PINS if name not in RUN.pins and f"| {name} |" not in tools} == set()


def test_no_library_is_gpl_only() -> None:
    gpl = {name for name, (_, licence) in ROWS.items() if re.search(r"(?<!L)GPL", licence) and "LGPL" not in licence}
    assert gpl == {"pyinstaller", "pyinstaller-hooks-contrib"}, "these two never enter the program under the GPL"


def test_qt_is_older_than_the_release_that_aborts_python_311() -> None:
    assert PINS["pyside6-essentials"].startswith("6.11.")
    assert PINS["shiboken6"] == PINS["pyside6-essentials"]
