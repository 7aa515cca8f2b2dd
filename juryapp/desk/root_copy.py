"""Root copy: headquarters' root, still under its PIN, on another medium: made, read back, and taken over from.

Whoever loses the laptop with the root can be headquarters no more; a copy that was never read is a hope. A copy is worth what
its PIN is worth, as the key that is kept here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from juryapp.desk.former_event import certificates_path, certificates_text
from juryapp.disk import check_is_free, check_writable, make_folder, making, write_whole
from juryapp.errors import FileProblem, NoKey, Problem, Refused, Why
from juryapp.event.open_event import OpenEvent
from juryapp.file_names import visible
from juryapp.locations import Home
from juryapp.signing.keys import locked_public, unlock
from juryapp.store import model_records
from juryapp.text import mark

ENDING = ".rootkey"
ASKED_AT_CREATION = mark(
    "The key of headquarters' root lies on this laptop only. If it is lost, nobody can be headquarters of this event again; a "
    "second copy belongs on a flash disk that is kept elsewhere. It is under the PIN, as the key is."
)
"""Why `create` asks for the folder of a second copy."""
_MOST = 20_000
"""No copy has as many bytes."""
_NOTED = "root-copy-"
_NONE = mark("{path} holds no copy of a root; choose the file that ends in {ending}.")


@dataclass(frozen=True)
class RootState:
    """Where the root is, as far as this laptop knows."""

    is_here: bool
    path: Path
    """Where it lies here, or would."""
    is_headquarters: bool
    """This laptop is headquarters in the event's journal: its packages confirm what arrived."""
    copied: str
    """When a copy was last made or read here, by this laptop's clock; empty where none was."""


def root_state(event: OpenEvent) -> RootState:
    """Where it stands."""
    home, known = event.laptop.home, model_records.devices(event.file).get(event.device or "")
    return RootState(
        is_here=home.root(event.id) is not None,
        path=home.root_path(event.id),
        is_headquarters=known is not None and known.headquarters,
        copied=home.setting(_NOTED + event.id) or "",
    )


@dataclass(frozen=True)
class RootCopies:
    """What copies of one event's root are made and read with; it touches no event file, so a slow medium may be asked beside the
    window."""

    home: Home
    event: str
    code: str
    public: bytes
    """The root's public key, as the event knows it."""
    clock: Callable[[], datetime]
    certificates: bytes = b""
    """What lies beside a copy: the certificates of root, desks and jurors so far."""

    @classmethod
    def of(cls, event: OpenEvent) -> RootCopies:
        """Those of the event that is open."""
        root = event.trust.root
        code = model_records.event(event.file).code
        jurors = [one for known in event.trust.jurors.values() for one in known]
        beside = certificates_text(root, event.trust.desks, jurors) if root else b""
        return cls(event.laptop.home, event.id, code, root.public.raw if root else b"", event.laptop.clock, beside)

    def write(self, folder: Path) -> Path:
        """Writes a copy into a folder, under the same PIN, and reads it back. One that is there already is left as it is.

        Beside it all certificates so far, which with the workbook make the event anew (`former_event.py`); these are renewed.

        Raises `NoKey` where the root isn't here, `FileProblem`.
        """
        locked = self.home.root(self.event)
        if locked is None:
            raise NoKey("This laptop is not headquarters of this event; do it there.")
        make_folder(folder)
        target = folder / f"{visible(self.code)}-headquarters{ENDING}"
        if not (target.is_file() and _content(target) == locked):
            check_is_free(target)
            with making(target):
                write_whole(target, locked, private=True)
        write_whole(certificates_path(target), self.certificates)
        self._note()
        return target

    def check(self, path: Path, pin: str) -> bytes:
        """What the copy holds, if it is this event's root and the PIN opens it. Raises `FileProblem`, `Refused`, `WrongPin`."""
        locked = _content(path)
        try:
            public = locked_public(locked)
        except Problem as problem:
            raise FileProblem(_NONE, path=path, ending=ENDING) from problem
        if public.raw != self.public:
            raise Refused("{path} is a copy of another event's root.", path=path)
        unlock(locked, pin)
        self._note()
        return locked

    def keep(self, path: Path, pin: str) -> None:
        """Keeps the root here, from a copy of it. Raises as `check`; `Refused` where it is here already."""
        if self.home.root(self.event) is not None:
            raise Refused("The root's key is on this laptop already.")
        self.home.keep_root(self.event, self.check(path, pin))

    def _note(self) -> None:
        self.home.keep_setting(_NOTED + self.event, self.clock().isoformat(timespec="seconds"))


def check_takes_copy(folder: Path) -> None:
    """Raises `FileProblem` where no copy can be written into this folder: asked before the event is made."""
    make_folder(folder)
    check_writable(folder / f"root{ENDING}")


def is_beside_key(home: Home, folder: Path) -> bool:
    """True where the folder is on the same disk as this laptop's own folder: a copy there goes with the laptop."""
    try:
        return home.folder.stat().st_dev == folder.stat().st_dev
    except OSError:
        return False


def copy_at_creation(event: OpenEvent, folder: Path) -> Path:
    """Writes the second copy of a new event's root. Raises `FileProblem`, which says that the event is made."""
    try:
        return RootCopies.of(event).write(folder)
    except Problem as problem:
        raise FileProblem(
            "{path} is made, but not the second copy of headquarters' key: {problem} Open the event and make it from there.",
            path=event.path,
            problem=problem,
        ) from problem


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MOST:
            raise FileProblem(_NONE, path=path, ending=ENDING)
        return path.read_bytes()
    except OSError as problem:
        raise FileProblem("{path} can't be read: {why}.", path=path, why=Why(problem)) from problem
