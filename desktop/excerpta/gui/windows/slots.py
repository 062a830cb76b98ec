"""What each action of the window does, by the name that the table of actions gives it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from excerpta.core.model.annotation import Colour
from excerpta.gui.windows.dialogs import ask_library, ask_new_library, show_about

if TYPE_CHECKING:
    from excerpta.gui.windows.main_window import MainWindow


def slots_of(window: MainWindow) -> dict[str, Callable[[], object]]:
    """One function for each action."""
    highlighting = window.highlighting
    slots: dict[str, Callable[[], object]] = {
        **window.pane.reader.commands,
        "new_library": lambda: ask_new_library(window),
        "open_library": lambda: ask_library(window),
        "open_sample": lambda: window.library_wanted.emit(None),
        "import_files": window.imports.choose_files,
        "import_folder": window.imports.choose_folder,
        "paste_article": window.imports.paste,
        "trash": lambda: window.describing.ask_trash(window),
        "backups": window.backups.ask,
        "export": window.export,
        "print": lambda: window.printing.ask(pdf=False),
        "save_pdf": lambda: window.printing.ask(pdf=True),
        "quit": window.close,
        "name_colours": lambda: window.naming.ask(window),
        "export_codebook": lambda: window.codebook.files.ask_export(),
        "import_codebook": lambda: window.codebook.files.ask_import(),
        "history": window.codebook.show_history,
        "document_memo": window.codebook.show_document_memo,
        "library_memo": window.codebook.show_library_memo,
        "coder": window.codebook.coder.ask,
        "undo": window.undoing.undo,
        "redo": window.undoing.redo,
        "copy": window.copying.copy,
        "copy_cited": window.copying.copy_with_source,
        "details": lambda: window.describing.ask_details(None, window),
        "furniture": window.describing.toggle_furniture,
        "find": window.find_words,
        "find_next": lambda: window.search_place.step_or_find(1),
        "find_previous": lambda: window.search_place.step_or_find(-1),
        "search_list": window.search_place.enter,
        "search": lambda: window.command_palette.enter(commands=False),
        "save_search": window.searches.save,
        "commands": lambda: window.command_palette.enter(commands=True),
        "highlight": highlighting.highlight,
        "tag": highlighting.choose_tags,
        "note": highlighting.write_note,
        "style": highlighting.toggle_style,
        "like_this": window.searches.find_like,
        "delete": highlighting.delete,
        "merge": highlighting.merge,
        "extend_end": lambda: highlighting.move_edge(end=1),
        "shrink_end": lambda: highlighting.move_edge(end=-1),
        "extend_start": lambda: highlighting.move_edge(start=-1),
        "shrink_start": lambda: highlighting.move_edge(start=1),
        "outline": window.outline.toggle,
        "go_to": window.going.open,
        "read": lambda: window.show_view("read"),
        "highlights": window.walking.enter_highlights,
        "overview": lambda: window.show_view("overview"),
        "save_overview": window.save_overview,
        "back": window.travelling.back,
        "forward": window.travelling.forward,
        "library_zone": lambda: window.walking.enter(0),
        "centre_zone": lambda: window.walking.enter(1),
        "tags_zone": lambda: window.walking.enter(2),
        "margin_zone": window.enter_margin,
        "next_zone": window.walking.enter_next,
        "text": window.looks.open_panel,
        "normal_size": lambda: window.looks.resize_type(0),
        "larger": lambda: window.looks.resize_type(1),
        "smaller": lambda: window.looks.resize_type(-1),
        "focus_mode": window.looks.toggle_focus_mode,
        "keys": window.keyring.show_sheet,
        "change_keys": window.keyring.change,
        "about": lambda: show_about(window),
    }
    for colour in Colour:
        slots[f"colour_{colour.value}"] = lambda colour=colour: highlighting.highlight_in(colour)  # type: ignore[misc]
    for key in "123456789":
        slots[f"tag_key_{key}"] = lambda key=key: window.apply_tag_of_key(key)  # type: ignore[misc]
    for name in ("system", "light", "sepia", "dark"):
        slots[f"theme_{name}"] = lambda name=name: window.theme_wanted.emit(name)  # type: ignore[misc]
    return slots
