"""Pieces cover the text, and cut long blocks where nothing is torn."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from excerpta.core.model.document import Block, BlockKind
from excerpta.gui.widgets.reader.pieces import LONGEST_PIECE, PieceKind, Pieces

Joiner = Callable[..., tuple[str, tuple[Block, ...]]]


@given(st.lists(st.text("ab \t😀", max_size=12), min_size=1, max_size=20), st.data())
def test_every_position_has_a_piece_of_its_own(
    document_of: Joiner, parts: list[str], data: st.DataObject
) -> None:
    kinds = data.draw(st.lists(st.sampled_from(list(BlockKind)), min_size=len(parts), max_size=len(parts)))
    text, blocks = document_of(list(zip(kinds, parts, strict=True)))
    pieces = Pieces(text, blocks)
    for position in range(len(text) + 1):
        piece = pieces.at(position)
        assert pieces.starts[piece] <= position <= pieces.ends[piece]
        assert pieces.kinds[piece] not in (PieceKind.HEADER, PieceKind.FOLD)


def test_a_megabyte_is_cut_between_words(document_of: Joiner) -> None:
    text, blocks = document_of(["word and " * 120_000])
    pieces = Pieces(text, blocks)
    bounds = list(pieces.starts)[1:]
    assert all(
        end - start <= 2 * LONGEST_PIECE for start, end in zip(pieces.starts, pieces.ends, strict=True)
    )
    assert all(text[start - 1] == " " for start in bounds[1:])
    assert "".join(text[s:e] for s, e in zip(bounds, list(pieces.ends)[1:], strict=True)) == text


def test_a_line_without_spaces_is_not_cut_inside_a_character(document_of: Joiner) -> None:
    text, blocks = document_of(["e\u0301" * 20_001])
    assert all(text[start] == "e" for start in list(Pieces(text, blocks).starts)[1:])


def test_runs_of_furniture_stand_behind_one_box(document_of: Joiner) -> None:
    furniture = BlockKind.FURNITURE
    text, blocks = document_of(["a", (furniture, "b"), (furniture, "c"), "d", (furniture, "e")])
    pieces = Pieces(text, blocks)
    assert [(fold.lines, fold.last - fold.piece) for fold in pieces.folds] == [(2, 2), (1, 1)]
    assert pieces.is_hidden(pieces.at(text.index("c")))
    assert not pieces.is_hidden(pieces.at(text.index("d")))


def test_a_table_is_one_piece_per_row(document_of: Joiner) -> None:
    text, blocks = document_of(["a", (BlockKind.TABLE, "1\t2\n3\t4\n5\t6")])
    assert sum(kind == PieceKind.TABLE_ROW for kind in Pieces(text, blocks).kinds) == 3
