"""Rules: who may say what of a subject, written as one line each; the tables of records are made of them."""

from __future__ import annotations

from juryapp.journal import conditions
from juryapp.journal.actors import ActorRole
from juryapp.journal.subject_record import Condition, NeededSignature, Replaces, Rule


def by_juror(
    does: str,
    signature: NeededSignature = NeededSignature.NONE,
    when: Condition = conditions.always,
    replaces: Replaces = Replaces.ANYTHING,
) -> Rule:
    """Of the juror whose code the key begins with."""
    return Rule(ActorRole.JUROR, signature, does, when, replaces)


def by_assistant(does: str, when: Condition = conditions.always, replaces: Replaces = Replaces.ANYTHING) -> Rule:
    """Of an assistant who types for a juror."""
    return Rule(ActorRole.ASSISTANT, NeededSignature.NONE, does, when, replaces)


def by_desk(does: str, when: Condition = conditions.always, replaces: Replaces = Replaces.ANYTHING) -> Rule:
    """Of the secretary's desk, signed with its key."""
    return Rule(ActorRole.DESK, NeededSignature.DESK, does, when, replaces)


def by_headquarters(does: str, when: Condition = conditions.always) -> Rule:
    """Of headquarters, signed with the root key."""
    return Rule(ActorRole.HEADQUARTERS, NeededSignature.ROOT, does, when)


def by_laptop(does: str, when: Condition = conditions.always) -> Rule:
    """Of any laptop, about itself, signed with its own key."""
    return Rule(ActorRole.LAPTOP, NeededSignature.DEVICE, does, when)
