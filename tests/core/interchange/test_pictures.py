"""Pictures of a page: found inside it and beside it, and nowhere else."""

import hashlib
import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.pictures import data_address, png

from excerpta.core.interchange import pictures
from excerpta.core.interchange.html import read_html
from excerpta.core.interchange.markdown import read_markdown
from excerpta.core.interchange.pictures import PictureFinder
from excerpta.core.model.document import Article, Block, BlockKind

MAP, SECRET = png(), png(5, 5, (200, 0, 0))


def name_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A saved page with a picture beside it and one in its folder of files; a secret one lies outside."""
    folder = tmp_path / "saved"
    (folder / "page_files" / "deep").mkdir(parents=True)
    (folder / "map.png").write_bytes(MAP)
    (folder / "page_files" / "a map.png").write_bytes(MAP)
    (folder / "page_files" / "deep" / "نقشه.png").write_bytes(MAP)
    (folder / "words.png").write_text("words")
    (folder / "half.png").write_bytes(MAP[:20])
    (tmp_path / "secret.png").write_bytes(SECRET)
    return folder / "page.html"


def brought(page: Path | None, *addresses: str) -> tuple[str, tuple[str, ...]]:
    """What was found of the addresses of one picture, and what a page that shows it would be warned of."""
    finder = PictureFinder(page)
    found = finder.find(addresses)
    shown = Article("\ufffc", (Block(BlockKind.IMAGE, 0, 1, image=found),))
    return found, finder.complete(shown).warnings


@pytest.mark.parametrize(
    "address",
    [
        "map.png",
        "./map.png?v=3#top",
        "page_files/a%20map.png",
        "page_files\\a map.png",
        "page_files/deep/%D9%86%D9%82%D8%B4%D9%87.png",
        data_address(MAP),
        data_address(MAP, "text/plain;charset=x"),
        "DATA:," + "".join(f"%{byte:02x}" for byte in MAP),
        data_address(MAP).replace("/", "%2F").rstrip("="),
    ],
)
def test_a_picture_in_or_beside_the_page_is_found(page: Path, address: str) -> None:
    assert brought(page, address) == (name_of(MAP), ())


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("https://e.org/img/map.png", "The picture “map.png” is on the web and was not fetched."),
        ("//e.org/map.png", "The picture “map.png” is on the web and was not fetched."),
        ("\\\\server\\share\\map.png", "The picture “map.png” is on the web and was not fetched."),
        ("other.png", "The picture “other.png” did not come with the page."),
        ("/map.png", "The picture “map.png” did not come with the page."),
        ("page_files", "The picture “page_files” did not come with the page."),
        ("http://[bad/map.png", "The picture “map.png” did not come with the page."),
        ("../secret.png", "The picture “secret.png” is not in the page's folder and was left out."),
        ("%2e%2e/secret.png", "The picture “secret.png” is not in the page's folder and was left out."),
        ("..%5Csecret.png", "The picture “..\\secret.png” is not in the page's folder and was left out."),
        ("file:///etc/x.png", "The picture “x.png” is not in the page's folder and was left out."),
        ("C:/x.png", "The picture “x.png” is not in the page's folder and was left out."),
        ("words.png", "The picture “words.png” is no PNG, JPEG, GIF or WebP and was left out."),
        ("half.png", "The picture “half.png” is damaged and was left out."),
        ("data:image/svg+xml,<svg/>", "A picture in the page is no PNG, JPEG, GIF or WebP and was left out."),
        ("data:image/png;base64,a!b", "A picture in the page is damaged and was left out."),
        ("data:image/png", "A picture in the page is damaged and was left out."),
    ],
)
def test_any_other_is_left_out_with_the_reason(page: Path, address: str, said: str) -> None:
    assert brought(page, address) == ("", (said,))


def test_what_was_pasted_has_nothing_beside_it(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(page.parent)
    assert brought(None, "map.png") == ("", ("The picture “map.png” did not come with the page.",))
    assert brought(None, data_address(MAP)) == (name_of(MAP), ())


@pytest.mark.skipif(sys.platform == "win32", reason="needs links and pipes")
def test_links_are_followed_only_inside_the_folder(page: Path) -> None:
    folder = page.parent
    (folder / "out.png").symlink_to(folder.parent / "secret.png")
    (folder / "up").symlink_to(folder.parent)
    (folder / "in.png").symlink_to("page_files/a map.png")
    (folder / "round.png").symlink_to("round.png")
    os.mkfifo(folder / "pipe.png")
    assert brought(page, "in.png") == (name_of(MAP), ())
    for address in ("out.png", "up/secret.png", "up/saved/../secret.png"):
        assert brought(page, address)[0] == ""
        assert "is not in the page's folder" in brought(page, address)[1][0]
    for address in ("round.png", "pipe.png"):
        assert brought(page, address)[1] == (f"The picture “{address}” did not come with the page.",)


_STEPS = st.sampled_from(
    [
        "..",
        ".",
        "",
        "up",
        "secret.png",
        "out.png",
        "saved",
        "map.png",
        "%2e%2e",
        "page_files",
        "/",
        "\\",
        "%2F",
        "%00",
    ]
)


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
@given(
    st.lists(_STEPS, max_size=8),
    st.sampled_from(["/", "\\", "%5c", "//"]),
    st.sampled_from(["", "file:", "/"]),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_address_reaches_what_lies_outside(page: Path, steps: list[str], between: str, start: str) -> None:
    folder = page.parent
    if not (folder / "up").exists():
        (folder / "up").symlink_to(folder.parent)
        (folder / "out.png").symlink_to(folder.parent / "secret.png")
    outside = folder.parent.as_posix() if start == "/" and not steps else ""
    assert brought(page, f"{start}{outside}{between.join(steps)}")[0] in ("", name_of(MAP))


def test_limits_are_told(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "LARGEST_PICTURE", len(MAP) - 1)
    for address in ("map.png", data_address(MAP)):
        assert "is larger than 20 MB" in brought(page, address)[1][0]
    monkeypatch.setattr(pictures, "LARGEST_PICTURE", 10_000)
    monkeypatch.setattr(pictures, "LARGEST_SUM", len(MAP) + 10)
    finder = PictureFinder(page)
    addresses = [data_address(data) for data in (MAP, MAP, png(9, 9), png(10, 10))]
    assert [bool(finder.find([address])) for address in addresses] == [True, True, False, False]
    assert finder.complete(Article("", ())).warnings[0] == (
        "2 pictures go beyond the 60 MB that a page may bring and were left out."
    )
    monkeypatch.setattr(pictures, "MOST_PIXELS", 40)
    assert "million pixels" in brought(page, "map.png")[1][0]


def test_one_sentence_tells_of_all_that_share_a_reason() -> None:
    article = read_html("".join(f"<p><img src='https://e.org/{n}.png'></p>" for n in (1, 2, 3, 4, 4)) + "x")
    assert article.warnings == (
        "4 pictures (“1.png”, “2.png”, “3.png”, …) are on the web and were not fetched.",
    )


def test_a_spacer_gives_way_to_the_picture_it_keeps_the_place_for() -> None:
    spacer = data_address(png(1, 1))
    assert brought(None, spacer, data_address(MAP)) == (name_of(MAP), ())
    assert brought(None, spacer) == ("", ())


def images(article: Article) -> list[tuple[BlockKind, str, str]]:
    return [
        (block.kind, block.image and block.image[:8], block.description)
        for block in article.blocks
        if block.kind is BlockKind.IMAGE or block.image or block.description
    ]


def test_a_page_keeps_pictures_with_alternative_text_and_caption(page: Path) -> None:
    known = name_of(MAP)[:8]
    article = read_html(
        "<figure><img src='page_files/a map.png' alt='A map\n of Doha'>"
        "<figcaption>The <b>map</b></figcaption></figure>"
        f"<p><a href='https://e.org'><img data-src=map.png title=Again src='{data_address(png(1, 1))}'></a>"
        "<p><img src=gone.png alt='What is gone'>"
        "<ul><li><img src=map.png alt=Listed><li><img src=map.png> words</ul>"
        "<h2><img srcset='small.png 100w, map.png 2x'></h2>",
        PictureFinder(page),
    )
    assert images(article) == [
        (BlockKind.IMAGE, known, "A map of Doha"),
        (BlockKind.IMAGE, known, "Again"),
        (BlockKind.IMAGE, "", "What is gone"),
        (BlockKind.IMAGE, known, "Listed"),
        (BlockKind.IMAGE, known, ""),
    ]
    assert [article.text[b.start : b.end] for b in article.blocks if b.kind is BlockKind.CAPTION] == [
        "The map"
    ]
    assert [one.sha256 for one in article.assets] == [name_of(MAP)]
    assert (article.assets[0].width, article.assets[0].height, article.assets[0].data) == (8, 6, MAP)
    assert [span.target for span in article.spans][1:] == ["https://e.org"]
    assert len(article.warnings) == 1
    assert article.text.count("\ufffc") == 6


def test_a_picture_inside_a_line_is_told_and_not_kept(page: Path) -> None:
    article = read_html("<p>x <img src=map.png alt=y> z</p>", PictureFinder(page))
    assert (article.text, article.assets, images(article)) == ("x \ufffc z", (), [])
    assert article.warnings == ("The picture “map.png” stands inside a line and is not shown.",)
    assert read_html("<nav><img src=map.png></nav><p>x</p>", PictureFinder(page)).warnings == ()


def test_markdown_keeps_pictures(page: Path) -> None:
    article = read_markdown(
        '![A *fine* map](page_files/a%20map.png)\n\n- ![](<map.png> "Titled")\n- item\n\n'
        f"> [![in]({data_address(MAP)})](https://e.org)\n\nx ![y](gone.png) z\n",
        PictureFinder(page),
    )
    known = name_of(MAP)[:8]
    assert images(article) == [
        (BlockKind.IMAGE, known, "A fine map"),
        (BlockKind.IMAGE, known, "Titled"),
        (BlockKind.IMAGE, known, "in"),
    ]
    assert [one.data for one in article.assets] == [MAP]
    assert article.warnings == ("The picture “gone.png” did not come with the page.",)


def test_a_large_picture_inside_a_line_becomes_a_block_of_its_own() -> None:
    large, small = data_address(png(64, 80)), data_address(png(63, 80))
    article = read_html(
        f"<p>One <i>two <img src='{large}' alt=y> three</i> four</p>"
        f"<ul><li>item <img src='{large}'> more<li>next <img src='{small}'><li><img src='{large}'> x</ul>"
        f"<h2>Head <img src='{large}'></h2>"
    )
    assert [(b.kind, article.text[b.start : b.end]) for b in article.blocks] == [
        (BlockKind.PARAGRAPH, "One two"),
        (BlockKind.IMAGE, "\ufffc"),
        (BlockKind.PARAGRAPH, "three four"),
        (BlockKind.LIST_ITEM, "item"),
        (BlockKind.IMAGE, "\ufffc"),
        (BlockKind.PARAGRAPH, "more"),
        (BlockKind.LIST_ITEM, "next \ufffc"),
        (BlockKind.IMAGE, "\ufffc"),
        (BlockKind.PARAGRAPH, "x"),
        (BlockKind.HEADING, "Head \ufffc"),
    ]
    assert [article.text[s.start : s.end] for s in article.spans] == ["two", "\ufffc", "three"]
    assert article.warnings == ("A picture in the page stands inside a line and is not shown.",)
    article = read_markdown(f"One\n![y]({large})\ntwo ![z]({small})\n\n# Head ![]({large})\n")
    assert [(b.kind, article.text[b.start : b.end]) for b in article.blocks] == [
        (BlockKind.PARAGRAPH, "One"),
        (BlockKind.IMAGE, "\ufffc"),
        (BlockKind.PARAGRAPH, "two \ufffc"),
        (BlockKind.HEADING, "Head \ufffc"),
    ]
