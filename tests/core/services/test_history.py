"""Undo takes back exactly, redo does again exactly: for random work over every verb, after a restart too."""

import inspect
import pkgutil
import re
import tempfile
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.pictures import data_address, png

from excerpta.core import services
from excerpta.core.interchange.codebook import read_codebook
from excerpta.core.model.annotation import Colour, HighlightStyle
from excerpta.core.model.document import BlockKind, PartialDate, Provenance
from excerpta.core.model.errors import CancelledError, HistoryError, UserError
from excerpta.core.model.ids import AnnotationId, CommandId, DocumentId, SearchId, TagId
from excerpta.core.model.query import Operator, Query, QueryField, Relation, Sort, Term
from excerpta.core.model.tag import TagUse
from excerpta.core.services import (
    annotating,
    codebook,
    colours,
    documents,
    history,
    importing,
    marking,
    memos,
    restructuring,
    retrieving,
    searches,
    tagging,
    text_repairs,
)
from excerpta.core.services.checking import check_library
from excerpta.core.services.libraries import create_library, open_library
from excerpta.core.store import journal, rows
from excerpta.core.store.library import Library
from excerpta.core.text.search_language import parse_search

TEXTS = (
    "Envoys met 😀 in Doâ€œha.\n\nIt?s so: pre\u00adsident of Doha. "
    "The talks 👩‍👩‍👧 went on.\n\nPost a Comment",
    "هیئت افغان می‌رود.\n\nطالبان در دوحه بود؛ Taliban in Doha.",
    "e\u0301te\u0301 and straße, ﬁne.",
)
NAMES = ["A", "B", "c/d", "😀", "Taliban", 'say "x"', "inter", "interview", "a"]


def contents(library: Library) -> dict[str, object]:
    """Every row of everybody's work, and what the search index finds."""
    found: dict[str, object] = {
        table: sorted(map(repr, library.connection.execute(f"SELECT * FROM {table}"))) for table in rows.KEYS
    }
    found["search"] = library.connection.execute(
        "SELECT rowid FROM document_search WHERE document_search MATCH 'doha OR ete OR post' ORDER BY 1"
    ).fetchall()
    return found


PAUSES = (
    (annotating, "NOTE_PAUSE"),
    (annotating, "RESIZE_PAUSE"),
    (memos, "MEMO_PAUSE"),
    (tagging, "DESCRIBING_PAUSE"),
)
"""How long saves in a row are one step of undo."""


class Hand:
    """Chooses from what is there, by numbers that hypothesis gives."""

    def __init__(self, library: Library, numbers: list[int]) -> None:
        self.library = library
        self._numbers = numbers

    def number(self, below: int) -> int:
        return self._numbers.pop() % below if self._numbers else 0

    def one_of(self, choices: list[Any]) -> Any:
        return choices[self.number(len(choices))]

    def row(self, table: str) -> int:
        """The id of a row; 0, which is none, where there is none."""
        ids = self.library.connection.execute(f"SELECT id FROM {table} ORDER BY id").fetchall()
        return int(self.one_of(ids)[0]) if ids else 0

    def tag(self) -> TagId:
        return TagId(self.row("tag"))

    def tags(self) -> list[TagId]:
        return [self.tag() for _ in range(1 + self.number(3))]

    def document(self) -> DocumentId:
        return DocumentId(self.row("document"))

    def highlight(self) -> AnnotationId:
        return AnnotationId(self.row("annotation"))

    def highlights(self) -> list[AnnotationId]:
        return list(dict.fromkeys(self.highlight() for _ in range(1 + self.number(3))))

    def query(self) -> Query:
        tree = tagging.tag_tree(self.library)
        paths = [tree.path(tag.id) for tag in tree] or ["*"]
        relation = Relation(self.one_of(list(Operator)), self.one_of(paths))
        relations = (relation,) if self.number(2) else ()
        return Query((Term(QueryField.TAG, self.one_of(paths), relations=relations),))

    def name(self) -> str:
        return self.one_of(NAMES)

    def place(self) -> tuple[TagId | None, int | None]:
        return (self.tag() if self.number(3) else None), (self.number(4) if self.number(2) else None)


Try = Callable[[Library, Hand], object]


def _range(hand: Hand) -> tuple[int, int]:
    start = hand.number(40)
    return start, start + hand.number(30)


def _page(hand: Hand) -> str:
    shown = "".join(
        f"<p><img alt=x src='{data_address(png(3 + hand.number(3)))}'>" for _ in range(hand.number(3))
    )
    return f"<p>Doha {hand.number(1000)}, <small>et al.</small>{shown}"


DATE = PartialDate("2020-02", Provenance.USER)

