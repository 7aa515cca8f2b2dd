"""Put in folder: a finished file is put into a folder that a person chose; it was made on this laptop's own disk."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from juryapp.desk.secretary import SecretaryDesk
from juryapp.disk import Root, check_can_hold, discard, free_name, is_gone, make_folder, making, root_of, write_whole
from juryapp.errors import FileProblem
from juryapp.sharing.prepared_copy import PULLED, make_copy
from juryapp.sharing.program_folder import BuiltProgram
from juryapp.sharing.progress import Progress, silent


@dataclass(frozen=True)
class FolderPlace:
    """A folder for a prepared file, as it was when somebody chose it."""

    folder: Path
    root: Root
    """Its disk: where it is another one later, the flash disk was taken out meanwhile."""
    target: Path
    """The name that is free there."""


def place_in(folder: Path, name: str, program: BuiltProgram | None = None) -> FolderPlace:
    """Where a file of this name would be put in a folder: under a free name, perhaps with a program beside it. Writes nothing.

    Raises `FileProblem` for what would make it fail, as far as can be seen beforehand.
    """
    root = root_of(folder)
    check_can_hold(folder)
    if program:
        program.check_room(folder)
    with making(folder / name):
        return FolderPlace(folder, root, free_name(folder / name))


class PreparedFile:
    """A file for another laptop, finished, in a private folder of this one until it is put down or dropped."""

    def __init__(
        self,
        desk: SecretaryDesk,
        jurors: Sequence[str],
        into: FolderPlace,
        progress: Progress = silent,
        *,
        with_desk: bool,
        label: str = "",
    ) -> None:
        """Makes it, for this folder. Raises as `prepare`."""
        self._into, self._root = into.folder, into.root
        self._folder = tempfile.TemporaryDirectory(prefix="juryapp-")
        try:
            made = make_copy(desk, Path(self._folder.name), jurors, progress, with_desk=with_desk, label=label)
        except BaseException:
            self.drop()
            raise
        self._file, self.id = made.path, made.id
        """The file here, and its line on the roster of laptops."""

    def put_down(self) -> Path:
        """Copies it into its folder, whole, read back, and drops it here; where one of its name is there it gets a number. Raises
        `FileProblem`, also where the flash disk was taken out since the making began.
        """
        with self._dropped():
            if is_gone(self._root):
                raise FileProblem(PULLED, path=self._into)
            make_folder(self._into)
            target = free_name(self._into / self._file.name)
            write_whole(target, self._file.read_bytes())
            if is_gone(self._root):
                # another disk lies there by now: the file isn't on the stick, and a prepared file isn't left where nobody looks
                discard(target)
                raise FileProblem(PULLED, path=self._into)
            return target

    def drop(self) -> None:
        """Takes it away here."""
        self._folder.cleanup()

    @contextmanager
    def _dropped(self) -> Iterator[None]:
        try:
            with making(Path(self._file.name)):
                yield
        finally:
            self.drop()
