"""Quotations say what was highlighted and where it is from, and Markdown shows exactly that."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from excerpta.core.interchange.quotation import QuotationForm, citation, quotations
from excerpta.core.model.annotation import Colour
from excerpta.core.model.ids import AnnotationId, DocumentId, TagId
from excerpta.core.model.record import HighlightRecord
from excerpta.core.model.tag import Tag, TagTree

TREE = TagTree([
    Tag(TagId(1), "u1", None, "Actors", 0, Colour.RED),
    Tag(TagId(2), "u2", TagId(1), "US", 0, Colour.RED),
    Tag(TagId(3), "u3", None, "A|b*", 1, Colour.RED),
])  # fmt: skip


def record(**values: object) -> HighlightRecord:
    known: dict[str, object] = {
        "highlight": AnnotationId(1), "document": DocumentId(1), "title": "Peace talks", "source": "Reuters",
        "author": "", "published": "2020-09-14", "place": "", "url": "", "block": 0, "start": 0, "end": 5,
        "quote": "both sides", "prefix": "", "suffix": "", "colour": "red", "style": "highlight", "note": "",
        "tags": None, "coder": "", "created": "", "modified": "", "provenance": "stated",
    }  # fmt: skip
    return HighlightRecord(**{**known, **values})  # type: ignore[arg-type]


def written(form: QuotationForm, *records: HighlightRecord) -> str:
    return "".join(quotations(records, TREE, form))


def test_text_is_a_line_with_its_source() -> None:
    assert written(QuotationForm.TEXT, record()) == "“both sides” — Peace talks, Reuters, 2020-09-14\n"
    more = record(author="Ada N.", tags="3,2", note=" Really?\n", provenance="deduced")
    assert written(QuotationForm.TEXT, record(), more).split("\n\n")[1] == (
        "“both sides” — Ada N., Peace talks, Reuters, 2020-09-14 [worked out]\n"
        "Note: Really?\nTags: Actors/US | A|b*\n"
    )
    bare = record(title="", source="", published="")
    assert written(QuotationForm.TEXT, bare) == "“both sides”\n"


def test_each_part_keeps_its_direction() -> None:
    text = written(QuotationForm.TEXT, record(quote="هیئت افغان می‌رود", title="صلح"))
    assert text.startswith("\N{RIGHT-TO-LEFT MARK}\N{FIRST STRONG ISOLATE}“هیئت")
    assert text.count("\N{FIRST STRONG ISOLATE}") == text.count("\N{POP DIRECTIONAL ISOLATE}") == 4


def test_markdown_is_a_quotation_with_its_source_below() -> None:
    text = written(QuotationForm.MARKDOWN, record(author="Ada", tags="2,3", note="1. *Why*?\n# now"))
    assert text == (
        "> both sides\n>\n> — Ada, *Peace talks*, Reuters, 2020-09-14\n\n"
        "1\\. \\*Why\\*?  \n\\# now\n\nActors/US · A\\|b\\*\n"
    )


TEXT = st.text(alphabet=st.sampled_from("ab1.-+=)(*_`#>[]!&;<\\|~\n 😀ط:/$"), min_size=1, max_size=40)


@given(TEXT, TEXT)
def test_markdown_shows_the_very_words(quote: str, note: str) -> None:
    html = MarkdownIt().render(written(QuotationForm.MARKDOWN, record(quote=f"x{quote}", note=note)))
    shown = re.sub(r"<br />|</p>", "\n", html)
    shown = re.sub(r"<[^>]+>", "", shown)
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        shown = shown.replace(entity, character)
    lines = [" ".join(line.split()) for line in shown.split("\n")]
    expected = [" ".join(line.split()) for line in f"x{quote}\n{note}".split("\n")]
    assert [line for line in lines if line and not line.startswith("—")] == [
        line for line in expected if line
    ]


@pytest.mark.parametrize("form", list(QuotationForm))
def test_nothing_is_nothing(form: QuotationForm) -> None:
    assert written(form) == ""
    assert citation(record(title=" ", author=" ", source="", published="")) == ()
