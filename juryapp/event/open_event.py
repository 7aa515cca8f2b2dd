"""An event that is open on this laptop. Every write of every desk goes through `OpenEvent.write`.

A device comes into being at its first write to an event: a key in the file's keyring under a secret of this home, and an
entry that introduces it. A file that was copied here, or that is older than what this home remembers, gets a new device.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace

from juryapp import __version__
from juryapp.errors import Problem, Refused, Replaced
from juryapp.event import own_device, own_seals
from juryapp.event.changes import NOTHING, Changes
from juryapp.event.entries_of_acts import Chain
from juryapp.event.laptop import Laptop
from juryapp.event.opened_file import OpenedFile
from juryapp.event.own_chain import check_takes_part, key_and_seat_entries
from juryapp.exchange.seals import vouched
from juryapp.journal.actors import Actor
from juryapp.journal.entry import Act, Entry
from juryapp.journal.records import DRAFTS
from juryapp.journal.subjects import Subject
from juryapp.locations import Stamp
from juryapp.signing.copy_claim import claim_of
from juryapp.signing.keys import PrivateKey
from juryapp.signing.trust_store import as_text
from juryapp.store import attachment_table, erasing, integrity, journal, keyring, note_drafts
from juryapp.store.connection import EventFile
from juryapp.store.limits import check_room


def do_nothing() -> None:
    """Does nothing: stands for what a person at the laptop would do before the first act, or before leaving."""


_SEATS = (Subject.SEAT, Subject.ASSISTANT_SEAT)
READER = "reader"
"""Stands for the device id in what a home remembers of an event that it has only read so far."""


class OpenEvent(OpenedFile):
    """An event open on this laptop: its file, what the journal proves about keys, and this device's chain."""

    def __init__(self, laptop: Laptop, file: EventFile, id_: str) -> None:
        super().__init__(laptop, file, id_)
        self._version = integrity.data_version(file)
        self._device: tuple[str, PrivateKey] | None = None
        self._is_open_ended = False
        """This laptop wrote last what it has not signed with its own key yet."""
        self.before_first_act: Callable[[], object] = do_nothing
        """What waits for the first act of anyone."""
        self.before_leaving: Callable[[], object] = do_nothing
        """What whoever sits here does before the journal is packed or let go of."""

    @property
    def device(self) -> str | None:
        """This laptop's device id in this file, or None before its first write."""
        return self._device[0] if self._device else own_device.find_device(self)

    def is_as_left(self) -> bool:
        """True if this laptop was the last to write the file, so that its projections are this program's own."""
        home = self.laptop.home
        memories = (home.memory(self.id, who) for who in (*home.devices_of(self.id), READER))
        return any(memory is not None and self._stamp(memory.number, memory.entry) == memory for memory in memories)

    def write(
        self,
        acts: Sequence[Act],
        attachments: Sequence[bytes] = (),
        *,
        keys: Mapping[str, bytes] | None = None,
        seal: bool = False,
        finished: Sequence[str] = (),
        seat: Act | None = None,
    ) -> Changes:
        """Writes acts as entries of this device, all or none, durably; with `seal`, the device signs its chain after them.

        `attachments` and `keys` (owner -> locked key) are kept in the same unit of work, and `finished` drafts forgotten.
        A juror's `seat` (see `seats.seat_of`) is written before the acts unless the juror has one at this laptop already.

        Raises `FileProblem` if the file can't be written, `Refused` for what could stand nowhere; nothing has changed then.
        """
        if not acts and not seal and not seat:
            if finished:
                self.drop_note_drafts(finished)
            return NOTHING
        self._check_can_be_written()
        self._come_to_act()
        return self._here_or_elsewhere(
            lambda: self._write(acts, attachments, keys=keys or {}, seal=seal, finished=finished, seat=seat)
        )

    def _write(
        self,
        acts: Sequence[Act],
        attachments: Sequence[bytes],
        *,
        keys: Mapping[str, bytes],
        seal: bool,
        finished: Sequence[str],
        seat: Act | None,
    ) -> Changes:
        with self.file.unit():
            note_drafts.forget_drafts(self.file, finished)
            self._notice_others()
            own = self._device or own_device.find_or_make_device(self)
            check_takes_part(self.trust, own[0], acts)
            if seat and not self.trust.is_seat_taken(seat.key, own[0]):
                acts = [replace(seat, key=f"{seat.key}/{own[0]}"), *acts]
            if not acts and not seal:
                return NOTHING
            written = self._write_entries(*own, acts, seal=seal)
            for content in attachments:
                attachment_table.attach(self.file, content)
            if attachments:
                check_room(self.file)
            for owner, locked in keys.items():
                keyring.keep_key(self.file, owner, locked)
            touched = journal.add(self.file, written, self.trust.knowing(written).proves)
            erasing.settle(self.file, written)
            self.file.only_drafts = all(subject in DRAFTS for subject, _key in touched)
            own_key = keyring.locked_key(self.file, f"device:{own[0]}")
        # papers would take the room of signed sheets, and whoever added them has their files
        kept = () if all(act.subject == Subject.PAPER for act in acts) else attachments
        self.written.add(written, kept, {**keys, **({f"device:{own[0]}": own_key} if own_key else {})})
        self.trust.learn(written)
        self._device = own
        # of a cloned laptop the last entry may lie on the other copy's branch, and cover nothing of its own
        was_open = self._is_open_ended and not seal and own[0] in journal.forked(self.file)
        self._is_open_ended = was_open or not vouched(written[-1], self.trust)
        self.remember(written[-1])
        # the seat is no work of the act: a field takes these for what it shows from now on
        return Changes(touched, tuple(entry.id for entry in written if entry.subject not in _SEATS))

    def keep_note_draft(self, key: str, content: bytes) -> None:
        """Keeps what is being written of a note, durably, in place of its former draft. Raises `FileProblem`."""
        self._beside_the_journal(lambda: note_drafts.keep_draft(self.file, key, content))

    def drop_note_drafts(self, keys: Sequence[str]) -> None:
        """Forgets what was being written. Raises `FileProblem`."""
        self._beside_the_journal(lambda: note_drafts.forget_drafts(self.file, keys))

    def _beside_the_journal(self, do: Callable[[], None]) -> None:
        def write() -> Changes:
            with self.beside_the_journal():
                do()
            return NOTHING

        self._here_or_elsewhere(write)

    @contextmanager
    def beside_the_journal(self) -> Iterator[None]:
        """Does a write that makes no entry, since it concerns this file alone. Raises `FileProblem`."""
        self._check_can_be_written()
        with self.file.unit():
            self._notice_others()
            yield
        self.remember()

    def _write_entries(self, device: str, key: PrivateKey, acts: Sequence[Act], *, seal: bool) -> list[Entry]:
        chain = Chain(self.file, self.id, device, self.laptop.clock().isoformat(timespec="seconds"))
        if chain.is_new:
            chain.put(self._introduction(device, key))
        for act in acts:
            if not seal and act is acts[-1] and act.subject in DRAFTS and act.sign is None:
                # the laptop vouches for its chain at the end of each write, so that nobody continues it (decision 019)
                act = replace(act, sign=key.sign)
            chain.put(act)
        if not seal:
            return chain.written
        chain.put(own_seals.seal_of(device, key))
        return [*own_seals.of_open_ends(self, device), *chain.written]

    def _introduction(self, device: str, key: PrivateKey) -> Act:
        value = {"name": self.laptop.name, "public": as_text(key.public.raw), "program": __version__}
        return Act(Actor.LAPTOP, Subject.INTRODUCTION, device, {**value, **_copy_claimed(self.file, device)}, sign=key.sign)

    def seal_if_needed(self) -> Changes:
        """Seals this device's chain unless it is sealed already."""
        self._come_to_act()
        return NOTHING if self.is_sealed() else self.write((), seal=True)

    def is_sealed(self) -> bool:
        """True if this device's last entry is a seal, and the ends of its other chains in the file are sealed too."""
        device = self.device
        last = journal.last_of(self.file, device)[1] if device else None
        entry = journal.find(self.file, last) if last else None
        return entry is not None and entry.subject == Subject.SEAL and not own_seals.open_ends(self, entry.device)

    def again(self, file: EventFile) -> OpenEvent:
        """This event, as this same device, through another connection to its file or to a whole copy of it."""
        other = OpenEvent(self.laptop, file, self.id)
        other.trust.learn(key_and_seat_entries(file))
        found = None if self._device else own_device.find_device(self)
        other._device = own_device.unlock_device(self, found) if found else self._device
        other.waits_for_reveal = self.waits_for_reveal
        return other

    def sign_as_device(self, message: bytes) -> bytes:
        """This device's signature. The device must have written before."""
        if self._device is None:
            found = own_device.find_device(self)
            assert found, "this laptop has not written to the event yet"
            self._device = own_device.unlock_device(self, found)
        return self._device[1].sign(message)

    def refresh(self) -> None:
        """Takes in what another program wrote to the file meanwhile. Raises `FileProblem`, `Replaced` if it is another file."""
        if self.file.original:
            self.file.original.follow()
        elif self.file.guard:
            self.file.guard.check()
        self._notice_others()

    def look_again(self) -> None:
        """As `refresh`, before an act reads what it depends on; but no error where what is typed goes to a spare copy by now."""
        try:
            self.refresh()
        except Replaced:
            if self.elsewhere is None:
                raise

    def learn_anew(self) -> None:
        """Learns the keys from proven entries again, after a change of connection: nothing is taken over from the former one."""
        self.trust.learn(key_and_seat_entries(self.file))
        self._version = integrity.data_version(self.file)

    def leave(self) -> None:
        """What whoever sat here does, once, before the event is let go of, if anybody did anything. Raises `Problem`."""
        last, self.before_leaving = self.before_leaving, do_nothing
        if last is not do_nothing and self.has_news:
            last()

    def remember(self, last: Entry | None = None) -> None:
        """Remembers how this laptop left the file; `last` is its last own entry, where that is known."""
        own = self.device
        known: tuple[int, str | None] = (last.number, last.id) if last else (0, None)
        number, entry = journal.last_of(self.file, own) if own and not last else known
        self._version = integrity.data_version(self.file)
        self.laptop.home.remember(self.id, own or READER, self._stamp(number, entry or ""))
        if own and self.has_place_to_keep and not self.elsewhere:
            self.has_place_to_keep = False
            self.laptop.home.keep_place(self.id, own, self.path.absolute(), keyring.seats(self.file))

    def close(self) -> None:
        """Lets go of the file, sealed: what this laptop wrote counts elsewhere only under its own signature."""
        with suppress(Problem):
            self.leave()
        self.seal_at_last()
        self.file.close()
        self.leave_copy()
        self._let_base_go()

    def seal_at_last(self) -> None:
        """Seals what is open. What can't be now, because the disk is full or gone, is sealed by the next write or packing."""
        if self._is_open_ended and self.file.writable:
            with suppress(Problem):
                self.seal_if_needed()

    def __enter__(self) -> OpenEvent:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _come_to_act(self) -> None:
        """Does what waited for the first act. What can't be written now waits for the next one."""
        waiting, self.before_first_act = self.before_first_act, do_nothing
        try:
            with suppress(Refused, *([Replaced] if self.elsewhere else [])):
                waiting()
        except BaseException:
            self.before_first_act = waiting
            raise

    def _notice_others(self) -> None:
        version = integrity.data_version(self.file)
        if version != self._version:
            self.trust.learn(key_and_seat_entries(self.file))
            self._version = version

    def _stamp(self, number: int, entry: str) -> Stamp:
        found = self.file.path.stat()
        return Stamp(number, entry, found.st_size, found.st_mtime_ns, found.st_ino)


def _copy_claimed(file: EventFile, device: str) -> dict[str, str]:
    """Which prepared copy this laptop opened, and the proof of it; nothing where the file is none."""
    prepared, key = keyring.preparation(file), keyring.key_of_copy(file)
    if not prepared or key is None:
        return {"prepared": prepared} if prepared else {}
    return {"prepared": prepared, "claim": as_text(claim_of(PrivateKey.from_pkcs8(key), prepared, device))}
