"""A script that no font can draw is told of once, and nothing is said of what can be read."""

from pathlib import Path

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from excerpta.core.model.ids import DocumentId
from excerpta.core.services.importing import import_paths
from excerpta.core.services.libraries import create_library
from excerpta.gui.support.theme import load_theme
from excerpta.gui.viewmodels import missing_fonts
from excerpta.gui.viewmodels.missing_fonts import MissingFontsViewModel
from excerpta.gui.viewmodels.reading import ReadingViewModel
from excerpta.gui.viewmodels.session import LibrarySession
from excerpta.gui.widgets.reader.typography import book_font
from excerpta.gui.widgets.reader_pane import ReaderPane

_TEXTS = ("Kabul, “quoted” é.", "特使 said so 🕊.", "表示 for the second time.")


def _alone(pixels: float) -> QFont:
    font = book_font(pixels)
    font.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
    return font


@pytest.mark.usefixtures("qapp")
def test_a_script_without_a_font_is_told_of_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(missing_fonts, "book_font", _alone)
    library = create_library(tmp_path / "one.excerpta")
    paths = []
    for number, text in enumerate(_TEXTS):
        paths.append(tmp_path / f"{number}.txt")
        paths[-1].write_text(text, encoding="utf-8")
    ids: list[DocumentId] = [one.document for one in import_paths(library, paths).imported]
    session = LibrarySession(library)
    pane = ReaderPane(load_theme("light"))
    reading = ReadingViewModel(session, pane)
    missing = MissingFontsViewModel(reading)
    said: list[str] = []
    missing.said.connect(lambda sentence, _: said.append(sentence))
    try:
        told = []
        for document in ids:
            reading.open(document)
            missing.look()
            told.append(len(said))
        assert told == [0, 1, 1]
        assert "Chinese and emoji and symbols" in said[0]
        reading.close()
        missing.look()
        assert len(said) == 1
    finally:
        missing.stop()
        session.close()
        pane.close()
        QApplication.processEvents()
