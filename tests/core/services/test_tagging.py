"""The codebook: names, paths, moves and deletions, each right or refused with a reason."""

import pytest

from excerpta.core.model.annotation import Colour
from excerpta.core.model.errors import NotFoundError, TagError
from excerpta.core.model.ids import DocumentId, TagId
from excerpta.core.model.tag import TagUse, format_tag_path, parse_tag_path
from excerpta.core.services import tagging
from excerpta.core.services.annotating import add_highlight, highlights_of
from excerpta.core.services.documents import restore_documents, trash_documents
from excerpta.core.services.history import undo
from excerpta.core.store.library import Library


def make(library: Library, path: str) -> TagId:
    return tagging.create_tag(library, parse_tag_path(path))[0]


def paths(library: Library) -> list[str]:
    tree = tagging.tag_tree(library)
    return [tree.path(tag.id) for tag in tree]


def test_a_path_makes_what_is_missing_in_one_step(library: Library) -> None:
    tag, changes = tagging.create_tag(library, ("Actors", "Movements", "Taliban"), colour=Colour.RED)
    assert paths(library) == ["Actors", "Actors/Movements", "Actors/Movements/Taliban"]
    assert len(changes.tags) == 3
    assert tagging.tag_tree(library)[tag].colour is Colour.RED
    undo(library)
    assert paths(library) == []


def test_an_existing_path_is_given_back(library: Library) -> None:
    tag = make(library, "Actors/Taliban")
    again, changes = tagging.create_tag(library, ("actors", " TALIBAN "))
    assert again == tag
    assert not changes


def test_one_name_under_two_parents_is_two_tags(library: Library) -> None:
    assert make(library, "Actors/US") != make(library, "Places/US")


@pytest.mark.parametrize(
    "name", ["a/b", 'say "hi"', "😀", "x" * 300, "back\\slash", "طالبان", "a | b", "=cmd"]
)
def test_any_name_has_one_path(library: Library, name: str) -> None:
    tag = make(library, format_tag_path(("Top", name)))
    tree = tagging.tag_tree(library)
    assert tree[tag].name == name
    found = tree.find(parse_tag_path(tree.path(tag)))
    assert found is not None
    assert found.id == tag


@pytest.mark.parametrize("name", ["", "  ", "x" * 1001, "bell\x07", "\ud800"])
def test_a_name_that_is_none_is_refused(library: Library, name: str) -> None:
    with pytest.raises(TagError):
        tagging.create_tag(library, ("Top", name))
    assert paths(library) == []


def test_a_new_tag_takes_the_colour_of_its_parent(library: Library) -> None:
    parent = tagging.create_tag(library, ("Actors",), colour=Colour.PURPLE)[0]
    child = make(library, "Actors/Taliban")
    tree = tagging.tag_tree(library)
    assert tree[child].colour is tree[parent].colour is Colour.PURPLE


def test_renaming_refuses_a_siblings_name(library: Library) -> None:
    tag = make(library, "Actors/Taliban")
    make(library, "Actors/NATO")
    with pytest.raises(TagError, match="already"):
        tagging.rename_tag(library, tag, "nato")
    assert tagging.rename_tag(library, tag, "taliban")
    assert "Actors/taliban" in paths(library)


def test_a_tag_moves_among_its_siblings_and_under_another_parent(library: Library) -> None:
    a, b, c = make(library, "A"), make(library, "B"), make(library, "C")
    tagging.move_tag(library, c, None, 0)
    assert paths(library) == ["C", "A", "B"]
    tagging.move_tag(library, a, b)
    assert paths(library) == ["C", "B", "B/A"]
    undo(library)
    undo(library)
    assert paths(library) == ["A", "B", "C"]


def test_a_tag_cannot_stand_under_itself(library: Library) -> None:
    top, low = make(library, "A"), make(library, "A/B/C")
    with pytest.raises(TagError, match="under itself"):
        tagging.move_tag(library, top, low)
    with pytest.raises(TagError, match="under itself"):
        tagging.move_tag(library, top, top)


def test_moving_to_where_the_name_is_taken_is_refused(library: Library) -> None:
    tag = make(library, "A/Same")
    make(library, "B/same")
    with pytest.raises(TagError, match="under “B” already"):
        tagging.move_tag(library, tag, make(library, "B"))


def test_deleting_keeps_highlights_and_moves_children_up(library: Library, three: list[DocumentId]) -> None:
    parent, child = make(library, "A"), make(library, "A/B")
    make(library, "Z")
    add_highlight(library, three[0], 0, 6, tags=[parent, child])
    tagging.delete_tag(library, parent, keep_children=True)
    assert paths(library) == ["B", "Z"]
    assert [one.tags for one in highlights_of(library, three[0])] == [(child,)]
    undo(library)
    assert paths(library) == ["A", "A/B", "Z"]
    assert [one.tags for one in highlights_of(library, three[0])] == [(parent, child)]


def test_deleting_with_sub_tags_takes_them_all(library: Library, three: list[DocumentId]) -> None:
    parent, child = make(library, "A"), make(library, "A/B/C")
    add_highlight(library, three[0], 0, 6, tags=[child])
    assert tagging.tag_reach(library, parent, with_children=True) == (1, 1)
    assert tagging.tag_reach(library, parent, with_children=False) == (0, 0)
    tagging.delete_tag(library, parent, keep_children=False)
    assert paths(library) == []
    assert [one.tags for one in highlights_of(library, three[0])] == [()]
    undo(library)
    assert tagging.tag_reach(library, parent, with_children=True) == (1, 1)


def test_moving_children_up_onto_an_equal_name_is_refused(library: Library) -> None:
    tag = make(library, "A")
    make(library, "A/Same")
    make(library, "same")
    with pytest.raises(TagError, match="already"):
        tagging.delete_tag(library, tag, keep_children=True)
    assert paths(library) == ["A", "A/Same", "same"]


def test_a_child_may_move_up_under_the_name_of_the_deleted_tag(library: Library) -> None:
    tag = make(library, "A")
    make(library, "A/A")
    tagging.delete_tag(library, tag, keep_children=True)
    assert paths(library) == ["A"]
    undo(library)
    assert paths(library) == ["A", "A/A"]


def test_counts_are_of_distinct_highlights_outside_the_trash(
    library: Library, three: list[DocumentId]
) -> None:
    parent, child, other = make(library, "A"), make(library, "A/B"), make(library, "A/C")
    add_highlight(library, three[0], 0, 6, tags=[parent, child, other])
    add_highlight(library, three[2], 0, 3, tags=[child])
    uses = tagging.tag_uses(library)
    assert uses == {parent: TagUse(1, 2), child: TagUse(2, 2), other: TagUse(1, 1)}
    trash_documents(library, [three[2]])
    assert tagging.tag_uses(library)[parent] == TagUse(1, 1)
    restore_documents(library, [three[2]])
    assert tagging.tag_uses(library) == uses


def test_a_key_belongs_to_one_tag(library: Library) -> None:
    first, second = make(library, "A"), make(library, "B")
    tagging.set_tag_shortcut(library, first, "1")
    tagging.set_tag_shortcut(library, second, "1")
    tree = tagging.tag_tree(library)
    assert (tree[first].shortcut, tree[second].shortcut) == ("", "1")
    undo(library)
    assert tagging.tag_tree(library)[first].shortcut == "1"
    with pytest.raises(TagError, match="1 to 9"):
        tagging.set_tag_shortcut(library, first, "q")


def test_a_tag_that_is_gone_is_named(library: Library) -> None:
    with pytest.raises(NotFoundError, match="tag 7"):
        tagging.rename_tag(library, TagId(7), "x")
