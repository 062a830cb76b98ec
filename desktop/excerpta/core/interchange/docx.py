"""Word documents (DOCX) become blocks and spans, notes at the end; what was deleted in them stays out.

Question: mammoth, or a walk of one's own? Choice: a walk over the parts with lxml, which is there
anyway. Why: of the article with every feature in the tests mammoth kept 11 of 23, three of the others
being what the file says about itself; underline, captions, code, quotations and the numbers of lists
were gone from its HTML, which would have to be parsed again.
"""

import posixpath
import re
from dataclasses import replace
from functools import partial

from lxml import etree

from excerpta.core.interchange.archive import Archive
from excerpta.core.interchange.docx_styles import (
    Numbering,
    Styles,
    is_on,
    numbering_of,
    outline_level,
    run_style,
)
from excerpta.core.interchange.pictures import PictureFinder
from excerpta.core.interchange.sheet import Sheet
from excerpta.core.interchange.xml_parts import child, local, own, parse_xml, words_of
from excerpta.core.model.document import Article, BlockKind, SpanKind

_HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?:\\[a-z]\s+)*"?([^"\s]+)', re.IGNORECASE)
_WEB = ("http://", "https://", "mailto:")
_TRANSPARENT = frozenset(
    ("sdt", "sdtContent", "ins", "smartTag", "customXml", "moveTo", "dir", "bdo", "body")
)
_SIGNS = {"tab": " ", "ptab": " ", "noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}


def read_docx(archive: Archive) -> Article:
    """The words, blocks, spans, pictures, notes and metadata of a Word document.

    Raises:
        ReadingError: a part that is needed is missing or damaged.

    """
    main = _main_part(archive)
    return _Walk(archive, main).article()


def _main_part(archive: Archive) -> str:
    if "_rels/.rels" in archive:
        for relation in parse_xml(archive.read("_rels/.rels")):
            if own(relation, "Type").endswith("/officeDocument"):
                return own(relation, "Target").lstrip("/")
    return "word/document.xml"


class _Walk:
    """One walk over the parts of a document, in reading order."""

    def __init__(self, archive: Archive, main: str) -> None:
        self._archive = archive
        self._folder = posixpath.dirname(main)
        self._main = main
        self._styles = Styles(self._part("styles.xml"))
        self._numbering = Numbering(self._part("numbering.xml"))
        self._sheet = Sheet(PictureFinder(part=archive.part))
        self._links: dict[str, str] = {}
        self._notes: dict[tuple[str, str], etree._Element] = {}
        self._note_numbers = {"footnote": 0, "endnote": 0}
        self._title: list[str] | None = None
        self._fields: list[list[str]] = []
        self._field_links: list[str] = []
        self._boxes: list[etree._Element] = []

    def article(self) -> Article:
        """The whole document."""
        for kind in ("footnote", "endnote"):
            root = self._part(f"{kind}s.xml")
            for note in () if root is None else root:
                self._notes[kind, own(note, "id")] = note
        self._links = self._relations(posixpath.basename(self._main))
        root = parse_xml(self._archive.read(self._main))
        body = child(root, "body")
        if body is not None:
            self._blocks(body)
        article = self._sheet.finish()
        return self._with_metadata(article)

    def _part(self, name: str) -> etree._Element | None:
        path = posixpath.join(self._folder, name)
        return parse_xml(self._archive.read(path)) if path in self._archive else None

    def _relations(self, part: str) -> dict[str, str]:
        root = self._part(f"_rels/{part}.rels")
        return {own(one, "Id"): own(one, "Target") for one in (() if root is None else root)}

    def _with_metadata(self, article: Article) -> Article:
        data = self._archive.part("docProps/core.xml")
        root = parse_xml(data) if data else None
        title = " ".join("".join(self._title or ()).split()) or words_of(child(root, "title"))
        return replace(
            article,
            title=title,
            author=words_of(child(root, "creator")),
            language=words_of(child(root, "language")),
        )

    def _blocks(self, parent: etree._Element) -> None:
        """Walk what stands one below the other."""
        for one in parent:
            match local(one):
                case "p":
                    self._paragraph(one)
                case "tbl":
                    self._table(one)
                case name if name in _TRANSPARENT:
                    self._blocks(one)

    def _paragraph(self, paragraph: etree._Element) -> None:
        properties = child(paragraph, "pPr")
        named = child(properties, "pStyle")
        style = self._styles.paragraph("" if named is None else own(named, "val"))
        kind, level = style.kind, style.level
        outline = outline_level(child(properties, "outlineLvl"))
        if outline and kind is BlockKind.PARAGRAPH:
            kind, level = BlockKind.HEADING, outline
        numbering = numbering_of(properties) or style.numbering
        number = None
        is_counted = numbering is not None and numbering[0] != "0" and kind is BlockKind.PARAGRAPH
        if numbering is not None and is_counted:
            kind, level = BlockKind.LIST_ITEM, numbering[1]
            number = self._numbering.number(*numbering)
        self._sheet.paragraph(kind, level, number)
        if style.is_title and self._title is None:
            self._title = [text.text or "" for text in paragraph.iter() if local(text) == "t"]
        self._inline(paragraph, "")
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self._blocks(box)

    def _inline(self, parent: etree._Element, link: str) -> None:
        """Walk what stands in a line."""
        for one in parent:
            match local(one):
                case "r":
                    self._run(one, link)
                case "hyperlink":
                    target = self._links.get(own(one, "id"), "") if own(one, "id") else ""
                    self._inline(one, _web(target) or link)
                case "fldSimple":
                    self._inline(one, _field_target(own(one, "instr")) or link)
                case name if name in _TRANSPARENT:
                    self._inline(one, link)
                case "oMath" | "oMathPara":
                    self._sheet.words(words_of(one))

    def _run(self, run: etree._Element, link: str) -> None:
        properties = child(run, "rPr")
        hidden = child(properties, "vanish")
        if hidden is not None and is_on(hidden):
            return
        named = child(properties, "rStyle")
        look = run_style(properties, self._styles.run("" if named is None else own(named, "val")))
        link = link or next((one for one in reversed(self._field_links) if one), "")
        if link:
            look -= {SpanKind.UNDERLINE}  # the look of links, not of these words
        self._sheet.style(look, link)
        for one in run:
            self._piece(one)

    def _piece(self, piece: etree._Element) -> None:
        """One thing within a run."""
        name = local(piece)
        if name == "t":
            if not self._in_field_code():
                self._sheet.words(piece.text or "")
        elif name in _SIGNS:
            self._sheet.words(_SIGNS[name])
        elif name == "sym":
            self._sheet.words(_symbol(own(piece, "char")))
        elif name in ("br", "cr"):
            if own(piece, "type") in ("", "textWrapping"):
                self._sheet.line_break()
        elif name in _NOTES:
            self._note(_NOTES[name], own(piece, "id"))
        else:
            self._rarer_piece(piece, name)

    def _rarer_piece(self, piece: etree._Element, name: str) -> None:
        if name in ("fldChar", "instrText"):
            self._field(piece)
        elif name in ("drawing", "pict", "object"):
            self._drawing(piece)
        elif name == "AlternateContent":
            chosen = child(piece, "Choice")
            for inner in () if chosen is None else chosen:
                self._piece(inner)

    def _in_field_code(self) -> bool:
        return len(self._fields) > len(self._field_links)

    def _field(self, piece: etree._Element) -> None:
        """Follow a field from its code to its end: only one that links leaves a trace."""
        if local(piece) == "instrText":
            if self._in_field_code():
                self._fields[-1].append(piece.text or "")
            return
        kind = own(piece, "fldCharType")
        if kind == "begin":
            # A field within the code of another one belongs to that code.
            self._field_links += [""] * (len(self._fields) - len(self._field_links))
            self._fields.append([])
        elif kind == "separate" and self._in_field_code():
            self._field_links.append(_field_target("".join(self._fields[-1])))
        elif kind == "end" and self._fields:
            self._fields.pop()
            del self._field_links[len(self._fields) :]

    def _note(self, kind: str, id_: str) -> None:
        note = self._notes.get((kind, id_))
        if note is None:
            return
        self._note_numbers[kind] += 1
        mark = str(self._note_numbers[kind]) if kind == "footnote" else _roman(self._note_numbers[kind])
        self._sheet.note(mark, partial(self._write_note, note, kind))

    def _write_note(self, note: etree._Element, kind: str) -> None:
        """Write a note: its first paragraph behind the mark, the others below."""
        self._links = self._relations(f"{kind}s.xml")
        for number, paragraph in enumerate(one for one in note if local(one) == "p"):
            if number:
                self._sheet.paragraph()
            self._inline(paragraph, "")

    def _drawing(self, drawing: etree._Element) -> None:
        """A picture, or a box of text, which is read after the paragraph."""
        described = next((one for one in drawing.iter() if local(one) in ("docPr", "shape")), None)
        words = ""
        if described is not None:
            words = own(described, "descr") or own(described, "alt") or own(described, "title")
        walk = etree.iterwalk(drawing, events=("start",))
        for _, one in walk:
            if local(one) in ("blip", "imagedata"):
                target = self._links.get(own(one, "embed") or own(one, "id"), "")
                if target and not target.startswith(_WEB):
                    self._sheet.picture(self._path(target), words)
                elif own(one, "link"):
                    self._sheet.picture(self._links.get(own(one, "link"), ""), words)
            elif local(one) == "txbxContent":
                self._boxes.append(one)
                walk.skip_subtree()

    def _path(self, target: str) -> str:
        path = target.lstrip("/") if target.startswith("/") else posixpath.join(self._folder, target)
        return posixpath.normpath(path)

    def _table(self, table: etree._Element) -> None:
        rows = list(_within(table, "tr"))
        if max((sum(1 for _ in _within(row, "tc")) for row in rows), default=0) < 2:
            for row in rows:
                for cell in _within(row, "tc"):
                    self._blocks(cell)
            return
        head = child(rows[0], "trPr", "tblHeader")
        self._sheet.start_table(has_head=head is not None and is_on(head))
        for row in rows:
            self._sheet.start_row()
            for cell in _within(row, "tc"):
                self._sheet.start_cell()
                merged = child(cell, "tcPr", "vMerge")
                if merged is None or own(merged, "val") == "restart":
                    self._blocks(cell)
                span = child(cell, "tcPr", "gridSpan")
                columns = own(span, "val") if span is not None else "1"
                for _ in range(1, min(50, int(columns)) if columns.isdecimal() else 1):
                    self._sheet.start_cell()
        self._sheet.end_table()


def _within(parent: etree._Element, name: str) -> list[etree._Element]:
    """The children of that name, also through what only wraps them."""
    found: list[etree._Element] = []
    for one in parent:
        if local(one) == name:
            found.append(one)
        elif local(one) in _TRANSPARENT:
            found += _within(one, name)
    return found


def _field_target(code: str) -> str:
    found = _HYPERLINK.match(code)
    return _web(found[1]) if found else ""


def _web(address: str) -> str:
    return address if address.lower().startswith(_WEB) else ""


def _symbol(code: str) -> str:
    """The sign of a symbol font; those in its private area have no meaning without the font."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return chr(number) if 32 <= number < 0xD800 else "\N{REPLACEMENT CHARACTER}"


def _roman(number: int) -> str:
    """A small Roman numeral, as the notes at the end are counted."""
    written = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        written += sign * count
    return written
