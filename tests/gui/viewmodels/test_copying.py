"""What is put on the clipboard, with where it is from."""

from dataclasses import replace

import pytest

from excerpta.core.model.document import Block, BlockKind, Document, PartialDate, Provenance
from excerpta.core.model.ids import DocumentId
from excerpta.gui.viewmodels.copying import copied

FSI, PDI, RLM = "\u2068", "\u2069", "\u200f"


def document(text: str, **more: object) -> Document:
    blocks, at = [], 0
    for words in text.split("\n"):
        blocks.append(Block(BlockKind.PARAGRAPH, at, at + len(words)))
        at += len(words) + 1
    one = Document(
        DocumentId(1), "uuid", "Delegates return", "Reuters", "",
        PartialDate("2021-01-06", Provenance.STATED), "", "", "en", "",
        text, tuple(blocks), (), 0, "2021", "a.txt",
    )  # fmt: skip
    return replace(one, **more)  # type: ignore[arg-type]


def test_words_are_copied_as_they_stand() -> None:
    found = copied(document("The envoy said <nothing>"), [(4, 24)], cited=False)
    assert found.plain == "envoy said <nothing>"
    assert found.html.endswith(">envoy said &lt;nothing&gt;")


def test_a_quotation_says_where_it_is_from() -> None:
    found = copied(document("The envoy said"), [(4, 9)], cited=True)
    assert found.plain == "“envoy” — Delegates return, Reuters, 6 Jan 2021"
    assert (
        "<p><bdi>“envoy”</bdi> — <cite><bdi>Delegates return</bdi></cite>, <bdi>Reuters</bdi>" in found.html
    )


@pytest.mark.parametrize("provenance", [Provenance.DEDUCED, Provenance.DATELINE])
def test_a_date_that_was_worked_out_says_so(provenance: Provenance) -> None:
    found = copied(document("The envoy", published=PartialDate("2021-01", provenance)), [(4, 9)], cited=True)
    assert found.plain.endswith(", Jan 2021 [worked out]")
    assert "[worked out]" in found.html


def test_what_is_not_known_is_left_out() -> None:
    bare = document("The envoy", published=PartialDate(), source="", title="Untitled")
    assert copied(bare, [(4, 9)], cited=True).plain == "“envoy” — Untitled"
    assert (
        copied(replace(bare, author="A. Karim"), [(4, 9)], cited=True).plain == "“envoy” — Untitled, A. Karim"
    )


def test_persian_and_english_keep_their_own_directions() -> None:
    persian = document("وزیر گفت", title="گفت‌وگوهای صلح")
    found = copied(persian, [(0, 4)], cited=True)
    assert found.plain == f"{RLM}{FSI}“وزیر”{PDI} — {FSI}گفت‌وگوهای صلح{PDI}, {FSI}Reuters{PDI}, 6 Jan 2021"
    assert '<p dir="rtl">' in found.html
    english = copied(document("The envoy", title="گفت"), [(4, 9)], cited=True)
    assert english.plain.startswith(f"{FSI}“envoy”{PDI} — {FSI}گفت{PDI}")


def test_several_passages_are_a_list() -> None:
    text = "One here.\nTwo there.\nThree."
    ranges = [(0, 9), (10, 27)]
    plain = copied(document(text), ranges, cited=False)
    assert plain.plain == "One here.\nTwo there.\nThree."
    assert plain.html.endswith("<ul><li>One here.</li><li><p>Two there.</p><p>Three.</p></li></ul>")
    cited = copied(document(text), ranges, cited=True)
    assert cited.plain == "“One here.”\n“Two there.\nThree.”\n— Delegates return, Reuters, 6 Jan 2021"
    assert "<li>“One here.”</li><li><p>Two there.</p>" in cited.html
