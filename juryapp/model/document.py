"""Documents: which kinds are printed, and what a file that somebody brings can be."""

from __future__ import annotations

from enum import StrEnum


class DocumentKind(StrEnum):
    """What is printed of an event, as `juryapp documents --kind` names it."""

    SHEETS = "sheets"
    RECAPITULATION = "recapitulation"
    MINUTES = "minutes"
    DECREE = "decree"
    CERTIFICATES = "certificates"
    CEREMONY = "ceremony"
    ATTENDANCE = "attendance"
    PLEDGE = "pledge"
    BLANK = "blank"
    COMPLETENESS = "completeness"
    CARDS = "cards"


class FileKind(StrEnum):
    """What a file is, by what it says of itself or by its bytes."""

    SCORE_SHEET = "score sheet"
    RECAPITULATION = "recapitulation"
    MINUTES = "minutes"
    ATTENDANCE = "attendance"
    PLEDGE = "pledge"
    BLANK = "blank"
    COMPLETENESS = "record of completeness"
    DESTRUCTION = "certificate of destruction"
    DECREE = "decree annex"
    CERTIFICATE = "certificates"
    CEREMONY = "ceremony list"
    CARDS = "cards"
    SET_UP = "set-up"
    HANDOVER = "handover"
    ENVELOPE = "envelope"
    VAULT_SHARE = "vault share"
    ENROLMENT = "enrolment list"
    TEST_PAGE = "test page"
    PACKAGE = "package"
    EVENT = "event"
    PHOTO = "photo"
    UNKNOWN = "unknown"
