"""Retrieval against plain Python over all rows: the same highlights, in reading order."""

import random

import pytest
from tests.core.conftest import TEXTS, AddDocument

from excerpta.core.model.annotation import Annotation, Colour
from excerpta.core.model.errors import CancelledError, QueryError
from excerpta.core.model.ids import AnnotationId, DocumentId
from excerpta.core.model.query import Grouping, Match, Query, QueryField, Term
from excerpta.core.model.tag import TagTree, parse_tag_path
from excerpta.core.services.annotating import add_highlight, highlights_of
from excerpta.core.services.completing import complete, vocabulary_of
from excerpta.core.services.documents import document_ids, read_document, trash_documents
from excerpta.core.services.retrieving import (
    QuotationForm,
    count_highlights,
    find_highlights,
    format_query,
    highlight_records,
    highlight_rows,
    list_highlights,
    parse_query,
    quote_highlights,
)
from excerpta.core.services.searching import search
from excerpta.core.services.tagging import create_tag, rename_tag, tag_tree, tag_uses
from excerpta.core.store import interrupting
from excerpta.core.store.library import Library
from excerpta.core.text.folding import fold

PATHS = (
    "Actors",
    "Actors/Taliban",
    "Actors/US",
    "Claims",
    "Claims/A\\/B",
    "inter",
    "interview",
    "Actors/Taliban/Doha",
)


def filled(library: Library, documents: list[DocumentId], number: int, seed: int) -> None:
    """Random highlights with random tags over some documents."""
    random.seed(seed)
    tags = [create_tag(library, parse_tag_path(path))[0] for path in PATHS]
    for _ in range(number):
        document = random.choice(documents)
        length = len(read_document(library, document).text)
        start = random.randrange(length - 8)
        chosen = random.sample(tags, random.choice([0, 1, 1, 2, 3]))
        note = random.choice(["", "Bias here", "größe 😀", "zweifel"])
        colour = random.choice(list(Colour)[:3])
        add_highlight(
            library, document, start, start + random.randint(4, 8), tags=chosen, note=note, colour=colour
        )


def expected(library: Library, query: Query) -> list[int]:
    """An oracle that knows no SQL."""
    tree = tag_tree(library)
    found = []
    for document in sorted(document_ids(library)):
        title = read_document(library, document).title
        found += [one.id for one in highlights_of(library, document) if holds(one, title, query, tree)]
    return [int(one) for one in found]


def holds(one: Annotation, title: str, query: Query, tree: TagTree) -> bool:
    def has_tag(term: Term) -> bool:
        if term.value == "*":
            return bool(one.tags)
        tag = tree.find(parse_tag_path(term.value))
        assert tag is not None
        return not set(one.tags).isdisjoint((tag.id,) if term.exact else tree.subtree(tag.id))

    def chosen(field: QueryField, excluded: bool) -> list[Term]:
        return [term for term in query.terms if term.field is field and term.excluded is excluded]

    tags = [has_tag(term) for term in chosen(QueryField.TAG, False)]
    if tags and not (any(tags) if query.match is Match.ANY else all(tags)):
        return False
    if any(has_tag(term) for term in chosen(QueryField.TAG, True)):
        return False
    for field, value in ((QueryField.COLOUR, one.colour.value), (QueryField.DOCUMENT, fold(title))):
        wanted = [fold(term.value) in value for term in chosen(field, False)]
        if wanted and not any(wanted):
            return False
        if any(fold(term.value) in value for term in chosen(field, True)):
            return False
    said = [fold(one.quote.exact), fold(one.note)]
    return all(any(fold(t.value) in s for s in said) for t in chosen(QueryField.WORDS, False)) and not any(
        any(fold(t.value) in s for s in said) for t in chosen(QueryField.WORDS, True)
    )


def random_query(rng: random.Random) -> Query:
    """Any terms of any fields."""
    terms = []
    for _ in range(rng.randint(0, 4)):
        field = rng.choice([QueryField.TAG] * 3 + [QueryField.COLOUR, QueryField.DOCUMENT, QueryField.WORDS])
        value = {
            QueryField.TAG: rng.choice([*PATHS, "*"]),
            QueryField.COLOUR: rng.choice(["yellow", "red", "green"]),
            QueryField.DOCUMENT: rng.choice(["doha", "PLAIN", "صلح", "nothing"]),
            QueryField.WORDS: rng.choice(["a", "bias", "GRÖSSE", "دوحه", "zzz", "😀"]),
        }[field]
        exact = field is QueryField.TAG and value != "*" and rng.random() < 0.3
        terms.append(Term(field, value, rng.random() < 0.3, exact))
    return Query(tuple(terms), rng.choice(list(Match)))


