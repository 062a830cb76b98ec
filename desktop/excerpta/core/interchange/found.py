"""What reading finds: articles, and of files that cannot be read the reason why."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from excerpta.core.model.document import Article
from excerpta.core.model.errors import ReadingError

SUFFIXES = (
    *("", ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".mht", ".mhtml", ".eml"),
    *(".docx", ".odt", ".rtf", ".pdf", ".epub", ".zip"),
)
"""The endings by which articles are known where other things lie beside them."""

Part = Callable[[str], bytes | None]
"""Gives the bytes of what lies in the same archive, by its address as a page writes it."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a file, or in one of the files inside of it.

    With neither an article nor an error it says that reading begins: only files inside of others
    are announced so.

    Attributes:
        name: of the file; inside an archive, with the archive's name before it.
        article: what was read; None where it could not be.
        error: why it could not be.
        data: the bytes of a file inside an archive; None for the file itself.

    """

    name: str
    article: Article | None = None
    error: ReadingError | None = None
    data: bytes | None = None


def with_words(article: Article, warnings: tuple[str, ...] = ()) -> Article:
    """The article, warnings of its decoding before its own.

    Raises:
        ReadingError: it holds no words.

    """
    if not article.text.strip():
        raise ReadingError("The file holds no words.")
    warnings = tuple(dict.fromkeys((*warnings, *article.warnings)))
    return replace(article, warnings=warnings) if warnings else article


def unforeseen(error: Exception) -> ReadingError:
    """What is said of a file over which a reader or a library stumbled."""
    return ReadingError(
        f"The file is damaged, or written in a way that its reader does not know ({type(error).__name__}).",
        "Open it in the program that made it and save it again, as another format if need be.",
    )