VERBS: dict[str, Try] = {
    "annotating.add_highlight": lambda lib, hand: annotating.add_highlight(
        lib, hand.document(), *_range(hand), tags=hand.tags() if lib.connection.execute(
            "SELECT 1 FROM tag"
        ).fetchone() else [], new_tags=[(hand.name(), hand.name())] if hand.number(3) == 0 else [],
    ),
    "annotating.resize_highlight": lambda lib, hand: annotating.resize_highlight(
        lib, hand.highlight(), *_range(hand)
    ),
    "annotating.tag_highlights": lambda lib, hand: annotating.tag_highlights(
        lib, hand.highlights(), hand.tags()
    ),
    "annotating.untag_highlights": lambda lib, hand: annotating.untag_highlights(
        lib, hand.highlights(), hand.tags()
    ),
    "annotating.retag_highlights": lambda lib, hand: annotating.retag_highlights(
        lib, hand.highlights(), add=hand.tags(), new_tags=[(hand.name(),)], remove=hand.tags()
    ),
    "annotating.recolour_highlights": lambda lib, hand: annotating.recolour_highlights(
        lib, hand.highlights(), hand.one_of(list(Colour))
    ),
    "annotating.restyle_highlights": lambda lib, hand: annotating.restyle_highlights(
        lib, hand.highlights(), hand.one_of(list(HighlightStyle))
    ),
    "annotating.set_note": lambda lib, hand: annotating.set_note(lib, hand.highlight(), hand.name()),
    "annotating.add_to_notes": lambda lib, hand: annotating.add_to_notes(lib, hand.highlights(), hand.name()),
    "annotating.merge_highlights": lambda lib, hand: annotating.merge_highlights(lib, hand.highlights()),
    "annotating.delete_highlights": lambda lib, hand: annotating.delete_highlights(lib, hand.highlights()),
    "codebook.import_codebook": lambda lib, hand: codebook.import_codebook(
        lib,
        read_codebook(
            f"path,colour,key,memo\nA/{hand.number(9)},{hand.one_of(list(Colour))},{hand.number(9)},x\n"
            f"B,,,{hand.name()}\n".encode()
        ),
    ),
    "colours.name_colour": lambda lib, hand: colours.name_colour(
        lib, hand.one_of(list(Colour)[:3]), hand.one_of(["", "red", "Disputed", "گمان"])
    ),
    "text_repairs.repair_text": lambda lib, hand: text_repairs.repair_text(lib, hand.document()),
    "documents.edit_documents": lambda lib, hand: documents.edit_documents(
        lib, [hand.document(), hand.document()], {"source": hand.name(), "language": "fa"},
        published=DATE if hand.number(2) else None, confirmed=["title", "published"],
    ),
    "documents.edit_document": lambda lib, hand: documents.edit_document(
        lib, hand.document(), title=hand.name(), published=DATE
    ),
    "documents.set_block_kind": lambda lib, hand: documents.set_block_kind(
        lib, hand.document(), 0, hand.one_of(list(BlockKind)[-2:])
    ),
    "documents.set_block_kinds": lambda lib, hand: documents.set_block_kinds(
        lib, hand.document(), [0], hand.one_of(list(BlockKind)[-2:])
    ),
    "documents.trash_documents": lambda lib, hand: documents.trash_documents(lib, [hand.document()]),
    "documents.restore_documents": lambda lib, hand: documents.restore_documents(lib, [hand.document()]),
    "importing.import_text": lambda lib, hand: (
        importing.import_text(lib, f"{hand.one_of(list(TEXTS))}\n\n{hand.number(1000)}")
        if hand.number(2)
        else importing.import_text(lib, "", html=_page(hand))
    ),
    "marking.make_highlights": lambda lib, hand: marking.make_highlights(
        lib,
        marking.plan_highlights(
            lib,
            parse_search(hand.one_of(["doha", "met", "طالبان"])),
            hand.one_of(list(marking.Extent)),
        ),
        new_tags=[(hand.name(),)],
    ),
    "memos.write_memo": lambda lib, hand: memos.write_memo(
        lib, hand.one_of(["", *NAMES]), **hand.one_of([{}, {"tag": hand.tag()}, {"document": hand.document()}])  # noqa: E501
    ),
    "restructuring.merge_tags": lambda lib, hand: restructuring.merge_tags(lib, hand.tags(), hand.tag()),
    "restructuring.split_tag": lambda lib, hand: restructuring.split_tag(
        lib, hand.tag(), hand.highlights(), hand.name(), beside=bool(hand.number(2))
    ),
    "restructuring.promote_tag": lambda lib, hand: restructuring.promote_tag(
        lib, hand.tag(), merging=bool(hand.number(2))
    ),
    "tagging.create_tag": lambda lib, hand: tagging.create_tag(
        lib, tuple(hand.name() for _ in range(1 + hand.number(3)))
    ),
    "tagging.rename_tag": lambda lib, hand: tagging.rename_tag(lib, hand.tag(), hand.name()),
    "tagging.recolour_tag": lambda lib, hand: tagging.recolour_tag(
        lib, hand.tag(), hand.one_of(list(Colour))
    ),
    "tagging.recolour_tags": lambda lib, hand: tagging.recolour_tags(
        lib, hand.tags(), hand.one_of(list(Colour))
    ),
    "tagging.describe_tag": lambda lib, hand: tagging.describe_tag(lib, hand.tag(), hand.name()),
    "tagging.set_tag_shortcut": lambda lib, hand: tagging.set_tag_shortcut(
        lib, hand.tag(), hand.one_of(["", "1", "2"])
    ),
    "searches.save_search": lambda lib, hand: searches.save_search(lib, hand.name(), hand.query()),
    "searches.change_search": lambda lib, hand: searches.change_search(
        lib, SearchId(hand.row("saved_search")), hand.query(), sort=hand.one_of(list(Sort))
    ),
    "searches.rename_search": lambda lib, hand: searches.rename_search(
        lib, SearchId(hand.row("saved_search")), hand.name()
    ),
    "searches.move_search": lambda lib, hand: searches.move_search(
        lib, SearchId(hand.row("saved_search")), hand.number(4)
    ),
    "searches.delete_search": lambda lib, hand: searches.delete_search(
        lib, SearchId(hand.row("saved_search"))
    ),
    "tagging.move_tag": lambda lib, hand: tagging.move_tag(lib, hand.tag(), *hand.place()),
    "tagging.move_tags": lambda lib, hand: tagging.move_tags(
        lib, hand.tags(), *hand.place(), merging=bool(hand.number(2))
    ),
    "tagging.delete_tag": lambda lib, hand: tagging.delete_tag(
        lib, hand.tag(), keep_children=bool(hand.number(2))
    ),
    "tagging.delete_tags": lambda lib, hand: tagging.delete_tags(
        lib, hand.tags(), keep_children=bool(hand.number(2)), merging=bool(hand.number(2))
    ),
}  # fmt: skip
"""Every verb that changes a library, done somehow. A verb of the services that is not here fails a test."""

