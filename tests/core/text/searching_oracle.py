"""Full-text search once more, slow and simple: texts as lists of words, and every word tried."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from excerpta.core.model.search import Phrase, Search, SearchPart
from excerpta.core.text.folding import fold_words

Range = tuple[int, int]

_LETTERS = "aAbsSßé\u0301ﬁiİıøæ -–’'“\"*~_.\nمیيكـ\u064e\u200c中文한국ไทกิकि\u00ad\u200f1۱½👍\ufe0f①ﷺ"
WORDS = (
    "a",
    "ab",
    "as",
    "peace",
    "talks",
    "ﬁn",
    "STRASSE",
    "straße",
    "می‌رود",
    "ميرود",
    "中文",
    "中",
    "ไทย",
    "한",
    "कि",
    "ê",
)
WORDS += (
    "½",
    "۱۲",
    "cease-fire",
    "e\u0301te",
    "AND",
    "NEAR(",
    "x_y",
    "(",
    "👍",
    "OR",
    "\ue000",
    "\ud800",
    "\0",
)

texts = st.lists(st.sampled_from(WORDS[:-2]) | st.text(alphabet=_LETTERS, max_size=5), max_size=14).map(
    " ".join
) | st.text(max_size=20)
_asked = st.sampled_from(WORDS) | st.text(alphabet=_LETTERS, max_size=4)
_pieces = st.one_of(
    _asked,
    _asked.map(lambda word: f"{word}*"),
    _asked.map(lambda word: f"-{word}"),
    st.lists(_asked, max_size=3).map(lambda words: '"' + " ".join(words) + '"'),
    st.integers(0, 4).map(lambda number: f"~{number}"),
)
queries = st.lists(_pieces, max_size=5).map(" ".join) | st.text(max_size=12)


@dataclass(frozen=True)
class Word:
    """A word and where it stands; empty where furniture was."""

    text: str
    start: int
    end: int


def words_of(text: str, furniture: Sequence[Range] = ()) -> list[Word]:
    """The words of a text, found character by character."""
    found: list[Word] = []
    open_ = False
    for place, character in enumerate(text):
        if any(start <= place < end for start, end in furniture):
            starts_here = any(start == place for start, _ in furniture)
            if starts_here and found and not any(end == place for _, end in furniture):
                found.append(Word("", place, place))
            open_ = False
            continue
        for one in fold_words(character):
            if not (one.isdecimal() or "a" <= one <= "z" or one >= "\x80"):
                open_ = False
            elif open_:
                found[-1] = Word(found[-1].text + one, found[-1].start, place + 1)
            else:
                found.append(Word(one, place, place + 1))
                open_ = True
    return found


def phrase_at(words: Sequence[Word], phrase: Phrase, at: int) -> bool:
    """Whether a phrase stands at a word."""
    there = [word.text for word in words[at : at + len(phrase.words)]]
    if phrase.is_begun and len(there) == len(phrase.words) and there[-1].startswith(phrase.words[-1]):
        there[-1] = phrase.words[-1]
    return there == list(phrase.words)


def is_near(words: Sequence[Word], one: Phrase, other: Phrase, gap: int) -> Iterator[tuple[int, int]]:
    """The pairs of places of two phrases with at most so many words between."""
    for left in range(len(words)):
        for right in range(len(words)):
            if phrase_at(words, one, left) and phrase_at(words, other, right):
                first_end = left + len(one.words) if left <= right else right + len(other.words)
                if max(left, right) - first_end <= gap:
                    yield left, right


def has_part(words: Sequence[Word], part: SearchPart) -> bool:
    """Whether what a part means is among some words."""
    if len(part.phrases) == 1:
        return any(phrase_at(words, part.phrases[0], at) for at in range(len(words)))
    pairs = zip(part.phrases, part.phrases[1:], part.gaps, strict=False)
    return all(any(is_near(words, one, other, gap)) for one, other, gap in pairs)


def is_found(words: Sequence[Word], search: Search) -> bool:
    """Whether a search finds a document of these words."""
    return (
        bool(search.wanted)
        and all(has_part(words, part) for part in search.wanted)
        and not any(has_part(words, part) for part in search.excluded)
    )


def single_places(words: Sequence[Word], search: Search) -> set[int]:
    """The code points that are covered by a wanted phrase that is looked for alone."""
    covered: set[int] = set()
    for part in search.wanted:
        if len(part.phrases) == 1:
            size = len(part.phrases[0].words)
            for at in range(len(words)):
                if phrase_at(words, part.phrases[0], at):
                    covered |= set(range(words[at].start, words[at + size - 1].end))
    return covered
