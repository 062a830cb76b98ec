"""Highlights in words, as the library knows them."""

from pytestqt.qtbot import QtBot

from excerpta.core.model.annotation import Colour
from excerpta.core.services import annotating, colours
from excerpta.core.services.documents import document_ids
from excerpta.gui.viewmodels.reading import ReadingViewModel
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.widgets.reader_pane import ReaderPane


def test_a_highlight_is_told_by_the_name_of_its_colour_its_tags_and_its_note(
    qtbot: QtBot, session: LibrarySession, pane: ReaderPane
) -> None:
    library = session.library
    reading = ReadingViewModel(session, pane)
    reading.open(document_ids(library)[0])
    reader = pane.reader
    qtbot.waitUntil(lambda: len(reader.highlights) > 3)
    shown = next(
        one for one in map(reader.highlights.__getitem__, ids_of(reader)) if one.tags and one.has_note
    )
    annotation = annotating.present_highlights(library, [shown.id])[0]
    told = reader.tell_highlights([shown])
    assert told.splitlines()[0].startswith(shown.colour.value.capitalize())
    assert set(shown.tags) <= set(told.splitlines())
    assert annotation.note[:40] in told
    session.perform(lambda: colours.name_colour(library, Colour(shown.colour), "Doubtful"))
    assert reader.tell_highlights([shown]).startswith(f"Doubtful ({shown.colour.value})")
    session.perform(lambda: annotating.set_note(library, shown.id, "long " * 100))
    last = reader.tell_highlights([shown]).splitlines()[-1]
    assert last.endswith("…")
    assert len(last) < 170
    reading.save()


def test_many_at_one_place_are_counted(qtbot: QtBot, session: LibrarySession, pane: ReaderPane) -> None:
    reading = ReadingViewModel(session, pane)
    reading.open(document_ids(session.library)[0])
    qtbot.waitUntil(lambda: len(pane.reader.highlights) > 5)
    shown = [pane.reader.highlights[one] for one in ids_of(pane.reader)][:5]
    assert pane.reader.tell_highlights(shown).endswith("and 2 more here")
    reading.save()


def ids_of(reader: object) -> list:  # type: ignore[type-arg]
    index = reader.highlights  # type: ignore[attr-defined]
    return list(index.starting_in(0, 10**9))
