"""A codebook as a file: out and in again exactly, merging with what is there, and files of others."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from excerpta.core.interchange.codebook import read_codebook, write_codebook
from excerpta.core.model.annotation import Colour
from excerpta.core.model.errors import CodebookError
from excerpta.core.model.ids import TagId
from excerpta.core.model.tag import Tag, TagTree, parse_tag_path
from excerpta.core.services import codebook, memos, tagging
from excerpta.core.services.history import undo, undo_label
from excerpta.core.services.libraries import create_library
from excerpta.core.store.library import Library
from excerpta.places import seeds


def told(library: Library) -> list[tuple[str, ...]]:
    """Everything that is said of the tags, in the order of the codebook."""
    tree = tagging.tag_tree(library)
    about = {memo.tag: memo.text for memo in memos.memos(library)}
    return [
        (tree.path(tag.id), tag.colour.value, tag.description, tag.shortcut, about.get(tag.id, ""))
        for tag in tree
    ]


def bring_in(library: Library, text: str) -> codebook.CodebookPlan:
    file = read_codebook(text.encode())
    plan = codebook.plan_codebook_import(library, file)
    changes = codebook.import_codebook(library, file)
    assert bool(changes) == bool(plan.added or plan.altered)
    return plan


def test_out_and_in_again_exactly(library: Library, tmp_path: Path) -> None:
    for path, text in (("Actors/Taliban", "“a”, b\nc"), (r"a\/b/=cmd", "'=1"), ("طالبان/😀", "+x")):
        tag, _ = tagging.create_tag(library, parse_tag_path(path), colour=Colour.PINK, description=text)
        memos.write_memo(library, f"{text}\n\n memo ", tag=tag)
    tagging.set_tag_shortcut(library, TagId(2), "3")
    target = tmp_path / "codebook.csv"
    assert codebook.export_codebook(library, target) == 6
    with create_library(tmp_path / "other.excerpta") as other:
        codebook.import_codebook(other, codebook.read_codebook_file(target))
        assert told(other) == told(library)
        assert undo_label(other) == "import codebook"
        again = codebook.plan_codebook_import(other, codebook.read_codebook_file(target))
        assert (again.added, again.altered, again.same, again.problems) == ((), (), 6, ())
        assert not codebook.import_codebook(other, codebook.read_codebook_file(target))
        undo(other)
        assert told(other) == []


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=6)


@st.composite
def codebooks(draw: st.DrawFn) -> tuple[TagTree, dict[TagId, str]]:
    tags: list[Tag] = []
    taken: set[tuple[TagId | None, str]] = set()
    about: dict[TagId, str] = {}
    for number in range(1, draw(st.integers(1, 6)) + 1):
        parent = draw(st.sampled_from([None, *(tag.id for tag in tags)]))
        name = " ".join(draw(TEXT).split())
        if not name or (parent, name.casefold()) in taken:
            continue
        taken.add((parent, name.casefold()))
        said = draw(st.sampled_from(["", "'x", "=1", "a\nb", "'"]) | TEXT).strip()
        tags.append(Tag(TagId(number), "", parent, name, number, draw(st.sampled_from(Colour)), said))
        about[TagId(number)] = draw(st.sampled_from(["", "''", '"', "a\r\nb ", ";;;;;;"]))
    return TagTree(tags), about


@given(codebooks())
def test_any_codebook_is_read_as_it_was_written(book: tuple[TagTree, dict[TagId, str]]) -> None:
    tree, about = book
    file = read_codebook("".join(write_codebook(tree, about)).encode())
    assert file.problems == ()
    assert [(row.names, row.colour, row.description, row.shortcut, row.memo) for row in file.rows] == [
        (tree.names(tag.id), tag.colour, tag.description, tag.shortcut, about.get(tag.id, "")) for tag in tree
    ]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from("path,colour;\t\"\n'/\\A=\0"), max_size=60))
def test_any_file_is_read_or_refused_with_a_sentence(text: str) -> None:
    with contextlib.suppress(CodebookError):
        file = read_codebook(f"path,memo\n{text}".encode())
        assert all(sentence.endswith(".") for sentence in file.problems)


def test_the_codebook_of_the_sample_comes_in(library: Library) -> None:
    file = codebook.read_codebook_file(seeds() / "codebook.csv")
    codebook.import_codebook(library, file)
    assert len(told(library)) == len(file.rows) == 27
    assert tagging.tag_tree(library).find(("Actors", "Taliban")) is not None


def test_a_file_merges_with_what_is_there(library: Library) -> None:
    tag, _ = tagging.create_tag(library, ("Actors", "Taliban"), colour=Colour.RED, description="Old")
    tagging.set_tag_shortcut(library, tag, "1")
    tagging.create_tag(library, ("Actors", "NATO"))
    plan = bring_in(
        library,
        "path,colour,description,shortcut,memo\n"
        "actors/TALIBAN,green,New,,Thoughts\n"
        "Actors/NATO,,,,\n"
        "Actors/Iran/IRGC,teal,,1,\n",
    )
    assert plan.added == ("Actors/Iran", "Actors/Iran/IRGC")
    assert plan.altered == (("Actors/Taliban", ("colour", "description", "key", "memo")),)
    assert plan.same == 1
    assert plan.problems == ("Row 4 takes the key 1 from “Actors/Taliban”.",)
    assert told(library) == [
        ("Actors", "yellow", "", "", ""),
        ("Actors/Taliban", "green", "New", "", "Thoughts"),
        ("Actors/NATO", "yellow", "", "", ""),
        ("Actors/Iran", "yellow", "", "", ""),
        ("Actors/Iran/IRGC", "teal", "", "1", ""),
    ]
    undo(library)
    assert told(library)[1] == ("Actors/Taliban", "red", "Old", "1", "")


def test_two_tags_may_change_keys(library: Library) -> None:
    for name, key in (("A", "1"), ("B", "2")):
        tagging.set_tag_shortcut(library, tagging.create_tag(library, (name,))[0], key)
    bring_in(library, "path,key\nA,2\nB,1\n")
    assert [row[3] for row in told(library)] == ["2", "1"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Colour;Code\nred;A/B\n", [("A", "red"), ("A/B", "red")]),
        ("name\tparent\tcolor\nB\tA\t#1f77b4\n", [("A", "red"), ("A/B", "blue")]),
        ("\ufeffTag | Notes\nA | x\n", [("A", "red")]),
        ("Path,Memo\r\n\r\n,\r\nA,\r\n", [("A", "red")]),
    ],
)
def test_files_of_others(library: Library, text: str, expected: list[tuple[str, str]]) -> None:
    tagging.create_tag(library, ("0",), colour=Colour.YELLOW)
    tagging.create_tag(library, ("1",), colour=Colour.ORANGE)
    assert not bring_in(library, text).problems
    assert [row[:2] for row in told(library)[2:]] == expected


def test_files_in_older_encodings(library: Library) -> None:
    for data in ("path\nÉté\n".encode("cp1252"), "path\nÉté\n".encode("utf-16")):
        codebook.import_codebook(library, read_codebook(data))
    assert [row[0] for row in told(library)] == ["Été"]


def test_what_cannot_be_read_is_said_and_the_rest_comes_in(library: Library) -> None:
    plan = bring_in(
        library,
        f"path,colour,shortcut\nA,mauve,\n/x,,\nB,,q\na,,\n{'x' * 1001},,\nC,,5\nD,,5\nE\n",
    )
    assert [row[0] for row in told(library)] == ["A", "B", "C", "D", "E"]
    assert plan.problems == (
        "Row 2: there is no colour “mauve”.",
        "Row 3 was left out: “/x” has an empty tag name.",
        "Row 5 was left out: row 2 is the same tag.",
        "Row 4: “q” cannot be a key; keys are 1 to 9.",
        "Row 6 was left out: A tag's name has at most 1000 characters.",
        "Row 8: row 7 has the key 5 already.",
    )


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"colour,memo\nred,x\n", "No column of the file names tags (its first row has “colour”, “memo”)"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not a text"),
        (b'path\n"' + b"x" * 11_000_000, "can be read"),
    ],
)
def test_what_is_no_codebook_is_refused_with_a_reason(data: bytes, sentence: str) -> None:
    with pytest.raises(CodebookError) as error:
        read_codebook(data)
    assert sentence in error.value.sentence
    assert "nothing was changed" in error.value.sentence


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=r"“no\.csv” cannot be read"):
        codebook.read_codebook_file(tmp_path / "no.csv")
