"""The secretary's desk: enrolment, attendance, reopening, two versions, decisions. Every act bears the desk's signature.

Not here: carrying data (`sharing/merge.py`), a changed workbook (`setup_changes/update.py`), printing
(`printing/event_documents.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from juryapp.board.members import candidate_of, juror_of
from juryapp.board.reopening_requests import request_of
from juryapp.board.status import conflicts, tallies
from juryapp.desk import result_ledger
from juryapp.desk.conflict_resolution import despite_sheets, resolving_acts
from juryapp.desk.own_certificate import OwnCertificate
from juryapp.desk.reasons import printable, said_reason
from juryapp.desk.typed_name import typed_name
from juryapp.errors import Refused
from juryapp.event.changes import NOTHING, Changes
from juryapp.event.open_event import OpenEvent
from juryapp.event.seats import DeskSeat, desk_key
from juryapp.journal.entry import Act, Entry, Register
from juryapp.journal.heads import conflict_id
from juryapp.journal.keys import CellKey
from juryapp.journal.subjects import Subject
from juryapp.model.candidate import Attendance, Candidate
from juryapp.model.juror import Juror, is_reserved
from juryapp.model.limits import NAME
from juryapp.model.sheet import SheetState
from juryapp.new_secrets.known_words import words_for
from juryapp.new_secrets.new_pins import check_not_the_desks
from juryapp.new_secrets.strength import check_new_pin
from juryapp.signing.certificates import Certificate, make_juror
from juryapp.signing.ink import Ink
from juryapp.signing.keys import PrivateKey, lock
from juryapp.signing.trust_store import as_text
from juryapp.store import attachment_table, journal, model_records, sheets
from juryapp.store.connection import EventFile
from juryapp.text import mark


class SecretaryDesk(DeskSeat):
    """What the secretary does with the desk's key."""

    @classmethod
    def sit(cls, event: OpenEvent, pin: str | None) -> SecretaryDesk:
        """Takes the secretary's seat. Raises `NoKey` where this laptop lacks the desk's key, `WrongPin`."""
        desk = cls(event, desk_key(event, pin))
        event.results_at, event.before_leaving = 0, desk.keep_results
        return desk

    def keep_results(self) -> Changes:
        """Brings the ledger of results up to date."""
        return result_ledger.record_changes(self.event, self)

    def enrol(
        self,
        juror: str,
        pin: str,
        ink: Ink | None = None,
        *,
        take: bool = True,
        typed: str = "",
        own: OwnCertificate | None = None,
    ) -> Changes:
        """Gives a juror a key under the PIN, certified by the desk, with the signature drawn this morning, or with the name
        `typed` in its place. Of an `own` certificate the key is taken rather than a new one.

        Enrolling again replaces the key. What was signed with the former one and is known here stays valid; anything else that
        was is a matter for the desk to decide (`board/former_keys.py`). The first time, `take` says whether what stands here
        in the juror's name, written without a key, is the juror's own; else it counts no more. Raises `Problem` for a PIN that is
        too short, too easy to guess or the desk's own, and for ink or a name that is no signature.
        """
        if ink:
            ink.check_signature()
        known = self._juror(juror)
        if is_reserved(juror):
            raise Refused("The code {juror} is Juryapp's own; this juror can't be enrolled under it.", juror=juror)
        check_new_pin(pin, self.known_words(juror))
        check_not_the_desks(self.event, pin)
        name = typed_name(typed) if typed and not ink else ""
        key = own.key if own else PrivateKey.generate()
        certificate = self._certify(known, key)
        drawn = ink.to_json().encode() if ink else None
        value = {
            "certificate": as_text(certificate.der),
            "ink": attachment_table.digest(drawn) if drawn else "",
            **({"typed": name} if name else {}),
            **({"own": as_text(own.certificate.der)} if own else {}),
            **self._seen_or_taken(juror, take=take),
        }
        locked = lock(key, pin, self.event.laptop.cost)
        acts = [self.act(Subject.CERTIFICATE, juror, value)]
        return self.event.write(acts, [drawn] if drawn else [], keys={juror: locked})

    def known_words(self, juror: str) -> list[str]:
        """What anyone would try as the PIN of this juror."""
        return words_for(self.event, self._juror(juror))

    def _seen_or_taken(self, juror: str, *, take: bool) -> dict[str, object]:
        if juror in self.event.trust.jurors:
            return {"seen": self.seen()}
        numbers: dict[str, int] = {}
        for entry in self.in_name_of(juror) if take else ():
            numbers[entry.device] = max(entry.number, numbers.get(entry.device, 0))
        return {"takes": numbers} if numbers else {}

    def in_name_of(self, juror: str) -> list[Entry]:
        """What stands here in the name of a juror who isn't enrolled yet, to be taken or left at enrolment."""
        return [] if juror in self.event.trust.jurors else journal.drafts_of(self.event.file, juror)

    def _certify(self, juror: Juror, key: PrivateKey) -> Certificate:
        issuer = next(desk for desk in self.event.trust.desks if desk.public == self.key.public)
        at = self.event.laptop.clock()
        return make_juror(juror.code, juror.name, issuer.organisation, issuer, self.key, key.public, at)

    def attendance(self, candidate: str, state: Attendance, presenter: str = "") -> Changes:
        """Records whether and how a candidate came; `presenter` is who represents it."""
        self._candidate(candidate)
        if len(presenter) > NAME:
            raise Refused("The text has {count} letters; at most {most} fit.", count=len(presenter), most=NAME)
        value: dict[str, object] = {"state": state.value, **({"presenter": printable(presenter)} if presenter else {})}
        if state is Attendance.ABSENT:
            value["seen"] = self.seen()
        return self._unless_said(self.act(Subject.ATTENDANCE, candidate, value))

    def withdraw(self, candidate: str, reason: str, *, despite: bool = False) -> Changes:
        """Takes a candidate out of the running; its scores stay on record.

        Where sheets of it are signed the ranking isn't final until that is decided; with `despite` it is decided at once.
        """
        known = self._candidate(candidate)
        if known.withdrawn is not None:
            raise Refused("{candidate} has withdrawn already.", candidate=_line(known))
        value = {
            "reason": said_reason(reason),
            "seen": self.seen(),
            **(despite_sheets(self.event.file, candidate) if despite else {}),
        }
        return self.event.write([self.act(Subject.WITHDRAWAL, candidate, value)])

    def signed_sheets(self, candidate: str) -> list[str]:
        """The jurors who signed a sheet of this candidate, and it stands."""
        return sorted(juror for juror, whom in sheets.signings(self.event.file) if whom == candidate)

    def take_back_withdrawal(self, candidate: str, reason: str) -> Changes:
        """Brings a candidate back that was withdrawn by mistake; that it was, and why it is back, stay on record."""
        known = self._candidate(candidate)
        if known.withdrawn is None:
            raise Refused("{candidate} has not withdrawn; there is nothing to take back.", candidate=_line(known))
        text, register = said_reason(reason), (Subject.WITHDRAWAL, candidate)
        return self.event.write([self.act(*register, None), self.taken_back(register, text)])

    def taken_back(self, register: Register, reason: str) -> Act:
        """The act that says why another one was taken back."""
        record = {"subject": register[0], "key": register[1], "took": "", "reason": reason}
        return self.act(Subject.RESOLUTION, conflict_id(register), record)

    def join(self, candidate: str, kept: str, reason: str) -> Changes:
        """Joins a candidate that was entered twice to the one that is kept; its signed sheets count there.

        Joining a candidate to itself takes the join back; why, stays on record. Nothing is ever joined by name.
        """
        one, other = self._candidate(candidate), self._candidate(kept)
        text = said_reason(reason)
        joins = model_records.joins(self.event.file)
        if candidate == kept:
            if candidate not in joins:
                raise Refused("{candidate} is not joined to another candidate.", candidate=_line(one))
            register = (Subject.JOIN, candidate)
            return self.event.write([self.act(*register, None), self.taken_back(register, text)])
        if one.category != other.category:
            raise Refused("{candidate} and {kept} are of different categories.", candidate=_line(one), kept=_line(other))
        if kept in joins or candidate in joins.values() or candidate in joins:
            raise Refused(
                "{candidate} or {kept} is joined already; take that back first.", candidate=_line(one), kept=_line(other)
            )
        return self.event.write([self.act(Subject.JOIN, candidate, {"kept": kept, "reason": text})])

    def reopen(self, juror: str, candidate: str, reason: str) -> Changes:
        """Opens a signed sheet for a new revision; the old PDF stays, superseded."""
        self._juror(juror)
        known = self._candidate(candidate)
        record = sheets.sheet_records(self.event.file, juror, candidate).get((juror, candidate))
        if record is None or not record.signed:
            _check_doubles(self.event.file, juror, candidate)
            raise Refused("The sheet of {juror} for {candidate} is not signed; it is open.", juror=juror, candidate=_line(known))
        value = {
            "state": SheetState.REOPENED,
            "revision": record.revision,
            "reason": said_reason(reason),
            "pdf": record.pdf or "",
        }
        acts = [self.act(Subject.SHEET, str(CellKey(juror, candidate)), value)]
        if journal.heads_of(self.event.file, (Subject.REQUEST, str(CellKey(juror, candidate)))):
            acts.append(self.act(Subject.REQUEST, str(CellKey(juror, candidate)), None))
        return self.event.write(acts)

    def decline(self, juror: str, candidate: str, reason: str) -> Changes:
        """Declines a juror's request to reopen a sheet; the sheet stays signed, and the juror reads why."""
        self._juror(juror)
        known = self._candidate(candidate)
        asked = request_of(self.event.file, juror, candidate)
        if asked is None or asked.declined:
            sentence = mark("{juror} does not ask to reopen the sheet for {candidate}; there is nothing to decline.")
            raise Refused(sentence, juror=juror, candidate=_line(known))
        value = {"reason": asked.reason, "declined": said_reason(reason)}
        return self.event.write([self.act(Subject.REQUEST, str(CellKey(juror, candidate)), value)])

    def resolve(self, conflict: str, take: str, reason: str) -> Changes:
        """Settles two versions by taking one; the others stay on record. `take` may be the beginning of an entry's id."""
        return self.settle({conflict: take}, reason)

    def settle(self, takes: Mapping[str, str], reason: str) -> Changes:
        """Settles several matters at once, conflict -> the version that is taken: all or none."""
        text, standing = said_reason(reason), {one.id: one for one in reversed(conflicts(self.event.file))}
        acts: list[Act] = []
        for conflict, take in takes.items():
            if conflict not in standing:
                raise Refused("There is no conflict {id}; look at the list again.", id=conflict)
            acts += resolving_acts(self, standing[conflict], take, text)
        return self.event.write(acts)

    def decide(self, category: str, order: Sequence[str], reason: str, *, joint: bool = False) -> Changes:
        """Records the plenary's order of candidates that are still tied, best first; or, `joint`, that they share the place."""
        tied = self._tied(category)
        text = said_reason(reason)
        for group in tied:
            if set(order) == group and len(order) == len(group):
                key = f"{category}/{'+'.join(sorted(order))}"[:200]
                # a joint place has an empty order: a program that doesn't know it leaves them in one place too
                said = {"order": [], "joint": list(order)} if joint else {"order": list(order)}
                return self.event.write([self.act(Subject.DECISION, key, {"category": category, **said, "reason": text})])
        groups = "; ".join(", ".join(sorted(group)) for group in tied) or "–"
        raise Refused(
            "{order} are not the candidates that are still tied in {category}. Tied there: {groups}.",
            order=", ".join(order),
            category=category,
            groups=groups,
        )

    def _tied(self, category: str) -> list[set[str]]:
        """The groups that all rungs but the plenary leave tied."""
        tally = next((t for t in tallies(self.event.file, category, decisions=False)), None)
        if tally is None:
            raise Refused("{category} is not a category of this event.", category=category)
        by_rank: dict[int, set[str]] = {}
        for place in tally.ranking:
            by_rank.setdefault(place.rank, set()).add(place.candidate)
        return [group for group in by_rank.values() if len(group) > 1]

    def admit(self, devices: dict[str, str]) -> Changes:
        """Admits laptops (id -> name) to the event; what they wrote counts from now on."""
        known = model_records.devices(self.event.file)
        new = {id_: name for id_, name in devices.items() if id_ not in known or not known[id_].admitted}
        return self.event.write([self.act(Subject.DEVICE, id_, {"name": name}) for id_, name in new.items()])

    def _unless_said(self, act: Act) -> Changes:
        standing = journal.heads_of(self.event.file, (act.subject, act.key))
        said = len(standing) == 1 and standing[0].value == act.value
        return NOTHING if said else self.event.write([act])

    def _candidate(self, candidate: str) -> Candidate:
        return candidate_of(model_records.candidates(self.event.file), candidate)

    def _juror(self, juror: str) -> Juror:
        return juror_of(model_records.jurors(self.event.file), juror)


def _check_doubles(file: EventFile, juror: str, candidate: str) -> None:
    """Raises `Refused` with the number under which the sheet was signed, where that one was joined to this candidate."""
    for double in [double for double, kept_ in model_records.joins(file).items() if kept_ == candidate]:
        record = sheets.sheet_records(file, juror, double).get((juror, double))
        if record and record.signed:
            sentence = mark("The sheet of {juror} for {candidate} was signed under {double}; reopen that one.")
            raise Refused(sentence, juror=juror, candidate=candidate, double=double)


def _line(candidate: Candidate) -> str:
    return f"{candidate.number} {candidate.name}"
