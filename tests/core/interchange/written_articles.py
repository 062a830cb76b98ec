"""The one article in the formats that are written as text: HTML, Markdown, mail, saved page, book."""

import base64
import io
import zipfile
from email.message import EmailMessage

from tests.pictures import png

MAP = png(96, 64)

BODY = """<h1>Talks in the valley</h1>
<p>KABUL, 6 January 2021. The talks went on <b>all night</b>, said the <i>Valley Post</i>, and the
<u>first point</u> was <s>dropped</s> kept; see <a href="https://valley.example/talks">the
record</a>.<a href="#n1"><sup>1</sup></a></p>
<h2>What was said</h2>
<p>An area of 12 km<sup>2</sup> lost its H<sub>2</sub>O, and <code>meter.read()</code> gave
nothing 😀 گفتگوها ادامه دارد.</p>
<blockquote><p>“We shall go on talking,” she said.</p></blockquote>
<ul><li>Water<ul><li>from wells</li></ul></li><li>Roads</li></ul>
<h3>Points in order</h3>
<ol start="3"><li>Third point</li><li>Fourth point</li></ol>
<table><thead><tr><th>Village</th><th>Wells</th></tr></thead><tbody><tr><td>Upper</td><td>12</td></tr></tbody></table>
<figure><img src="{map}" alt="A map of the valley"/><figcaption>The valley from above.</figcaption></figure>
<pre>level = 3
print(level)</pre>
<p>The talks end on Friday.</p>
<p id="n1"><sup>1</sup> The record is kept in two copies.</p>"""

MARKDOWN = """---
title: Talks in the valley
author: Mina Rahimi
lang: en
---
# Talks in the valley

KABUL, 6 January 2021. The talks went on **all night**, said the *Valley Post*, and the first point was
~~dropped~~ kept; see [the record](https://valley.example/talks).

## What was said

An area of 12 km2 lost its H2O, and `meter.read()` gave nothing 😀 گفتگوها ادامه دارد.

> “We shall go on talking,” she said.

- Water
  - from wells
- Roads

### Points in order

3. Third point
4. Fourth point

| Village | Wells |
|---|---|
| Upper | 12 |

![A map of the valley]({map})

The valley from above.

    level = 3
    print(level)

The talks end on Friday.

The record is kept in two copies.
"""

_CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>
<rootfile full-path="EPUB/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
_PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">x</dc:identifier>
<dc:title>Talks in the valley</dc:title><dc:creator>Mina Rahimi</dc:creator><dc:language>en</dc:language>
<dc:publisher>Valley Press</dc:publisher><dc:date>2021-01-06</dc:date></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="one" href="text/one%20chapter.xhtml" media-type="application/xhtml+xml"/>
<item id="two" href="text/two.xhtml" media-type="application/xhtml+xml"/>
<item id="map" href="pictures/map.png" media-type="image/png"/></manifest>
<spine><itemref idref="nav"/><itemref idref="one"/><itemref idref="two"/></spine></package>"""
_NAVIGATION = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>
<nav epub:type="toc"><ol><li><a href="text/one%20chapter.xhtml">Talks in the valley</a></li>
<li><a href="text/two.xhtml">Afterword</a></li></ol></nav></body></html>"""
_CHAPTER = """<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml">
<head><title>x</title></head><body><a id="top"/>%s</body></html>"""


def html(address: str = "") -> str:
    """The article as a page; without an address for the map, that lies in the page itself."""
    address = address or f"data:image/png;base64,{base64.b64encode(MAP).decode()}"
    head = "<title>Talks in the valley</title><meta charset=utf-8><meta name=author content='Mina Rahimi'>"
    body = BODY.replace("{map}", address)
    return f"<!DOCTYPE html><html lang=en><head>{head}</head><body>{body}</body></html>"


def markdown() -> str:
    """The article in Markdown."""
    return MARKDOWN.replace("{map}", f"data:image/png;base64,{base64.b64encode(MAP).decode()}")


def epub(more: dict[str, str] | None = None) -> bytes:
    """The article as the first chapter of a book; `more` files are put in, or in place of others."""
    files: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": _CONTAINER,
        "EPUB/book.opf": _PACKAGE,
        "EPUB/nav.xhtml": _NAVIGATION,
        "EPUB/text/one chapter.xhtml": _CHAPTER % BODY.replace("{map}", "../pictures/map.png"),
        "EPUB/text/two.xhtml": _CHAPTER % "<p>Thanks &amp; credits&nbsp;&mdash; to all.</p>",
        "EPUB/pictures/map.png": MAP,
        **(more or {}),
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return written.getvalue()


def mail() -> EmailMessage:
    """The article as a mail in HTML, with the map in it and something attached."""
    message = EmailMessage()
    message["From"] = "Mina Rahimi <mina@valley.example>"
    message["To"] = "all@valley.example"
    message["Subject"] = "Talks in the valley"
    message["Date"] = "Wed, 06 Jan 2021 23:30:00 +0430"
    message["Message-ID"] = "<1@valley.example>"
    message.set_content("The talks went on all night.")
    message.add_alternative(BODY.replace("{map}", "cid:map@valley"), subtype="html")
    message.get_payload()[1].add_related(MAP, "image", "png", cid="<map@valley>")
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="the record.pdf")
    return message


def saved_page() -> bytes:
    """The article as a browser saves it in one file."""
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "https://valley.example/news/talks.html"
    message["Subject"] = "Talks in the valley"
    message["Date"] = "Fri, 1 Mar 2024 10:00:00 -0000"
    page = html("map.png").replace("https://valley.example/talks", "../talks")
    message.set_content(page, subtype="html", cte="quoted-printable")
    message["Content-Location"] = "https://valley.example/news/talks.html"
    message.add_related(MAP, "image", "png")
    message.get_payload()[1]["Content-Location"] = "https://valley.example/news/map.png"
    return message.as_bytes()
