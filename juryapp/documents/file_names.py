"""How documents are called as files: parts of a name can't run into one another, and none is hidden."""

from __future__ import annotations


def document_name(event: str, *parts: str) -> str:
    """`<event>-<part>-<part>.pdf`. A hyphen within a part is written as `~`, which no code has.

    So `K-1` with `J01` is never called as `K` with `1-J01`.

    The event's code stands as it is: documents of another event are told apart when they are written.
    """
    name = "-".join([event, *(part.replace("-", "~") for part in parts)])
    return f"{'_' if name.startswith('.') else ''}{name}.pdf"