def test_the_engine_agrees_with_an_oracle(library: Library, three: list[DocumentId]) -> None:
    filled(library, three, 120, seed=7)
    trash_documents(library, [three[2]])
    rng = random.Random(11)
    sizes = set()
    for _ in range(400):
        query = random_query(rng)
        found = list(find_highlights(library, query))
        assert found == expected(library, query), format_query(query)
        assert [row["highlight_id"] for row in highlight_records(library, query)] == found
        assert parse_query(format_query(query)) == query
        sizes.add(len(found))
    assert len(sizes) > 20


def test_counts_in_the_tree_are_the_rows_one_gets(library: Library, three: list[DocumentId]) -> None:
    filled(library, three, 80, seed=3)
    tree = tag_tree(library)
    for tag, use in tag_uses(library).items():
        term = Term(QueryField.TAG, tree.path(tag))
        assert len(find_highlights(library, Query((term,)))) == use.total
        exact = Term(QueryField.TAG, tree.path(tag), exact=True)
        assert len(find_highlights(library, Query((exact,)))) == use.own


def test_a_tag_is_matched_by_its_path_never_by_a_prefix(library: Library, three: list[DocumentId]) -> None:
    inter, interview = (create_tag(library, (name,))[0] for name in ("inter", "interview"))
    add_highlight(library, three[0], 0, 6, tags=[interview])
    assert list(find_highlights(library, parse_query("tag:inter"))) == []
    assert len(find_highlights(library, parse_query("tag:interview"))) == 1
    rename_tag(library, inter, "inter view")
    assert list(find_highlights(library, parse_query('tag:"inter view"'))) == []


def test_untagged_highlights_are_found(library: Library, three: list[DocumentId]) -> None:
    (one,) = add_highlight(library, three[0], 0, 6).annotations
    assert list(find_highlights(library, Query())) == [one]
    assert list(find_highlights(library, parse_query("-tag:*"))) == [one]
    assert list(find_highlights(library, parse_query("tag:*"))) == []


def test_a_tag_that_is_not_there_is_pointed_at(library: Library) -> None:
    with pytest.raises(QueryError, match="no tag “Nobody”") as error:
        find_highlights(library, parse_query("colour:red tag:Nobody"))
    assert (error.value.start, error.value.end) == (11, 21)


def test_rows_show_the_passage_in_its_paragraphs(library: Library, three: list[DocumentId]) -> None:
    text = read_document(library, three[0]).text
    start = text.index("talks")
    (one,) = add_highlight(library, three[0], start, start + 5).annotations
    (row,) = highlight_rows(library, [one, 99])  # type: ignore[list-item]
    assert (row.before, row.annotation.quote.exact, row.after) == ("The ", "talks", " 👩‍👩‍👧 went on.")
    assert row.title == "Envoys meet 😀 in Doha"
    (over,) = add_highlight(library, three[0], 0, start).annotations
    (row,) = highlight_rows(library, [over])
    assert row.before == ""
    assert row.after == "talks 👩‍👩‍👧 went on."


def test_the_last_paragraph_ends_with_the_text(library: Library, three: list[DocumentId]) -> None:
    text = read_document(library, three[2]).text
    (one,) = add_highlight(library, three[2], len(text) - 3, len(text)).annotations
    (row,) = highlight_rows(library, [one])
    assert row.after == ""
    assert row.before + "it." == text


def test_long_and_odd_questions_are_answered_or_refused_kindly(
    library: Library, three: list[DocumentId]
) -> None:
    create_tag(library, ("A",))
    for part in (
        "word",
        "-word",
        "tag:A",
        "-tag:A",
        "tag:A -colour:red",
        "doc:#1",
        "-doc:Doha",
        "match:all tag:A",
    ):
        find_highlights(library, parse_query(" ".join([part] * 100)))
        with pytest.raises(QueryError, match="at most"):
            parse_query(" ".join([part] * 201))
    for odd in (
        "\ud800",
        "-\udfff",
        "\0",
        "NEAR(",
        "a AND",
        "--",
        "%",
        "_",
        "*",
        "doc:#99999999999999999999",
    ):
        assert list(find_highlights(library, parse_query(odd))) == []


