"""Shapes: what the value of each subject looks like. What hasn't its shape is kept, and never reaches a table.

Strict about everything that a reader of the projections relies on, because a foreign file may hold anything; but nothing that
is kept in somebody's journal keeps whole packages from others for it: it is kept, doesn't stand, and is told once.

Subjects, fields and members that this program doesn't know are let through: a newer one may project them, and an entry must
mean the same on both. Nothing reads them here. A word that a known field doesn't know is no such thing: it doesn't stand.
Which subject has which shape, and what its key looks like, is in `journal/records.py`; the shapes of what is set up before
the event are in `journal/set_up_shapes.py`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from juryapp.journal.entry import Value
from juryapp.journal.subject_record import Shape
from juryapp.journal.values import (
    has,
    is_codes,
    is_count,
    is_day,
    is_documents,
    is_fraction,
    is_hash,
    is_hashes,
    is_line,
    is_moment,
    is_one_code,
    is_packed,
    is_plain,
    is_rubric,
    is_seen,
    is_text,
    is_texts,
    one_of,
    or_empty,
    texts,
)
from juryapp.model.candidate import Attendance
from juryapp.model.code import is_code
from juryapp.model.document import DocumentKind
from juryapp.model.limits import CRITERIA, LISTED, NAME
from juryapp.model.names import are_draft_names, are_names
from juryapp.model.paper import PaperKind
from juryapp.model.sheet import SheetState

_LONGEST_CODE = 2_000
_MEANING = re.compile(r"[0-9a-f]{32}", re.ASCII)


def _is_any_text(value: object) -> bool:
    return isinstance(value, str)


def or_none(shape: Shape) -> Shape:
    """The same shape, of what can be taken back."""
    return lambda value: value is None or shape(value)


def is_anything(value: Value) -> bool:
    """True: nothing reads the value."""
    return True


def is_score(value: Value) -> bool:
    """True for points, a reason why there are none, or nothing any more.

    Where the secretary typed them that is said too, with who did it, and whom they are about where that isn't whom it was first.
    """
    return value is None or (_is_draft(value) and _is_points(_bare(value)))


def is_remark(value: Value) -> bool:
    """True for the reason of a score, or nothing any more."""
    return value is None or (_is_draft(value) and texts(value, "text"))


def _is_draft(value: Mapping[str, object]) -> bool:
    if "typists" in value and not ("typed" in value and are_typists(value["typists"])):
        return False
    return value.get("typed", True) is True and ("names" not in value or are_draft_names(value["names"]))


def are_typists(value: object) -> bool:
    """True for the name of whoever typed a paper form, and of a second person who typed it again."""
    return isinstance(value, list) and 1 <= len(value) <= 2 and all(is_text(name) and 0 < len(name) <= NAME for name in value)


def _bare(value: Mapping[str, object]) -> Mapping[str, object]:
    """What is said, without who typed it and whom it names."""
    return {name: member for name, member in value.items() if name not in ("typed", "typists", "names")}


def _is_points(value: Mapping[str, object]) -> bool:
    points = value.get("points")
    if points is None:
        return value.keys() == {"points", "reason"} and is_text(value["reason"])
    return value.keys() == {"points"} and is_plain(points)


def is_sheet(value: Value) -> bool:
    """True for a signed revision with what it freezes, or for a reopening."""
    if not has(value, revision=is_count) or value is None or value["revision"] == 0:
        return False
    if value.get("state") == SheetState.REOPENED:
        return texts(value, "reason") and or_empty(is_hash)(value.get("pdf", ""))
    of_signing = {"json": is_hash, "pdf": is_hash, "entries": is_hashes}
    named = {
        **({"paper": _is_paper_code, "names": are_names} if "paper" in value else of_signing),
        "rubric": lambda value: value is not None and is_rubric(value),
        **({"names": are_names} if "names" in value else {}),
    }
    return value.get("state") == SheetState.SIGNED and has(value, total=is_fraction, scores=_is_frozen, **named)


def _is_paper_code(value: object) -> bool:
    """True for the code that a sheet from paper was read from, the digest of its data, and what its signing means."""
    if not isinstance(value, dict) or value.keys() != {"code", "json", "meaning"} or not is_hash(value["json"]):
        return False
    meaning, code = value["meaning"], value["code"]
    return isinstance(code, str) and len(code) <= _LONGEST_CODE and _MEANING.fullmatch(str(meaning)) is not None


def _is_frozen(scores: object) -> bool:
    """The scores that a signed sheet freezes: criterion -> a score's value, and its remark where there is one."""
    if not isinstance(scores, dict) or not 0 < len(scores) <= CRITERIA:
        return False
    for code, value in scores.items():
        if not is_code(code) or not isinstance(value, dict) or not is_text(value.get("remark", "")):
            return False
        if not _is_points({name: member for name, member in value.items() if name != "remark"}):
            return False
    return True


