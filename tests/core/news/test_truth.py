"""Articles with answers made by hand are met field by field, where they are at hand.

They are the property of others and lie in a folder `shared/seeds` beside or above the project, or where
`EXCERPTA_TRUTH` says: each text with a `seedNNN.truth.json`. Positions there are into the file, so words
are compared, not positions.
"""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from excerpta.core.interchange.decoding import decode
from excerpta.core.interchange.text import read_text
from excerpta.core.model.document import Article, Provenance
from excerpta.core.news.article import describe_article
from excerpta.core.news.particulars import Particulars, particulars_of

_LATER = {"dates", "quotes", "mangled_quotes", "dct", "published_estimate", "published_how", "file"}
"""What is known of them besides, which no reading of metadata gives; dates and quotations are read apart."""


def _folder() -> Path | None:
    told = os.environ.get("EXCERPTA_TRUTH")
    places = [Path(told)] if told else [one / "shared" / "seeds" for one in Path(__file__).resolve().parents]
    return next((one for one in places if any(one.glob("*.truth.json"))), None)


FOLDER = _folder()
TRUTHS = sorted(FOLDER.glob("*.truth.json")) if FOLDER else []


def _answers(article: Article, found: Particulars) -> dict[str, Any]:
    """What the program says, under the names of the answers."""
    is_title = article.origins["title"] not in (Provenance.OPENING, Provenance.FILE_NAME)
    return {
        "title": article.title if is_title else None,
        "dateline": found.dateline.text if found.dateline else None,
        "place": article.place or None,
        "country": found.region or None,
        "agency": article.agency or None,
        "byline": article.author or None,
        "published": article.published.value or None,
        "published_stated": article.published.is_certain,
        "credits": [one.text for one in found.credits],
        "subheads": [one.text for one in found.subheads],
        "furniture": [one.text for one in found.furniture],
    }


def _expected(name: str, value: Any) -> Any:
    if name == "agency" and value:
        return re.sub(r" \(.*", "", value)  # “(contributor credit)” is the reader's remark
    if name == "published_stated":
        return value is True  # “month and day only” states no date
    return value


def _furniture_is(expected: list[str], found: list[str]) -> bool:
    """Whether every piece is found and no other; an answer may leave out words with `…`, or add “(twice)”."""
    wanted = [one for line in expected for one in [line] * (2 if "twice" in line else 1)]
    rest = [" ".join(one.split()) for one in found]
    for line in wanted:
        begins = re.sub(r" \([^)]*\)$", "", line).strip().split(" …")[0]
        match = next((one for one in rest if one.startswith(begins)), None)
        if match is None:
            return False
        rest.remove(match)
    return not rest


@pytest.mark.skipif(not TRUTHS, reason="the articles with answers are not at hand")
@pytest.mark.parametrize("truth", TRUTHS, ids=lambda path: path.name.split(".")[0])
def test_an_article_is_read_as_a_person_read_it(truth: Path) -> None:
    answers = json.loads(truth.read_text("utf-8"))
    data = (truth.parent / answers["file"]).read_bytes()
    article = describe_article(read_text(decode(data).text), name=answers["file"])
    found = _answers(article, particulars_of(article.text, article.blocks, title=article.title))
    assert set(answers) - _LATER <= set(found), "an answer that is not compared"
    wrong = {}
    for name in set(answers) - _LATER:
        wanted, given = _expected(name, answers[name]), found[name]
        agrees = _furniture_is(wanted, given) if name == "furniture" else wanted == given
        if not agrees:
            wrong[name] = (wanted, given)
    assert not wrong
    if answers["published"] is None or answers["published_stated"] is not True:
        assert not article.published.is_certain
