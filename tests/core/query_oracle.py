"""An oracle for queries: plain Python over all rows of a library, which knows no SQL and none of the engine.

`little_library` fills a library by chance, `any_query` asks anything of it, `answer` finds by brute force
what should come out, `listed` in which order.
"""

import random
import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from excerpta.core.model.annotation import Colour
from excerpta.core.model.query import (
    SEVERAL_VALUED,
    Grouping,
    Match,
    Operator,
    Query,
    QueryField,
    Relation,
    Sort,
    Term,
)
from excerpta.core.store import fulltext
from excerpta.core.store.library import Library
from excerpta.core.text.folding import fold
from excerpta.core.text.words import word_at

VOCABULARY = [
    "peace",
    "talks",
    "Doha",
    "war",
    "warlord",
    "software",
    "cease-fire",
    "don’t",
    "1,000",
    "U.S.",
    "größe",
    "Élan",
    "和平",
    "会谈",
    "صلح",
    "گفت\u200cوگو",
    "می\u200cرود",
    "كابل",
    "😀",
    "the",
    "near",
    "within",
    "not",
    "AND",
    "NEAR(2)",
    "état",
    "café́",
    "ﬁne",
    "x",
]
PATHS = (
    "Actors",
    "Actors/US",
    "Actors/US/Envoy",
    "Actors/Taliban",
    "Claims",
    "Claims/A\\/B",
    "inter",
    "interview",
)
SOURCES = ("", "Reuters", "reuters", "AP", "Ü News", "AP & Reuters")
DATES = ("", "2019", "2020", "2020-09", "2020-09-14", "2020-02-29", "2021-01", "2021-12-31")
LANGUAGES = ("", "en", "en-GB", "fa_AF", "eng")
CODERS = ("ada", "Basir", "me", "")
NOTES = ("", "", "bias here", "größe 😀", "not near\nthe  war", '100 % "sure"', "*")
MADE = (
    "2026-11-23T23:59:59.999Z",
    "2026-11-24T00:00:00.000Z",
    "2025-02-28T12:00:00.000Z",
    "2026-01-01T08:30:00.000Z",
)


@dataclass(frozen=True)
class Mark:
    """A highlight with what its document says of itself."""

    id: int
    document: dict[str, str]
    start: int
    end: int
    row: dict[str, str]
    tags: frozenset[str]

    @property
    def place(self) -> tuple[int, int, int, int]:
        return int(self.document["id"]), self.start, self.end, self.id


