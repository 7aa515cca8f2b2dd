"""Synchronised folders: laptops exchange packages through a real Syncthing, and through rclone, on this machine alone.

Two laptops score at once, each with a folder of its own that the program keeps like the other's. Played where Debian's packages
`syncthing` and `rclone` are; through a store that speaks S3 too where `moto_server` is (`pip install "moto[server]"`).
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path

from juryapp.event.open_event import OpenEvent
from juryapp.package_files import on_their_way, packages_in
from juryapp.sharing.exchange_folder import exchange_packages
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.store import journal
from tests.builders import a_candidate, a_desk, a_juror, a_prepared, a_setup, an_event

_PROGRAMS = ("syncthing", "rclone")
_S3_SERVER = "moto_server"
_LONGEST_S = 60
_ONLY_HERE = {
    "listenAddress": "tcp://127.0.0.1:{port}",
    "globalAnnounceEnabled": "false",
    "localAnnounceEnabled": "false",
    "relaysEnabled": "false",
    "natEnabled": "false",
    "reconnectionIntervalS": "1",
    "startBrowser": "false",
    "autoUpgradeIntervalH": "0",
    "urAccepted": "-1",
    "crashReportingEnabled": "false",
    "stunKeepaliveStartS": "0",
}
_FOLDER = """
<folder id="juri" label="juri" path="{path}" type="sendreceive" rescanIntervalS="1" fsWatcherEnabled="true" fsWatcherDelayS="1">
{devices}</folder>
"""


def lacking() -> str:
    """What this machine lacks, as a sentence; nothing where it can be played."""
    missing = [name for name in _PROGRAMS if shutil.which(name) is None]
    return f"no synchronised folders are tried: apt-get install {' '.join(missing)}" if missing else ""


def faults(rounds: int) -> list[str]:
    """What went wrong in so many rounds, in each of which both laptops score at once; through either program."""
    found = []
    for name, kept_alike in _ways():
        with tempfile.TemporaryDirectory(prefix="jury-folders-") as there:
            folder = Path(there)
            places = [folder / "a", folder / "b"]
            for place in places:
                place.mkdir()
            laptops = _laptops(folder, rounds)
            with kept_alike(places) as wait:
                found += [f"{name}: {fault}" for fault in _played(laptops, places, rounds, wait)]
    return found


def _ways() -> Iterator[tuple[str, Callable[[Sequence[Path]], AbstractContextManager[Callable[[], None]]]]]:
    yield "syncthing", _by_syncthing
    yield "rclone", _by_rclone
    if shutil.which(_S3_SERVER):
        yield "rclone and a store that speaks S3", _by_s3
    else:
        print("no store that speaks S3 is tried: pip install 'moto[server]'", flush=True)


def _laptops(folder: Path, rounds: int) -> list[OpenEvent]:
    setup = a_setup(candidates=[a_candidate(f"K{number:02d}") for number in range(1, rounds + 1)])
    desk = an_event(folder, setup)
    panel = a_prepared(desk, "panel", ["J01"])
    merge(desk, [pack(panel, folder / "stick")], a_desk(desk))
    return [desk, panel]


def _played(laptops: Sequence[OpenEvent], places: Sequence[Path], rounds: int, wait: Callable[[], None]) -> Iterator[str]:
    """Both write at once in every round; afterwards each must have what the other wrote, and the folders nothing half."""
    writers = [a_juror(laptops[0], "J02"), a_juror(laptops[1], "J01")]
    for number in range(1, rounds + 1):
        for writer, laptop, place in zip(writers, laptops, places, strict=True):
            writer.record_score(f"K{number:02d}", "REG", str(60 + number % 40))
            exchange_packages(laptop, place)
    ended = time.monotonic() + _LONGEST_S
    while time.monotonic() < ended and not (_are_alike(laptops) and _are_settled(places)):
        wait()
        for laptop, place in zip(laptops, places, strict=True):
            report = exchange_packages(laptop, place).report
            yield from (f"{one.path.name}: {one.why}" for one in report.packages if one.outcome == "refused")
    if not _are_alike(laptops):
        yield f"one has {journal.count(laptops[0].file)} entries, the other {journal.count(laptops[1].file)}"
    for place in places:
        yield from (f"{path.name} is left over" for path in on_their_way(place))
        yield from (f"{path.name}: two versions" for path in place.iterdir() if "conflict" in path.name)


def _are_settled(places: Sequence[Path]) -> bool:
    """True if both folders hold the same packages, and nothing half."""
    names = [sorted(path.name for path in packages_in(place)) for place in places]
    return names[0] == names[1] and not any(on_their_way(place) for place in places)


def _are_alike(laptops: Sequence[OpenEvent]) -> bool:
    ids = [{*journal.ids(laptop.file)} for laptop in laptops]
    return ids[0] == ids[1]


@contextmanager
def _by_rclone(places: Sequence[Path]) -> Iterator[Callable[[], None]]:
    """A third folder stands for a store of headquarters'; each laptop copies there and back. No user's settings are read."""
    store = places[0].parent / "store"
    store.mkdir()
    yield partial(_copied_both_ways, places, str(store))


def _copied_both_ways(places: Sequence[Path], store: str) -> None:
    for start, end in [(str(place), store) for place in places] + [(store, str(place)) for place in places]:
        _rclone("copy", "--update", start, end)


def _rclone(*words: str) -> None:
    settings = {name: value for name, value in os.environ.items() if not name.startswith(("RCLONE_", "AWS_"))}
    command = ["rclone", "--config", os.devnull, *words]
    subprocess.run(command, check=True, capture_output=True, timeout=_LONGEST_S, env=settings)


@contextmanager
def _by_s3(places: Sequence[Path]) -> Iterator[Callable[[], None]]:
    """A bucket of a server on this machine, which holds everything in its memory."""
    port = _a_free_port()
    store = f":s3,provider=Other,endpoint='http://127.0.0.1:{port}',access_key_id=a,secret_access_key=b:juri"
    command = [_S3_SERVER, "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(port)
            _rclone("mkdir", store)
            yield partial(_copied_both_ways, places, store)
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    ended = time.monotonic() + _LONGEST_S
    while time.monotonic() < ended:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.2)


@contextmanager
def _by_syncthing(places: Sequence[Path]) -> Iterator[Callable[[], None]]:
    """One for each folder, which know of each other and talk on this machine alone."""
    homes = [place.with_name(f"{place.name}-syncthing") for place in places]
    names = [_made(home) for home in homes]
    ports = [_a_free_port() for _home in homes]
    for home, place, port in zip(homes, places, ports, strict=True):
        _configure(home / "config.xml", place, port, dict(zip(names, ports, strict=True)))
    with ExitStack() as running:
        for home in homes:
            running.enter_context(_running(home))
        yield lambda: time.sleep(1)


def _made(home: Path) -> str:
    command = ["syncthing", "generate", f"--home={home}", "--no-default-folder", "--skip-port-probing"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=_LONGEST_S, env=_environment(home))
    names: set[str] = set(re.findall(r"(?:[A-Z2-7]{7}-){7}[A-Z2-7]{7}", done.stdout + done.stderr))
    [name] = names
    return name


def _configure(path: Path, folder: Path, port: int, devices: dict[str, int]) -> None:
    text = path.read_text(encoding="utf-8")
    for name, value in _ONLY_HERE.items():
        text = re.sub(f"<{name}>.*?</{name}>", f"<{name}>{value.format(port=port)}</{name}>", text)
    text = re.sub(r'<gui enabled="true"', '<gui enabled="false"', text)
    text = re.sub(r"<device id=.*?</device>", "", text, count=1, flags=re.DOTALL)
    known = "".join(f'<device id="{name}"><address>tcp://127.0.0.1:{at}</address></device>\n' for name, at in devices.items())
    shared = _FOLDER.format(path=folder, devices="".join(f'<device id="{name}"></device>\n' for name in devices))
    path.write_text(re.sub(r"(<configuration [^>]*>)", rf"\1{shared}{known}", text, count=1), encoding="utf-8")


@contextmanager
def _running(home: Path) -> Iterator[None]:
    command = ["syncthing", "serve", f"--home={home}", "--no-browser", "--no-restart", "--no-upgrade"]
    with (home / "log").open("w") as log, subprocess.Popen(command, stdout=log, stderr=log, env=_environment(home)) as process:
        try:
            yield
        finally:
            process.terminate()


def _environment(home: Path) -> dict[str, str]:
    return {**os.environ, "HOME": str(home), "STNODEFAULTFOLDER": "1"}


def _a_free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
