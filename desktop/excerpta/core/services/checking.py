"""Checking a library: everything that must always be true of it, looked at."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from excerpta.core.model.errors import DamageError
from excerpta.core.store import integrity, soundness
from excerpta.core.store.library import Library


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong; `kind` is damage, words, text, original, quote, link, picture or search."""

    kind: str
    sentence: str


def check_library(library: Library) -> tuple[Problem, ...]:
    """Everything that is wrong with a library; empty when it is sound. Nothing is altered."""
    return tuple(_problems(library))


def look_for_damage(library: Library, *, cancelled: Callable[[], bool]) -> DamageError | None:
    """What SQLite finds wrong with the whole file; if anything, the library is only read from then on.

    Raises:
        CancelledError: `cancelled` said so.
    """
    found = soundness.first_fault(library, cancelled)
    if not found:
        return None
    error = soundness.damage_error(library.path, found)
    library.fault, library.read_only = error.sentence, True
    return error


def _problems(library: Library) -> Iterator[Problem]:
    looks = {
        "damage": integrity.damage,
        "words": integrity.unreadable_words,
        "text": integrity.altered_texts,
        "original": integrity.altered_originals,
        "quote": integrity.wrong_quotes,
        "link": integrity.wrong_links,
        "picture": integrity.wrong_assets,
    }
    for kind, look in looks.items():
        for sentence in look(library):
            yield Problem(kind, sentence)
    for document in integrity.unsearchable(library):
        yield Problem("search", f"Full-text search does not know document {document} rightly.")
