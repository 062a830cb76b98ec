"""Reading and describing are one: what a file holds, and what its article says about itself."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from excerpta.core.interchange.found import Found
from excerpta.core.interchange.reading import read_articles
from excerpta.core.model.document import Article, Document
from excerpta.core.news.article import describe_article
from excerpta.core.news.particulars import Particulars, particulars_of
from excerpta.core.text.repairs import find_repairs


def read_files(
    name: str, data: bytes, page: Path | None, skip: frozenset[str] = frozenset()
) -> Iterator[Found]:
    """What is found in a file, see `read_articles`, and what each article says about itself.

    Raises:
        ReadingError: the file is empty, or not one that can be read.

    """
    for found in read_articles(name, data, page=page, skip=skip):
        if found.article is None:
            yield found
        else:
            article = describe_article(found.article, name=PurePosixPath(found.name).name or found.name)
            yield replace(found, article=_with_offer(article))


def _with_offer(article: Article) -> Article:
    """The article with a warning that names what of its text could be repaired."""
    found = Counter(one.kind.value for one in find_repairs(article.text, article.blocks))
    if not found:
        return article
    listed = ", ".join(f"{kind} ({number})" for kind, number in found.items())
    offer = f"Its text can be repaired before the first highlight: {listed}."
    return replace(article, warnings=(*article.warnings, offer))


def particulars(article: Article | Document) -> Particulars:
    """What the parts of an article's text are: dateline, credits, captions, headings, furniture and why."""
    return particulars_of(article.text, article.blocks, title=article.title)