def is_attendance(value: Value) -> bool:
    """True for whether a candidate came, and who presented."""
    return has(value, state=one_of(Attendance)) and is_line((value or {}).get("presenter", "")) and _seen(value)


def is_withdrawal(value: Value) -> bool:
    """True for why a candidate is out."""
    return texts(value, "reason") and _seen(value)


def _seen(value: Value) -> bool:
    """True if `seen`, where there is one, says device -> number: how much of each laptop the desk knew when it acted."""
    return is_seen((value or {}).get("seen", {}))


def is_presence(value: Value) -> bool:
    """True for from and until whom a juror is there, and whom the juror met, or missed; despite which signed sheets."""
    told = value or {}
    named = "meets" if told.get("until") else "misses"
    members = has(value, until=or_empty(is_one_code), **{"from": or_empty(is_one_code), named: is_codes})
    besides = is_codes(told.get("also", [])) and is_codes(told.get("left_out", [])) and is_text(told.get("decided", ""))
    return members and besides and texts(value, "reason") and is_hashes(told.get("despite", []))


def is_join(value: Value) -> bool:
    """True for the candidate that another one is joined to."""
    return texts(value, "reason") and has(value, kept=is_one_code)


def is_distinct(value: Value) -> bool:
    """True for why two candidates that look alike are two."""
    return texts(value, "reason")


def is_mapping(value: Value) -> bool:
    """True for the former rubrics whose scores count under the present one."""
    return texts(value, "reason") and has(value, rubric=is_line, rubrics=is_texts)


def is_correction(value: Value) -> bool:
    """True for what something was called and is called now, field by field."""
    return texts(value, "reason") and has(value, **{"from": _is_named, "to": _is_named})


def _is_named(value: object) -> bool:
    return isinstance(value, dict) and bool(value) and all(map(is_text, value.values()))


def is_recusal(value: Value) -> bool:
    """True for a conflict of interest, and whether it is on paper; or for why it is taken back."""
    if "taken_back" in (value or {}):
        return texts(value, "taken_back") and len(value or {}) == 1
    return texts(value, "reason") and (value or {}).get("on_paper", True) is True


def is_pledge(value: Value) -> bool:
    """True for a pledge: the signed PDF with the candidates of the conflicts of interest in it, or that it is signed on paper."""
    if "on_paper" in (value or {}):
        return value == {"on_paper": True}
    return has(value, pdf=is_hash, conflicts=is_codes)


def is_resolution(value: Value) -> bool:
    """True for which version was taken, and why."""
    return texts(value, "subject", "key", "took", "reason") and is_texts((value or {}).get("over", []))


def is_result(value: Value) -> bool:
    """True for the state of a category's result."""
    members = {"final": lambda final: isinstance(final, bool), "places": is_count, "ranking": _is_ranking}
    return texts(value, "digest", "sheets") and has(value, seen=lambda seen: isinstance(seen, dict), **members) and _seen(value)


def is_acknowledgement(value: Value) -> bool:
    """True for what headquarters says to a changed result."""
    return texts(value, "now", "reason") and has(value, digests=is_texts)


def is_freezing(value: Value) -> bool:
    """True for the result that is frozen, who decided so and why; or for why it is frozen no more."""
    told = value or {}
    if not texts(value, "reason") or not is_line(told.get("by", "")):
        return False
    if told.get("frozen") is False:
        return "ranking" not in told
    members = {"digest": is_hash, "sheets": is_hash, "places": is_count, "ranking": _is_ranking, "seen": is_seen}
    return told.get("frozen") is True and has(value, **members)


def _is_ranking(listed: object) -> bool:
    return isinstance(listed, list) and all(map(_is_placed, listed))


def _is_placed(one: object) -> bool:
    return isinstance(one, list) and len(one) == 3 and is_one_code(one[0]) and is_count(one[1]) and _is_total(one[2])


def _is_total(text: object) -> bool:
    """True for a total as it is printed: with all its decimals."""
    return isinstance(text, str) and re.fullmatch(r"-?[0-9]{1,30}(\.[0-9]{1,12})?", text, re.ASCII) is not None


def is_decision(value: Value) -> bool:
    """True for the plenary's order of the tied, or for those whom it lets share a place; then the order is empty."""
    told = value or {}
    return texts(value, "reason") and has(value, category=is_one_code, order=is_codes) and is_codes(told.get("joint", []))


def is_reveal(value: Value) -> bool:
    """True for what stood when a result was revealed.

    The second person's says only which result that was; the desk's besides, who the second person was, or why there is none, and
    in `early` why it wasn't waited until everything was signed and decided. Acts of former versions lack `early`: their `reason`
    told one, the other or both.
    """
    if not has(value, digest=is_hash):
        return False
    if "second" not in (value or {}):
        return True
    counted = has(value, expected=is_count, signed=is_count, ranking=_are_scores, seen=is_seen)
    early = "early" not in (value or {}) or texts(value, "early")
    return counted and early and texts(value, "reason") and has(value, second=or_empty(is_one_code))


