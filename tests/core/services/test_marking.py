"""Places that become highlights: as wide as wanted, none twice, all of them in one step of undo."""

from collections.abc import Callable

import pytest

from excerpta.core.model.annotation import Colour
from excerpta.core.model.document import Article, Block, BlockKind
from excerpta.core.model.errors import CancelledError, NotFoundError, RangeError
from excerpta.core.model.ids import DocumentId
from excerpta.core.services import annotating, documents, history, marking, tagging
from excerpta.core.services.checking import check_library
from excerpta.core.services.marking import Extent, make_highlights, plan_highlights
from excerpta.core.services.searching import parse_search, places_in
from excerpta.core.store import documents as documents_store
from excerpta.core.store import journal
from excerpta.core.store.documents import Incoming
from excerpta.core.store.library import Library

AddDocument = Callable[[str, str], DocumentId]

TEXT = "  Peace 😀 talks, peace. Envoys met in Doha.\nThe peace of e\u0301te\u0301 — no peace.\nNothing here."
PERSIAN = "گفت‌وگوهای صلح در دوحه بود. صلح نشد!\nطالبان می‌آید."


def marked(library: Library, document: DocumentId) -> list[str]:
    return [one.quote.exact for one in annotating.highlights_of(library, document)]


@pytest.mark.parametrize(
    ("extent", "quotes"),
    [
        (Extent.WORDS, ["Peace", "peace", "peace", "peace"]),
        (Extent.SENTENCE, ["Peace 😀 talks, peace.", "The peace of e\u0301te\u0301 — no peace."]),
        (
            Extent.PARAGRAPH,
            ["Peace 😀 talks, peace. Envoys met in Doha.", "The peace of e\u0301te\u0301 — no peace."],
        ),
    ],
)
def test_as_much_as_is_wanted_around_each_place(
    library: Library, add_document: AddDocument, extent: Extent, quotes: list[str]
) -> None:
    document, other = add_document("Report", TEXT), add_document("Other", "peace")
    plan = plan_highlights(library, parse_search("peace"), extent)
    assert (plan.number, len(plan.places), plan.existing) == (len(quotes) + 1, 2, 0)
    changes = make_highlights(library, plan, new_tags=[("Peace", "All")])
    assert marked(library, document) == quotes
    assert marked(library, other) == ["peace"]
    assert changes.annotated == {document, other}
    assert len(changes.annotations) == plan.number
    assert check_library(library) == ()
    assert history.undo_label(library) == f"highlight {plan.number} places"
    history.undo(library)
    assert marked(library, document) == marked(library, other) == []
    assert len(tagging.tag_tree(library)) == 0
    history.redo(library)
    assert marked(library, document) == quotes


def test_what_is_highlighted_the_same_is_left_alone(library: Library, add_document: AddDocument) -> None:
    document = add_document("صلح", PERSIAN)
    tag, _ = tagging.create_tag(library, ("Peace",))
    wanted = parse_search("صلح")

    def plan(**how: object) -> tuple[int, int]:
        made = plan_highlights(library, wanted, Extent.WORDS, **how)  # type: ignore[arg-type]
        return made.number, made.existing

    make_highlights(library, plan_highlights(library, wanted, Extent.WORDS, tags=[tag]), tags=[tag])
    assert marked(library, document) == ["صلح", "صلح"]
    assert plan(tags=[tag]) == (0, 2)
    assert plan() == (0, 2)
    assert plan(tags=[tag], has_new_tags=True) == (2, 0)
    assert plan(colour=Colour.RED) == (2, 0)
    other, _ = tagging.create_tag(library, ("Other",))
    assert plan(tags=[tag, other]) == (2, 0)
    assert not make_highlights(
        library, plan_highlights(library, wanted, Extent.WORDS, tags=[tag]), tags=[tag]
    )


def test_only_the_chosen_places(library: Library, add_document: AddDocument) -> None:
    document = add_document("Report", TEXT)
    places = places_in(library, document, parse_search("peace"))
    plan = plan_highlights(library, {document: places[1:3]}, Extent.WORDS, colour=Colour.TEAL)
    make_highlights(library, plan, colour=Colour.TEAL)
    found = annotating.highlights_of(library, document)
    assert [(one.start, one.end) for one in found] == places[1:3]
    assert {one.colour for one in found} == {Colour.TEAL}
    assert [one.block for one in found] == [0, 1]


def test_of_a_table_the_row(library: Library) -> None:
    text = "Before\nName\tPlace\nEnvoy\tDoha \nOther\tKabul"
    blocks = (Block(BlockKind.PARAGRAPH, 0, 6), Block(BlockKind.TABLE, 7, len(text)))
    with journal.recording(library, "import", "import") as command:
        (document,) = documents_store.insert(command, [Incoming("t", b"", Article(text, blocks, title="T"))])
    for word, row in (("name", "Name\tPlace"), ("doha", "Envoy\tDoha"), ("kabul", "Other\tKabul")):
        plan = plan_highlights(library, parse_search(word), Extent.PARAGRAPH)
        ((start, end),) = plan.places[document]
        assert text[start:end] == row


def test_furniture_and_trash_are_passed_over(library: Library, add_document: AddDocument) -> None:
    document, gone = add_document("Report", TEXT), add_document("Gone", "peace")
    documents.set_block_kind(library, document, 0, BlockKind.FURNITURE)
    documents.trash_documents(library, [gone])
    plan = plan_highlights(library, parse_search("peace"), Extent.SENTENCE)
    assert plan.number == 1
    make_highlights(library, plan)
    assert marked(library, document) == ["The peace of e\u0301te\u0301 — no peace."]


def test_stopped_or_impossible_nothing_is_made(
    library: Library, add_document: AddDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_document("Report", TEXT)
    wanted, asked = parse_search("peace"), []

    def stops_later() -> bool:
        asked.append(1)
        return len(asked) > 1

    with pytest.raises(CancelledError):
        plan_highlights(library, wanted, Extent.WORDS, cancelled=lambda: True)
    add_document("More", "peace peace")
    plan = plan_highlights(library, wanted, Extent.WORDS)
    monkeypatch.setattr(marking, "_AT_ONCE", 1)
    with pytest.raises(CancelledError):
        make_highlights(library, plan, new_tags=[("New",)], cancelled=stops_later)
    with pytest.raises(NotFoundError):
        make_highlights(library, plan, tags=[tagging.TagId(99)])
    monkeypatch.setattr(marking, "MOST", 5)
    with pytest.raises(RangeError, match="more than 5 highlights"):
        plan_highlights(library, wanted, Extent.WORDS)
    assert library.database["annotation"].count == library.database["tag"].count == 0
    assert history.undo_label(library) == "import"
