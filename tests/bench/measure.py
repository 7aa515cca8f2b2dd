"""Measuring: ours against a bare counterpart, taken in turns so that both meet the same machine."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median

Work = Callable[[], object]


@dataclass
class Watch:
    """Seconds between its start and its stop."""

    seconds: float = 0.0


@contextmanager
def timed() -> Iterator[Watch]:
    """Times what is done inside."""
    gc.collect()
    watch, start = Watch(), time.perf_counter()
    yield watch
    watch.seconds = time.perf_counter() - start


def seconds(work: Work) -> float:
    """How long it takes once."""
    with timed() as watch:
        work()
    return watch.seconds


def processor_seconds(work: Work) -> float:
    """How much of the processor it takes once; what it waits for a disk, or for its turn on a busy machine, isn't counted."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


@dataclass(frozen=True)
class Row:
    """One line of the table: what was measured in each round, beside its counterpart."""

    what: str
    aim: str
    ratios: tuple[float, ...]
    ours: float
    """Median seconds of ours."""
    bare: float | None
    """Median seconds of the counterpart; None where there is none."""
    note: str = ""

    @classmethod
    def of(cls, what: str, aim: str, ours: Sequence[float], bare: Sequence[float], note: str = "") -> Row:
        """Of the seconds of each round; the ratio is taken within the round."""
        ratios = tuple(one / other for one, other in zip(ours, bare, strict=True))
        return cls(what, aim, ratios, median(ours), median(bare), note)

    def line(self) -> str:
        """The row as it is printed."""
        spread = "  ".join(f"{value:7.2f}" for value in (min(self.ratios), median(self.ratios), max(self.ratios)))
        beside = f"{told(self.ours):>9} / {told(self.bare) if self.bare is not None else '-':>9}"
        return f"{self.what:<58} {spread}   {self.aim:<14} {beside}  {self.note}"


@dataclass(frozen=True)
class Skipped:
    """A row that can't be measured here, and why."""

    why: str

    def line(self) -> str:
        """The sentence in place of the row."""
        return self.why


HEAD = f"{'what (against)':<58} {'min':>7}  {'median':>7}  {'max':>7}   {'aim':<14} {'ours':>9} / {'bare':>9}"


def told(value: float) -> str:
    """Seconds in the unit that reads well."""
    return f"{value * 1e3:.2f} ms" if value < 1 else f"{value:.2f} s"


def compare(what: str, aim: str, rounds: int, ours: Callable[[int], float], bare: Callable[[int], float], note: str = "") -> Row:
    """Both are called once a round with its number and tell their seconds; the ratio is taken within the round."""
    pairs = [(ours(number), bare(number)) for number in range(rounds)]
    return Row.of(what, aim, [one for one, _ in pairs], [other for _, other in pairs], note)


def alone(what: str, aim: str, unit: float, taken: list[float], note: str = "") -> Row:
    """A row without a counterpart: the ratio is to the aim itself, `unit` seconds."""
    return Row(what, aim, tuple(one / unit for one in taken), median(taken), unit, note)
