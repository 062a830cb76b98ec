"""Reading and describing are one: what a file holds, and what its article says about itself."""

from collections.abc import Iterator
from pathlib import Path

from excerpta.core.interchange import reading
from excerpta.core.news.article import describe_article
from excerpta.core.services.reading_messages import ReadFile


def read_files(name: str, data: bytes, page: Path | None) -> Iterator[ReadFile]:
    """The articles in a file, most often one.

    Raises:
        ReadingError: the file is empty, or not one that can be read.

    """
    article = reading.read_article(name, data, page=page)
    yield ReadFile(name, describe_article(article, name=name))
