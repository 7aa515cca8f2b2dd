"""Subjects: what an entry can be about. Light to import: windows name what they follow by it before any event is open.

What is said of each subject is one record in `journal/records.py`, which also says how to add one. An entry's subject is a text,
since a newer program may write one that isn't here: `Subject.known`.
"""

from __future__ import annotations

from enum import StrEnum


class Subject(StrEnum):
    """What an entry is about, by its name in the entry."""

    SCORE = "score"
    REMARK = "remark"
    NOTE = "note"
    ERASURE = "erasure"
    RECOVERY = "recovery"
    CALL = "call"
    REQUEST = "request"
    RECUSAL = "recusal"
    PLEDGE = "pledge"
    SHEET = "sheet"
    SEAT = "seat"
    ASSISTANT = "assistant"
    ASSISTANT_SEAT = "assistant-seat"
    ATTENDANCE = "attendance"
    WITHDRAWAL = "withdrawal"
    PRESENCE = "presence"
    JOIN = "join"
    DISTINCT = "distinct"
    MAPPING = "mapping"
    DECISION = "decision"
    REVEAL = "reveal"
    MENTION = "mention"
    DOCUMENT = "document"
    SIGNATURE = "signature"
    BRANCH = "branch"
    DOCUMENT_SEAL = "document-seal"
    CORRECTION = "correction"
    DAY = "day"
    RESOLUTION = "resolution"
    RESULT = "result"
    RESULT_RECEIVED = "result-received"
    ACKNOWLEDGEMENT = "acknowledgement"
    FREEZING = "freezing"
    EVENT = "event"
    CATEGORY = "category"
    RUBRIC = "rubric"
    CANDIDATE = "candidate"
    JUROR = "juror"
    SLOT = "slot"
    PAPER = "paper"
    STAGE = "stage"
    STAGE_SCORE = "stage-score"
    ORIGIN = "origin"
    DEVICE = "device"
    LAPTOP = "laptop"
    TAIL = "tail"
    CERTIFICATE = "certificate"
    HEADQUARTERS = "headquarters"
    INTRODUCTION = "introduction"
    SEAL = "seal"
    CLOSING = "closing"
    NOT_AWAITED = "not-awaited"
    LOSS = "loss"

    @classmethod
    def known(cls, text: str) -> Subject | None:
        """The subject of this name; None for one of a newer program."""
        return _KNOWN.get(text)


_KNOWN: dict[str, Subject] = {subject.value: subject for subject in Subject}
