"""The soak: `make soak`, or `python -m tests.soak [--kills N] [--states N] ... [--only kills] [--seed N]` (`USUAL`).

It ends with 1 if a promise of the program was broken, or if a control that must lose lost nothing.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import platform
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.board.lost_laptops import LostLaptops, stays_final
from tests.board.lost_laptops import faults as lost_faults
from tests.builders import light_passphrases
from tests.exchange.histories import History, faults, lost_by_the_clock
from tests.soak import browsers, kills, paper, power_cuts, print_queue, screen_reader, synchronised_folders, typing_at_random
from tests.soak.acts import ACTS, record
from tests.soak.changes import silences
from tests.soak.fuzz_bodies import fuzz as fuzz_bodies
from tests.soak.fuzz_packages import fuzz
from tests.soak.power_cuts import CONTROLS, OURS, Losses, event_survives, packages_survive, record_acts, record_packing, survey
from tests.soak.recording import POSSIBLE

USUAL = {
    "kills": 1_000,
    "pairs": 300,
    "windows": 200,
    "states": 3_000,
    "packages": 20_000,
    "histories": 20_000,
    "lost": 20_000,
    "bodies": 300,
    "changes": 10_000,
    "typing": 10_000,
    "reader": 1,
    "printing": 300,
    "circles": 2_000,
    "recounts": 10_000,
    "folders": 5,
}
"""How often each is tried, unless another number is named."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.soak")
    for name, usual in USUAL.items():
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--only", choices=USUAL, help="leave out the others")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randint(1, 2**31))
    wanted = parser.parse_args()
    if wanted.only:
        vars(wanted).update({name: 0 for name in USUAL if name != wanted.only})
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    print(f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, seed {wanted.seed}", flush=True)
    with light_passphrases():
        cuts = power_failures(wanted.states, wanted.seed) if wanted.states and POSSIBLE else True
        numbers = {kills.ALONE: wanted.kills, kills.PAIR: wanted.pairs, kills.WINDOW: wanted.windows}
        kept = [killings(count, wanted.seed, manner) for manner, count in numbers.items() if count and kills.POSSIBLE]
        refused = fuzzing(wanted.packages, wanted.seed) if wanted.packages else True
        drawn = absurdities(wanted.bodies, wanted.seed) if wanted.bodies else True
    alike = histories(wanted.histories, wanted.seed) if wanted.histories else True
    whole = lost_laptops(wanted.lost, wanted.seed) if wanted.lost else True
    told = workbooks(wanted.changes) if wanted.changes else True
    with light_passphrases():
        typed = typists(wanted.typing, wanted.seed) if wanted.typing else True
        queued = printed(wanted.printing) if wanted.printing else True
        kept_alike = synchronised(wanted.folders) if wanted.folders else True
    heard = blindfolded(wanted.reader) if wanted.reader else True
    read = from_paper(wanted.circles, wanted.seed) if wanted.circles else True
    rechecked = in_browsers(wanted.recounts) if wanted.recounts else True
    every = (cuts, *kept, refused, drawn, alike, whole, told, typed, heard, queued, kept_alike, read, rechecked)
    return 0 if all(every) else 1


def printed(sheets: int) -> bool:
    """Sheets go through a real print queue. True if all came out as they should, or none can be set up here."""
    if lacks := print_queue.lacking():
        print(lacks, flush=True)
        return True
    found = print_queue.faults(sheets)
    print("".join(f"    {fault}\n" for fault in found[:20]), end="")
    print(f"{sheets} sheets through a print queue: {len(found)} faults", flush=True)
    return not found


def synchronised(rounds: int) -> bool:
    """Two laptops exchange through a real Syncthing and rclone. True if each had everything in the end, or none is here."""
    if lacks := synchronised_folders.lacking():
        print(lacks, flush=True)
        return True
    found = synchronised_folders.faults(rounds)
    print("".join(f"    {fault}\n" for fault in found[:20]), end="")
    print(f"{rounds} rounds through synchronised folders: {len(found)} faults", flush=True)
    return not found


def from_paper(count: int, seed: int) -> bool:
    """Sixty sheets come back from a scanned stack, and so many filled fields are read or asked back. True if both went."""
    with light_passphrases():
        both = [paper.sheets_come_back(seed), paper.circles_are_read(count, seed)]
    for wrong, measured in both:
        print("".join(f"    {fault}\n" for fault in wrong) + measured, flush=True)
    return not any(wrong for wrong, _measured in both)


def in_browsers(judgings: int) -> bool:
    """The checker page judges forged papers and recounts rankings as the core does. True if it does, or no browser is here."""
    if lacks := browsers.lacking():
        print(lacks, flush=True)
        return True
    found = list(browsers.faults(judgings))
    print("".join(f"    {fault}\n" for fault in found[:20]), end="")
    print(f"{judgings} judgings recounted, and every attack in two browsers: {len(found)} faults", flush=True)
    return not found


def blindfolded(times: int) -> bool:
    """A candidate is found, scored, noted and signed by screen reader alone. True if that went, or can't be played here."""
    if lacks := screen_reader.lacking():
        print(lacks, flush=True)
        return True
    started = time.monotonic()
    found = [fault for _again in range(times) for fault in screen_reader.faults()]
    print("".join(f"    {fault}\n" for fault in found), end="")
    print(f"{times} times by screen reader in {time.monotonic() - started:.0f} s: {len(found)} faults", flush=True)
    return not found


def typists(steps: int, seed: int) -> bool:
    """A juror who types at random at a window. True if nothing was lost, and the control lost something."""
    started = time.monotonic()
    found = typing_at_random.faults(steps, seed)
    caught = typing_at_random.control_is_caught(seed)
    print("".join(f"    {fault}\n" for fault in found[:5]), end="")
    print(
        f"{steps} steps of typing in {time.monotonic() - started:.0f} s: {len(found)} faults; control caught: {caught}",
        flush=True,
    )
    return caught and not found


def lost_laptops(count: int, seed: int) -> bool:
    """Random histories of laptops that are lost, copied or late. True if none was called complete or final that isn't;
    controls were."""
    broken = final = by_count = by_hearing = 0
    with tempfile.TemporaryDirectory() as folder:
        for place in range(count):
            history = LostLaptops(seed + place)
            told = history.told(Path(folder))
            wrong = lost_faults(history, told)
            if wrong:
                broken += 1
                print(f"lost laptops {seed + place}: {'; '.join(wrong)}", flush=True)
            by_count += history.has_every_sheet() and bool(history.missing())
            by_hearing += history.has_heard_of_each() and bool(history.missing())
            final += told[1].is_settled and history.has_every_sheet()
            if told[1].is_settled and stays_final(history, Path(folder)):
                broken += 1
                print(f"lost laptops {seed + place}: it is final still, though something more was done", flush=True)
    print(f"{count} histories of lost laptops, {broken} broken, {final} final; called so by counting sheets: {by_count}", end="")
    print(f", by having heard of each laptop: {by_hearing}", flush=True)
    return not broken and bool(by_count and by_hearing)


def histories(count: int, seed: int) -> bool:
    """Random histories of several laptops. True if nothing was lost, and the control by the clock lost something."""
    started, broken, dropped, undone = time.monotonic(), 0, 0, 0
    for place in range(count):
        history = History(seed + place)
        history.end()
        found = faults(history)
        if found:
            broken += 1
            print(f"history {seed + place}: {'; '.join(found)}", flush=True)
        lost = lost_by_the_clock(history)
        dropped, undone = dropped + lost[0], undone + lost[1]
    print(f"{count} histories, {broken} broken; by the clock: {dropped} versions dropped, {undone} corrections undone", end="")
    print(f", {time.monotonic() - started:.0f} s", flush=True)
    return not broken and bool(dropped and undone)


def power_failures(count: int, seed: int) -> bool:
    """Ours, the packages, the other acts, and the controls. True if ours lost nothing and every control something."""
    print(f"{'':16} {'states':>7} {'moments':>8} {'lost':>6} {'damaged':>8} {'seconds':>8}")
    kept = [
        not _survey("ours", OURS, count, seed),
        not _packing(count, seed),
        *(not _act(name, count // 10, seed) for name in ACTS),
    ]
    lost = [bool(_survey(name, pragmas, count, seed)) for name, pragmas in CONTROLS.items()]
    return all(kept) and all(lost)


def _survey(name: str, pragmas: tuple[str, ...], count: int, seed: int) -> Losses:
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="juryapp-soak-") as folder:
        found = survey(record_acts(Path(folder), pragmas), count, event_survives, seed)
    return _tell(name, found, started)


def _packing(count: int, seed: int) -> Losses:
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="juryapp-soak-") as folder:
        found = survey(record_packing(Path(folder)), count, packages_survive, seed)
    return _tell("packages", found, started)


def _act(name: str, count: int, seed: int) -> Losses:
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="juryapp-soak-") as folder:
        recorded = record(name, Path(folder).resolve())
        found = recorded.cut_between_steps() + recorded.cut(count, seed)
    return _tell(name, found, started)


