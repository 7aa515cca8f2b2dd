from __future__ import annotations

import re

from tests.messages import ROOT

TEXT = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")


def test_hooks_fetch_nothing() -> None:
    assert re.findall(r"repo: *(\S+)", TEXT) == ["local"]
    assert set(re.findall(r"language: *(\S+)", TEXT)) == {"system"}


def test_hooks_look_at_what_make_looks_at() -> None:
    look = re.search(r"define LOOK\n(.+?)endef", (ROOT / "Makefile").read_text(encoding="utf-8"), re.S)
    assert look and re.findall(r"entry: \S+ (.+)", TEXT) == re.findall(r"^\$\(PY\) (.+)$", look[1], re.M)
