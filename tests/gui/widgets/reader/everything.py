"""A document with everything that the reader draws: every kind of block, many scripts, pictures, tables."""

from dataclasses import dataclass, field

from excerpta.core.model.document import Block, BlockKind, Span, SpanKind

HEADING, ITEM, QUOTATION = BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.QUOTATION
TABLE, CODE, IMAGE, CAPTION = BlockKind.TABLE, BlockKind.CODE, BlockKind.IMAGE, BlockKind.CAPTION
PLAIN, RULE, FURNITURE = BlockKind.PARAGRAPH, BlockKind.RULE, BlockKind.FURNITURE

LATIN = (
    "Delegates from Kabul went back to Qatar on Tuesday to take up the talks again, with each side accusing "
    "the other of breaking its word and with civilians still being killed in the capital."
)
PERSIAN = (
    "وزیر خارجه گفت که گفت‌وگوهای صلح در دوحه با حضور Taliban از سر گرفته شد و هر دو سوی گفت‌وگو "
    "یکدیگر را به شکستن پیمان ۱۰ فوریه متهم می‌کنند."
)
ARABIC = "قال المبعوث إن الطرفين اتفقا على اللقاء مرة أخرى في العاصمة في ١٢ أيار، وسط أعمال عنف متصاعدة."
HEBREW = "השליח אמר כי שני הצדדים הסכימו להיפגש שוב בבירה, למרות האלימות הגוברת."
DEVANAGARI = "दूत ने कहा कि दोनों पक्ष राजधानी में फिर से मिलने पर सहमत हुए हैं, हालाँकि हिंसा बढ़ रही है।"
CHINESE = "特使周二表示，双方已同意在首都再次会面，尽管暴力事件不断升级，平民仍在首都遇害。"
THAI = "ทูตกล่าวเมื่อวันอังคารว่าทั้งสองฝ่ายตกลงที่จะพบกันอีกครั้งในเมืองหลวง แม้ความรุนแรงจะเพิ่มขึ้น"
EMOJI = "The office was closed 🎉 on Friday 👨‍👩‍👧, the flag 🇦🇫 came down, and nobody said why 🤷🏽‍♀️."
LEFT_TABLE = (
    "Date\tPlace\tKilled\tWhat was said\n"
    "6 January 2021\tDoha\t14\tBoth sides accused each other of breaking the agreement of February.\n"
    "9 January 2021\tKabul\t3\tNobody claimed the attack.\n"
    "12 January 2021\tKandahar\t1,207\tThe governor spoke of a “black day”."
)
RIGHT_TABLE = "تاریخ\tجا\tکشته\n۶ ژانویه\tدوحه\t۱۴\n۹ ژانویه\tکابل\t۳"
WIDE_TABLE = "\n".join(
    "\t".join(
        f"{'Column' if not row else 'Cell of row'} {row or ''} {column} and words" for column in range(12)
    )
    for row in range(6)
)
PROGRAM = (
    "def fold(text: str) -> str:\n\treturn unicodedata.normalize('NFKD', text)  "
    "# a line that is far too long for the column, so that it has to be broken somewhere or other\n\n"
    "for word in words:\n\tif word:\n\t\tprint(word)"
)


@dataclass
class Everything:
    """Collects blocks and spans; `text` is what they lie over."""

    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)

    def add(
        self, kind: BlockKind, words: str, level: int = 0, number: int | None = None, **more: str
    ) -> None:
        """Add a block of `words`, in which *bold*, _italic_ and the like are not marked up."""
        if self.blocks:
            self.text += "\n"
        start = len(self.text)
        self.text += words
        self.blocks.append(Block(kind, start, len(self.text), level, number, **more))

    def style(self, kind: SpanKind, words: str, target: str = "") -> None:
        """Put an inline style on the last place where `words` stand."""
        start = self.text.rindex(words)
        self.spans.append(Span(kind, start, start + len(words), target))


def everything(image: str = "", small_image: str = "") -> Everything:
    """Make the document; the pictures are the assets with these SHA-256 sums."""
    made = Everything()
    _add_headings(made)
    _add_lists(made)
    _add_quotations(made)
    _add_pictures(made, image, small_image)
    _add_tables(made)
    _add_scripts(made)
    return made


