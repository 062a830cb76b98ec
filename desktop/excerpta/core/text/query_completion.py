"""Completion of a query while it is typed: what could stand where the caret is."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from excerpta.core.model.query import Match, Operator, QueryField
from excerpta.core.text.folding import fold
from excerpta.core.text.query_pieces import ALIASES, FIELDS, MATCH, NOT, OPERATOR_WORDS, PIECE, quoted

MOST = 12
_BEGINS, _WORD_BEGINS, _HOLDS = range(3)


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a field: as a query writes it, and as people know it."""

    value: str
    label: str = ""


class Choices:
    """The values of one field, the likelier ones first."""

    def __init__(self, choices: Iterable[Choice | str] = ()) -> None:
        self.all = tuple(one if isinstance(one, Choice) else Choice(one, one) for one in choices)

    @cached_property
    def _folded(self) -> list[str]:
        return [fold(one.label or one.value) for one in self.all]

    def like(self, typed: str) -> Iterator[Choice]:
        """Those that begin so, then those of which a word or a name begins so, then those that hold it."""
        wanted = fold(typed)
        word = re.compile(rf"(?<!\w){re.escape(wanted)}")
        found: tuple[list[Choice], ...] = ([], [], [])
        for choice, folded in zip(self.all, self._folded, strict=True):
            if wanted in folded:
                begins = folded.startswith(wanted)
                found[_BEGINS if begins else _WORD_BEGINS if word.search(folded) else _HOLDS].append(choice)
        for part in found:
            yield from part


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a library has to offer for each field; it changes with the library."""

    fields: dict[QueryField, Choices] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to write.

    Attributes:
        text: what takes the place of the range.
        label: what is shown; `about` says what it is: a field's purpose, `tag`, `document`.
        goes_on: whether a value is to follow at once, so that no blank belongs behind it.

    """

    text: str
    label: str
    about: str = ""
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Completion:
    """Suggestions, and the range of the text that each of them replaces, in code points."""

    start: int
    end: int
    suggestions: tuple[Suggestion, ...] = ()


_ABOUT = {
    QueryField.TAG: "a tag, with its sub-tags",
    QueryField.DOCUMENT: "in this document",
    QueryField.COLOUR: "highlighted in this colour",
    QueryField.STYLE: "highlight or underline",
    QueryField.SOURCE: "where the document comes from",
    QueryField.AUTHOR: "who wrote the document",
    QueryField.PLACE: "the place of the dateline",
    QueryField.AGENCY: "the news agency",
    QueryField.LANGUAGE: "the language of the document",
    QueryField.PUBLISHED: "the date of the document",
    QueryField.CODER: "who made the highlight",
    QueryField.QUOTE: "words in the highlight",
    QueryField.NOTE: "words in the note",
    QueryField.TEXT: "words anywhere in the document",
    QueryField.MEMO: "words in the memo of the document",
    QueryField.CREATED: "when the highlight was made",
    QueryField.MODIFIED: "when it was last changed",
}
_OPERATORS = {
    Operator.OVERLAPS.value: "share words with another tag",
    Operator.WITHIN.value: "lie inside another tag",
    f"{Operator.NEAR}:10": "at most ten words from another tag",
    Operator.FOLLOWED_BY.value: "come before another tag",
    NOT: "the opposite of what follows",
}
_ANYWHERE = (QueryField.TAG, QueryField.DOCUMENT, QueryField.SOURCE, QueryField.COLOUR)
"""The fields whose values are found without naming the field."""


def complete(text: str, caret: int, vocabulary: Vocabulary, *, most: int = MOST) -> Completion:
    """What could stand at the caret, a position in code points.

    A piece is replaced as a whole, whatever of it stands behind the caret.
    """
    caret = min(max(caret, 0), len(text))
    before, start, end = _piece_at(text, caret)
    typed = PIECE.match(text[start:caret])
    assert typed is not None  # noqa: S101 - every part of the pattern may be empty
    name = (typed["field"] or "").casefold()
    value = typed["bare"] if typed["quoted"] is None else typed["quoted"].replace('""', '"')
    known = {**FIELDS, **ALIASES}.get(name)
    minus = typed["minus"]
    found: Iterator[Suggestion]
    if name == MATCH:
        found = (Suggestion(f"{MATCH}:{one}", f"{MATCH}:{one}") for one in Match if one.startswith(value))
    elif known is not None:
        found = _values(known, value, vocabulary, f"{minus}{name}:{typed['exact']}", "")
    elif name:
        found = iter(())
    elif _follows_operator(before):
        found = _values(QueryField.TAG, value, vocabulary, "tag:", QueryField.TAG.value)
    else:
        after_tag = _follows_tag(before) and not minus
        found = _anything(value, minus, vocabulary, after_tag=after_tag, quoted=typed["quoted"] is not None)
    suggestions = [one for _, one in zip(range(most), found, strict=False)]
    return Completion(start, end, tuple(suggestions))


def _anything(
    typed: str, minus: str, vocabulary: Vocabulary, *, after_tag: bool, quoted: bool
) -> Iterator[Suggestion]:
    """Operators, fields, and values of the fields that are asked for most."""
    small = typed.casefold()
    if not quoted:
        for operator, about in _OPERATORS.items():
            if after_tag and operator.startswith(small):
                yield Suggestion(operator, operator, about)
        for field_, about in _ABOUT.items():
            if field_.value.startswith(small):
                yield Suggestion(f"{minus}{field_.value}:", f"{field_.value}:", about, goes_on=True)
        if small and MATCH.startswith(small) and not minus:
            yield Suggestion(f"{MATCH}:", f"{MATCH}:", "any or all of several tags", goes_on=True)
    if typed:
        for one in _ANYWHERE:
            yield from _values(one, typed, vocabulary, f"{minus}{one.value}:", one.value)


def _values(
    field_: QueryField, typed: str, vocabulary: Vocabulary, before: str, about: str
) -> Iterator[Suggestion]:
    for choice in vocabulary.fields.get(field_, Choices()).like(typed):
        yield Suggestion(before + quoted(choice.value), choice.label or choice.value, about)


def _piece_at(text: str, caret: int) -> tuple[list[re.Match[str]], int, int]:
    """The pieces before the caret, and the range of the one that it stands in or at the end of."""
    before: list[re.Match[str]] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        found = PIECE.match(text, at)
        assert found is not None  # noqa: S101 - every part of the pattern may be empty
        if found.start() >= caret:
            break
        if found.end() >= caret:
            is_open = found["quoted"] is not None and not found["closed"]
            return before, found.start(), caret if is_open else found.end()
        before.append(found)
        at = found.end()
    return before, caret, caret


def _follows_tag(before: list[re.Match[str]]) -> bool:
    return bool(before) and (before[-1]["field"] or "").casefold() == QueryField.TAG.value


def _follows_operator(before: list[re.Match[str]]) -> bool:
    """Whether a tag is expected, because an operator stands before the caret and a tag before that."""
    words = [one[0].casefold().partition(":")[0] for one in before]
    if not words or words[-1] not in OPERATOR_WORDS or words[-1] == NOT:
        return False
    place = len(words) - (3 if words[-2:-1] == [NOT] else 2)
    return place >= 0 and words[place] in ("tag", "-tag")
