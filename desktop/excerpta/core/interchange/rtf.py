"""RTF becomes blocks and spans by a small parser of the project's own, without recursion.

Question: why no library? Choice: one's own parser. Why: striprtf, the one that is free and kept up,
gives text alone, and never notices what is no RTF; the format is a stack of groups and some sixty
words that matter.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial

from excerpta.core.interchange.docx_styles import ParagraphStyle, is_code_style, style_by_name
from excerpta.core.interchange.pictures import PictureFinder
from excerpta.core.interchange.rtf_state import DESTINATIONS, SIGNS, Paragraph, State, look_after
from excerpta.core.interchange.rtf_tokens import Token, Utf16, code_page, of_character_set, tokens
from excerpta.core.interchange.sheet import PLAIN, Sheet, Style
from excerpta.core.model.document import Article, BlockKind, SpanKind

_BLIPS = {"pngblip": "png", "jpegblip": "jpg", "wmetafile8": "wmf", "emfblip": "emf", "dibitmap0": "bmp"}
_TARGET = re.compile(r'\s*HYPERLINK\s+(?:\\[a-z]\s+)*"?([^"\s]+)', re.IGNORECASE)
_ORDINAL = re.compile(r"\s*\(?(\d{1,6})[.)]?\s*$")
_WEB = ("http://", "https://", "mailto:")


@dataclass(slots=True)
class _NamedStyle:
    meaning: ParagraphStyle
    look: Style
    is_code: bool


def read_rtf(data: bytes) -> Article:
    """The words, blocks, spans, pictures and notes of an RTF document."""
    parts: dict[str, bytes] = {}
    reader = _Reader(Sheet(PictureFinder(part=parts.get)), parts)
    reader.play(tokens(data), State(encoding="cp1252"))
    reader.end()
    article = reader.sheet.finish()
    return replace(
        article,
        title=" ".join((reader.title or reader.said.get("title", "")).split()),
        author=" ".join(reader.said.get("author", "").split()),
    )


class _Reader:
    """Plays tokens onto a sheet.

    Attributes:
        sheet: what was written so far.
        said: what the document says about itself.
        title: the words of the paragraph that is its title.

    """

    def __init__(self, sheet: Sheet, parts: dict[str, bytes]) -> None:
        self.sheet = sheet
        self.said: dict[str, str] = {}
        self.title = ""
        self._parts = parts
        self._stack: list[State] = []
        self._state = State()
        self._fonts: dict[int, str] = {}
        self._default_encoding = "cp1252"
        self._styles: dict[int, _NamedStyle] = {}
        self._utf16 = Utf16()
        self._to_skip = 0
        self._bytes = bytearray()
        self._collected = ""
        self._font = self._style_number = 0
        self._blip = ""
        self._is_star = False
        self._in_paragraph = False
        self._item: str | None = None
        self._in_table = self._has_head = self._in_row = self._in_cell = False
        self._notes = 0
        self._recorded: list[Token] | None = None
        self._depth_of_note = 0
        self._picture: tuple[str, bytes] | None = None
        self._shape: dict[str, str] = {}
        self._shape_name = ""

    def play(self, stream: Iterable[Token], state: State) -> None:
        """Write what the tokens say, beginning in a state."""
        self._stack, self._state = [], state
        for token in stream:
            if self._recorded is not None and not self._ends_note(token):
                self._recorded.append(token)
            elif token.data:
                self._data(token)
            else:
                self._flush()
                if token.brace == "{":
                    self._stack.append(self._state)
                elif token.brace:
                    self._close()
                else:
                    self._word(token.word, token.number)
        self._flush()

    def end(self) -> None:
        """Close what is open at the end of the file."""
        self._end_table()

    def _ends_note(self, token: Token) -> bool:
        """Whether a note that is being recorded ends here, and its mark with it."""
        if token.brace:
            self._depth_of_note += 1 if token.brace == "{" else -1
        if self._depth_of_note:
            return False
        recorded, self._recorded = self._recorded or [], None
        self._notes += 1
        if not self._in_paragraph:
            self._begin_paragraph()
        self.sheet.note(str(self._notes), partial(self._write_note, recorded, self._state))
        return True

    def _write_note(self, recorded: list[Token], state: State) -> None:
        self._in_paragraph = True
        self.play(recorded, replace(state, place="", look=PLAIN, paragraph=Paragraph()))
        self._in_paragraph = False

    def _data(self, token: Token) -> None:
        """Take bytes of text, less those that only stand for a character told before."""
        data = token.data
        if self._to_skip:
            skipped = min(self._to_skip, len(data))
            self._to_skip -= skipped
            data = data[skipped:]
        self._bytes += data

    def _flush(self) -> None:
        if self._bytes:
            encoding = self._state.encoding or self._default_encoding
            data, self._bytes = bytes(self._bytes), bytearray()
            if self._state.place == "pict":
                self._collected += data.decode("ascii", "ignore")
            else:
                self._write(data.decode(encoding, "replace"))

    def _write(self, words: str) -> None:
        place = self._state.place
        if self._state.hidden or place in ("skip", "shape"):
            return
        if place:
            self._collected += words
            return
        if not self._in_paragraph:
            if not words.strip(" ") and not self._is_code():
                return
            self._begin_paragraph()
        named = self._styles.get(self._state.paragraph.style)
        look = self._state.look - (named.look if named else PLAIN)
        character = self._styles.get(-self._state.character_style - 1)
        if character and character.is_code:
            look |= {SpanKind.CODE}
        if self._state.link:
            look -= {SpanKind.UNDERLINE}
        self.sheet.style(look, self._state.link)
        self.sheet.words(words)
        if named and named.meaning.is_title and not self._in_table:
            self.title += words

    def _is_code(self) -> bool:
        """Whether the present paragraph is code, in which spaces matter."""
        named = self._styles.get(self._state.paragraph.style)
        return named is not None and named.meaning.kind is BlockKind.CODE

    def _begin_paragraph(self) -> None:
        paragraph = self._state.paragraph
        self._in_paragraph = True
        if paragraph.in_table:
            self._begin_cell()
            self.sheet.paragraph()
            return
        self._end_table()
        named = self._styles.get(paragraph.style)
        meaning = named.meaning if named else ParagraphStyle()
        kind, level, number = meaning.kind, meaning.level, None
        if 0 <= paragraph.outline < 9 and kind is BlockKind.PARAGRAPH:
            kind, level = BlockKind.HEADING, min(6, paragraph.outline + 1)
        elif self._item is not None and kind is BlockKind.PARAGRAPH:
            ordinal = _ORDINAL.match(self._item)
            kind, level, number = BlockKind.LIST_ITEM, paragraph.level, int(ordinal[1]) if ordinal else None
        self.sheet.paragraph(kind, level, number)

    def _begin_cell(self) -> None:
        if not self._in_table:
            self.sheet.start_table(has_head=self._has_head)
            self._in_table = True
        if not self._in_row:
            self.sheet.start_row()
            self._in_row = True
        if not self._in_cell:
            self.sheet.start_cell()
            self._in_cell = True

    def _end_table(self) -> None:
        if self._in_table:
            self.sheet.end_table()
            self._in_table = self._in_row = self._in_cell = False

    def _close(self) -> None:
        """End a group: what was collected in it is understood."""
        closed = self._state
        self._state = self._stack.pop() if self._stack else closed
        place = closed.place
        if place == "stylesheet":
            self._name_style(closed.look)
        if place in ("", "skip") or place == self._state.place:
            return
        collected, self._collected = self._collected, ""
        self._understand(place, collected)
        if place in ("shape", "pict") and all(one.place != "shape" for one in (*self._stack, self._state)):
            self._show_picture()

    def _understand(self, place: str, collected: str) -> None:
        """Do what a destination of that name is for."""
        if place == "fldinst":
            found = _TARGET.match(collected)
            if found and found[1].lower().startswith(_WEB):
                self._state = replace(self._state, link=found[1])
        elif place in ("listtext", "pntext"):
            self._item = collected if collected.strip() else None
        elif place in ("title", "author"):
            self.said[place] = collected
        elif place == "sn":
            self._shape_name = collected.strip()
        elif place == "sv":
            self._shape.setdefault(self._shape_name, collected.strip())
        elif place == "pict":
            self._end_picture(collected)

    def _name_style(self, look: Style) -> None:
        """Remember the style of which an entry of the style sheet has just ended."""
        name, self._collected = self._collected.strip().rstrip(";").strip().lower(), ""
        if name:
            meaning = style_by_name(name) or ParagraphStyle()
            self._styles[self._style_number] = _NamedStyle(meaning, look, is_code_style(name))
        self._style_number = 0

    def _end_picture(self, collected: str) -> None:
        if self._state.place == "sv" and self._shape_name != "pib":
            return  # what fills a shape
        digits = re.sub(r"[^0-9a-fA-F]", "", collected)
        data = bytes.fromhex(digits[: len(digits) // 2 * 2])
        self._picture = self._picture or (f"picture {len(self._parts) + 1} {self._blip}".rstrip(), data)

    def _show_picture(self) -> None:
        if self._picture is not None:
            name, data = self._picture
            self._parts[name] = data
            if not self._in_paragraph:
                self._begin_paragraph()
            self.sheet.style(PLAIN)
            self.sheet.picture(name, self._shape.get("wzDescription", ""))
        self._picture, self._shape, self._shape_name = None, {}, ""

    def _word(self, word: str, number: int | None) -> None:
        """Obey a control word."""
        self._to_skip = 0
        is_star, self._is_star = self._is_star, word == "*"
        look = look_after(word, self._state.look, is_on=number != 0)
        if look is not None:
            self._state = replace(self._state, look=look)
        elif word in SIGNS:
            self._write(SIGNS[word])
        elif word == "u" and number is not None:
            self._write(self._utf16.take(number))
            self._to_skip = self._state.replaced
        elif word in DESTINATIONS or (is_star and word not in ("cs", "ts", "ds")):
            self._enter(word)
        elif word in _BLIPS:
            self._blip = _BLIPS[word]
        elif not self._encodes(word, number) and self._state.place in ("", "stylesheet"):
            self._formats(word, number)
            self._structures(word)

    def _enter(self, word: str) -> None:
        """Words go to another place until the group ends."""
        place = DESTINATIONS.get(word, "skip")
        if self._state.place == "skip" or not place:
            return
        if word == "footnote":
            self._recorded, self._depth_of_note = [], 1
        else:
            self._collected = ""
            self._state = replace(self._state, place=place)

    def _encodes(self, word: str, number: int | None) -> bool:
        """Obey a word about the encoding of what follows; False for another one."""
        match word:
            case "uc":
                self._state = replace(self._state, replaced=max(0, min(10, number or 0)))
                return True
            case "ansicpg":
                encoding = self._default_encoding = code_page(number)
            case "mac" | "pc" | "pca":
                encoding = {"mac": "mac-roman", "pc": "cp437"}.get(word, "cp850")
                self._default_encoding = encoding
            case "f":
                self._font = number or 0
                encoding = self._fonts.get(self._font, self._default_encoding)
            case "fcharset":
                self._fonts[self._font] = of_character_set(number, self._default_encoding)
                return True
            case _:
                return False
        self._state = replace(self._state, encoding=encoding)
        return True

    def _formats(self, word: str, number: int | None) -> None:
        """Obey a word about the style of words and paragraphs."""
        state, paragraph, value = self._state, self._state.paragraph, number or 0
        match word:
            case "plain":
                state = replace(state, look=PLAIN, character_style=-1, hidden=False)
            case "v" | "deleted":
                state = replace(state, hidden=number != 0)
            case "cs":
                self._style_number = -value - 1
                state = replace(state, character_style=value)
            case "pard":
                paragraph = Paragraph()
            case "s":
                self._style_number = value
                paragraph = replace(paragraph, style=value)
            case "outlinelevel":
                paragraph = replace(paragraph, outline=value)
            case "ilvl":
                paragraph = replace(paragraph, level=max(0, min(8, value)))
            case "intbl":
                paragraph = replace(paragraph, in_table=True)
        self._state = replace(state, paragraph=paragraph)

    def _structures(self, word: str) -> None:
        """Obey a word that ends a line, a paragraph, a cell or a row."""
        match word:
            case "par" | "sect" | "page":
                self._end_paragraph()
            case "line" | "\n" | "\r":
                if self._in_paragraph:
                    self.sheet.line_break()
            case "cell":
                self._begin_cell()
                self._in_paragraph = self._in_cell = False
            case "row":
                self._in_row = self._has_head = False
            case "trhdr":
                self._has_head = not self._in_table

    def _end_paragraph(self) -> None:
        """An empty line within code is a part of it; elsewhere it says nothing."""
        if not self._in_paragraph and self._is_code():
            self._begin_paragraph()
        self._in_paragraph = False
        self._item = None
