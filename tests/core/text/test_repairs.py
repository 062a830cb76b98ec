"""Repairs are sure, have their places, and move blocks and spans with the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from excerpta.core.interchange.text import blocks_of, read_text
from excerpta.core.model.document import Block, BlockKind, Span, SpanKind
from excerpta.core.text.repairs import Repair, RepairKind, find_repairs, repaired


def _repaired(text: str) -> str:
    blocks = read_text(text).blocks
    return repaired(text, blocks, (), find_repairs(text, blocks))[0]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("He said â€œyesâ€\x9d and left.", "He said “yes” and left."),
        ("He said Ã¢â‚¬Å“noÃ¢â‚¬\x9d.", "He said “no”."),
        ("a word, â€œyesâ€ and more", "a word, “yes” and more"),
        ("Itâ€™s the cafÃ© at 5 â‚¬ â€” Â£3, naÃ¯ve", "It’s the café at 5 € — £3, naïve"),
        ("Ã¢â‚¬â„¢s", "’s"),
        ("Ð¢ÐµÐºÑ\x81Ñ‚", "Текст"),
        ("Ø³Ù„Ø§Ù… بر شما", "سلام بر شما"),
        ("ðŸ˜€ said the envoy", "😀 said the envoy"),
        ("don?t say it?s Kabul?s", "don’t say it’s Kabul’s"),
        ("Kabul\ufffds day", "Kabul’s day"),
        ("?We agreed,? he said.", "“We agreed,” he said."),
        ("the presi\u00addent of the re\u00adpub\u00adlic", "the president of the republic"),
        ("AT&amp;T &ldquo;said&rdquo; &#8217;", "AT&T “said” ’"),
        ("\x93Hello\x94 \x96 he said", "“Hello” – he said"),
        ("“We were promised, ”said a colonel.", "“We were promised,” said a colonel."),
        ("“We were promised a pause. “", "“We were promised a pause.”"),
    ],
)
def test_what_is_sure_is_repaired(text: str, right: str) -> None:
    assert _repaired(text) == right


@pytest.mark.parametrize(
    "text",
    [
        "Straße, Œuvre, à la carte, SÃO PAULO, É tarde, Ångström, CAFÉ», «IRMÃ”",
        "Er sagte: „Nein.“",
        "Han sade, ”vi går nu”",
        "“Yes,” he said. “No.” What? “Why?”",
        "Is it so? He asked: why?",
        "https://example.org/a?s=3&amp=1 and x?t=2 or page.php?d",
        "R&D, Q&A; and 5 & 6",
        "هیئت افغان می‌رود؛ «طالبان»",
        "我们说：“好。”",
        "e\u0301te\u0301 👩‍👩‍👧",
    ],
)
def test_what_may_be_meant_is_left_alone(text: str) -> None:
    assert find_repairs(text, read_text(text).blocks) == ()


def test_a_repair_tells_its_place_and_words() -> None:
    text = "😀 Itâ€™s so."
    (one,) = find_repairs(text, blocks_of([text]))
    assert one == Repair(RepairKind.MOJIBAKE, 4, 7, "â€™", "’")
    assert text[one.start : one.end] == one.before


def test_blocks_and_spans_move_with_the_text() -> None:
    text = "Itâ€™s a pre\u00adsident\nand caf\u00c3\u00a9s"
    spans = (Span(SpanKind.BOLD, 0, 6), Span(SpanKind.ITALIC, 9, 19), Span(SpanKind.BOLD, 24, 30))
    blocks = read_text(text).blocks
    new, moved, styles = repaired(text, blocks, spans, find_repairs(text, blocks))
    assert [new[b.start : b.end] for b in moved] == ["It’s a president", "and cafés"]
    assert [new[s.start : s.end] for s in styles] == ["It’s", "president", "cafés"]


def test_a_doubled_caption_goes_once_and_the_other_stays_as_a_caption() -> None:
    text = "The envoy is abroad.\nThe envoy is abroad.\nTalks began."
    kinds = (BlockKind.FURNITURE, BlockKind.FURNITURE, BlockKind.PARAGRAPH)
    blocks = tuple(Block(kind, b.start, b.end) for kind, b in zip(kinds, read_text(text).blocks, strict=True))
    (one,) = found = find_repairs(text, blocks)
    assert (one.kind, one.before) == (RepairKind.DOUBLED, "\nThe envoy is abroad.")
    new, moved, _ = repaired(text, blocks, (), found)
    assert new == "The envoy is abroad.\nTalks began."
    assert [b.kind for b in moved] == [BlockKind.CAPTION, BlockKind.PARAGRAPH]


def test_code_is_left_alone() -> None:
    text = "x = don?t"
    assert find_repairs(text, (Block(BlockKind.CODE, 0, len(text)),)) == ()


def test_a_repair_of_another_text_is_refused() -> None:
    with pytest.raises(ValueError, match="fit"):
        repaired("abc", (), (), [Repair(RepairKind.QUOTATION_MARKS, 0, 1, "x", "y")])


_PIECES = st.sampled_from(
    (
        *("â€œ", "â€", "Ã¢â‚¬", "Ã©", "Â", "?s", "a?s b", "\u00ad", "&amp;", "&#10;", "&#0;", "\x93", "\x81"),
        *(
            ", ”a",
            ". “",
            "“",
            "”",
            "„",
            "\n",
            "?Ab, c.? ",
            "\ufffd",
            "😀",
            "e\u0301",
            "می‌رود",
            "the same line",
        ),
    )
)


@given(st.lists(_PIECES | st.text(max_size=6), max_size=14).map("".join), st.data())
def test_positions_stay_inside_and_blocks_cover_the_text(text: str, data: st.DataObject) -> None:
    blocks = blocks_of(text.split("\n"))
    kinds = data.draw(st.lists(st.sampled_from(BlockKind), min_size=len(blocks), max_size=len(blocks)))
    blocks = tuple(Block(kind, b.start, b.end) for kind, b in zip(kinds, blocks, strict=True))
    found = find_repairs(text, blocks)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(text[one.start : one.end] == one.before != one.after for one in found)
    start = data.draw(st.integers(0, len(text)))
    spans = (Span(SpanKind.BOLD, start, len(text)),) if start < len(text) else ()
    some = [one for one in found if data.draw(st.booleans())]
    new, moved, styles = repaired(text, blocks, spans, some)
    assert "\n".join(new[b.start : b.end] for b in moved) == new
    assert moved[0].start == 0
    assert moved[-1].end == len(new)
    assert all(0 <= s.start < s.end <= len(new) for s in styles)
    assert len(moved) == len(blocks) - sum(one.kind is RepairKind.DOUBLED for one in some)
