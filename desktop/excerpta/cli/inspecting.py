"""What `inspect` prints of an article, for machines and for people."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import TextIO

from excerpta.cli.output import one_line
from excerpta.core.model.document import Article, BlockKind, Provenance
from excerpta.core.services.describing import particulars

_STAND_INS = (Provenance.OPENING, Provenance.FILE_NAME)
_UNCERTAIN = (Provenance.DATELINE, Provenance.DEDUCED, *_STAND_INS)


def inspected(article: Article) -> dict[str, object]:
    """An article as one JSON object; positions are code points into `text`.

    A title that only stands in for one, the first words of the text, is no title: it is `called`.
    """
    found = particulars(article)
    is_titled = article.origins.get("title") not in _STAND_INS
    return {
        "title": article.title if is_titled else "",
        "called": article.title,
        "subtitle": found.subtitle,
        "source": article.source,
        "byline": article.author,
        "agency": article.agency,
        "published": {
            "value": article.published.value,
            "precision": article.published.precision,
            "provenance": article.published.provenance.value,
        },
        "place": article.place,
        "region": found.region,
        "language": article.language,
        "url": article.url,
        "origins": {name: origin.value for name, origin in article.origins.items()},
        "dateline": None if found.dateline is None else asdict(found.dateline),
        "furniture": [asdict(one) for one in found.furniture],
        "credits": [asdict(one) for one in found.credits],
        "captions": [asdict(one) for one in found.captions],
        "subheads": [asdict(one) for one in found.subheads],
        "text": article.text,
        **_markup(article),
        "warnings": list(article.warnings),
    }


def _markup(article: Article) -> Mapping[str, object]:
    return {
        "blocks": [
            {
                "start": b.start,
                "end": b.end,
                "kind": b.kind.value,
                "level": b.level,
                "number": b.number,
                "image": b.image,
                "description": b.description,
            }
            for b in article.blocks
        ],
        "spans": [
            {"start": s.start, "end": s.end, "kind": s.kind.value, "target": s.target} for s in article.spans
        ],
        "assets": [
            {
                "sha256": a.sha256,
                "media_type": a.media_type,
                "width": a.width,
                "height": a.height,
                "bytes": len(a.data),
            }
            for a in article.assets
        ],
    }


def print_article(article: Article, out: TextIO) -> None:
    """What an article says about itself, and its text, a line for each block."""
    for key in ("title", "source", "author", "place", "agency", "language", "url"):
        if value := getattr(article, key):
            origin = article.origins.get(key)
            said = f" ({origin.value})" if origin in _UNCERTAIN else ""
            out.write(f"{key}: {one_line(value)}{said}\n")
    if article.published.value:
        out.write(f"published: {article.published.value} ({article.published.provenance.value})\n")
    out.writelines(f"warning: {one_line(warning)}\n" for warning in article.warnings)
    out.write("\n")
    about = {a.sha256: f"[{a.media_type}, {a.width} × {a.height}] " for a in article.assets}
    for block in article.blocks:
        if block.kind is BlockKind.IMAGE:
            words = f"{about.get(block.image, '')}{block.description}"
        else:
            words = article.text[block.start : block.end]
        out.write(f"{block.kind.value:>10}  {one_line(words)}\n")
