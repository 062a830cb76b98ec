"""Whether one codebook comes of another by tags that came or went side by side: then nothing else moves."""

from collections.abc import Container, Mapping
from dataclasses import dataclass

from excerpta.core.model.ids import TagId

Children = Mapping[TagId | None, tuple[TagId, ...]]


@dataclass(frozen=True, slots=True)
class Run:
    """Rows `first` to `last` under a tag, with all below them, that came, or went."""

    parent: TagId | None
    first: int
    last: int
    came: bool


def one_run(before: Children, after: Children, was: Container[TagId], is_now: Container[TagId]) -> Run | None:
    """The one run by which two arrangements differ; None where they differ otherwise.

    Args:
        before: the tags under each parent as they were.
        after: the same as they are.
        was: the tags that were shown.
        is_now: the tags that are.
    """
    changed = [
        parent
        for parent in before.keys() | after.keys()
        if before.get(parent) != after.get(parent)
        and (parent is None or (parent in was and parent in is_now))
    ]
    if len(changed) != 1:
        return None
    (parent,) = changed
    old, new = before.get(parent, ()), after.get(parent, ())
    short, long = (old, new) if len(old) < len(new) else (new, old)
    number = len(long) - len(short)
    first = next((at for at, tag in enumerate(short) if tag != long[at]), len(short))
    run = long[first : first + number]
    stayed = is_now if long is old else was
    if not number or long[:first] + long[first + number :] != short or any(tag in stayed for tag in run):
        return None
    return Run(parent, first, first + number - 1, came=long is new)