def _tell(name: str, found: Losses, started: float) -> Losses:
    seconds = time.monotonic() - started
    print(f"{name:16} {found.states:7} {found.moments:8} {found.lost:6} {found.damaged:8} {seconds:8.0f}", flush=True)
    if name not in power_cuts.CONTROLS:
        print("".join(f"    {example}\n" for example in found.examples[:20]), end="", flush=True)
    return found


def killings(count: int, seed: int, manner: kills.Manner) -> bool:
    """True if every promise was kept."""
    started = time.monotonic()
    found = kills.kill_workers(count, seed, manner)
    print(json.dumps(dataclasses.asdict(found)))
    seconds, broken = time.monotonic() - started, len(found.broken)
    print(f"{manner.name}: {found.kills} kills in {seconds:.0f} s, {found.promised} promises, {broken} broken", flush=True)
    return not found.broken


def fuzzing(count: int, seed: int) -> bool:
    """True if nothing altered came in, and nothing crashed or hung."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="juryapp-soak-") as folder:
        found = fuzz(Path(folder), count, seed)
    print("".join(f"    {one}\n" for one in found.broken[:20]), end="")
    outcomes = ", ".join(f"{number} {outcome}" for outcome, number in found.outcomes.most_common())
    print(f"{count} changed packages in {time.monotonic() - started:.0f} s: {outcomes}; {len(found.broken)} broken")
    return not found.broken


def absurdities(count: int, seed: int) -> bool:
    """True if every command and every page went on, whatever well-formed entries said."""
    started = time.monotonic()
    found = fuzz_bodies(count, seed)
    print("".join(f"    {where}: {how}\n" for where, how in found.broken.items()), end="")
    outcomes = ", ".join(f"{number} {outcome}" for outcome, number in found.outcomes.most_common())
    print(f"{found.forged} absurd entries in {time.monotonic() - started:.0f} s: {outcomes}; {len(found.broken)} broken")
    return not found.broken


def workbooks(most: int) -> bool:
    """True if nothing of a changed workbook was passed over in silence."""
    started = time.monotonic()
    tried, found = silences(most)
    print("".join(f"    {one}\n" for one in found[:20]), end="")
    print(f"{tried} changed workbooks in {time.monotonic() - started:.0f} s; {len(found)} passed over in silence")
    return not found


if __name__ == "__main__":
    sys.exit(main())
