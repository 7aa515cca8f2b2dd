"""Names: whom and what a signed sheet names, as it is printed, and in what that differs from the record in force.

A sheet is signed under a number and a code. Whether these still mean whom they meant when it was signed is asked here.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from juryapp.model.candidate import Candidate
from juryapp.model.category import Category
from juryapp.model.criterion import Criterion
from juryapp.model.juror import Juror
from juryapp.model.points import read_decimal
from juryapp.text import _, number, plain

_MEMBERS = {"candidate": ("name", "institution"), "category": ("code", "name"), "juror": ("name", "office")}
CONFIRMED = {"candidate": ("name", "institution", "panel"), "category": ("name", "panel"), "juror": ("name", "office")}
"""What the desk can confirm to be the same under another name: not a move to another category, and no other scale."""


@dataclass(frozen=True)
class Names:
    """Everything by which a sheet names its candidate, its juror and its scale."""

    candidate: str
    institution: str
    category: tuple[str, str]
    """Code and name."""
    panel: str
    """Empty: all jurors."""
    juror: str
    office: str
    scales: Mapping[str, str]
    """Criterion -> its scale as text, `0-100` or `1;2;3`."""

    def as_json(self) -> dict[str, object]:
        """The form in which a signing freezes them."""
        return {
            "candidate": {"name": self.candidate, "institution": self.institution},
            "category": dict(zip(("code", "name"), self.category, strict=True)),
            "panel": self.panel,
            "juror": {"name": self.juror, "office": self.office},
            "scales": dict(self.scales),
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Names:
        """The names from their stored form, which `are_names` passed."""
        who, category, juror = value["candidate"], value["category"], value["juror"]
        named = (category["code"], category["name"])
        return cls(who["name"], who["institution"], named, value["panel"], juror["name"], juror["office"], value["scales"])


@dataclass(frozen=True)
class Difference:
    """One thing that a signed sheet names otherwise than the record in force does."""

    subject: str
    """`candidate`, `category` or `juror`."""
    code: str
    field: str
    """`name`, `institution`, `category` (its code), `panel`, `office` or `scale`."""
    signed: str
    now: str

    @property
    def may_be_confirmed(self) -> bool:
        """True if the desk can say that both mean the same."""
        return self.field in CONFIRMED[self.subject]


@dataclass(frozen=True)
class DraftNames:
    """Whom a score that isn't signed yet is about, and by whom, as its laptop knew them when it was given."""

    candidate: str
    institution: str
    juror: str

    def as_json(self) -> dict[str, str]:
        """The form in which a score or remark says it."""
        return {"candidate": self.candidate, "institution": self.institution, "juror": self.juror}

    @classmethod
    def from_json(cls, value: Mapping[str, str]) -> DraftNames:
        """The names from their stored form, which `are_draft_names` passed."""
        return cls(value["candidate"], value["institution"], value["juror"])


def are_draft_names(value: object) -> bool:
    """True for the stored form of a draft's names."""
    return _is_texts(value) and isinstance(value, dict) and value.keys() == {"candidate", "institution", "juror"}


def draft_differences(
    given: DraftNames, now: DraftNames, number: str, juror: str, confirmed: Collection[Difference] = ()
) -> list[Difference]:
    """In what a draft was given to or by somebody else than the record names now; what the desk `confirmed` is none."""
    told = [
        Difference("candidate", number, "name", given.candidate, now.candidate),
        Difference("candidate", number, "institution", given.institution, now.institution),
        Difference("juror", juror, "name", given.juror, now.juror),
    ]
    return [one for one in told if one.signed != one.now and one not in confirmed]


def scales_of(criteria: Iterable[Criterion]) -> dict[str, str]:
    """Criterion -> its scale as text."""
    return {one.code: scale_text(one) for one in criteria}


def names_of(candidate: Candidate, category: Category, panel: str, juror: Juror, scales: Mapping[str, str]) -> Names:
    """What a sheet names that is signed now."""
    named = (category.code, category.name)
    return Names(candidate.name, candidate.institution, named, panel, juror.name, juror.position, scales)


def scale_text(criterion: Criterion) -> str:
    """A scale as a sheet says it: its ends, or the points that it allows."""
    scale = criterion.scale
    return ";".join(map(plain, scale.values)) if scale.values else f"{plain(scale.minimum)}-{plain(scale.maximum)}"


def scale_for(criterion: Criterion, points: Decimal) -> str:
    """A scale as points that it doesn't allow are told of: with its steps where they lie between two."""
    scale = criterion.scale
    if scale.values or not scale.minimum <= points <= scale.maximum:
        return scale_text(criterion)
    return _("{scale} in steps of {step}", scale=scale_text(criterion), step=number(scale.step))


def are_names(value: object) -> bool:
    """True for the stored form of names."""
    if not isinstance(value, dict) or not isinstance(value.get("panel"), str) or not _is_texts(value.get("scales")):
        return False
    return all(_is_texts(value.get(block)) and set(members) <= set(value[block]) for block, members in _MEMBERS.items())


def _is_texts(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(text, str) for pair in value.items() for text in pair)


def differences(
    signed: Names, now: Names, number: str, juror: str, confirmed: Collection[Difference] = (), *, own_panel: bool
) -> list[Difference]:
    """In what a sheet of this candidate and juror names somebody or something else than the record does now.

    `own_panel`: the panel is that of the candidate's slot; else it is its category's, and one decision is about all of them.
    What the desk `confirmed` to be the same is none. Scales are compared where both know the criterion; a sheet of another
    rubric is not counted anyway.
    """
    if signed == now:
        return []
    told = [
        ("candidate", number, "name", signed.candidate, now.candidate),
        ("candidate", number, "institution", signed.institution, now.institution),
        ("candidate", number, "category", signed.category[0], now.category[0]),
        ("candidate" if own_panel else "category", number if own_panel else now.category[0], "panel", signed.panel, now.panel),
        ("juror", juror, "name", signed.juror, now.juror),
        ("juror", juror, "office", signed.office, now.office),
    ]
    if signed.category[0] == now.category[0]:
        told.append(("category", now.category[0], "name", signed.category[1], now.category[1]))
        scales = ((code, text, now.scales[code]) for code, text in signed.scales.items() if code in now.scales)
        told += [("category", now.category[0], "scale", f"{code} {was}", f"{code} {is_}") for code, was, is_ in scales]
    found = [Difference(*one) for one in told]
    return [one for one in found if one.signed != one.now and one not in confirmed]


def read_names(content: bytes) -> Names | None:
    """Only the names of a sheet's data; whether the rest is sound is asked where the sheet is checked."""
    try:
        sheet = json.loads(content)
        candidate, juror = sheet["candidate"], sheet["juror"]
        value = {
            "candidate": {"name": candidate["name"], "institution": candidate["institution"]},
            "category": candidate["category"],
            "panel": sheet["panel"],
            "juror": {"name": juror["name"], "office": juror["position"]},
            "scales": {one["code"]: _scale_of_sheet(one["scale"]) for one in sheet["criteria"]},
        }
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return Names.from_json(value) if are_names(value) else None


def _scale_of_sheet(scale: Any) -> str:
    numbers = [read_decimal(text) for text in scale.get("values") or (scale["min"], scale["max"])]
    texts = [plain(number) for number in numbers if number is not None]
    return ";".join(texts) if scale.get("values") else "-".join(texts)