def little_library(library: Library, rng: random.Random) -> None:
    """Some documents, tags, highlights, memos and names of colours, by chance."""
    library.coder = "ada"
    with library.write() as connection:
        ids: dict[str, int] = {}
        for number, path in enumerate(PATHS, 1):
            names = re.split(r"(?<!\\)/", path)
            parent = ids.get("/".join(names[:-1]))
            ids[path] = number
            row = (
                number,
                f"t{number}",
                parent,
                names[-1].replace("\\/", "/"),
                rng.randrange(9),
                "red",
                "",
                "",
            )
            connection.execute(f"INSERT INTO tag VALUES ({', '.join('?' * 8)})", row)
        at = 0
        for document in sorted(rng.sample(range(1, 40), rng.randint(1, 7))):
            text = "\n".join(
                " ".join(rng.choices(VOCABULARY, k=rng.randint(3, 14))) for _ in range(rng.randint(1, 5))
            )
            trashed = "2026" if rng.random() < 0.1 else None
            row = (
                document, f"d{document}", " ".join(rng.choices(VOCABULARY, k=2)), rng.choice(SOURCES),
                rng.choice(["", "Ada Ü", "N. N."]), rng.choice(DATES), "stated",
                rng.choice(["", "Kabul", "KABUL, Doha"]),
                rng.choice(["", "AFP"]), rng.choice(LANGUAGES), "", "{}", b"", len(text), "2026", trashed,
            )  # fmt: skip
            connection.execute(f"INSERT INTO document VALUES ({', '.join('?' * 16)})", row)
            connection.execute("INSERT INTO content VALUES (?, ?, '[]', '[]')", (document, text))
            fulltext.add(connection, [(document, text, "[]", "[]")])
            if rng.random() < 0.4:
                memo = (
                    document,
                    f"m{document}",
                    document,
                    None,
                    rng.choice(["see war", "x", ""]),
                    "ada",
                    "",
                    "",
                )
                connection.execute("INSERT INTO memo VALUES (?, ?, ?, ?, ?, ?, ?, ?)", memo)
            ends = [0]
            for _ in range(rng.randint(0, 14)):
                at += 1
                # Passages that touch are a case of their own.
                start = min(rng.choice([rng.randrange(len(text)), rng.choice(ends)]), len(text) - 1)
                end = min(len(text), start + rng.choice([1, 4, 9, 20, 60]))
                ends.append(end)
                row = (
                    at, f"a{at}", document, 0, start, end, text[start:end], "", "",
                    rng.choice(["yellow", "red", "green"]), rng.choice(["highlight", "underline"]),
                    rng.choice(NOTES), rng.choice(CODERS), rng.choice(MADE), rng.choice(MADE),
                )  # fmt: skip
                connection.execute(f"INSERT INTO annotation VALUES ({', '.join('?' * 15)})", row)
                for path in rng.sample(PATHS, rng.choice([0, 1, 1, 2, 3])):
                    link = (ids[path], document, start, end, at)
                    connection.execute("INSERT INTO annotation_tag VALUES (?, ?, ?, ?, ?)", link)
        connection.execute("INSERT INTO colour_name VALUES ('red', 'Disputed'), ('green', 'disputed')")


