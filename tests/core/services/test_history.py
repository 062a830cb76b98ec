"""Undo takes back exactly, redo does again exactly: for random work over every verb, after a restart too."""

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.pictures import data_address, png

from excerpta.core.model.annotation import Colour, HighlightStyle
from excerpta.core.model.changes import Changes
from excerpta.core.model.document import BlockKind, PartialDate, Provenance
from excerpta.core.model.errors import UserError
from excerpta.core.model.ids import AnnotationId, DocumentId, TagId
from excerpta.core.services import annotating, colours, documents, history, importing, tagging
from excerpta.core.services.checking import check_library
from excerpta.core.services.libraries import create_library, open_library
from excerpta.core.store import journal
from excerpta.core.store.library import Library

TABLES = (
    "document", "content", "original", "asset", "document_asset", "annotation", "annotation_tag", "tag",
    "colour_name",
)  # fmt: skip
TEXTS = (
    "Envoys met 😀 in Doha.\n\nThe talks 👩‍👩‍👧 went on.\n\nPost a Comment",
    "هیئت افغان می‌رود.\n\nطالبان در دوحه بود؛ Taliban in Doha.",
    "e\u0301te\u0301 and straße, ﬁne.",
)
NAMES = st.sampled_from(["A", "B", "c/d", "😀", "Taliban", 'say "x"', "inter", "interview"])


def contents(library: Library) -> dict[str, object]:
    """Every row of everybody's work, and what the search index finds."""
    rows: dict[str, object] = {
        table: sorted(map(repr, library.connection.execute(f"SELECT * FROM {table}"))) for table in TABLES
    }
    rows["search"] = library.connection.execute(
        "SELECT rowid FROM document_search WHERE document_search MATCH 'doha OR ete OR post' ORDER BY 1"
    ).fetchall()
    return rows


