"""Prepared copy: a copy of the event for another laptop, with the keys of those who will sit there and of no one else."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from juryapp.board.members import juror_of
from juryapp.desk import handed_out, prepared_laptops
from juryapp.desk.assistants import key_owners
from juryapp.desk.secretary import SecretaryDesk
from juryapp.disk import THERE_IN_FOLDER, check_is_free, discard, is_gone, make_folder, root_of
from juryapp.errors import FileProblem, NoKey, Problem, Refused
from juryapp.event.open_event import OpenEvent
from juryapp.event.second_connection import unchanging_copy
from juryapp.file_names import visible
from juryapp.sharing.pack import write_copy
from juryapp.sharing.progress import Progress, silent
from juryapp.store import keyring, model_records
from juryapp.text import mark

PULLED = mark("{path} was taken out while the file was being written. Put it in and prepare it again.")
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class PreparedCopy:
    """A copy for another laptop, and the id of its line on the roster."""

    path: Path
    id: str


def prepare(
    desk: SecretaryDesk, folder: Path, jurors: Sequence[str] = (), progress: Progress = silent, *, with_desk: bool = False
) -> Path:
    """The path of such a copy. Raises as `make_copy`."""
    return make_copy(desk, folder, jurors, progress, with_desk=with_desk).path


def make_copy(
    desk: SecretaryDesk,
    folder: Path,
    jurors: Sequence[str] = (),
    progress: Progress = silent,
    *,
    with_desk: bool = False,
    label: str = "",
) -> PreparedCopy:
    """A copy for another laptop, with the keys of those named and their assistants. It knows the desk that prepared it, and is on
    the roster of laptops under `label`; where it can't be written it is taken off again.

    Raises `Refused` for jurors who aren't enrolled, `NoKey` where their key isn't here, `FileProblem`.
    """
    event, began = desk.event, monotonic()
    keys = {_key_owner(event, juror) for juror in jurors} | ({"desk"} if with_desk else set()) | key_owners(event, jurors)
    root = root_of(folder)
    make_folder(folder)
    target = folder / file_name(event, jurors, with_desk=with_desk)
    check_is_free(target, THERE_IN_FOLDER)
    event.before_leaving()
    event.seal_if_needed()
    assert event.device
    desk.admit({event.device: model_records.devices(event.file)[event.device].name})
    handed_out.record(desk)
    preparation = prepared_laptops.record(desk, jurors, label, with_desk=with_desk)
    event.seal_if_needed()
    try:
        with unchanging_copy(event) as copy:
            write_copy(copy, target, {owner for owner in keys if owner}, None, progress, preparation)
        if is_gone(root):
            discard(target)  # it lies on another disk: a prepared file isn't left where nobody looks for it
            raise FileProblem(PULLED, path=folder)
    except Problem:
        prepared_laptops.take_back(desk, preparation.id)
        raise
    _log.info("prepared a laptop of event %s: %d keys, %.2f s", event.id, len(keys), monotonic() - began)
    return PreparedCopy(target, preparation.id)


def file_name(event: OpenEvent, jurors: Sequence[str], *, with_desk: bool) -> str:
    """How the file for such a laptop is called."""
    parts = [model_records.event(event.file).code, *sorted(set(jurors)), *(["desk"] if with_desk else [])]
    return f"{visible('-'.join(parts if len(parts) > 1 else [*parts, 'laptop']))[:120]}.jury"


def _key_owner(event: OpenEvent, juror: str) -> str:
    known = juror_of(model_records.jurors(event.file), juror)
    if juror not in event.trust.jurors:
        if known.counts:
            raise Refused("{juror} is not enrolled; enrol {juror} first, then prepare the laptop.", juror=juror)
        return ""
    if keyring.locked_key(event.file, juror) is None:
        raise NoKey("This laptop does not hold the key of {juror}; prepare it for {juror}, or score at another.", juror=juror)
    return juror
