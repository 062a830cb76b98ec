"""Generated articles and libraries: seeded, so that every run measures the same work."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from excerpta.core.model.annotation import Colour, HighlightStyle, TextPositionSelector
from excerpta.core.model.document import Article, Block, BlockKind
from excerpta.core.model.ids import DocumentId, TagId
from excerpta.core.services.libraries import create_library
from excerpta.core.services.tagging import create_tag
from excerpta.core.store import annotations, documents, journal
from excerpta.core.store.annotations import NewAnnotation
from excerpta.core.store.documents import Incoming
from excerpta.core.store.library import Library
from excerpta.core.text.anchoring import describe

_SYLLABLES = [
    "ka",
    "bul",
    "do",
    "ha",
    "ta",
    "lib",
    "en",
    "voy",
    "talk",
    "pea",
    "ce",
    "de",
    "al",
    "min",
    "is",
    "ter",
    "war",
    "re",
    "port",
    "con",
    "fer",
    "ence",
    "sta",
    "te",
]


def words(rng: random.Random, length: int) -> str:
    """Made-up prose of about `length` code points, one paragraph a line, some words not ASCII."""
    known = known_words(rng, 2000)
    paragraphs, size = [], 0
    while size < length:
        paragraph = " ".join(rng.choices(known, k=rng.randint(40, 110))).capitalize() + "."
        paragraphs.append(paragraph)
        size += len(paragraph) + 1
    return "\n".join(paragraphs)[:length].rstrip()


def known_words(rng: random.Random, number: int) -> list[str]:
    """Made-up words, and a few that are not ASCII."""
    known = ["".join(rng.choices(_SYLLABLES, k=rng.randint(1, 4))) for _ in range(number)]
    return [*known, "“quoted”", "Élysée", "größer", "صلح", "گفت‌وگو", "don’t"]


def article(rng: random.Random, title: str, length: int) -> Article:
    """An article of about `length` code points."""
    text = words(rng, length)
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block(BlockKind.PARAGRAPH, at, at + len(line)))
        at += len(line) + 1
    return Article(text, tuple(blocks), title=title, source=f"Source {rng.randrange(40)}")


def article_files(folder: Path, number: int, length: int = 4000) -> list[Path]:
    """Plain-text files, one article each."""
    rng = random.Random(1)
    folder.mkdir()
    paths = []
    for count in range(number):
        path = folder / f"article-{count:06}.txt"
        path.write_text(f"Report {count}\n\n" + words(rng, length).replace("\n", "\n\n"), encoding="utf-8")
        paths.append(path)
    return paths


@dataclass(frozen=True, slots=True)
class Sketch:
    """A document that is to be generated: its length in code points and how many highlights lie over it."""

    length: int
    highlights: int


def library_of(path: Path, *, number: int, length: int, highlights: int, tags: int = 40) -> Library:
    """A library of generated documents with `highlights` spread evenly, two tags on each."""
    return library_of_sketches(path, [Sketch(length, -(-highlights // number))] * number, tags=tags)


def library_of_sketches(path: Path, sketches: Sequence[Sketch], *, tags: int = 40) -> Library:
    """A library of documents as they are sketched, two tags on each highlight; ids in the order given."""
    rng = random.Random(2)
    library = create_library(path)
    with journal.recording(library, "import", "import") as command:
        made = [
            article(rng, f"Report {count} from Doha", sketch.length) for count, sketch in enumerate(sketches)
        ]
        incoming = [Incoming(f"{count}.txt", one.text.encode(), one) for count, one in enumerate(made)]
        ids = documents.insert(command, incoming)
    tag_ids = [create_tag(library, (f"Group {count % 5}", f"Tag {count}"))[0] for count in range(tags)]
    with journal.recording(library, "add_highlight", "add highlights") as command:
        for id_, one, sketch in zip(ids, made, sketches, strict=True):
            new = [_highlight(rng, id_, one, tag_ids) for _ in range(sketch.highlights)]
            annotations.insert(command, new, "coder")
    journal.forget(library)
    return library


def _highlight(rng: random.Random, document: DocumentId, one: Article, tags: list[TagId]) -> NewAnnotation:
    start = rng.randrange(len(one.text) - 80)
    end = start + rng.randint(20, 80)
    return NewAnnotation(
        document,
        0,
        TextPositionSelector(start, end),
        describe(one.text, start, end),
        rng.choice(list(Colour)),
        HighlightStyle.HIGHLIGHT,
        rng.choice(["", "", "", "Compare with the other report."]),
        tuple(rng.sample(tags, 2)),
    )