ELSEWHERE = {"history.undo", "history.redo", "history.go_to", "importing.import_paths"}
"""Undo itself; and files, which come in as text does."""


def verbs_of_services() -> set[str]:
    """The public functions of the services that return changes."""
    found = set()
    for module in pkgutil.iter_modules(services.__path__):
        loaded = import_module(f"{services.__name__}.{module.name}")
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            if function.__module__ == loaded.__name__ and not name.startswith("_"):
                returned = str(inspect.signature(function).return_annotation)
                if re.search(r"\b(Changes|ImportReport)\b", returned):
                    found.add(f"{module.name}.{name}")
    return found


def test_every_verb_is_tried() -> None:
    assert verbs_of_services() - ELSEWHERE == set(VERBS), "give the new verb a line in VERBS"


class Work(RuleBasedStateMachine):
    """A researcher who does anything, in any order, with whatever is there."""

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "work.excerpta"
        self.library = create_library(self.path)
        self.pauses = [getattr(*pause) for pause in PAUSES]
        # Each note, range, memo and description is a step.
        for module, name in PAUSES:
            setattr(module, name, timedelta(-1))
        self.part, journal._PART = journal._PART, 2  # so that little work has several steps
        self.states = [contents(self.library)]
        for text in TEXTS:
            self.done(importing.import_text(self.library, text))
        for path in (("A", "B"), ("B", "A"), ("Taliban",)):
            self.done(tagging.create_tag(self.library, path))

    def teardown(self) -> None:
        if not hasattr(self, "library"):
            return
        for (module, name), pause in zip(PAUSES, self.pauses, strict=True):
            setattr(module, name, pause)
        journal._PART = self.part
        waiting = self.waiting()
        for state in reversed(self.states[:-1]):
            assert history.undo(self.library)
            assert contents(self.library) == state
        assert not history.undo(self.library)
        for state in self.states[1:]:
            assert history.redo(self.library)
            assert contents(self.library) == state
        assert self.waiting() == waiting
        self.library.close()
        self.folder.cleanup()

    def waiting(self) -> list[str]:
        """What could be done again now."""
        return [entry.label for entry in history.history(self.library, limit=1000) if entry.undone]

    def done(self, result: object) -> None:
        """Note the state after a verb that altered something."""
        parts = result if isinstance(result, tuple) else (result,)
        if any(getattr(part, "changes", part) for part in parts[-1:]):
            self.states.append(contents(self.library))

    @rule(
        verb=st.sampled_from(sorted(VERBS)), numbers=st.lists(st.integers(0, 997), min_size=12, max_size=12)
    )
    def work(self, verb: str, numbers: list[int]) -> None:
        before = contents(self.library)
        try:
            result = VERBS[verb](self.library, Hand(self.library, numbers))
        except UserError:
            assert contents(self.library) == before
        else:
            self.done(result)

    @rule()
    def undo(self) -> None:
        if len(self.states) > 1:
            done = self.states.pop()
            assert history.undo(self.library)
            assert contents(self.library) == self.states[-1]
            assert history.redo(self.library)
            assert contents(self.library) == done
            assert history.undo(self.library)

    @rule(back=st.integers(0, 5), restarted=st.booleans())
    def go_back_and_forth(self, back: int, restarted: bool) -> None:
        entries = [entry for entry in history.history(self.library) if not entry.undone]
        assert len(entries) == len(self.states) - 1
        point = entries[back].id if back < len(entries) else None
        state = self.states[-1 - min(back, len(entries))]
        history.go_to(self.library, point)
        assert contents(self.library) == state
        if restarted:
            self.restart()
        history.go_to(self.library, entries[0].id if entries else None)
        assert contents(self.library) == self.states[-1]

    @rule()
    def restart(self) -> None:
        self.library.close()
        self.library = open_library(self.path)

    @invariant()
    def sound(self) -> None:
        if hasattr(self, "library"):
            assert check_library(self.library) == ()
            uses = tagging.tag_uses(self.library)
            tree = tagging.tag_tree(self.library)
            for tag in tree:
                path = tree.path(tag.id)
                whole, own = Term(QueryField.TAG, path), Term(QueryField.TAG, path, exact=True)
                assert uses[tag.id] == TagUse(self.rows(own), self.rows(whole))

    def rows(self, *terms: Term) -> int:
        """How many rows a click on a tag would give."""
        return len(retrieving.find_highlights(self.library, Query(terms)))


