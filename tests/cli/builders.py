"""A small event on laptops of its own, and the command line on each of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from juryapp.cli import main
from juryapp.event.laptop import Laptop
from juryapp.event.opening import open_event
from juryapp.locations import Home
from juryapp.model.candidate import Candidate
from juryapp.model.category import Category
from juryapp.model.criterion import Criterion
from juryapp.model.event import Event
from juryapp.model.juror import Juror, Role
from juryapp.model.points import Scale
from juryapp.model.setup import Setup
from juryapp.signing.pin_cost import PinCost

PASSPHRASE, DESK_PIN, PIN = "flashdisk di laci kedua", "pin-sekretaris", "pin-statistik"
SECRETS = (PASSPHRASE, DESK_PIN, PIN)
LIGHT = PinCost(memory_kib=16, passes=1, lanes=1)
AT = datetime(2024, 2, 19, 9, 0, tzinfo=timezone(timedelta(hours=8)))


def a_setup(**changes: Any) -> Setup:
    """Four candidates in one category, two jurors that count, and an observer."""
    criteria = (
        Criterion("KAB", "REG", "Regulasi", Decimal(60), Scale(step=Decimal("0.5"))),
        Criterion("KAB", "CAK", "Cakupan", Decimal(40)),
    )
    parts: dict[str, Any] = {
        "event": Event(award="Paritrana Award", code="PAR24", organiser="BPJS", stage="Wawancara", city="Denpasar"),
        "categories": (Category("KAB", "Kabupaten/Kota"),),
        "criteria": criteria,
        "candidates": tuple(Candidate(f"K0{n}", f"Kabupaten {n}", "KAB") for n in range(1, 5)),
        "jurors": (
            Juror("J01", "Ibu Satu", role=Role.CHAIR),
            Juror("J02", "Bapak Dua"),
            Juror("J03", "Ibu Tiga", role=Role.OBSERVER),
        ),
    }
    return Setup(**{**parts, **changes})


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def told(self) -> list[str]:
        """The sentences on standard error."""
        return self.err.splitlines()

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.out)
        return found


@dataclass(frozen=True)
class Table:
    """A meeting room: a folder with files, and laptops by name."""

    folder: Path
    capture: pytest.CaptureFixture[str]
    environment: pytest.MonkeyPatch

    @property
    def event(self) -> Path:
        return self.folder / "event.jury"

    @property
    def jurors_event(self) -> Path:
        """The copy that was prepared for J01's laptop."""
        return self.folder / "for-J01" / "PAR24-J01.jury"

    def laptop(self, name: str) -> Laptop:
        return Laptop(Home(self.folder / "homes" / name), lambda: AT, LIGHT)

    def settled(self) -> bytes:
        """The event file's bytes, after a laptop that finds a copied file has made its projections anew."""
        open_event(self.laptop("secretary"), self.event, PASSPHRASE).close()
        return self.event.read_bytes()

    def secrets(self, **given: str | None) -> None:
        """Sets the secrets of the environment; None takes one away."""
        for name, secret in given.items():
            variable = f"JURYAPP_{name.upper()}"
            if secret is None:
                self.environment.delenv(variable, raising=False)
            else:
                self.environment.setenv(variable, secret)

    def run(self, *words: object, on: str = "secretary") -> Said:
        self.capture.readouterr()
        code = main([str(word) for word in words], self.laptop(on))
        captured = self.capture.readouterr()
        return Said(code, captured.out, captured.err)

    def does(self, *words: object, on: str = "secretary") -> Said:
        """Runs a command that must succeed."""
        said = self.run(*words, on=on)
        assert said.code == 0, said.err
        return said

    def file(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def score(self, scores: Mapping[str, Mapping[str, object]] | str, juror: str = "J01", on: str = "secretary") -> Said:
        """Takes in scores, candidate -> criterion -> points, or the text of a file."""
        if not isinstance(scores, str):
            rows = [f"{who},{what},{points}" for who, given in scores.items() for what, points in given.items()]
            scores = "\n".join(["candidate,criterion,points", *rows])
        event = self.event if on == "secretary" else self.jurors_event
        return self.run("score", event, "--juror", juror, "--from", self.file("scores.csv", scores), on=on)

    def sign_both(self, scores: Mapping[str, Mapping[str, object]]) -> None:
        """Both jurors give the same scores at the secretary's laptop and sign them."""
        self.does("enrol", self.event, "--juror", "J02")
        for juror in ("J01", "J02"):
            assert self.score(scores, juror).code == 0
            self.does("sign", self.event, "--juror", juror, "--out", self.folder / "signed")


def full(*candidates: str, reg: object = 85, cak: object = 90) -> dict[str, dict[str, object]]:
    """Scores that make complete sheets."""
    return {candidate: {"REG": reg, "CAK": cak} for candidate in candidates}
