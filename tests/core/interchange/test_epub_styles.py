"""Classes that make words bold or italic become what they mean."""

import pytest
from tests.core.interchange.written_articles import epub

from excerpta.core.interchange.epub_styles import classes_of, elements_of
from excerpta.core.interchange.reading import read_article
from excerpta.core.model.document import SpanKind

SHEET = """/* p { } .no { font-weight: bold } */
.b1, span.b2 { font-weight: 700 } .i1{FONT-STYLE:italic;color:red}
p.whole { font-style: italic } .i1 .inside { font-weight: bold }
.both { font-weight: bold; font-style: oblique; text-decoration: underline line-through }
@media print { .late { vertical-align: super } }
.plain { font-weight: normal; font-style: normal; vertical-align: baseline }"""


def test_what_classes_stand_for() -> None:
    assert classes_of([SHEET]) == {
        "b1": ("b",),
        "b2": ("b",),
        "i1": ("i",),
        "both": ("b", "i", "u", "s"),
        "late": ("sup",),
    }


@pytest.mark.parametrize("sheet", ["", "}" * 50_000, "{" * 50_000, "/*" * 50_000, ".a{" * 20_000])
def test_sheets_without_sense_cost_nothing(sheet: str) -> None:
    assert classes_of([sheet]) == {}
    assert elements_of(sheet) == ()


def test_words_of_a_book_look_as_their_classes_say() -> None:
    words = (
        "A <span class='i1'>slanted</span>, a <span class='x both'>very <em>strong</em></span> and a"
        " <span style='font-weight:bold'>fat</span> word."
    )
    page = f"<html xmlns='http://www.w3.org/1999/xhtml'><body><h1>Head</h1><p>{words}</p></body></html>"
    opf = (
        "<package xmlns='http://www.idpf.org/2007/opf'><manifest>"
        "<item id='c' href='a.css' media-type='text/css'/>"
        "<item id='one' href='one.xhtml' media-type='application/xhtml+xml'/></manifest>"
        "<spine><itemref idref='one'/></spine></package>"
    )
    article = read_article(
        "a.epub", epub({"EPUB/book.opf": opf, "EPUB/a.css": SHEET, "EPUB/one.xhtml": page})
    )
    assert article.text == "Head\nA slanted, a very strong and a fat word."
    shown = {(span.kind, article.text[span.start : span.end]) for span in article.spans}
    assert shown == {
        (SpanKind.ITALIC, "slanted"),
        (SpanKind.BOLD, "very strong"),
        (SpanKind.ITALIC, "very strong"),
        (SpanKind.ITALIC, "strong"),
        (SpanKind.UNDERLINE, "very strong"),
        (SpanKind.STRIKE, "very strong"),
        (SpanKind.BOLD, "fat"),
    }
