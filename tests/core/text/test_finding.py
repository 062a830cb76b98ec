"""Finding: the ranges are exact, in every script, whatever has to match and wherever pieces meet."""

import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from excerpta.core.text import finding
from excerpta.core.text.finding import TextFinder, find_folded
from excerpta.core.text.folding import folding_table, is_whole_word

_TRICKY = "aAbsSßéE\u0301ﬁfiİıςσ \n-–’'“می‌خواهيمكـ\u064e中文한국ไทกิย的कि\u00ad\u200fx1_👍\u200d👩❤\ufe0f½①"
texts = st.text(max_size=40) | st.text(alphabet=_TRICKY, max_size=30)
needles = st.text(alphabet=_TRICKY, min_size=1, max_size=3) | st.text(alphabet="abs ", min_size=1, max_size=8)
_WAYS = st.fixed_dictionaries(
    {"whole_word": st.booleans(), "match_case": st.booleans(), "match_accents": st.booleans()}
)


def oracle(
    text: str, needle: str, *, whole_word: bool, match_case: bool, match_accents: bool
) -> Iterator[tuple[int, int]]:
    """The same by trying every range: slow, and simple enough to be believed."""
    table = folding_table(match_case=match_case, match_marks=match_accents)
    folded = [table[ord(character)] for character in text]
    wanted = needle.translate(table)
    start = 0
    while wanted and start < len(text):
        end = start + 1
        while end < len(text) and len("".join(folded[start:end])) < len(wanted):
            end += 1
        is_there = bool(folded[start]) and "".join(folded[start:end]) == wanted
        exact = end
        while end < len(text) and unicodedata.category(text[end])[0] == "M":
            end += 1
        has_more = match_accents and any(folded[exact:end])
        if is_there and not has_more and (not whole_word or is_whole_word(text, start, end)):
            yield start, end
            start = end
        else:
            start += 1


@pytest.fixture(scope="module", params=[1, 2, 3, 7, finding.PIECE])
def piece(request: pytest.FixtureRequest) -> Iterator[int]:
    """How much of a text is looked through at once."""
    usual, finding.PIECE = finding.PIECE, request.param
    yield request.param
    finding.PIECE = usual


@given(texts, needles, _WAYS)
@example("ﬁss ß", "s", {"whole_word": False, "match_case": False, "match_accents": False})
@example("aaaaa", "aa", {"whole_word": False, "match_case": False, "match_accents": False})
@example("कििकि", "ि", {"whole_word": False, "match_case": False, "match_accents": False})
@example("ee\u0301é", "e", {"whole_word": False, "match_case": False, "match_accents": True})
def test_what_is_found_is_what_trying_everything_finds(
    piece: int, text: str, needle: str, ways: dict[str, bool]
) -> None:
    finder = TextFinder(text)
    wanted = list(oracle(text, needle, **ways))
    for _ in range(2):
        pieces = list(finder.find(needle, **ways))
        assert [found for hits in pieces for found in hits] == wanted
        assert len(pieces) in (0, -(-len(text) // piece))


@given(texts, st.data(), _WAYS)
def test_every_slice_of_a_text_is_found_in_it(
    piece: int, text: str, data: st.DataObject, ways: dict[str, bool]
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    needle = text[start:end]
    cuts = ways["match_accents"] and unicodedata.category(text[end : end + 1] or " ")[0] == "M"
    table = folding_table(match_case=ways["match_case"], match_marks=ways["match_accents"])
    if needle.translate(table) and not cuts and not ways["whole_word"]:
        assert any(find_folded(text, needle, **ways))


def test_one_finder_serves_every_way_of_searching() -> None:
    finder = TextFinder("Élan élan elan ELAN می‌رود میرود")

    def found(needle: str, **ways: bool) -> list[str]:
        return [finder.text[slice(*hit)] for hits in finder.find(needle, **ways) for hit in hits]

    assert found("elan") == ["Élan", "élan", "elan", "ELAN"]
    assert found("Elan", match_case=True) == ["Élan"]
    assert found("elan", match_accents=True) == ["elan", "ELAN"]
    assert found("e\u0301lan", match_accents=True) == ["Élan", "élan"]
    assert found("élan", match_accents=True, match_case=True) == ["élan"]
    assert found("میرود") == ["می‌رود", "میرود"]
    assert found("میرود", match_accents=True) == ["میرود"]
    assert found("elan", whole_word=True) == ["Élan", "élan", "elan", "ELAN"]


def test_the_first_hits_come_before_the_rest_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "PIECE", 10)
    pieces = TextFinder("peace now " + "é" * 1000).find("peace")
    assert next(pieces) == [(0, 5)]
    assert next(pieces) == []


def test_an_alphabet_too_large_to_keep_is_still_folded_rightly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "PIECE", 20)
    monkeypatch.setattr(finding, "_MOST_KNOWN", 12)
    monkeypatch.setattr(finding, "_MOST_REPLACED", 2)
    text = "".join(chr(0xC0 + number % 300) + "Ziel \u064e" for number in range(200))
    plain = {"whole_word": False, "match_case": False, "match_accents": False}
    assert list(find_folded(text, "aziel")) == list(oracle(text, "aziel", **plain))
    assert list(find_folded(text, "ziel")) == list(oracle(text, "ziel", **plain))


@pytest.mark.parametrize(
    ("text", "needle", "ranges"),
    [
        ("Die Straße, die STRASSE", "strasse", [(4, 10), (16, 23)]),
        ("eine ﬁne Sache", "fin", [(5, 7)]),
        ("ß", "s", []),
        ("re\u0301sume\u0301!", "resume", [(0, 8)]),
        ("او می‌خواهد", "ميخواهد", [(3, 11)]),
        ("aaaa", "aa", [(0, 2), (2, 4)]),
        ("和平谈判和平", "和平", [(0, 2), (4, 6)]),
        ("👍 peace 👍", "PEACE", [(2, 7)]),
        ("anything", "", []),
        ("anything", "\u0301", []),
    ],
)
def test_ranges_hold_whole_source_characters(text: str, needle: str, ranges: list[tuple[int, int]]) -> None:
    assert list(find_folded(text, needle)) == ranges


def test_match_case_still_ignores_accents() -> None:
    assert list(find_folded("Élan élan", "Elan", match_case=True)) == [(0, 4)]


@pytest.mark.parametrize(
    ("text", "needle", "count"),
    [
        ("interview inter", "inter", 1),
        ("Taliban's Taliban", "taliban", 2),
        ("می‌خواهد می", "می", 1),
        ("和平谈判", "平", 1),
        ("a_b b", "b", 1),
        ("(end) blend", "(end", 1),
    ],
)
def test_whole_words_end_where_words_end(text: str, needle: str, count: int) -> None:
    assert len(list(find_folded(text, needle, whole_word=True))) == count


@given(texts, needles, st.integers(0, 50))
def test_looking_from_a_position_on_finds_what_begins_from_its_piece_on(
    piece: int, text: str, needle: str, start: int
) -> None:
    from_there = [hit for found in TextFinder(text).find(needle, start=start) for hit in found]
    begin = start // piece * piece
    every = list(find_folded(text, needle))
    crossing = [hit for hit in every if hit[0] < begin < hit[1]]
    if not crossing:
        assert from_there == [hit for hit in every if hit[0] >= begin]