def _add_headings(made: Everything) -> None:
    made.add(FURNITURE, "Home | World | Share")
    made.add(PLAIN, LATIN)
    for level in range(1, 7):
        made.add(HEADING, f"A heading of level {level}", level)
        made.add(PLAIN, "The standing of the pact signed in February is disputed and decides much else.")
    made.add(
        PLAIN, "E = mc2 and H2O, small print, bold words, italic ones, struck out, code_of(x), a link to it."
    )
    for kind, words in (
        (SpanKind.SUPERSCRIPT, "2 and"),
        (SpanKind.SUBSCRIPT, "2O"),
        (SpanKind.SMALL, "small print"),
        (SpanKind.BOLD, "bold words"),
        (SpanKind.ITALIC, "italic ones"),
        (SpanKind.STRIKE, "struck out"),
        (SpanKind.CODE, "code_of(x)"),
    ):
        start = made.text.rindex(words)
        end = start + (1 if words[0] == "2" else len(words))
        made.spans.append(Span(kind, start, end))
    made.style(SpanKind.LINK, "a link to it", "https://example.org/")


def _add_lists(made: Everything) -> None:
    made.add(HEADING, "Lists", 2)
    made.add(ITEM, LATIN)
    made.add(PLAIN, "A second paragraph of the same item stands below its text, not below its mark.", 1)
    made.add(ITEM, "An item in an item", 1)
    made.add(ITEM, "And one in that", 2)
    made.add(ITEM, "Back again")
    for number in (8, 9, 10):
        made.add(ITEM, f"Number {number}: {LATIN[:90]}", 0, number)
    made.add(ITEM, "a numbered one inside", 1, 1)
    made.add(PLAIN, "Between two lists.")
    for number in (99, 100, 1001):
        made.add(ITEM, f"A number that is wide: {LATIN[:100]}", 0, number)
    made.add(PLAIN, PERSIAN)
    made.add(ITEM, PERSIAN)
    made.add(ITEM, "در دل آن", 1)
    for number in (9, 10):
        made.add(ITEM, PERSIAN, 0, number)
    made.add(ITEM, ARABIC, 0, 11)


def _add_quotations(made: Everything) -> None:
    made.add(HEADING, "Quotations and code", 2)
    made.add(QUOTATION, LATIN)
    made.add(QUOTATION, "A quotation within the quotation.", 1)
    made.add(QUOTATION, PERSIAN)
    made.add(CODE, PROGRAM)
    made.add(RULE, "")
    made.add(PLAIN, "After a rule.")


def _add_pictures(made: Everything, image: str, small_image: str) -> None:
    made.add(HEADING, "Pictures", 2)
    made.add(IMAGE, "\ufffc", image=image, description="The envoy at the door of the hotel")
    made.add(CAPTION, "The envoy leaves the talks in Doha. (Photograph: Agency)")
    made.add(PLAIN, LATIN)
    made.add(IMAGE, "\ufffc", image=small_image, description="A small picture")
    made.add(IMAGE, "\ufffc", description="A map of the provinces, which is not in the library")
    made.add(CAPTION, "A caption below a picture that is missing.")
    made.add(IMAGE, "\ufffc")
    made.add(PLAIN, "A picture \ufffc within a line.")


def _add_tables(made: Everything) -> None:
    made.add(HEADING, "Tables", 2)
    made.add(CAPTION, "Attacks in the first days of January")
    made.add(TABLE, LEFT_TABLE)
    made.add(PLAIN, LATIN)
    made.add(TABLE, WIDE_TABLE)
    made.add(TABLE, RIGHT_TABLE)
    made.add(CAPTION, "جدول رویدادها")


def _add_scripts(made: Everything) -> None:
    made.add(HEADING, "Scripts", 2)
    for words in (PERSIAN, ARABIC, HEBREW, DEVANAGARI, CHINESE, THAI, EMOJI):
        made.add(PLAIN, words)
