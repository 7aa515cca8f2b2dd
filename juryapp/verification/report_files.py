"""Report files: what was checked and found, as a file: PDF for people, JSON for programs, plain text for mail.

Thousands of files fit into one: counts first, then what needs a look, then all. Not here: writing it, and the plain text itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from juryapp.disk import check_writable, write_whole
from juryapp.documents import check_report
from juryapp.documents.check_report import CheckedFile, CheckReport, Doubtful
from juryapp.errors import Refused
from juryapp.printing import document_folder
from juryapp.text import _, one_line
from juryapp.verification.report import checked_at, counts, incomplete_words, report
from juryapp.verification.trusted_source import NOBODY, Believed
from juryapp.verification.verdict import Judgement, Verdict

FORMAT = 1
"""Of the JSON; docs/formats/check-report.md."""


@dataclass(frozen=True)
class Checked:
    """All that a report is made of."""

    verdicts: Sequence[Verdict]
    believed: Believed
    at: datetime
    """When it was checked, with the zone."""
    unchecked: Sequence[Path] = ()
    """Files that were given and not looked at, such as after a stop."""


def maker(path: Path) -> Callable[[Checked], bytes]:
    """What makes the report of this name, by its ending. Raises `Refused` for another ending."""
    made = _MAKERS.get(path.suffix.lower())
    if made is None:
        raise Refused("{path}: a report ends in .pdf, .json or .txt; name it so.", path=path)
    return made


def check_place(path: Path) -> None:
    """Raises `Refused` and `FileProblem` where a report of this name couldn't be written: asked before files are checked."""
    made = maker(path)
    if path.suffix.lower() == ".pdf":
        document_folder.check_place(path, made(Checked((), NOBODY, datetime.fromtimestamp(0, UTC))))
    else:
        check_writable(path)


def write(path: Path, checked: Checked) -> None:
    """Writes the report of this name, whole or not at all, in place of a former one but of no signed or other PDF.

    Raises `Refused` and `FileProblem`.
    """
    made = maker(path)(checked)
    if path.suffix.lower() == ".pdf":
        document_folder.put_document(path, made)
    else:
        write_whole(path, made)


def as_text(checked: Checked) -> bytes:
    """Plain text, UTF-8."""
    return report(checked.verdicts, checked.believed, checked.at, checked.unchecked)


def as_json(checked: Checked) -> bytes:
    """The format of docs/formats/check-report.md, UTF-8."""
    believed = {"who": checked.believed.name or None, "fingerprint": checked.believed.fingerprint or None}
    content = {
        "kind": "check report",
        "format": FORMAT,
        "checked_at": checked.at.isoformat(timespec="seconds"),
        "believed": {**believed, "event": checked.believed.is_event},
        "counts": _counted(checked.verdicts),
        "files": [{**verdict_json(one), "sha256": one.sha256} for one in checked.verdicts],
        "complete": not checked.unchecked,
        "not_checked": [str(path) for path in checked.unchecked],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def as_pdf(checked: Checked) -> bytes:
    """Landscape A4 in the language that is spoken now. Nothing that a file says of itself can imitate a line of it."""
    return check_report.render(
        CheckReport(
            [line for line in _facts(checked) if line],
            counts(checked.verdicts),
            [
                Doubtful(one_line(str(one.path)), one.words(), tuple(map(one_line, one.why)))
                for one in sorted(filter(needs_a_look, checked.verdicts), key=_how_bad)
            ],
            [
                CheckedFile(
                    one_line(one.path.name),
                    one.kind_words(),
                    one.words(),
                    ", ".join(one_line(name) for _field, name in one.signers),
                    one.sha256 or _("not read"),
                )
                for one in checked.verdicts
            ],
            [one_line(str(path)) for path in checked.unchecked],
            checked.at,
        )
    )


def needs_a_look(verdict: Verdict) -> bool:
    """True unless it is valid and there is nothing to tell beside that."""
    return verdict.verdict != Judgement.VALID or bool(verdict.faults)


def verdict_json(verdict: Verdict) -> dict[str, object]:
    """One file as `juryapp verify --json` tells it."""
    return {
        "path": str(verdict.path),
        "kind": verdict.kind,
        "verdict": verdict.verdict.plain,
        "state": verdict.verdict,
        "why": list(verdict.why),
        "says": verdict.says or None,
        "differs": _differs(verdict),
        "signers": [{"field": field, "name": name} for field, name in verdict.signers],
        "waiting": [{"field": field, "name": name} for field, name in verdict.waiting],
    }


def _differs(verdict: Verdict) -> list[dict[str, object]] | None:
    """The places where a picture differs from its genuine page; null where it wasn't, or couldn't be, laid over it."""
    if verdict.overlaid is None or verdict.overlaid.places is None:
        return None
    return [
        {"page": place.page, "words": place.words, "box": [place.box.left, place.box.top, place.box.right, place.box.bottom]}
        for place in verdict.overlaid.places
    ]


def _facts(checked: Checked) -> Iterator[str]:
    yield checked_at(checked.at)
    yield _("Believed: {whom}", whom=checked.believed.words())
    yield checked.believed.fingerprint_words()
    yield _("Files: {count}", count=len(checked.verdicts))
    yield from incomplete_words(checked.verdicts, checked.unchecked)


_WORST = (
    Judgement.INVALID,
    Judgement.UNSIGNED,
    Judgement.SUPERSEDED,
    Judgement.PARTLY,
    Judgement.CODE_GENUINE,
    Judgement.VALID,
)


def _how_bad(verdict: Verdict) -> tuple[int, bool]:
    return _WORST.index(verdict.verdict), verdict.lacking


def _counted(verdicts: Sequence[Verdict]) -> dict[str, int]:
    """By verdict, as `verdict` names it; those of which nothing false is known apart."""
    found = {str(one): 0 for one in Judgement}
    for verdict in verdicts:
        found[verdict.verdict] += 1
    return {**found, "could not be judged": sum(verdict.lacking for verdict in verdicts)}


_MAKERS: dict[str, Callable[[Checked], bytes]] = {".pdf": as_pdf, ".json": as_json, ".txt": as_text}
