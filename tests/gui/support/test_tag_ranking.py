"""Ranking of tags: what is offered first for a half-typed text, and what may be created."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from excerpta.core.model.annotation import Colour
from excerpta.core.model.ids import TagId
from excerpta.core.model.tag import format_tag_path, parse_tag_path
from excerpta.gui.support.spelling import similar, spelling_key
from excerpta.gui.support.tag_ranking import (
    SHOWN,
    Match,
    TagChoice,
    TagIndex,
    creatable_path,
    path_from_words,
    rank_tags,
)
from excerpta.gui.support.tag_spelling import Spelled, fold_words

names = st.text(min_size=1, max_size=12).map(lambda name: " ".join(name.split())).filter(bool)


@st.composite
def choice_lists(draw: st.DrawFn) -> list[TagChoice]:
    paths = draw(st.lists(st.lists(names, min_size=1, max_size=3).map(tuple), max_size=8, unique=True))
    return [tag(number, *path, uses=draw(st.integers(0, 9))) for number, path in enumerate(paths)]


def tag(number: int, *path: str, uses: int = 0, recent: int | None = None) -> TagChoice:
    return TagChoice(TagId(number), format_tag_path(path), path[-1], Colour.TEAL, uses, recent)


CODEBOOK = [
    tag(1, "Actors", uses=2),
    tag(2, "Actors", "Taliban", uses=17),
    tag(3, "Actors", "United States", uses=13, recent=1),
    tag(4, "Claims", "Breach of the deal", uses=9),
    tag(5, "Claims", "Denial", uses=6, recent=0),
    tag(6, "Process", "Cease-fire", uses=1),
    tag(7, "Process", "Round 2"),
    tag(8, "Örtlichkeiten", "Kundus"),
    tag(9, "گفت‌وگوها"),
    tag(10, 'AC/DC "live"'),
    tag(11, "Process", "Negotiations"),
]


def offered(typed: str, **options: object) -> list[str]:
    found = rank_tags(CODEBOOK, typed, **options)  # type: ignore[arg-type]
    return [row.choice.path if row.choice else f"+{row.new_path}" for row in found]


def test_nothing_typed_offers_recent_then_frequent_tags() -> None:
    assert offered("")[:4] == [
        "Claims/Denial",
        "Actors/United States",
        "Actors/Taliban",
        "Claims/Breach of the deal",
    ]


def test_prefixes_of_names_come_before_prefixes_of_paths_words_and_parts() -> None:
    assert offered("ta") == ["Actors/Taliban", "Actors/United States", "+ta"]
    assert offered("de")[:2] == ["Claims/Denial", "Claims/Breach of the deal"]
    assert offered("act")[0] == "Actors"
    assert offered("actors/t")[0] == "Actors/Taliban"
    assert offered("iban") == ["Actors/Taliban", "+iban"]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("TALIBAN", "Actors/Taliban"),
        ("kund", "Örtlichkeiten/Kundus"),
        ("ortlich", "Örtlichkeiten/Kundus"),
        ("گفتوگو", "گفت‌وگوها"),
        ("ac/d", 'AC\\/DC "live"'),
        (r"ac\/d", 'AC\\/DC "live"'),
        ("deal breach", "Claims/Breach of the deal"),
        ("actors taliban", "Actors/Taliban"),
    ],
)
def test_accents_case_and_order_of_words_are_ignored(typed: str, first: str) -> None:
    assert offered(typed)[0] == first


@pytest.mark.parametrize(
    ("typed", "existing"),
    [
        ("ceasefire", "Process/Cease-fire"),
        ("Cease fires", "Process/Cease-fire"),
        ("Denials", "Claims/Denial"),
        ("negotiation", "Process/Negotiations"),
        ("Talibn", "Actors/Taliban"),
        ("Talbian", "Actors/Taliban"),
        ("Actors/Talibn", "Actors/Taliban"),
        ("Untied Sttaes", "Actors/United States"),
    ],
)
def test_a_near_duplicate_is_offered_before_a_new_tag(typed: str, existing: str) -> None:
    found = offered(typed)
    assert found[0] == existing
    assert found[-1] == f"+{typed}"


@pytest.mark.parametrize("typed", ["Round 3", "Zaliban", "Iraq", "Deniable claims"])
def test_other_words_are_not_near_duplicates(typed: str) -> None:
    choices = [*CODEBOOK, tag(20, "Iran")]
    assert [row.new_path for row in rank_tags(choices, typed)] == [typed]


def test_a_new_tag_is_offered_last_and_only_without_an_exact_match() -> None:
    assert offered("denial") == ["Claims/Denial"]
    assert offered("actors/taliban") == ["Actors/Taliban"]
    assert offered("Actors/Hekmatyar") == ["+Actors/Hekmatyar"]
    assert offered("Places / Doha") == ["+Places/Doha"]
    assert offered("a//b") == []


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("peace", "place", False),
        ("treaty", "treats", False),
        ("peace", "peaec", True),
        ("denial", "denail", True),
        ("denial", "deniall", True),
        ("taliban", "talivan", True),
        ("withdrawal", "wihtdrawl", True),
    ],
)
def test_a_slip_is_told_from_another_word(one: str, other: str, alike: bool) -> None:
    assert similar(one, other) is alike


def test_chosen_tags_are_not_offered_again_nor_created_twice() -> None:
    assert offered("denial", without={TagId(5)}) == []


def test_exact_matches_tell_tags_of_one_name_under_two_parents_apart() -> None:
    choices = [tag(1, "Actors", "Other", uses=1), tag(2, "Claims", "Other", uses=5)]
    assert [row.match for row in rank_tags(choices, "other")] == [Match.EXACT, Match.EXACT]
    assert TagIndex(choices).find("claims/OTHER") is choices[1]
    assert TagIndex(choices).find("other") is None


def test_words_of_the_text_become_one_name() -> None:
    assert path_from_words("  and/or \n peace ") == r"and\/or peace"
    assert path_from_words("word " * 60, longest=20) == "word word word word"
    assert path_from_words("x" * 200, longest=50) == "x" * 50
    assert path_from_words(" \n ") == ""


@given(choice_lists(), st.text(max_size=8))
def test_no_tag_is_offered_twice_and_only_the_last_row_is_new(choices: list[TagChoice], typed: str) -> None:
    rows = rank_tags(choices, typed)
    ids = [row.choice.id for row in rows if row.choice]
    assert len(ids) == len(set(ids))
    assert all(row.choice for row in rows[:-1])
    for row in rows:
        assert bool(row.new_path) == (row.choice is None)
        if row.new_path:
            assert format_tag_path(parse_tag_path(row.new_path)) == row.new_path == creatable_path(typed)


@given(choice_lists(), st.integers(0, 100))
def test_every_tag_is_the_first_or_as_good_as_it_for_its_own_name_and_path(
    choices: list[TagChoice], pick: int
) -> None:
    if not choices:
        return
    choice = choices[pick % len(choices)]
    index = TagIndex(choices)
    assert index.find(choice.path) is not None
    for typed in (choice.name, choice.path):
        exact = [row.choice for row in index.rank(typed) if row.match is Match.EXACT]
        if any(character.isalnum() for character in typed) and typed.isascii():
            assert choice in exact


def plainly(choice: TagChoice, wanted: str) -> Match | None:
    """How a tag matches, by the definitions alone."""
    name, path = fold_words(choice.name), fold_words(choice.path)
    key, keys = spelling_key(wanted), [spelling_key(name), spelling_key(path)]
    if wanted in (name, path):
        return Match.EXACT
    if key and key in keys:
        return Match.SAME_SPELLING
    if name.startswith(wanted):
        return Match.NAME_PREFIX
    if path.startswith(wanted):
        return Match.PATH_PREFIX
    both = f"{name}\n{path}"
    starts = (at for at in range(1, len(both)) if both.startswith(wanted, at))
    if any(not both[at - 1].isalnum() for at in starts):
        return Match.WORD_PREFIX
    if key and any(other and similar(key, other) for other in keys):
        return Match.SIMILAR
    return Match.PART if all(word in both for word in wanted.split()) else None


_words = st.sampled_from(
    ["ceasefire", "cease-fire", "ceasefires", "Deal", "deals", "dael", "of", "the", "Taliban", "Talban",
     "گفت\u200cوگو", "گفتگو", "中文", "a", "e\u0301l", "el", "Round 2", "round 3", "x_y", "and/or"]
)  # fmt: skip
_called = st.lists(st.lists(_words, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=3).map(tuple)
_typed = st.lists(_words, min_size=1, max_size=3).map(" ".join) | st.text(
    "aetd- /گ中", min_size=1, max_size=4
)


@given(st.lists(_called, max_size=14, unique=True), _typed, st.integers(1, 20))
def test_tags_come_by_kind_of_match_and_then_as_useful_as_they_are(
    paths: list[tuple[str, ...]], typed: str, limit: int
) -> None:
    choices = [
        tag(number, *path, uses=number % 3, recent=number if number % 4 == 1 else None)
        for number, path in enumerate(paths)
    ]
    wanted = fold_words(typed)
    if not wanted:
        return
    useful = [row.choice for row in rank_tags(choices, "") if row.choice]
    kinds = {one.id: plainly(one, wanted) for one in useful}
    expected = [(one.id, match) for match in Match for one in useful if kinds[one.id] is match]
    found = [(row.choice.id, row.match) for row in rank_tags(choices, typed, limit=limit) if row.choice]
    assert found == expected[:limit]


@given(st.text("abcd", min_size=1, max_size=12), st.text("abcd", min_size=1, max_size=12))
def test_no_near_spelling_is_passed_over(one: str, other: str) -> None:
    expected = {TagId(1)} if similar(one, other) and one != other else set()
    assert set(Spelled({TagId(1): (other, other)}).similar(one)) == expected


def test_an_index_takes_spellings_over_as_long_as_no_tag_is_called_otherwise() -> None:
    first = TagIndex(CODEBOOK)
    used = [tag(5, "Claims", "Denial", uses=99), *(one for one in CODEBOOK if one.id != 5)]
    second = TagIndex(used, first.spelled)
    assert second.spelled is first.spelled
    assert second.rank("denial")[0].choice is used[0]
    assert second.find("claims/denial") is used[0]
    renamed = [tag(5, "Claims", "Refusal"), *used[1:]]
    third = TagIndex(renamed, second.spelled)
    assert third.spelled is not second.spelled
    assert [row.choice for row in third.rank("refus")] == [renamed[0], None]
    assert TagIndex(used[1:], second.spelled).find("claims/denial") is None


def test_no_more_is_looked_for_than_is_listed() -> None:
    """A tag with 5,000 neighbours costs as much as is shown of them."""
    maker = random.Random(5)
    words = ["actor", "claim", "taliban", "government", "states", "breach", "deal", "denial", "talks"]
    choices = [
        tag(number, maker.choice(words), f"{maker.choice(words)} {maker.choice(words)} {number}")
        for number in range(5000)
    ]
    index = TagIndex(choices)
    looked = 0
    for _row, _match in index._matches("ta"):
        looked += 1
        if looked == SHOWN:
            break
    assert looked == len(index.rank("ta")) - 1 == SHOWN
    assert len(index.rank("e", limit=5)) == 6
