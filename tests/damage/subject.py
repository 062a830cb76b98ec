"""The library that is damaged: every table has rows, some of them over several pages, some deleted."""

import shutil
from pathlib import Path

from excerpta.core.model.annotation import Colour
from excerpta.core.model.document import ReadingPlace
from excerpta.core.model.tag import parse_tag_path
from excerpta.core.services import annotating, colours, documents, importing, memos, searches, tagging
from excerpta.core.services.libraries import open_library
from excerpta.core.services.sample import create_sample_library
from excerpta.core.services.settings import write_setting
from excerpta.core.store.library import Library
from excerpta.core.text.query_language import parse_query
from excerpta.places import seeds


def make_subject(folder: Path) -> Path:
    """Make the library in a folder; it is closed."""
    path = folder / "subject.excerpta"
    with create_sample_library(path, seeds=seeds()) as library:
        _work(library)
    return path


def _work(library: Library) -> None:
    importing.import_text(
        library, "\n\n".join(f"Paragraph {n} of much 😀 text." for n in range(800)), title="Long"
    )
    ids = documents.document_ids(library)
    made: list[int] = []
    for number in range(120):
        document = ids[number % len(ids)]
        note = "یادداشت " * (1500 if number == 7 else number % 5)
        tags = [parse_tag_path(f"Subject/{number % 9}")]
        changes = annotating.add_highlight(
            library, document, number, number + 40, colour=list(Colour)[number % 8], note=note, new_tags=tags
        )
        made += changes.annotations
    annotating.delete_highlights(library, made[::4])
    colours.name_colour(library, Colour.RED, "Disputed")
    tree = tagging.tag_tree(library)
    memos.write_memo(library, "About the whole.")
    memos.write_memo(library, "About a document. " * 300, document=ids[0])
    memos.write_memo(library, "About a tag.", tag=next(iter(tree)).id)
    searches.save_search(library, "Reds", parse_query("colour:red"))
    write_setting(library, "of_the_test", "kept")
    documents.remember_place(library, ids[0], ReadingPlace(1, 2))


def make_logged(subject: Path, folder: Path) -> tuple[Path, bytes]:
    """The library as a crash leaves it: the file, and its log."""
    path = folder / "logged.excerpta"
    shutil.copy(subject, path)
    aside = folder / "aside.excerpta"
    with open_library(path) as library:
        ids = documents.document_ids(library)
        for number in range(12):
            annotating.add_highlight(
                library, ids[number % len(ids)], number, number + 30, note=f"late {number}"
            )
        shutil.copy(path, aside)
        log = path.with_name(f"{path.name}-wal").read_bytes()
    aside.replace(path)
    return path, log