def test_operators_and_odd_characters_are_plain_in_a_search(
    library: Library, three: list[DocumentId]
) -> None:
    for odd in (
        "\0",
        "Doha\0 *",
        "\ud800",
        "NEAR(",
        "NOT Doha",
        '"Doha',
        "^Doha",
        "body:Doha",
        "Doha) OR",
        "--",
        "%",
    ):
        list(search(library, odd))
    assert list(search(library, "Doha AND spring")) == []
    assert len(list(search(library, "Doha\0"))) > 0


def test_whatever_is_typed_is_answered_or_refused_with_a_place(
    library: Library, three: list[DocumentId]
) -> None:
    filled(library, three, 20, seed=5)
    pieces = [
        "tag:Actors", "tag:*", "tag:", "within", "near:3", "near", "followed-by", "not", "-", '"', "=", "*",
        "text:", "NEAR(", "AND", "..", "2020", "published:", "note:", "quote:=", "memo:*", "doc:#1",
        "source:%", "'", ";", "--", "DROP TABLE tag", "\\", "😀", "\0", "coder:me", "created:2026",
        "colour:red", "(", ")", "OR", "a*b",
    ]  # fmt: skip
    rng = random.Random(2)
    answered = 0
    for _ in range(1500):
        text = rng.choice([" ", "", " "]).join(rng.choices(pieces, k=rng.randint(1, 6)))
        try:
            find_highlights(library, parse_query(text))
        except QueryError as error:
            place = error.start, error.end
        else:
            place = 0, 1
            answered += 1
        assert 0 <= place[0] < place[1] <= len(text), text
    assert answered > 300


def test_operators_typed_as_words_find_these_words(library: Library, add_document: AddDocument) -> None:
    text = 'They met near "Doha" AND not within NEAR(x) of it, a*b -c.'
    document = add_document("Words", text)
    (one,) = add_highlight(library, document, 0, len(text), new_tags=[("A",)]).annotations
    for typed in (
        "near",
        "within",
        "not",
        "AND",
        "NEAR(",
        "a*b",
        '"-c"',
        "*",
        '"""Doha"""',
        'tag:A "near" "within"',
    ):
        assert list(find_highlights(library, parse_query(typed))) == [one], typed
    assert not find_highlights(library, parse_query("text:OR"))
    assert list(find_highlights(library, parse_query("text:AND text:NEAR match:all"))) == [one]


def test_a_listing_of_the_first_says_whether_it_is_whole(
    library: Library, three: list[DocumentId], monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(library, three, 30, seed=9)
    listing = list_highlights(library, Query(), at_least=5, grouping=Grouping.DOCUMENT)
    assert (len(listing.ids), listing.documents, listing.is_whole) == (30, 3, True)
    assert [one.label for one in listing.headings] == list(TEXTS)
    assert count_highlights(library, Query()) == 30
    monkeypatch.setattr(interrupting, "_STEPS", 1)
    with pytest.raises(CancelledError):
        find_highlights(library, Query(), cancelled=lambda: True)
    assert count_highlights(library, Query()) == 30


def test_highlights_are_quoted_in_the_order_given(library: Library, three: list[DocumentId]) -> None:
    (first,) = add_highlight(library, three[2], 0, 8, new_tags=[("A",)], note="so?").annotations
    (second,) = add_highlight(library, three[0], 0, 6).annotations
    text = quote_highlights(library, [first, second, AnnotationId(99)], QuotationForm.TEXT)
    assert text == ("“One line” — Plain report\nNote: so?\nTags: A\n\n“Envoys” — Envoys meet 😀 in Doha\n")


def test_the_vocabulary_of_a_library_completes(library: Library, three: list[DocumentId]) -> None:
    create_tag(library, ("Actors", "Taliban"))
    vocabulary = vocabulary_of(library)
    assert complete("tal", 3, vocabulary).suggestions[0].text == "tag:Actors/Taliban"
    (found,) = complete("doc:plain", 9, vocabulary).suggestions
    assert (found.text, found.label) == (f'doc:"#{three[2]}"', "Plain report")
    assert complete("coder:", 6, vocabulary).suggestions[0].text == "coder:me"