class Work(RuleBasedStateMachine):
    """A researcher who does anything, in any order, with whatever is there."""

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "work.excerpta"
        self.library = create_library(self.path)
        self.pauses = annotating.NOTE_PAUSE, annotating.RESIZE_PAUSE
        annotating.NOTE_PAUSE = annotating.RESIZE_PAUSE = timedelta(-1)  # each note and range is a step
        self.part, journal._PART = journal._PART, 2  # so that little work has several steps
        self.states = [contents(self.library)]
        self.number = 0

    def teardown(self) -> None:
        if not hasattr(self, "library"):
            return
        annotating.NOTE_PAUSE, annotating.RESIZE_PAUSE = self.pauses
        journal._PART = self.part
        while len(self.states) > 1:
            self.undo()
        assert not history.undo(self.library)
        self.library.close()
        self.folder.cleanup()

    def done(self, changed: Changes) -> None:
        if changed:
            self.states.append(contents(self.library))

    def attempt(self, verb: Callable[[], Changes]) -> None:
        before = contents(self.library)
        try:
            self.done(verb())
        except UserError:
            assert contents(self.library) == before

    def pick(self, table: str, place: int) -> int | None:
        rows = self.library.connection.execute(f"SELECT id FROM {table} ORDER BY id").fetchall()
        return rows[place % len(rows)][0] if rows else None

    @rule(text=st.sampled_from(TEXTS))
    def import_one(self, text: str) -> None:
        self.number += 1
        self.done(importing.import_text(self.library, f"{text}\n\n{self.number}").changes)

    @rule(sizes=st.lists(st.integers(3, 5), max_size=3))
    def import_page(self, sizes: list[int]) -> None:
        self.number += 1
        shown = "".join(f"<p><img alt={size} src='{data_address(png(size))}'>" for size in sizes)
        page = f"<p>Doha {self.number}, <small>et al.</small>{shown}"
        self.done(importing.import_text(self.library, "", html=page).changes)

    @rule(place=st.integers(0, 5), start=st.integers(0, 40), length=st.integers(0, 30), tag=st.integers(0, 5))
    def highlight(self, place: int, start: int, length: int, tag: int) -> None:
        document, used = self.pick("document", place), self.pick("tag", tag)
        if document is not None:
            tags = [TagId(used)] if used and length % 2 else []
            self.attempt(
                lambda: annotating.add_highlight(
                    self.library, DocumentId(document), start, start + length, tags=tags
                )
            )

    @rule(place=st.integers(0, 9), what=st.integers(0, 7), value=st.integers(0, 9))
    def edit_highlight(self, place: int, what: int, value: int) -> None:
        picked, tag = self.pick("annotation", place), self.pick("tag", value)
        if picked is None or (what in (3, 4) and tag is None):
            return
        one, library = AnnotationId(picked), self.library
        other = AnnotationId(self.pick("annotation", place + value + 1) or 0)
        verbs = (
            lambda: annotating.recolour_highlights(library, [one], list(Colour)[value % 8]),
            lambda: annotating.restyle_highlights(library, [one], list(HighlightStyle)[value % 2]),
            lambda: annotating.set_note(library, one, f"note {value}"),
            lambda: annotating.tag_highlights(library, [one], [TagId(tag or 0)]),
            lambda: annotating.untag_highlights(library, [one], [TagId(tag or 0)]),
            lambda: annotating.delete_highlights(library, [one]),
            lambda: annotating.resize_highlight(library, one, value, value + 7),
            lambda: annotating.merge_highlights(library, [one, other]),
        )
        self.attempt(verbs[what])

    @rule(what=st.integers(0, 4), value=st.integers(0, 9), tag=st.integers(0, 5))
    def edit_many_highlights(self, what: int, value: int, tag: int) -> None:
        found = self.library.connection.execute("SELECT id FROM annotation ORDER BY id").fetchall()
        used, library = self.pick("tag", tag), self.library
        ids, tags = [AnnotationId(row[0]) for row in found[value % 3 :]], [TagId(used)] if used else []
        verbs = (
            lambda: annotating.recolour_highlights(library, ids, list(Colour)[value % 8]),
            lambda: annotating.restyle_highlights(library, ids, list(HighlightStyle)[value % 2]),
            lambda: annotating.tag_highlights(library, ids, tags),
            lambda: annotating.untag_highlights(library, ids, tags),
            lambda: annotating.delete_highlights(library, ids),
        )
        self.attempt(verbs[what])

    @rule(names=st.lists(NAMES, min_size=1, max_size=3))
    def create_tag(self, names: list[str]) -> None:
        self.done(tagging.create_tag(self.library, tuple(names))[1])

    @rule(place=st.integers(0, 9), what=st.integers(0, 5), value=st.integers(0, 9), name=NAMES)
    def edit_tag(self, place: int, what: int, value: int, name: str) -> None:
        picked, other = self.pick("tag", place), self.pick("tag", value)
        if picked is None:
            return
        tag = TagId(picked)
        verbs = (
            lambda: tagging.rename_tag(self.library, tag, name),
            lambda: tagging.recolour_tag(self.library, tag, list(Colour)[value % 8]),
            lambda: tagging.move_tag(
                self.library, tag, TagId(other) if other and value % 3 else None, value % 4
            ),
            lambda: tagging.delete_tag(self.library, tag, keep_children=bool(value % 2)),
            lambda: tagging.set_tag_shortcut(self.library, tag, str(value) if value else ""),
            lambda: tagging.describe_tag(self.library, tag, name),
        )
        self.attempt(verbs[what])

    @rule(colour=st.sampled_from(list(Colour)[:3]), name=st.sampled_from(["", "red", "Disputed", "گمان"]))
    def name_colour(self, colour: Colour, name: str) -> None:
        self.done(colours.name_colour(self.library, colour, name))

    @rule(place=st.integers(0, 9), what=st.integers(0, 3), value=st.integers(0, 3))
    def edit_document(self, place: int, what: int, value: int) -> None:
        picked = self.pick("document", place)
        if picked is None:
            return
        document = DocumentId(picked)
        date = PartialDate("2020-02", Provenance.USER)
        verbs = (
            lambda: documents.edit_document(self.library, document, title=f"T{value}", published=date),
            lambda: documents.trash_documents(self.library, [document]),
            lambda: documents.restore_documents(self.library, [document]),
            lambda: documents.set_block_kind(self.library, document, 0, list(BlockKind)[-value % 2]),
        )
        self.done(verbs[what]())

    @rule()
    def undo(self) -> None:
        if len(self.states) > 1:
            done = self.states.pop()
            assert history.undo(self.library)
            assert contents(self.library) == self.states[-1]
            assert history.redo(self.library)
            assert contents(self.library) == done
            assert history.undo(self.library)

    @rule()
    def restart(self) -> None:
        self.library.close()
        self.library = open_library(self.path)

    @invariant()
    def sound(self) -> None:
        if hasattr(self, "library"):
            assert check_library(self.library) == ()


TestWork = Work.TestCase
TestWork.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)


def test_a_change_after_undo_ends_what_could_be_redone(library: Library, three: list[DocumentId]) -> None:
    annotating.add_highlight(library, three[0], 0, 6)
    history.undo(library)
    assert history.redo_label(library) == "add highlight"
    tagging.create_tag(library, ("A",))
    assert history.redo_label(library) == ""
    assert not history.redo(library)


def test_undo_tells_what_it_altered(library: Library, three: list[DocumentId]) -> None:
    done = annotating.add_highlight(library, three[1], 0, 4)
    undone = history.undo(library)
    assert (undone.annotations, undone.annotated, undone.counts) == (done.annotations, {three[1]}, True)
    assert undone.label == "add highlight"
