"""Merging, splitting and lifting tags: right in every constellation, or refused with a reason."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from excerpta.core.model.annotation import Colour
from excerpta.core.model.arrangement import Arrangement
from excerpta.core.model.errors import TagClashError, TagError
from excerpta.core.model.ids import DocumentId, TagId
from excerpta.core.model.tag import Tag, TagPath, TagTree, TagUse, parse_tag_path
from excerpta.core.services import memos, restructuring, tagging
from excerpta.core.services.annotating import add_highlight, highlights_of
from excerpta.core.services.documents import trash_documents
from excerpta.core.services.history import redo, undo, undo_label
from excerpta.core.store import journal
from excerpta.core.store.library import Library


def make(library: Library, *paths: str) -> list[TagId]:
    return [tagging.create_tag(library, parse_tag_path(path))[0] for path in paths]


def paths(library: Library) -> list[str]:
    tree = tagging.tag_tree(library)
    return [tree.path(tag.id) for tag in tree]


def carried(library: Library, document: DocumentId) -> list[list[str]]:
    tree = tagging.tag_tree(library)
    return [sorted(map(tree.path, one.tags)) for one in highlights_of(library, document)]


def test_merging_keeps_each_highlight_once(library: Library, three: list[DocumentId]) -> None:
    us, usa, other = make(library, "US", "Actors/United States", "Other")
    add_highlight(library, three[0], 0, 6, tags=[us, usa])
    add_highlight(library, three[0], 7, 9, tags=[us, other])
    add_highlight(library, three[2], 0, 3, tags=[us])
    preview = restructuring.preview_merge(library, [us], usa)
    assert (preview.highlights, preview.documents, preview.shared) == (3, 2, 1)
    changes = restructuring.merge_tags(library, [us], usa)
    assert paths(library) == ["Actors", "Actors/United States", "Other"]
    assert carried(library, three[0]) == [["Actors/United States"], ["Actors/United States", "Other"]]
    assert carried(library, three[2]) == [["Actors/United States"]]
    assert changes.counts
    assert changes.annotated == {three[0], three[2]}
    assert undo_label(library) == "merge tag “US” into “United States”"
    undo(library)
    assert carried(library, three[0]) == [["Actors/United States", "US"], ["Other", "US"]]
    redo(library)
    assert tagging.tag_uses(library)[usa] == TagUse(3, 3)


def test_sub_tags_come_along_and_equal_names_merge_as_deep_as_they_go(
    library: Library, three: list[DocumentId]
) -> None:
    source, into, twin = make(library, "A", "B", "B/Same")
    low, also = make(library, "A/same/Deep", "A/Alone")
    make(library, "B/Same/Deep/Deeper")
    add_highlight(library, three[0], 0, 6, tags=[low])
    add_highlight(library, three[0], 0, 6, tags=[also])
    preview = restructuring.preview_merge(library, [source], into)
    assert preview.moved == 1
    assert preview.merged == (("A/same/Deep", "B/Same/Deep"), ("A/same", "B/Same"))
    restructuring.merge_tags(library, [source], into)
    assert paths(library) == ["B", "B/Same", "B/Same/Deep", "B/Same/Deep/Deeper", "B/Alone"]
    assert carried(library, three[0]) == [["B/Same/Deep"], ["B/Alone"]]
    assert tagging.tag_tree(library)[twin].name == "Same"


def test_what_is_said_of_both_is_kept(library: Library) -> None:
    first, second, third = make(library, "First", "Second", "Third")
    for tag, text in ((first, "One."), (second, "Two."), (third, "Two.")):
        tagging.describe_tag(library, tag, text)
        memos.write_memo(library, f"Memo: {text}", tag=tag)
    tagging.set_tag_shortcut(library, second, "4")
    tagging.set_tag_shortcut(library, third, "5")
    restructuring.merge_tags(library, [second, third], first)
    kept = tagging.tag_tree(library)[first]
    assert (kept.description, kept.shortcut) == ("One.\n\nTwo.", "4")
    (memo,) = memos.memos(library)
    assert (memo.tag, memo.text) == (first, "Memo: One.\n\nMemo: Two.")
    undo(library)
    assert len(memos.memos(library)) == 3
    assert tagging.tag_tree(library)[third].shortcut == "5"


def test_a_memo_alone_goes_to_the_tag_that_stays(library: Library) -> None:
    first, second = make(library, "First", "Second")
    memos.write_memo(library, "Mine.", tag=second)
    restructuring.merge_tags(library, [second], first)
    memo = memos.read_memo(library, tag=first)
    assert memo is not None
    assert memo.text == "Mine."


def test_a_tag_takes_in_the_one_it_stands_below(library: Library, three: list[DocumentId]) -> None:
    make(library, "First")
    upper, lower, beside = make(library, "A", "A/B/C", "A/B/D")
    make(library, "Last", "A/E")
    add_highlight(library, three[0], 0, 6, tags=[upper, beside])
    restructuring.merge_tags(library, [upper], lower)
    assert paths(library) == ["First", "C", "C/B", "C/B/D", "C/E", "Last"]
    assert carried(library, three[0]) == [["C", "C/B/D"]]
    undo(library)
    assert paths(library) == ["First", "A", "A/B", "A/B/C", "A/B/D", "A/E", "Last"]


def test_a_tag_that_would_meet_its_name_higher_up_is_refused(library: Library) -> None:
    upper, lower = make(library, "A", "A/B")
    make(library, "b")
    with pytest.raises(TagClashError, match="“b” at the top already"):
        restructuring.merge_tags(library, [upper], lower)
    assert paths(library) == ["A", "A/B", "b"]


def test_merging_nothing_is_refused(library: Library) -> None:
    (tag,) = make(library, "A")
    for sources in ([], [tag]):
        with pytest.raises(TagError, match="nothing to merge"):
            restructuring.merge_tags(library, sources, tag)


def test_moving_and_deleting_offer_to_merge_what_meets_its_name(
    library: Library, three: list[DocumentId]
) -> None:
    tag, target, parent = make(library, "A/Same", "B/same", "B")
    add_highlight(library, three[0], 0, 6, tags=[tag])
    with pytest.raises(TagClashError):
        tagging.move_tag(library, tag, parent)
    tagging.move_tag(library, tag, parent, merging=True)
    assert paths(library) == ["A", "B", "B/same"]
    assert carried(library, three[0]) == [["B/same"]]
    make(library, "Same")
    with pytest.raises(TagClashError):
        tagging.delete_tag(library, parent, keep_children=True)
    tagging.delete_tag(library, parent, keep_children=True, merging=True)
    assert paths(library) == ["A", "Same"]
    assert carried(library, three[0]) == [["Same"]]
    assert target not in tagging.tag_tree(library)


def test_several_tags_move_side_by_side(library: Library) -> None:
    a, b, c, d, under = make(library, "A", "B", "C", "D", "D/Under")
    tagging.move_tags(library, [d, a, under], None, 1)
    assert paths(library) == ["B", "D", "D/Under", "A", "C"]
    tagging.move_tags(library, [b, c], a)
    assert paths(library) == ["D", "D/Under", "A", "A/B", "A/C"]
    assert undo_label(library) == "move 2 tags"


def test_several_tags_go_in_one_step(library: Library) -> None:
    a, inner = make(library, "A", "A/B")
    make(library, "A/B/C", "C2")
    tagging.delete_tags(library, [a, inner], keep_children=True)
    assert paths(library) == ["C", "C2"]
    undo(library)
    tagging.delete_tags(library, [inner, a], keep_children=False)
    assert paths(library) == ["C2"]
    undo(library)
    assert paths(library) == ["A", "A/B", "A/B/C", "C2"]


def test_deleting_takes_memos_along_and_undo_brings_them_back(library: Library) -> None:
    tag, lower = make(library, "A", "A/B")
    memos.write_memo(library, "x", tag=lower)
    tagging.delete_tag(library, tag, keep_children=False)
    assert memos.memos(library) == []
    undo(library)
    assert [memo.tag for memo in memos.memos(library)] == [lower]


def test_splitting_gives_the_chosen_a_finer_tag(library: Library, three: list[DocumentId]) -> None:
    wide, other = make(library, "Wide", "Other")
    tagging.recolour_tag(library, wide, Colour.TEAL)
    for start in (0, 2, 4):
        add_highlight(library, three[0], start, start + 1, tags=[wide])
    add_highlight(library, three[0], 8, 9, tags=[other])
    ids = [one.id for one in highlights_of(library, three[0])]
    finer, _ = restructuring.split_tag(library, wide, ids[1:], "Fine")
    tree = tagging.tag_tree(library)
    assert (tree.path(finer), tree[finer].colour) == ("Wide/Fine", Colour.TEAL)
    assert carried(library, three[0]) == [["Wide"], ["Wide/Fine"], ["Wide/Fine"], ["Other"]]
    assert tagging.tag_uses(library)[wide] == TagUse(1, 3)
    undo(library)
    assert paths(library) == ["Wide", "Other"]
    beside, _ = restructuring.split_tag(library, wide, ids[:1], "Fine", beside=True)
    assert tagging.tag_tree(library).path(beside) == "Fine"
    assert carried(library, three[0])[0] == ["Fine"]
    with pytest.raises(TagError, match="None of these"):
        restructuring.split_tag(library, wide, ids[3:], "Nothing")
    with pytest.raises(TagError, match="itself"):
        restructuring.split_tag(library, wide, ids, "wide", beside=True)
    assert paths(library) == ["Wide", "Other", "Fine"]


def test_promoting_goes_up_one_level_and_stands_behind(library: Library) -> None:
    (tag,) = make(library, "A/B/C")
    make(library, "A/D", "E")
    restructuring.promote_tag(library, tag)
    assert paths(library) == ["A", "A/B", "A/C", "A/D", "E"]
    restructuring.promote_tag(library, tag)
    assert paths(library) == ["A", "A/B", "A/D", "C", "E"]
    with pytest.raises(TagError, match="at the top already"):
        restructuring.promote_tag(library, tag)


def test_saved_searches_follow(library: Library) -> None:
    us, usa, gone = make(library, "US", "Actors/USA", "Gone/Deep")
    query = {"terms": [{"tag": us}, {"not": {"tag": gone, "exact": True}}, {"words": "tag"}]}
    with journal.recording(library, "save", "save") as command:
        columns = ("id", "uuid", "name", "position", "query", "coder", "created", "modified")
        command.insert("saved_search", columns, [(1, "u", "S", 0, json.dumps(query), "", "", "")])

    def kept() -> object:
        return json.loads(library.connection.execute("SELECT query FROM saved_search").fetchone()[0])

    assert restructuring.merge_tags(library, [us], usa).searches
    tagging.delete_tag(library, gone, keep_children=True)
    after = {
        "terms": [
            {"tag": usa},
            {"not": {"tag": gone, "exact": True, "was": "Gone/Deep"}},
            {"words": "tag"},
        ]
    }
    assert kept() == after
    # The id of a tag that a search remembers is never given to another one.
    assert make(library, "New")[0] > gone
    for _ in range(3):
        undo(library)
    assert kept() == query


def test_the_trash_is_not_counted_but_kept_right(library: Library, three: list[DocumentId]) -> None:
    a, b = make(library, "A", "B")
    add_highlight(library, three[0], 0, 6, tags=[a])
    trash_documents(library, [three[0]])
    assert restructuring.preview_merge(library, [a], b).highlights == 0
    restructuring.merge_tags(library, [a], b)
    assert carried(library, three[0]) == [["B"]]


# ---- against an oracle: what a merge does to paths, written as a function of paths alone


def merged(path: TagPath, source: TagPath, into: TagPath) -> TagPath:
    """Where `path` stands after `source` became a part of `into`."""
    if into[: len(source)] == source:
        place = (*source[:-1], into[-1])
        if path[: len(into)] == into:
            return (*place, *path[len(into) :])
        return (*place, *path[len(source) :]) if path[: len(source)] == source else path
    return (*into, *path[len(source) :]) if path[: len(source)] == source else path


@st.composite
def trees(draw: st.DrawFn) -> TagTree:
    tags: list[Tag] = []
    taken: set[tuple[int | None, str]] = set()
    for number in range(1, draw(st.integers(2, 14)) + 1):
        parent = draw(st.sampled_from([None, *range(1, number)]))
        name = draw(st.sampled_from("abc"))
        if (parent, name) not in taken:
            taken.add((parent, name))
            if parent is None or any(tag.id == parent for tag in tags):
                above = None if parent is None else TagId(parent)
                tags.append(Tag(TagId(number), str(number), above, name, number, Colour.RED))
    return TagTree(tags)


def rebuilt(arrangement: Arrangement) -> TagTree:
    """The codebook that an arrangement would leave."""
    tree = arrangement.tree
    gone = {*arrangement.absorbed, *arrangement.removed}
    kept = {tag.id: tag for tag in tree if tag.id not in gone}
    for tag, parent, order in arrangement.places():
        one = kept[tag]
        kept[tag] = Tag(one.id, one.uuid, parent, one.name, order, one.colour)
    return TagTree(kept.values())


@settings(max_examples=200)
@given(trees(), st.integers(0, 20), st.integers(0, 20))
def test_merging_is_what_it_does_to_paths(tree: TagTree, one: int, other: int) -> None:
    tags = [tag.id for tag in tree]
    source, into = tags[one % len(tags)], tags[other % len(tags)]
    if source == into:
        return
    arrangement = Arrangement(tree)
    try:
        arrangement.absorb(source, into)
    except TagClashError:
        assert into in tree.subtree(source)
        return
    after = rebuilt(arrangement)
    assert len(after) == len({after.names(tag.id) for tag in after})
    for tag in tags:
        wanted = merged(tree.names(tag), tree.names(source), tree.names(into))
        assert after.names(arrangement.now(tag)) == wanted


@settings(max_examples=100)
@given(trees(), st.lists(st.integers(0, 20), min_size=1, max_size=4), st.booleans(), st.booleans())
def test_no_arrangement_leaves_two_of_one_name(
    tree: TagTree, picked: list[int], keep: bool, move: bool
) -> None:
    tags = [tag.id for tag in tree]
    meant = [tags[one % len(tags)] for one in picked]
    arrangement = Arrangement(tree)
    try:
        if move:
            arrangement.move_all(meant[1:], meant[0], 0, merging=True)
        else:
            arrangement.remove(meant, keep_children=keep, merging=True)
    except TagError:
        assert move
        return
    after = rebuilt(arrangement)
    assert len(list(after)) == len(after), "a tag stands under one that is gone"
    assert len(after) == len({after.names(tag.id) for tag in after})
    assert {*tags} == {tag.id for tag in after} | {*arrangement.absorbed} | {*arrangement.removed}
