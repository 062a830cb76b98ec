"""A title that the text itself begins with stands once: in the text, where it can be highlighted."""

import pytest
from tests.gui.widgets.reader.conftest import Opener

from excerpta.core.model.document import Block, BlockKind
from excerpta.gui.widgets.reader.contents import HeaderPart, ReaderHeader
from excerpta.gui.widgets.reader.laid import OrnamentKind
from excerpta.gui.widgets.reader.view import ReaderView

_FACTS = (HeaderPart("The Dispatch"), HeaderPart("6 Jan 2021"))


@pytest.fixture
def view(open_reader: Opener) -> ReaderView:
    """A reader that is shown."""
    return open_reader("")


def _shown(view: ReaderView, text: str, kinds: list[BlockKind], title: str) -> None:
    blocks, at = [], 0
    for line, kind in zip(text.split("\n"), kinds, strict=True):
        blocks.append(Block(kind, at, at + len(line), 1 if kind is BlockKind.HEADING else 0))
        at += len(line) + 1
    view.set_document(text, blocks, (), ReaderHeader(title, _FACTS))


def _labels(view: ReaderView) -> int:
    return sum(one.kind is OrnamentKind.LABEL for one in view.page.laid(0).ornaments)


@pytest.mark.parametrize("kind", [BlockKind.HEADING, BlockKind.PARAGRAPH])
@pytest.mark.parametrize("title", ["Talks reopen 🕊", "گفت‌وگوها در Doha", "  TALKS   reopen "])
def test_the_first_block_is_the_title(view: ReaderView, kind: BlockKind, title: str) -> None:
    text = f"{' '.join(title.split()).capitalize()}\nThe envoy said so."
    _shown(view, text, [kind, BlockKind.PARAGRAPH], title)
    assert view.page.source.title_piece == 1
    assert _labels(view) == 1
    sizes = [view.page.laid(piece).boxes[0].layout.font().pixelSize() for piece in (1, 2)]
    assert sizes[0] > 1.4 * sizes[1]


def test_furniture_before_the_title_is_passed_over(view: ReaderView) -> None:
    kinds = [BlockKind.FURNITURE, BlockKind.FURNITURE, BlockKind.HEADING, BlockKind.PARAGRAPH]
    _shown(view, "Menu\nShare\nTalks reopen\nThe envoy said so.", kinds, "Talks reopen")
    assert view.page.source.text[view.page.source.pieces.starts[view.page.source.title_piece] :].startswith(
        "Talks reopen"
    )
    assert _labels(view) == 1


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        ("Talks reopen again", BlockKind.HEADING),
        ("Talks reopen", BlockKind.QUOTATION),
        ("Talks reopen", BlockKind.FURNITURE),
        ("", BlockKind.PARAGRAPH),
    ],
)
def test_any_other_title_stands_in_the_header(view: ReaderView, first: str, kind: BlockKind) -> None:
    _shown(view, f"{first}\nThe envoy said so.", [kind, BlockKind.PARAGRAPH], "Talks reopen")
    assert view.page.source.title_piece == -1
    assert _labels(view) == 2


def test_a_title_that_is_corrected_moves_between_header_and_text(view: ReaderView) -> None:
    text = "Talks reopen\nThe envoy said so."
    _shown(view, text, [BlockKind.PARAGRAPH, BlockKind.PARAGRAPH], "Talks reopen")
    once = view.page.laid(1).height
    view.set_header(ReaderHeader("Talks reopen in Doha", _FACTS))
    assert _labels(view) == 2
    assert view.page.laid(1).height < once
    view.set_header(ReaderHeader("Talks reopen", _FACTS))
    assert _labels(view) == 1
    assert view.page.laid(1).height == once
