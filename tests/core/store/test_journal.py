"""The journal: a change of many rows is the same as many changes of one, in as many parts as it takes."""

import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from excerpta.core.model.annotation import Colour, HighlightStyle
from excerpta.core.model.errors import LibraryError
from excerpta.core.model.ids import AnnotationId, DocumentId, TagId
from excerpta.core.services import annotating, history, tagging
from excerpta.core.store import annotations, journal, journal_text, rows
from excerpta.core.store.journal_text import Content
from excerpta.core.store.library import Library


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a handful of rows be many."""
    monkeypatch.setattr(journal, "_PART", 3)
    monkeypatch.setattr(rows, "_ASKED_AT_ONCE", 2)
    monkeypatch.setattr(rows, "MANY", 4)


def contents(library: Library) -> dict[str, list[tuple[object, ...]]]:
    """What highlights and links are there, without when they were made or altered."""
    columns = "id, document_id, start, end, exact, colour, style, note"
    return {
        "annotation": library.connection.execute(f"SELECT {columns} FROM annotation ORDER BY id").fetchall(),
        "link": library.connection.execute(
            "SELECT annotation_id, tag_id, document_id, start, end FROM annotation_tag ORDER BY 1, 2"
        ).fetchall(),
    }


def everything(library: Library) -> list[list[tuple[object, ...]]]:
    """Every row of the tables that these tests alter, exactly."""
    tables = ("annotation", "annotation_tag", "tag")
    return [library.connection.execute(f"SELECT * FROM {table} ORDER BY 1, 5").fetchall() for table in tables]


@pytest.fixture
def busy(library: Library, three: list[DocumentId]) -> list[AnnotationId]:
    """Twelve highlights in three documents; every second one has a tag, every third one two."""
    tags = [tagging.create_tag(library, (name,))[0] for name in ("A", "B", "ج 😀")]
    made: list[AnnotationId] = []
    for number in range(12):
        given = [tag for place, tag in enumerate(tags, 2) if number % place == 0]
        changes = annotating.add_highlight(
            library, three[number % 3], number, number + 5, tags=given, note=f"n{number}"
        )
        made += changes.annotations
    return made


CHOSEN = st.lists(st.integers(0, 11), min_size=1, max_size=12)
TAGS = st.lists(st.integers(1, 3), max_size=3)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=CHOSEN, add=TAGS, remove=TAGS, what=st.integers(0, 3))
def test_many_at_once_are_the_same_as_one_after_the_other(
    library: Library,
    busy: list[AnnotationId],
    chosen: list[int],
    add: list[int],
    remove: list[int],
    what: int,
) -> None:
    ids = [busy[place] for place in chosen]
    given, taken = list(map(TagId, add)), list(map(TagId, remove))

    def do(some: list[AnnotationId]) -> object:
        if what == 0:
            return annotating.delete_highlights(library, some)
        if what == 1:
            return annotating.recolour_highlights(library, some, Colour.GREEN)
        if what == 2:
            return annotating.restyle_highlights(library, some, HighlightStyle.UNDERLINE)
        return annotating.retag_highlights(library, some, add=given, remove=taken)

    before = everything(library)
    number = 0
    for one in dict.fromkeys(ids):
        number += bool(do([one]))
    singly = contents(library)
    for _ in range(number):
        history.undo(library)
    assert everything(library) == before
    changed = do(ids)
    assert contents(library) == singly
    after = everything(library)
    if changed:
        undone = history.undo(library)
        assert everything(library) == before
        redone = history.redo(library)
        assert everything(library) == after
        assert undone.annotations == redone.annotations == changed.annotations  # type: ignore[attr-defined]
        assert undone.annotated == redone.annotated == changed.annotated  # type: ignore[attr-defined]
        history.undo(library)
    assert everything(library) == before


def test_a_tag_leaves_all_its_highlights_and_comes_back_to_them(
    library: Library, busy: list[AnnotationId]
) -> None:
    before = everything(library)
    tagging.delete_tag(library, TagId(1), keep_children=False)
    assert not library.connection.execute("SELECT 1 FROM annotation_tag WHERE tag_id = 1").fetchall()
    history.undo(library)
    assert everything(library) == before


def test_only_what_was_inserted_makes_undo_write_the_steps_again(
    library: Library, busy: list[AnnotationId]
) -> None:
    written: list[str] = []
    annotating.delete_highlights(library, busy)
    library.trace(written.append)
    history.undo(library)
    history.redo(library)
    assert not any("steps = CAST" in statement for statement in written)
    history.undo(library)
    history.undo(library)  # the last highlight that was made
    assert any("steps = CAST" in statement for statement in written)


def test_undo_refuses_what_another_program_took_away(library: Library, three: list[DocumentId]) -> None:
    annotating.add_highlight(library, three[0], 0, 6)
    with sqlite3.connect(library.path) as other:
        other.execute("DELETE FROM annotation")
    other.close()
    with pytest.raises(LibraryError, match="gone already"):
        history.undo(library)
    assert history.undo_label(library) == "add highlight"


def test_the_page_cache_is_lent_only(library: Library, busy: list[AnnotationId]) -> None:
    usual = library.connection.execute("PRAGMA cache_size").fetchone()
    with rows.room(library.connection, rows.MANY):
        assert library.connection.execute("PRAGMA cache_size").fetchone() != usual
    with pytest.raises(LibraryError):
        annotations_that_are_not_there(library)
    assert library.connection.execute("PRAGMA cache_size").fetchone() == usual


def annotations_that_are_not_there(library: Library) -> None:
    with journal.recording(library, "delete_highlights", "delete") as command:
        annotations.delete(command, {AnnotationId(900 + number): DocumentId(1) for number in range(9)})


VALUES = st.none() | st.integers(-(2**63), 2**63 - 1) | st.text() | st.binary(max_size=20)
STEPS = st.lists(
    st.fixed_dictionaries(
        {
            "op": st.just("delete"),
            "table": st.just("original"),
            "keys": st.lists(st.lists(VALUES, min_size=1, max_size=2), max_size=3),
            "rows": st.lists(st.lists(VALUES, max_size=5), max_size=3),
        }
    ),
    max_size=4,
)


@given(
    steps=STEPS,
    annotated=st.sets(st.integers(1, 2**62)),
    merged=st.dictionaries(st.integers(1, 99).map(TagId), st.integers(1, 99).map(TagId), max_size=3),
)
def test_steps_are_read_as_they_were_written(
    steps: list[journal_text.Step], annotated: set[int], merged: dict[TagId, TagId]
) -> None:
    content = Content(steps, set(map(DocumentId, annotated)), merged)
    assert journal_text.load(journal_text.dump(content)) == content
    many = Content(steps * 11, content.annotated, merged)
    assert journal_text.load(journal_text.dump(many)) == many
    assert journal_text.dump(many).count(b"\n") == (len(many.steps) + 1 if steps else 0)


def test_an_earlier_version_had_them_on_one_line() -> None:
    text = b'{"steps":[{"op":"delete","keys":[["\\n"],[{"base64":"AP8="}]]}],"annotated":[3,5]}'
    expected = Content([{"op": "delete", "keys": [["\n"], [b"\x00\xff"]]}], {DocumentId(3), DocumentId(5)})
    assert journal_text.load(text) == expected
    assert journal_text.load(journal_text.dump(expected)) == expected


@pytest.mark.parametrize("text", [b"", b"{", b'{"steps":[\n{}', b'{"steps":[\n{\n],"annotated":[]}'])
def test_what_is_not_of_the_journal_is_refused(text: bytes) -> None:
    with pytest.raises(ValueError, match=r"Expecting|Extra"):
        journal_text.load(text)
