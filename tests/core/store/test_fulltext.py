"""The index agrees with plain Python over all documents, and no query is ever an error of SQLite."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.conftest import AddDocument, article
from tests.core.text import searching_oracle as oracle

from excerpta.core.model.document import Article, BlockKind
from excerpta.core.model.errors import CancelledError, QueryError
from excerpta.core.model.search import Search
from excerpta.core.services.documents import trash_documents
from excerpta.core.services.libraries import create_library
from excerpta.core.store import documents, fulltext, interrupting, journal
from excerpta.core.store.documents import Incoming
from excerpta.core.store.fulltext import SearchOrder, expression, matching_documents
from excerpta.core.store.library import Library
from excerpta.core.text.search_language import parse_search

Marked = tuple[str, set[int]]
"""A text, and the numbers of its lines that are furniture."""


@contextmanager
def library_of(texts: list[Marked]) -> Iterator[Library]:
    with TemporaryDirectory() as folder, create_library(Path(folder, "t.excerpta")) as library:
        with journal.recording(library, "import", "import") as command:
            documents.insert(command, [Incoming("x", b"", marked(*one)) for one in texts])
        yield library


def marked(text: str, furniture: set[int]) -> Article:
    one = article("", text)
    kinds = (BlockKind.FURNITURE if n in furniture else b.kind for n, b in enumerate(one.blocks))
    return replace(one, blocks=tuple(replace(b, kind=k) for b, k in zip(one.blocks, kinds, strict=True)))


def words_of(text: str, furniture: set[int]) -> list[oracle.Word]:
    blocks = [b for b in marked(text, furniture).blocks if b.kind is BlockKind.FURNITURE]
    return oracle.words_of(text, [(b.start, b.end) for b in blocks if b.start < b.end])


def clean(text: str) -> str:
    """As an import leaves texts."""
    return text.replace("\0", "").replace("\r", "\n").encode("utf-8", "replace").decode()


def _with_furniture(lines: list[tuple[str, bool]]) -> Marked:
    """Lines that are there; an empty one is no furniture."""
    text = "\n".join(clean(line) for line, _ in lines)
    is_furniture = [is_it and "\n" not in line and bool(clean(line)) for line, is_it in lines]
    number, found = 0, set()
    for (line, _), is_it in zip(lines, is_furniture, strict=True):
        found |= {number} if is_it else set()
        number += clean(line).count("\n") + 1
    return text, found


_marked = st.lists(
    st.tuples(oracle.texts, st.sampled_from([False, False, True])), min_size=1, max_size=4
).map(_with_furniture)


@settings(max_examples=25)
@given(
    st.lists(_marked, min_size=1, max_size=8),
    st.lists(oracle.queries, min_size=20, max_size=40),
)
def test_the_index_finds_what_plain_python_finds(texts: list[Marked], queries: list[str]) -> None:
    words = [words_of(*one) for one in texts]
    with library_of(texts) as library:
        for query in queries:
            for unfinished in (False, True):
                try:
                    search = parse_search(query, unfinished=unfinished)
                except QueryError:
                    continue
                found = list(matching_documents(library.connection, search))
                wanted = [number for number, one in enumerate(words, 1) if oracle.is_found(one, search)]
                assert sorted(found) == wanted, (query, expression(search))
                assert fulltext.count_matching(library.connection, search) == len(wanted)


@settings(max_examples=200)
@given(st.text() | st.text(alphabet="\"'*-~^:{}()+,NEARANDOT5 a\0"))
def test_no_text_is_syntax_by_accident(query: str) -> None:
    with library_for_fuzz() as library:
        try:
            search = parse_search(query, unfinished=True)
        except QueryError:
            return
        for order in SearchOrder:
            assert len(matching_documents(library.connection, search, order)) <= 1


_FUZZED: list[Library] = []


@contextmanager
def library_for_fuzz() -> Iterator[Library]:
    yield _FUZZED[0]


@pytest.fixture(scope="module", autouse=True)
def _fuzzed() -> Iterator[None]:
    with library_of([("a near and not or 5 b", set())]) as library:
        _FUZZED.append(library)
        yield
        _FUZZED.clear()


@pytest.mark.parametrize(
    "text",
    [
        " ".join(f"w{n}" for n in range(200)),
        '"' + "w " * 200 + '"',
        "w ~3 " * 199 + "w",
        "x* " + " ".join(f"w{n}*" for n in range(100)) + " ".join(f" -w{n}" for n in range(99)),
        "w" * 19_999,
    ],
)
def test_as_many_words_as_are_allowed_are_no_error(library: Library, text: str) -> None:
    assert list(matching_documents(library.connection, parse_search(text))) == []


def test_expressions_for_other_statements() -> None:
    assert expression('doha "peace talks" -x*') == '("doha" AND "peace talks") NOT ("x" *)'
    assert expression("a ~5 b ~1 c") == '(NEAR("a" "b", 5) AND NEAR("b" "c", 1))'
    assert expression("?!") == expression(Search()) == ""


def test_orders_and_the_trash(library: Library, add_document: AddDocument) -> None:
    often, seldom, other = (add_document(n, t) for n, t in (("a", "x x x"), ("b", "x y z w v u"), ("c", "q")))
    with library.write() as connection:
        connection.execute("UPDATE document SET published = '2021-02' WHERE id = ?", (seldom,))
    connection, search = library.connection, parse_search("x")
    assert list(matching_documents(connection, search, SearchOrder.RELEVANCE)) == [often, seldom]
    assert list(matching_documents(connection, search, SearchOrder.DATE)) == [seldom, often]
    assert list(matching_documents(connection, search, SearchOrder.IMPORTED)) == [seldom, often]
    assert list(matching_documents(connection, search, SearchOrder.IMPORTED, limit=1)) == [seldom]
    trash_documents(library, [often])
    for order in SearchOrder:
        assert list(matching_documents(connection, search, order)) == [seldom]
    assert other not in matching_documents(connection, search)


def test_a_search_that_is_not_wanted_any_more_stops(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(interrupting, "_STEPS", 1)
    with pytest.raises(CancelledError):
        matching_documents(library.connection, parse_search("x"), cancelled=lambda: True)
    assert list(matching_documents(library.connection, parse_search("x"))) == []


def test_what_is_not_indexed_yet_can_be_changed_and_is_indexed_once(
    library: Library, three: list[documents.DocumentId]
) -> None:
    connection = library.connection
    with library.write():
        rows = connection.execute("SELECT * FROM content WHERE document_id = ?", (three[0],)).fetchall()
        fulltext.remove(connection, rows)
        assert fulltext.unindexed(connection) == [three[0]]
        fulltext.remove(connection, rows)
    assert list(matching_documents(connection, parse_search("doha"))) == [three[1]]
    with library.write():
        fulltext.index(connection, [three[0], three[0], three[1], documents.DocumentId(99)])
    assert list(matching_documents(connection, parse_search("doha"))) == [three[1], three[0]]
    assert fulltext.unindexed(connection) == fulltext.ownerless(connection) == []
    connection.execute("INSERT INTO document_search (document_search) VALUES ('integrity-check')")
