"""Books: chapters with their titles, covers, contents as furniture, and those that are protected."""

import pytest
from tests.core.interchange.written_articles import epub

from excerpta.core.interchange.reading import read_article
from excerpta.core.model.document import Article, BlockKind, PartialDate, Provenance
from excerpta.core.model.errors import ReadingError


def headings(article: Article) -> list[str]:
    return [article.text[b.start : b.end] for b in article.blocks if b.kind is BlockKind.HEADING]


def test_chapters_without_headings_get_the_titles_of_the_contents() -> None:
    article = read_article("a.epub", epub())
    assert headings(article)[-1] == "Afterword"
    assert article.text.endswith("Thanks & credits\u00a0— to all.")
    contents = [article.text[b.start : b.end] for b in article.blocks if b.kind is BlockKind.FURNITURE]
    assert contents == ["Talks in the valley", "Afterword"]
    assert article.source == "Valley Press"
    assert article.published == PartialDate("2021-01-06", Provenance.METADATA)


def test_a_title_that_stands_there_becomes_the_heading() -> None:
    page = "<html xmlns='http://www.w3.org/1999/xhtml'><body><p>Afterword</p><p>Words.</p></body></html>"
    article = read_article("a.epub", epub({"EPUB/text/two.xhtml": page}))
    assert headings(article)[-1] == "Afterword"
    assert article.text.endswith("\nAfterword\nWords.")


def test_a_chapter_that_is_no_xml_is_read_as_html_and_a_cover_is_a_picture() -> None:
    page = (
        "<html><body><p>Broken <b>words<p>and & more.<svg xmlns:xlink='http://www.w3.org/1999/xlink'>"
        "<image xlink:href='../pictures/map.png'/></svg></body></html>"
    )
    article = read_article("a.epub", epub({"EPUB/text/two.xhtml": page}))
    assert "Broken words\nand & more." in article.text
    assert article.blocks[-1].kind is BlockKind.IMAGE
    assert article.blocks[-1].image == article.assets[0].sha256


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"META-INF/encryption.xml": "<e><CipherReference URI='EPUB/text/two.xhtml'/></e>"}, "protected"),
        ({"META-INF/container.xml": "<container/>"}, "missing"),
        ({"EPUB/book.opf": "<package>"}, "damaged"),
        ({"EPUB/book.opf": "<package><manifest/><spine/></package>"}, "names no chapters"),
    ],
)
def test_books_that_cannot_be_read_say_why(files: dict[str, str], sentence: str) -> None:
    with pytest.raises(ReadingError, match=sentence):
        read_article("a.epub", epub(files))


def test_scrambled_fonts_do_not_matter() -> None:
    fonts = {"META-INF/encryption.xml": "<e><CipherReference URI='EPUB/font.OTF'/></e>"}
    assert read_article("a.epub", epub(fonts)).text


def test_entities_are_not_expanded() -> None:
    bomb = (
        "<!DOCTYPE html [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
        "<html xmlns='http://www.w3.org/1999/xhtml'><body><p>Before &b; &f; after.</p></body></html>"
    )
    text = read_article("a.epub", epub({"EPUB/text/two.xhtml": bomb})).text
    assert "aaaa" not in text
    assert "root:" not in text
