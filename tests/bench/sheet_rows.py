"""Row of the signed sheet, against the same libraries used with nothing of ours between them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.bench import bare_signature
from tests.bench.measure import Row, compare, processor_seconds, seconds
from tests.builders import a_candidate, a_juror, a_setup, an_event, look_and_sign, score_all


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
