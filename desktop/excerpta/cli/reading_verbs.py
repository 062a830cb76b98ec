"""The verbs that only look: they open the library for reading, so a read-only disk will do."""

import argparse
import sys
from pathlib import Path
from typing import TextIO

from excerpta.cli.output import Row, print_json, print_json_rows, print_table
from excerpta.core.model.document import Article
from excerpta.core.model.errors import ReadingError
from excerpta.core.services import checking, documents, importing, libraries, retrieving, searching, tagging

DONE, PARTLY = 0, 1


def list_documents(given: argparse.Namespace, out: TextIO) -> int:
    """The documents, by title."""
    with libraries.open_library(given.library, read_only=True) as library:
        found = documents.document_summaries(library, documents.document_ids(library))
    rows: list[Row] = [
        {
            "id": one.id,
            "title": one.title,
            "source": one.source,
            "published": one.published.value,
            "highlights": one.highlights,
        }
        for one in found
    ]
    headings = {
        "id": "id",
        "title": "title",
        "source": "source",
        "published": "date",
        "highlights": "highlights",
    }
    return _show(given, out, rows, headings, "No documents yet.")


def list_tags(given: argparse.Namespace, out: TextIO) -> int:
    """The codebook in its own order."""
    with libraries.open_library(given.library, read_only=True) as library:
        tree, uses = tagging.tag_tree(library), tagging.tag_uses(library)
    rows: list[Row] = [
        {
            "path": tree.path(tag.id),
            "colour": tag.colour.value,
            "own": uses[tag.id].own,
            "total": uses[tag.id].total,
        }
        for tag in tree
    ]
    headings = {"path": "tag", "colour": "colour", "own": "own", "total": "with sub-tags"}
    return _show(given, out, rows, headings, "No tags yet.")


def list_highlights(given: argparse.Namespace, out: TextIO) -> int:
    """The highlights of a query, in reading order, under the names of the CSV."""
    query = retrieving.parse_query(given.query)
    with libraries.open_library(given.library, read_only=True) as library:
        rows = retrieving.highlight_records(library, query)
        if given.json:
            print_json_rows(rows, out)
            return DONE
        number = 0
        for row in rows:
            number += 1
            about = " · ".join(str(row[key]) for key in ("document", "source", "published") if row[key])
            out.write(f"[{row['highlight_id']}] {row['quote']}\n")
            out.write(f"    {about}\n")
            for key in ("tags", "note"):
                if row[key]:
                    out.write(f"    {key}: {row[key]}\n")
    out.write(f"{number} highlight{'' if number == 1 else 's'}\n")
    return DONE


def search_text(given: argparse.Namespace, out: TextIO) -> int:
    """The places of words, with what stands around them."""
    words = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in given.words)
    with libraries.open_library(given.library, read_only=True) as library:
        hits = list(searching.search(library, words, limit=given.limit))
    if given.json:
        rows: list[Row] = [
            {
                "document_id": hit.document,
                "document": hit.title,
                "start": hit.start,
                "end": hit.end,
                "text": hit.text,
                "before": hit.before,
                "after": hit.after,
            }
            for hit in hits
        ]
        print_json_rows(rows, out)
    else:
        title = ""
        for hit in hits:
            if hit.title != title:
                title = hit.title
                out.write(f"{title} (document {hit.document})\n")
            around = " ".join(f"{hit.before[-40:]}[{hit.text}]{hit.after[:40]}".split())
            out.write(f"    {hit.start:>7}  … {around} …\n")
        out.write(f"{len(hits)} place{'' if len(hits) == 1 else 's'}\n")
    return DONE


def check(given: argparse.Namespace, out: TextIO) -> int:
    """Everything that is wrong with a library."""
    with libraries.open_library(given.library, read_only=True) as library:
        problems = checking.check_library(library)
        number = documents.document_count(library)
    if given.json:
        print_json_rows(({"kind": problem.kind, "sentence": problem.sentence} for problem in problems), out)
    elif problems:
        out.writelines(f"{problem.kind}: {problem.sentence}\n" for problem in problems)
    else:
        out.write(f"Sound: {number} document{'' if number == 1 else 's'}, every quote and index in place.\n")
    return PARTLY if problems else DONE


def inspect(given: argparse.Namespace, out: TextIO) -> int:
    """What an import would make of a file."""
    name, data = _bytes_of(given.file)
    article = importing.read_article(name, data)
    if given.json:
        print_json(inspected(article), out)
        return DONE
    out.write(f"title: {article.title}\n")
    for key in ("source", "author", "place", "agency", "language", "url"):
        if value := getattr(article, key):
            out.write(f"{key}: {value}\n")
    if article.published.value:
        out.write(f"published: {article.published.value} ({article.published.provenance.value})\n")
    out.writelines(f"warning: {warning}\n" for warning in article.warnings)
    out.write("\n")
    for block in article.blocks:
        out.write(f"{block.kind.value:>10}  {article.text[block.start : block.end]}\n")
    return DONE


def inspected(article: Article) -> dict[str, object]:
    """An article as one JSON object; positions are code points into `text`."""
    return {
        "title": article.title,
        "source": article.source,
        "byline": article.author,
        "agency": article.agency,
        "published": {
            "value": article.published.value,
            "precision": article.published.precision,
            "provenance": article.published.provenance.value,
        },
        "place": article.place,
        "language": article.language,
        "url": article.url,
        "text": article.text,
        "blocks": [
            {"start": b.start, "end": b.end, "kind": b.kind.value, "level": b.level, "number": b.number}
            for b in article.blocks
        ],
        "spans": [
            {"start": s.start, "end": s.end, "kind": s.kind.value, "target": s.target} for s in article.spans
        ],
        "warnings": list(article.warnings),
    }


def _bytes_of(path: Path) -> tuple[str, bytes]:
    if str(path) == "-":
        return "standard input", sys.stdin.buffer.read()
    try:
        return path.name, path.read_bytes()
    except OSError as error:
        raise ReadingError(f"“{path}” cannot be read: {error.strerror}.", "Check the name.") from error


def _show(
    given: argparse.Namespace, out: TextIO, rows: list[Row], headings: dict[str, str], nothing: str
) -> int:
    if given.json:
        print_json_rows(rows, out)
    elif rows:
        print_table(rows, headings, out)
    else:
        out.write(f"{nothing}\n")
    return DONE
