"""Rows of sheets, signed, verified, drawn, against the same libraries used with nothing of ours between them, or one process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock

from juryapp.model.document import DocumentKind
from juryapp.printing.event_documents import documents
from juryapp.processes import cores
from juryapp.verification.authority import Authority
from juryapp.verification.check import check
from juryapp.verification.many import verdicts
from tests.bench import bare_signature
from tests.bench.measure import Row, compare, processor_seconds, seconds
from tests.builders import a_candidate, a_juror, a_juror_record, a_setup, an_event, look_and_sign, score_all


def signed_sheet(folder: Path, rounds: int) -> Iterator[Row]:
    """Everything from the juror's word to the stored signature; against page, PDF/A, one P-256 signature, stored nowhere."""
    numbers = [f"K{number:03d}" for number in range(2 * rounds + 1)]
    hq = an_event(folder, a_setup(candidates=tuple(map(a_candidate, numbers)), slots=()), ("J01",))
    desk = a_juror(hq, "J01")
    for number in numbers:
        score_all(desk, number)
    look_and_sign(desk, [numbers[-1]])
    signer = bare_signature.signer()
    bare_signature.signed(signer)
    left = iter(numbers)
    for what, watch in (
        ("reportlab + PDF/A + one signature", processor_seconds),
        ("the same, with the disk's syncs", seconds),
    ):
        yield compare(
            f"a signed sheet ({what})",
            "1.1x",
            rounds,
            lambda _, watch=watch: watch(lambda: look_and_sign(desk, [next(left)])),  # type: ignore[misc]
            lambda _, watch=watch: watch(lambda: bare_signature.signed(signer)),  # type: ignore[misc]
        )
    hq.close()


def verified(folder: Path, rounds: int, many: int) -> Iterator[Row]:
    """One signed sheet verified; against pyHanko validating its one signature. Then many by helpers; against one process."""
    numbers = [f"K{number:03d}" for number in range(rounds)]
    hq = an_event(folder, a_setup(candidates=tuple(map(a_candidate, numbers)), slots=()), ("J01",))
    desk = a_juror(hq, "J01")
    for number in numbers:
        score_all(desk, number)
    paths = []
    for signed in look_and_sign(desk, numbers):
        paths.append(folder / signed.name)
        paths[-1].write_bytes(signed.pdf)
    known = Authority.of_event(hq)
    authority = Authority.published([*([known.root] if known.root else []), *known.desks, *(one for _code, one in known.jurors)])
    roots = [one.native for one in (known.root, *known.desks) if one]
    hq.close()
    assert check(paths[0], authority).verdict == "valid"
    bare_signature.validated(paths[0].read_bytes(), roots)
    yield compare(
        "a signed sheet verified (pyHanko alone, its one signature)",
        "1.5x",
        rounds,
        lambda number: processor_seconds(lambda: check(paths[number], authority)),
        lambda number: processor_seconds(lambda: bare_signature.validated(paths[number].read_bytes(), roots)),
    )
    some = (paths * many)[:many]
    yield compare(
        f"{many} signed sheets verified on {cores()} cores (one process)",
        "0.6x",
        1,
        lambda _: seconds(lambda: list(verdicts(some, authority))),
        lambda _: seconds(lambda: list(verdicts(some, authority, helpers=1))),
    )


def drawn(folder: Path, many: int) -> Iterator[Row]:
    """Blank forms drawn by helpers; against one process. Signing stays in one process: no key goes through a pipe."""
    numbers = [f"K{number:03d}" for number in range(many)]
    hq = an_event(folder, a_setup(candidates=tuple(map(a_candidate, numbers)), slots=(), jurors=(a_juror_record("J01"),)), ())
    yield compare(
        f"{many} blank forms drawn on {cores()} cores (one process)",
        "0.7x",
        1,
        lambda _: seconds(lambda: documents(hq, DocumentKind.BLANK)),
        lambda _: _alone(lambda: documents(hq, DocumentKind.BLANK)),
    )
    hq.close()


def _alone(work: Callable[[], object]) -> float:
    with mock.patch("juryapp.processes.cores", lambda: 1):
        return seconds(work)
