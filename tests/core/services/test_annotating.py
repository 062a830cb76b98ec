"""Highlights: what they hold, where they may stand, and that none disturbs another."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from excerpta.core.model.annotation import Annotation, Colour, HighlightStyle
from excerpta.core.model.errors import NotFoundError, RangeError
from excerpta.core.model.ids import AnnotationId, DocumentId
from excerpta.core.services import annotating
from excerpta.core.services.checking import check_library
from excerpta.core.services.documents import read_document
from excerpta.core.services.history import redo, undo, undo_label
from excerpta.core.services.tagging import create_tag, tag_tree
from excerpta.core.store.library import Library


def add(library: Library, document: DocumentId, start: int, end: int, **more: object) -> AnnotationId:
    changes = annotating.add_highlight(library, document, start, end, **more)  # type: ignore[arg-type]
    (annotation,) = changes.annotations
    assert changes.annotated == {document}
    return annotation


def only(library: Library, document: DocumentId) -> Annotation:
    (one,) = annotating.highlights_of(library, document)
    return one


@pytest.mark.parametrize(("document", "start", "end"), [(0, 7, 22), (0, 30, 55), (1, 2, 30), (2, 0, 5)])
def test_the_quote_is_the_slice_of_the_text(
    library: Library, three: list[DocumentId], document: int, start: int, end: int
) -> None:
    add(library, three[document], start, end)
    text = read_document(library, three[document]).text
    one = only(library, three[document])
    assert one.quote.exact == text[start:end]
    assert text.startswith(one.quote.exact, one.start)
    assert text[: one.start].endswith(one.quote.prefix)
    assert text[one.end :].startswith(one.quote.suffix)


def test_a_highlight_over_paragraphs_holds_a_newline(library: Library, three: list[DocumentId]) -> None:
    add(library, three[1], 10, 25)
    one = only(library, three[1])
    assert "\n" in one.quote.exact
    assert one.block == 0


def test_the_block_is_the_one_in_which_it_starts(library: Library, three: list[DocumentId]) -> None:
    text = read_document(library, three[0]).text
    at = text.index("talks")
    add(library, three[0], at, at + 5)
    assert only(library, three[0]).block == 1


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 3), (-1, 4), (0, 10_000), (10_000, 10_001)])
def test_a_range_that_is_none_is_refused(
    library: Library, three: list[DocumentId], start: int, end: int
) -> None:
    with pytest.raises(RangeError, match="not a passage"):
        annotating.add_highlight(library, three[0], start, end)
    assert annotating.highlights_of(library, three[0]) == ()


def test_blanks_alone_are_refused(library: Library, three: list[DocumentId]) -> None:
    text = read_document(library, three[0]).text
    with pytest.raises(RangeError, match="no words"):
        annotating.add_highlight(library, three[0], text.index(" "), text.index(" ") + 1)


def test_what_does_not_exist_is_named(library: Library, three: list[DocumentId]) -> None:
    with pytest.raises(NotFoundError, match="document 99"):
        annotating.add_highlight(library, DocumentId(99), 0, 1)
    with pytest.raises(NotFoundError, match="highlight 99"):
        annotating.delete_highlights(library, [AnnotationId(99)])
    with pytest.raises(NotFoundError, match="tag 99"):
        annotating.add_highlight(library, three[0], 0, 6, tags=[99])  # type: ignore[list-item]


def test_overlapping_and_identical_highlights_all_stay(library: Library, three: list[DocumentId]) -> None:
    ids = [add(library, three[2], *place) for place in ((0, 8), (4, 12), (4, 12), (0, 20))]
    annotating.delete_highlights(library, [ids[1]])
    annotating.resize_highlight(library, ids[0], 1, 7)
    left = {one.id: (one.start, one.end) for one in annotating.highlights_of(library, three[2])}
    assert left == {ids[0]: (1, 7), ids[2]: (4, 12), ids[3]: (0, 20)}


def test_resizing_keeps_all_but_the_range(library: Library, three: list[DocumentId]) -> None:
    tag, _ = create_tag(library, ("Actors",))
    one = add(library, three[0], 0, 6, tags=[tag], note="n", colour=Colour.TEAL)
    annotating.resize_highlight(library, one, 7, 12)
    after = only(library, three[0])
    assert (after.id, after.note, after.colour, after.tags) == (one, "n", Colour.TEAL, (tag,))
    assert after.quote.exact == read_document(library, three[0]).text[7:12]


def test_ranges_in_a_row_are_one_step_of_undo(
    library: Library, three: list[DocumentId], monkeypatch: pytest.MonkeyPatch
) -> None:
    tag, _ = create_tag(library, ("Actors",))
    one = add(library, three[0], 0, 6, tags=[tag])
    for end in (7, 8, 9):
        annotating.resize_highlight(library, one, 0, end)
    other = add(library, three[0], 0, 6)
    annotating.resize_highlight(library, other, 0, 7)
    annotating.resize_highlight(library, one, 1, 9)
    monkeypatch.setattr(annotating, "RESIZE_PAUSE", -annotating.RESIZE_PAUSE)
    annotating.resize_highlight(library, one, 2, 9)
    ranges = []
    for _ in range(5):
        undo(library)
        found = annotating.read_highlight(library, one)
        assert check_library(library) == ()
        ranges.append((found.start, found.end))
    assert ranges == [(1, 9), (0, 9), (0, 9), (0, 9), (0, 6)]


def test_tagging_many_names_only_those_that_changed(library: Library, three: list[DocumentId]) -> None:
    tag, _ = create_tag(library, ("Actors",))
    first = add(library, three[0], 0, 6, tags=[tag])
    second = add(library, three[2], 0, 3)
    changes = annotating.tag_highlights(library, [first, second], [tag, tag])
    assert changes.annotations == {second}
    assert changes.annotated == {three[2]}
    assert undo_label(library) == "add tag “Actors”"
    assert not annotating.tag_highlights(library, [first, second], [tag])
    assert annotating.untag_highlights(library, [first], [tag]).annotations == {first}


def test_colour_style_and_note_change_and_come_back(library: Library, three: list[DocumentId]) -> None:
    one = add(library, three[0], 0, 6)
    annotating.recolour_highlights(library, [one], Colour.BLUE)
    annotating.restyle_highlights(library, [one], HighlightStyle.UNDERLINE)
    annotating.set_note(library, one, "⁠first\nsecond 😀")
    after = only(library, three[0])
    assert (after.colour, after.style, after.note) == (
        Colour.BLUE,
        HighlightStyle.UNDERLINE,
        "⁠first\nsecond 😀",
    )
    for _ in range(3):
        assert undo(library)
    before = only(library, three[0])
    assert (before.colour, before.style, before.note) == (Colour.YELLOW, HighlightStyle.HIGHLIGHT, "")


def test_saves_of_one_note_in_a_row_are_one_step(library: Library, three: list[DocumentId]) -> None:
    one = add(library, three[0], 0, 6)
    for note in ("a", "ab", "abc"):
        annotating.set_note(library, one, note)
    other = add(library, three[2], 0, 3)
    annotating.set_note(library, other, "x")
    undo(library)
    undo(library)
    assert annotating.read_highlight(library, one).note == "abc"
    undo(library)
    assert annotating.read_highlight(library, one).note == ""
    redo(library)
    assert annotating.read_highlight(library, one).note == "abc"


def test_notes_long_apart_are_two_steps(
    library: Library, three: list[DocumentId], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = add(library, three[0], 0, 6)
    annotating.set_note(library, one, "a")
    monkeypatch.setattr(annotating, "NOTE_PAUSE", -annotating.NOTE_PAUSE)
    annotating.set_note(library, one, "b")
    undo(library)
    assert annotating.read_highlight(library, one).note == "a"


def test_nothing_altered_is_no_step(library: Library, three: list[DocumentId]) -> None:
    one = add(library, three[0], 0, 6)
    assert not annotating.recolour_highlights(library, [one], Colour.YELLOW)
    assert not annotating.set_note(library, one, "")
    assert not annotating.resize_highlight(library, one, 0, 6)
    assert undo_label(library) == "add highlight"


def test_tags_and_note_join_the_highlight_that_was_made_for_them(
    library: Library, three: list[DocumentId]
) -> None:
    made = annotating.add_highlight(library, three[2], 0, 8)
    (one,) = made.annotations
    annotating.retag_highlights(library, [one], new_tags=[("A",)], joins=made.command)
    annotating.retag_highlights(library, [one], new_tags=[("B", "C")], joins=made.command)
    annotating.set_note(library, one, "n", joins=made.command)
    annotating.set_note(library, one, "no")
    annotating.set_note(library, one, "not", joins=made.command)
    whole = only(library, three[2])
    assert undo_label(library) == "add highlight"
    undone = undo(library)
    assert undone.label == "add highlight"
    assert undone.annotations == {one}
    assert annotating.highlights_of(library, three[2]) == ()
    assert list(tag_tree(library)) == []
    assert undo_label(library) == "import"
    assert redo(library).label == "add highlight"
    assert only(library, three[2]) == whole
    assert (len(whole.tags), whole.note) == (2, "not")
    assert not redo(library)


def test_nothing_is_joined_over_what_was_done_between(library: Library, three: list[DocumentId]) -> None:
    made = annotating.add_highlight(library, three[2], 0, 8)
    (one,) = made.annotations
    between = add(library, three[2], 9, 12)
    annotating.retag_highlights(library, [one], new_tags=[("A",)], joins=made.command)
    assert undo_label(library) == "add tag “A”"
    undo(library)
    assert [row.id for row in annotating.highlights_of(library, three[2])] == [one, between]
    annotating.set_note(library, one, "n", joins=made.command)
    assert undo_label(library) == "edit note"


def test_a_note_that_continues_another_keeps_its_own_step(library: Library, three: list[DocumentId]) -> None:
    made = annotating.add_highlight(library, three[2], 0, 8)
    (one,) = made.annotations
    annotating.set_note(library, one, "n")
    annotating.set_note(library, one, "no", joins=made.command)
    undo(library)
    assert only(library, three[2]).note == ""


_PASSAGES = st.tuples(
    st.integers(0, 20),
    st.integers(2, 20),
    st.sampled_from(["", " ", "a note", "another\n\nnote", "یادداشت 😀"]),
    st.lists(st.sampled_from(["A", "B", "C"]), max_size=2),
    st.sampled_from(Colour),
    st.sampled_from(HighlightStyle),
)


@given(st.lists(_PASSAGES, min_size=2, max_size=5), st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_merging_keeps_everything_and_undo_brings_it_back(
    library: Library, three: list[DocumentId], passages: list[tuple], data: st.DataObject
) -> None:
    document = three[0]
    while undo_label(library) != "import":
        undo(library)
    for start, length, note, tags, colour, style in passages:
        add(
            library, document, start, start + length,
            note=note, new_tags=[(tag,) for tag in tags], colour=colour, style=style,
        )  # fmt: skip
    before = annotating.highlights_of(library, document)
    some = data.draw(st.lists(st.sampled_from(before), min_size=2, unique=True))
    rest = [one for one in before if one not in some]
    some_in_order = [one for one in before if one in some]
    changes = annotating.merge_highlights(library, [one.id for one in some])
    assert changes.annotations == {one.id for one in some}
    after = annotating.highlights_of(library, document)
    merged = next(one for one in after if one.id == some_in_order[0].id)
    assert [one for one in after if one.id != merged.id] == rest
    assert (merged.start, merged.end) == (min(one.start for one in some), max(one.end for one in some))
    assert set(merged.tags) == {tag for one in some for tag in one.tags}
    first = some_in_order[0]
    assert (merged.uuid, merged.colour, merged.style) == (first.uuid, first.colour, first.style)
    assert merged.created == min(one.created for one in some)
    for one in some:
        assert one.note.strip() in merged.note
        assert merged.note.count(one.note) == 1 or not one.note.strip()
    assert check_library(library) == ()
    assert undo_label(library) == f"merge {len(some)} highlights"
    undo(library)
    assert annotating.highlights_of(library, document) == before
    redo(library)
    assert annotating.highlights_of(library, document) == after


def test_what_cannot_be_merged_stays_as_it_is(library: Library, three: list[DocumentId]) -> None:
    here, there = add(library, three[0], 0, 6), add(library, three[2], 0, 8)
    with pytest.raises(RangeError, match="One highlight alone"):
        annotating.merge_highlights(library, [here, here])
    with pytest.raises(RangeError, match="several documents"):
        annotating.merge_highlights(library, [here, there])
    with pytest.raises(NotFoundError):
        annotating.merge_highlights(library, [here, AnnotationId(99)])
    assert only(library, three[0]).id == here
    assert undo_label(library) == "add highlight"


def test_notes_are_joined_in_reading_order(library: Library, three: list[DocumentId]) -> None:
    last = add(library, three[2], 10, 14, note="last")
    first = add(library, three[2], 0, 3, note="first")
    middle = add(library, three[2], 0, 8, note="last")
    annotating.merge_highlights(library, [last, first, middle])
    assert only(library, three[2]).note == "first\n\nlast"
    assert only(library, three[2]).quote.exact == "One line only,"


def test_a_text_is_added_to_notes_below_what_they_say(library: Library, three: list[DocumentId]) -> None:
    noted = add(library, three[0], 0, 5, note="seen 😀")
    bare = add(library, three[1], 0, 5)
    other = add(library, three[2], 0, 5, note="kept")
    changes = annotating.add_to_notes(library, [noted, bare, noted], "  who says so?\n")
    assert changes.annotations == {noted, bare}
    assert changes.annotated == {three[0], three[1]}
    assert undo_label(library) == "add to 2 notes"
    notes = {one: annotating.read_highlight(library, one).note for one in (noted, bare, other)}
    assert notes == {noted: "seen 😀\n\nwho says so?", bare: "who says so?", other: "kept"}
    assert not annotating.add_to_notes(library, [noted], " \n")
    undo(library)
    assert annotating.read_highlight(library, noted).note == "seen 😀"
    with pytest.raises(NotFoundError):
        annotating.add_to_notes(library, [AnnotationId(999)], "x")