TestWork = Work.TestCase
TestWork.settings = settings(max_examples=20, stateful_step_count=25, deadline=None)


def labels(library: Library) -> list[tuple[str, bool]]:
    return [(entry.label, entry.undone) for entry in history.history(library)]


def test_history_tells_who_did_what_and_when(library: Library, three: list[DocumentId]) -> None:
    library.coder = "Ana"
    annotating.add_highlight(library, three[0], 0, 6)
    library.coder = "Ben"
    tagging.create_tag(library, ("A",))
    history.undo(library)
    first, second, *imports = history.history(library)
    assert (first.label, first.coder, first.undone) == ("create tag “A”", "Ben", True)
    assert (second.label, second.coder, second.undone) == ("add highlight", "Ana", False)
    assert first.at >= second.at > "2020"
    assert [one.label for one in imports] == ["import"] * 3


def test_history_comes_in_pages_in_which_long_work_is_one_line(library: Library) -> None:
    tagging.create_tag(library, ("First",))
    with journal.recording(library, "import", "import") as command:
        tagging.make_path(library, command, ("Part 1",))
    first = journal.changes_of(command).command
    for part in (2, 3):
        with journal.recording(library, "import", "import", chain=first) as command:
            tagging.make_path(library, command, (f"Part {part}",))
    tagging.create_tag(library, ("Last",))
    (top,) = history.history(library, limit=1)
    assert top.label == "create tag “Last”"
    (middle,) = history.history(library, before=top.first, limit=1)
    assert (middle.label, middle.id - middle.first) == ("import", 2)
    assert [one.label for one in history.history(library, before=middle.first)] == ["create tag “First”"]
    history.go_to(library, middle.id)
    assert labels(library)[:2] == [("create tag “Last”", True), ("import", False)]
    history.go_to(library, history.history(library)[-1].id)
    assert labels(library) == [("create tag “Last”", True), ("import", True), ("create tag “First”", False)]
    assert len(tagging.tag_tree(library)) == 1


def test_going_back_is_one_act_that_can_be_undone_until_something_new_is_done(library: Library) -> None:
    for name in "ABC":
        tagging.create_tag(library, (name,))
    last, _, first = history.history(library)
    changes = history.go_to(library, first.id)
    assert len(changes.tags) == 2
    assert changes.label == "go to a point of the history"
    assert history.go_to(library, last.id).tags == changes.tags
    assert not history.go_to(library, last.id)
    history.go_to(library, None)
    assert len(tagging.tag_tree(library)) == 0
    tagging.create_tag(library, ("D",))
    tagging.create_tag(library, ("E",))
    with pytest.raises(HistoryError, match="not there any more"):
        history.go_to(library, CommandId(99))


def test_going_back_that_is_cancelled_leaves_everything(library: Library) -> None:
    for name in "ABC":
        tagging.create_tag(library, (name,))
    asked = iter([False, True, True, True])
    with pytest.raises(CancelledError):
        history.go_to(library, None, cancelled=lambda: next(asked))
    assert len(tagging.tag_tree(library)) == 3
    assert not any(undone for _, undone in labels(library))


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