class Oracle:
    """A library read once, and the answers to queries of it."""

    def __init__(self, library: Library) -> None:
        self._coder = library.coder
        connection = library.connection
        names = {
            row[0]: (row[1], row[2], row[3])
            for row in connection.execute("SELECT id, parent_id, name, position FROM tag")
        }

        def path(tag: int) -> str:
            parent, name, _ = names[tag]
            own = name.replace("/", "\\/")
            return own if parent is None else f"{path(parent)}/{own}"

        def rank(tag: int) -> tuple[tuple[int, int], ...]:
            parent, _, position = names[tag]
            return ((position, tag),) if parent is None else (*rank(parent), (position, tag))

        self.codebook = [path(tag) for tag in sorted(names, key=rank)]
        links: dict[int, set[str]] = {}
        for tag, annotation in connection.execute("SELECT tag_id, annotation_id FROM annotation_tag"):
            links.setdefault(annotation, set()).add(path(tag))
        self._memos: dict[int, str] = dict(connection.execute("SELECT document_id, text FROM memo"))
        self._texts: dict[int, str] = dict(connection.execute("SELECT document_id, text FROM content"))
        self._names: dict[str, str] = dict(connection.execute("SELECT colour, name FROM colour_name"))
        about = {row["id"]: row for row in _rows(library, "document") if row["trashed"] is None}
        self.marks = [
            Mark(
                row["id"],
                about[row["document_id"]],
                row["start"],
                row["end"],
                row,
                frozenset(links.get(row["id"], ())),
            )
            for row in _rows(library, "annotation")
            if row["document_id"] in about
        ]
        self.marks.sort(key=lambda mark: mark.place)
        self._words = {document: _words(text) for document, text in self._texts.items()}

    def answer(self, query: Query) -> list[Mark]:
        """The highlights that a query means, in reading order."""
        return [mark for mark in self.marks if self._meant(mark, query)]

    def _meant(self, mark: Mark, query: Query) -> bool:
        for field in QueryField:
            wanted = [self._holds(mark, t) for t in query.terms if t.field is field and not t.excluded]
            every = field is QueryField.WORDS or (field in SEVERAL_VALUED and query.match is Match.ALL)
            if wanted and not (all(wanted) if every else any(wanted)):
                return False
            if any(self._holds(mark, t) for t in query.terms if t.field is field and t.excluded):
                return False
        return True

    def _holds(self, mark: Mark, term: Term) -> bool:  # noqa: C901 - a case for each field
        value, field, document = term.value, term.field, mark.document
        anything = value == "*" and not term.exact
        match field:
            case QueryField.TAG:
                return self._tagged(mark, value, term.exact) and all(
                    self._related(mark, r) for r in term.relations
                )
            case QueryField.COLOUR:
                called = self._names.get(mark.row["colour"], "")
                return value.casefold() == mark.row["colour"] or (
                    value.casefold() not in set(Colour) and fold(called) == fold(value)
                )
            case QueryField.STYLE:
                return mark.row["style"] == value
            case QueryField.DOCUMENT:
                if re.fullmatch(r"#[0-9]+", value):
                    return int(document["id"]) == int(value[1:])
                return _names(document["title"], value, term.exact)
            case QueryField.SOURCE | QueryField.AUTHOR | QueryField.PLACE | QueryField.AGENCY:
                said = document[field.value]
                return said != "" if anything else _names(said, value, term.exact)
            case QueryField.CODER:
                if value.casefold() == "me" and not term.exact:
                    return mark.row["coder"] == self._coder
                return mark.row["coder"] != "" if anything else _names(mark.row["coder"], value, term.exact)
            case QueryField.LANGUAGE:
                said = document["language"].lower().replace("_", "-")
                asked = value.casefold().replace("_", "-")
                if anything:
                    return said != ""
                return said == asked or (not term.exact and said.split("-")[0] == asked)
            case QueryField.PUBLISHED:
                return document["published"] != "" if anything else _may_lie(document["published"], value)
            case QueryField.CREATED | QueryField.MODIFIED:
                day = datetime.fromisoformat(mark.row[field.value]).astimezone().date()
                first, last = _range(value)
                return first <= day <= last
            case QueryField.TEXT:
                return _phrase(self._texts[int(document["id"])], value, term.exact)
            case QueryField.MEMO:
                memo = self._memos.get(int(document["id"]))
                if anything:
                    return bool(memo)
                return memo is not None and _contains(memo, value, term.exact)
            case QueryField.QUOTE:
                return _contains(mark.row["exact"], value, term.exact)
            case QueryField.NOTE:
                return mark.row["note"] != "" if anything else _contains(mark.row["note"], value, term.exact)
            case QueryField.WORDS:
                return any(_contains(mark.row[key], value, term.exact) for key in ("exact", "note"))

    @staticmethod
    def _tagged(mark: Mark, path: str, exact: bool) -> bool:
        if path == "*" and not exact:
            return bool(mark.tags)
        below = f"{path}/".casefold()
        return any(
            t.casefold() == path.casefold() or (not exact and t.casefold().startswith(below))
            for t in mark.tags
        )

    def _related(self, mark: Mark, relation: Relation) -> bool:
        others = [
            other
            for other in self.marks
            if other.document is mark.document and self._tagged(other, relation.value, relation.exact)
        ]
        return any(self._lies(mark, other, relation) for other in others) is not relation.negated

    def _lies(self, mark: Mark, other: Mark, relation: Relation) -> bool:
        overlaps = mark.start < other.end and other.start < mark.end
        match relation.operator:
            case Operator.OVERLAPS:
                return overlaps
            case Operator.WITHIN:
                return other.start <= mark.start and mark.end <= other.end
            case Operator.FOLLOWED_BY:
                return other.start >= mark.end and self._few_between(mark, mark.end, other.start, relation)
            case Operator.NEAR:
                low, high = sorted([(mark.start, mark.end), (other.start, other.end)])
                return overlaps or self._few_between(mark, low[1], high[0], relation)

    def _few_between(self, mark: Mark, start: int, end: int, relation: Relation) -> bool:
        words = self._words[int(mark.document["id"])]
        number = sum(1 for low, high in words if start <= low and high <= end)
        return relation.words is None or number <= relation.words

    def listed(self, query: Query, sort: Sort, grouping: Grouping) -> tuple[list[int], list[tuple[str, int]]]:
        """The ids in an order, and the headings with their counts."""
        asked = {
            path
            for term in query.terms
            if term.field is QueryField.TAG and not term.excluded and (term.value != "*" or term.exact)
            for path in self.codebook
            if path.casefold() == term.value.casefold()
            or (not term.exact and path.casefold().startswith(f"{term.value}/".casefold()))
        }
        order = sorted(self.codebook, key=lambda path: path not in asked)

        def first_tag(mark: Mark) -> int:
            return min((order.index(tag) for tag in mark.tags), default=len(order))

        def heading(mark: Mark) -> tuple[str, object]:
            month, source = mark.document["published"][:7], mark.document["source"]
            match grouping:
                case Grouping.TAG:
                    tag = first_tag(mark)
                    return (order[tag] if tag < len(order) else "", tag)
                case Grouping.DOCUMENT:
                    return str(mark.document["id"]), (
                        key(mark)[:-4] if sort not in (Sort.MADE, Sort.TAG) else (),
                        mark.place[0],
                    )
                case Grouping.MONTH if sort is Sort.LATEST:
                    return month, (month == "", [-ord(c) for c in month.ljust(7, "\0")])
                case Grouping.MONTH:
                    return month, (month == "", month)
                case Grouping.SOURCE:
                    return source, (source == "", source.casefold(), source)
                case _:
                    return "", ()

        def key(mark: Mark) -> tuple[object, ...]:
            about = mark.document
            date_, source = about["published"], about["source"]
            keys: dict[Sort, tuple[object, ...]] = {
                Sort.READING: (),
                Sort.OLDEST: (date_ == "", date_),
                Sort.LATEST: (date_ == "", [-ord(c) for c in date_.ljust(10, "\0")]),
                Sort.TITLE: (about["title"].casefold(), about["title"]),
                Sort.SOURCE: (source == "", source.casefold(), source),
                Sort.TAG: (first_tag(mark),),
                Sort.MADE: ([-ord(c) for c in mark.row["created"]], -mark.id),
            }
            return (*keys[sort], *mark.place)

        found = sorted(self.answer(query), key=lambda mark: (heading(mark)[1], key(mark)))
        groups = groupby(found, lambda mark: heading(mark)[0])
        headings = [(name, sum(1 for _ in marks)) for name, marks in groups]
        return [mark.id for mark in found], headings if grouping is not Grouping.NONE else []