def _are_scores(listed: object) -> bool:
    return isinstance(listed, list) and all(map(_is_score_in_place, listed))


def _is_score_in_place(one: object) -> bool:
    return isinstance(one, list) and len(one) == 3 and is_one_code(one[0]) and is_count(one[1]) and is_fraction(one[2])


def is_mention(value: Value) -> bool:
    """True for what a candidate is mentioned as, and why."""
    return has(value, title=is_line) and texts(value, "reason")


def is_issued(value: Value) -> bool:
    """True for a document that the desk certified for others to sign: its files, who signs it, and which it replaces."""
    files = has(value, kind=one_of(DocumentKind), json=is_hash, pdf=is_hash, basis=is_line)
    return files and has(value, signers=is_codes, chair=or_empty(is_one_code), replaces=is_documents)


def is_signature(value: Value) -> bool:
    """True for which file of a document a person signed and what came of it, or for why the person declined."""
    if not has(value, document=is_hash):
        return False
    if "declined" in (value or {}):
        return texts(value, "declined")
    return has(value, on=is_hash, pdf=is_hash) and or_empty(is_hash)((value or {}).get("own"))


def is_branch(value: Value) -> bool:
    """True for which of several signed files of a document goes on."""
    return texts(value, "reason") and has(value, pdf=is_hash)


def is_document_seal(value: Value) -> bool:
    """True for what headquarters added to a signed file, and whose time stamps are in it."""
    return has(value, on=is_hash, pdf=is_hash, tail=is_hash, stamps=_are_stamps)


def _are_stamps(value: object) -> bool:
    if not isinstance(value, list) or len(value) > LISTED:
        return False
    return all(isinstance(one, dict) and has(one, at=is_moment, certificate=is_hash) for one in value)


def is_paper(value: Value) -> bool:
    """True for a candidate's own paper: what it is called, what it is, and the attachment that holds it."""
    return has(value, name=is_line, file=is_line, kind=one_of(PaperKind), size=is_count, content=is_hash)


def is_note(value: Value) -> bool:
    """True for a note, whose text is an attachment."""
    return has(value, text=is_hash)


def is_erasing(value: Value) -> bool:
    """True for why a note is erased, or recovered, and its texts."""
    return texts(value, "reason") and has(value, texts=is_hashes)


def is_request(value: Value) -> bool:
    """True for why a sheet should be reopened, and why it isn't."""
    return texts(value, "reason") and is_text((value or {}).get("declined", ""))


def is_call(value: Value) -> bool:
    """True for where and when the secretary was called."""
    return has(value, candidate=is_one_code, at=is_moment)


def is_certificate(value: Value) -> bool:
    """True for a certificate, the drawn signature or the name typed in its place, and what the desk knew and took then."""
    told = value or {}
    whole = has(value, certificate=is_packed) and or_empty(is_hash)(told.get("ink", ""))
    own = "own" not in told or is_packed(told["own"])
    return whole and own and is_line(told.get("typed", "")) and _seen(value) and is_seen(told.get("takes", {}))


def is_introduction(value: Value) -> bool:
    """True for a laptop's name and key.

    How a laptop calls itself is shown harmlessly (`text.called`): its key must be known whatever its name.
    """
    return has(value, name=_is_any_text, public=is_packed)


def is_device(value: Value) -> bool:
    """True for a laptop's name, and from where on it is removed, if it is."""
    removed: Any = (value or {}).get("removed")
    if not has(value, name=_is_any_text):
        return False
    return removed is None or (has(removed, until=is_count, ends=is_hashes) and texts(removed, "reason"))


def is_laptop(value: Value) -> bool:
    """True for a copy that was prepared for another laptop: how it is called, whose keys it holds; perhaps its own key."""
    whole = has(value, label=is_line, jurors=is_codes, desk=lambda said: isinstance(said, bool))
    return whole and ("public" not in (value or {}) or has(value, public=is_packed))


def is_tail(value: Value) -> bool:
    """True for the ends of a dead laptop's chain up to which it is taken in."""
    return texts(value, "reason") and has(value, ends=is_hashes, count=is_count)


def is_assistant_record(value: Value) -> bool:
    """True for the name and key of whoever types at a juror's form, and for up to which entries that counts once it has ended."""
    ended: Any = (value or {}).get("ended")
    if not has(value, name=is_line, public=is_packed):
        return False
    return ended is None or (has(ended, until=is_seen) and texts(ended, "reason"))


def is_seat(value: Value) -> bool:
    """True for a seat that is taken."""
    return has(value, taken=lambda said: said is True)


def is_headquarters(value: Value) -> bool:
    """True for the name of headquarters' laptop."""
    return has(value, name=_is_any_text)


def is_day_stated(value: Value) -> bool:
    """True for the day that it was when a laptop's clock said another, with the reason."""
    return texts(value, "reason") and has(value, day=is_day)
