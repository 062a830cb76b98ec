"""RTF as several programs write it: encodings, fields, lists, tables, notes, and what is no RTF at all."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from excerpta.core.interchange.reading import read_article
from excerpta.core.interchange.rtf import read_rtf
from excerpta.core.model.document import Article, BlockKind, SpanKind
from excerpta.core.model.errors import ReadingError


def read(body: str, head: str = r"\ansi\ansicpg1252") -> Article:
    return read_article("a.rtf", f"{{\\rtf1{head} {body}}}".encode("latin-1"))


def spans(article: Article) -> list[tuple[SpanKind, str, str]]:
    return [(span.kind, article.text[span.start : span.end], span.target) for span in article.spans]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"caf\'e9 \u8220?quoted\u8221? \emdash  end\~x", "café “quoted” — end\u00a0x"),
        (r"\u-10179?\u-8704? and \uc0\u1705\u1575\u1576\u1604  done", "😀 and کابل done"),
        (r"{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}\f1\'cf\'f0\'e8\f0  \'e9", "При é"),
        (r"{\fonttbl{\f2\fcharset128 C;}}\f2\'93\'fa\'96\'7b", "日本"),
        (r"one\par two\line three\par\par\pard four", "one\ntwo\nthree\nfour"),
        (r"{\*\unknown hidden}{\header running head}{\v secret}shown{\deleted gone}", "shown"),
        (r"a\{b\}c\\d{\pict\wmetafile8 0102}", "a{b}c\\d \ufffc"),
        (r"before{\pict\bin5 {{{{{}after", "before \ufffc after"),
    ],
)
def test_words(body: str, text: str) -> None:
    assert read(body).text == text


def test_styles_and_links() -> None:
    article = read(
        r"{\b bold} \i it\i0  {\ul u} {\strike s} x{\super 2} H{\sub 2}"
        r'{\field{\*\fldinst{HYPERLINK "https://a.example/x"}}{\fldrslt{\ul here}}} '
        r'{\field{\*\fldinst HYPERLINK "javascript:x"}{\fldrslt there}}'
    )
    assert spans(article) == [
        (SpanKind.BOLD, "bold", ""),
        (SpanKind.ITALIC, "it", ""),
        (SpanKind.UNDERLINE, "u", ""),
        (SpanKind.STRIKE, "s", ""),
        (SpanKind.SUPERSCRIPT, "2", ""),
        (SpanKind.SUBSCRIPT, "2", ""),
        (SpanKind.LINK, "here", "https://a.example/x"),
    ]


def test_lists_as_word_and_libreoffice_write_them() -> None:
    article = read(
        r"\pard{\listtext\pard\plain 4.\tab}\pard\ls1\ilvl0 four\par{\listtext 5)\tab}five\par"
        r"\pard{\listtext \u8226\'95\tab}\ilvl1\ls2 bullet\par\pard plain"
    )
    assert [(block.kind, block.level, block.number) for block in article.blocks] == [
        (BlockKind.LIST_ITEM, 0, 4),
        (BlockKind.LIST_ITEM, 0, 5),
        (BlockKind.LIST_ITEM, 1, None),
        (BlockKind.PARAGRAPH, 0, None),
    ]


def test_tables_notes_and_headings() -> None:
    article = read(
        r"{\stylesheet{\s1\b heading 2;}}\pard\s1\b Head\par\pard\plain Words{\super\chftn}"
        r"{\footnote\chftn Note \i x.} go on.\par\trowd\trhdr\cellx1\cellx2\pard\intbl A\cell B\cell\row"
        r"\trowd\pard\intbl 1\par 1b\cell\cell\row"
        r"\pard After."
    )
    assert article.text == "Head\nWords1 go on.\nA\tB\n1 1b\t\nAfter.\n1 Note x."
    assert [(block.kind, block.level) for block in article.blocks[:3]] == [
        (BlockKind.HEADING, 2),
        (BlockKind.PARAGRAPH, 0),
        (BlockKind.TABLE, 1),
    ]
    assert (SpanKind.BOLD, "Head", "") not in spans(article)
    assert (SpanKind.ITALIC, "x.", "") in spans(article)


def test_code_keeps_its_spaces() -> None:
    article = read(
        r"{\stylesheet{\s3 HTML Preformatted;}}\pard\s3 if x:\par{  }  y = 1\par\par z\par\pard After."
    )
    assert article.text == "if x:\n    y = 1\n\nz\nAfter."
    assert [block.kind for block in article.blocks] == [BlockKind.CODE, BlockKind.PARAGRAPH]


def test_nesting_without_end_is_no_danger() -> None:
    deep = b"{\\rtf1 " + b"{\\b " * 60_000 + b"words" + b"}" * 60_000
    assert read_article("a.rtf", deep).text == "words"
    assert read_article("a.rtf", b"{\\rtf1 words" + b"}" * 60_000).text == "words"
    with pytest.raises(ReadingError, match="no words"):
        read_article("a.rtf", b"{\\rtf1")


_PIECES = st.sampled_from(
    [r"\par ", r"\b ", "{", "}", r"\u8220?", r"\'e9", r"\cell ", r"\row ", r"\intbl ", r"{\footnote ",
     r"\line ",     r"{\pict\pngblip ", r"{\*\fldinst HYPERLINK ", r"{\listtext 1.}", "words ",
     r"{\stylesheet{\s1 Title;}}", r"\s1 ",     r"\pard ", r"{\sn pib}", r"{\*\shpinst ", "\\"]
)  # fmt: skip


@given(st.lists(_PIECES | st.text(max_size=5), max_size=40))
def test_any_rtf_is_read_or_refused(pieces: list[str]) -> None:
    with contextlib.suppress(ReadingError):
        article = read_rtf(b"{\\rtf1 " + "".join(pieces).encode("utf-8", "replace"))
        assert "\n".join(article.text[block.start : block.end] for block in article.blocks) == article.text
        assert all(0 <= span.start < span.end <= len(article.text) for span in article.spans)