def any_query(rng: random.Random) -> Query:
    """Up to five terms of any fields."""
    terms = tuple(_any_term(rng) for _ in range(rng.choice([0, 1, 1, 2, 2, 3, 4, 5])))
    return Query(terms, rng.choice(list(Match)))


def _any_term(rng: random.Random) -> Term:  # noqa: C901 - a case for each field
    field = rng.choice([QueryField.TAG] * 8 + list(QueryField))
    excluded, exact = rng.random() < 0.3, rng.random() < 0.25
    words = rng.choice(
        [*VOCABULARY, "wa", "PEACE talks", "war war", "the  war", "é", "%", "_", '"', "*", "' OR 1"]
    )
    match field:
        case QueryField.TAG:
            relations = tuple(_any_relation(rng) for _ in range(rng.choice([0, 0, 0, 1, 1, 2])))
            path = rng.choice([*PATHS, "actors/us", "*"])
            return Term(field, path, excluded, exact and path != "*", relations)
        case QueryField.COLOUR:
            return Term(field, rng.choice(["yellow", "red", "disputed", "green"]), excluded)
        case QueryField.STYLE:
            return Term(field, rng.choice(["highlight", "underline"]), excluded)
        case QueryField.DOCUMENT:
            return Term(field, rng.choice([words, "#3", "#11", "#99999999999999999999"]), excluded, exact)
        case QueryField.SOURCE | QueryField.AUTHOR | QueryField.PLACE | QueryField.AGENCY:
            value = rng.choice(["reuters", "AP", "u", "Ada Ü", "kabul", "afp", "*", "*"])
            return Term(field, value, excluded, exact)
        case QueryField.LANGUAGE:
            return Term(field, rng.choice(["en", "EN-gb", "fa", "*"]), excluded, exact)
        case QueryField.CODER:
            return Term(field, rng.choice(["me", "ada", "basir", "*", "a"]), excluded, exact)
        case QueryField.PUBLISHED | QueryField.CREATED | QueryField.MODIFIED:
            first, last = sorted(
                rng.choices([d for d in (*DATES, "2026", "2026-11-24", "2025-02") if d], k=2)
            )
            choices = [first, last, f"{first}..{last}", f"..{last}", f"{first}.."]
            if field is QueryField.PUBLISHED:
                choices.append("*")
            return Term(field, rng.choice(choices), excluded)
        case QueryField.WORDS:
            return Term(field, words, excluded)
        case QueryField.QUOTE | QueryField.TEXT:
            return Term(field, words.replace("*", "x"), excluded, exact)
        case _:
            return Term(field, rng.choice([words, "*", "bias", "100 %"]), excluded, exact)


def _any_relation(rng: random.Random) -> Relation:
    operator = rng.choice(list(Operator))
    words = None
    if operator in (Operator.NEAR, Operator.FOLLOWED_BY) and rng.random() < 0.8:
        words = rng.choice([0, 1, 2, 3, 5, 12])
    path = rng.choice([*PATHS, "*"])
    return Relation(operator, path, path != "*" and rng.random() < 0.2, rng.random() < 0.25, words)


def _rows(library: Library, table: str) -> list[dict[str, str]]:
    cursor = library.connection.execute(f"SELECT * FROM {table}")
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _words(text: str) -> list[tuple[int, int]]:
    """Every word, found from every place of the text."""
    found = {word_at(text, place) for place in range(len(text))}
    return sorted((start, end) for start, end in found if start < end)


def _spread(text: str) -> str:
    return f" {' '.join(fold(text).split())} "


def _names(said: str, value: str, exact: bool) -> bool:
    return fold(said) == fold(value) if exact else _contains(said, value, whole=False)


def _contains(text: str, value: str, whole: bool) -> bool:
    wanted = re.sub(r"\s+", " ", fold(value))
    if not whole:
        return wanted in _spread(text)
    letter = r"[\w\N{SOFT HYPHEN}]"
    left, right = (rf"(?<!{letter})", rf"(?!{letter})")
    wanted = wanted.strip()
    # Characters of scripts without spaces stand between blanks in folded text.
    pattern = (
        (left if re.match(r"\w", wanted) else "")
        + re.escape(wanted)
        + (right if re.search(r"\w$", wanted) else "")
    )
    return re.search(pattern, _spread(text)) is not None


def _phrase(text: str, value: str, whole: bool) -> bool:
    words, wanted = (re.findall(r"[^\W_]+", fold(one)) for one in (text, value))
    if not wanted:
        return False
    for at in range(len(words) - len(wanted) + 1):
        part = words[at : at + len(wanted)]
        if part[:-1] == wanted[:-1] and (
            part[-1] == wanted[-1] or (not whole and part[-1].startswith(wanted[-1]))
        ):
            return True
    return False


def _days(text: str) -> tuple[date, date]:
    numbers = [int(part) for part in text.split("-")]
    year, month, day = (*numbers, *[0] * (3 - len(numbers)))
    first = date(year, month or 1, day or 1)
    last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    return first, last


def _range(text: str) -> tuple[date, date]:
    first, is_range, last = text.partition("..")
    if not is_range:
        return _days(text)
    return (_days(first)[0] if first else date.min), (_days(last)[1] if last else date.max)


def _may_lie(known: str, value: str) -> bool:
    if not known:
        return False
    (first, last), (low, high) = _days(known), _range(value)
    return first <= high and last >= low
