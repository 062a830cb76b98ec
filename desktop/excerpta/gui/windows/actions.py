"""Every action of the window, once: name, keys, menu. Menus, palette and key sheet read this table."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenuBar, QWidget

from excerpta.core.model.annotation import Colour
from excerpta.gui.support.keys import Keys, sequences
from excerpta.gui.support.verbs import Verb, Where

_READER = Where.READER

VERBS = (
    Verb("new_library", "New library…", ("Ctrl+Shift+N",), "File"),
    Verb("open_library", "Open library…", ("Ctrl+O",), "File"),
    Verb("open_sample", "Open the sample library", (), "File"),
    Verb("import_files", "-Import files…", ("Ctrl+I",), "File"),
    Verb("import_folder", "Import a folder…", ("Ctrl+Shift+I",), "File"),
    Verb("paste_article", "Paste an article…", ("Ctrl+Shift+V",), "File"),
    Verb("trash", "Trash…", (), "File"),
    Verb("backups", "Backups…", (), "File"),
    Verb("export", "-Export highlights…", ("Ctrl+E",), "File"),
    Verb("save_overview", "Save the overview…", ("Ctrl+Shift+S",), "File"),
    Verb("export_codebook", "Export the codebook…", (), "File"),
    Verb("import_codebook", "Import a codebook…", (), "File"),
    Verb("print", "-Print…", ("Ctrl+P",), "File"),
    Verb("save_pdf", "Save as PDF…", (), "File"),
    Verb("quit", "-Quit", ("Ctrl+Q",), "File"),
    Verb("undo", "Undo", ("Ctrl+Z",), "Edit"),
    Verb("redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "Edit"),
    Verb("history", "History…", ("Ctrl+H",), "Edit"),
    Verb("copy", "-Copy", ("C", "Ctrl+C"), "Edit", _READER),
    Verb("copy_cited", "Copy with source", ("Ctrl+Shift+C",), "Edit", _READER),
    Verb("select_sentence", "Select the sentence, again the next too", ("S",), "Edit", _READER),
    Verb("select_all", "Select all", ("Ctrl+A",), "Edit", _READER),
    Verb("details", "-Document details…", ("Ctrl+D",), "Edit"),
    Verb("document_memo", "Memo of the document…", ("Ctrl+M",), "Edit"),
    Verb("library_memo", "Memo of the library…", (), "Edit"),
    Verb("coder", "Your name…", (), "Edit"),
    Verb("furniture", "Page furniture or text", ("Ctrl+Shift+D",), "Edit", _READER),
    Verb("find", "-Find in this document…", ("Ctrl+F",), "Edit"),
    Verb("find_next", "Next hit", ("F3",), "Edit"),
    Verb("find_previous", "Previous hit", ("Shift+F3",), "Edit"),
    Verb("search", "Search all documents", ("Ctrl+K",), "Edit"),
    Verb("search_list", "Find every place in all documents…", ("Ctrl+Shift+K",), "Edit"),
    Verb("save_search", "Save the search for highlights…", ("Ctrl+S",), "Edit"),
    *(
        Verb(f"colour_{colour.value}", f"Highlight in {colour.value}", (str(number),), "Highlight", _READER)
        for number, colour in enumerate(Colour, 1)
    ),
    Verb("name_colours", "Name the colours…", (), "Highlight"),
    Verb("highlight", "-Highlight in the last colour", ("H",), "Highlight", _READER),
    Verb("tag", "Tag…", ("T",), "Highlight", _READER),
    *(
        Verb(f"tag_key_{key}", f"Apply the tag with key {key}", (f"Alt+{key}",), "(Tags)", _READER)
        for key in range(1, 10)
    ),
    Verb("note", "Write a note", ("N",), "Highlight", _READER),
    Verb("style", "Underline, or fill again", ("U",), "Highlight", _READER),
    Verb("merge", "Merge highlights", ("M",), "Highlight", _READER),
    Verb("like_this", "Highlights like this", ("L",), "Highlight", _READER),
    Verb("delete", "Delete highlight", ("Del",), "Highlight", _READER),
    Verb("extend_end", "-End one word later", ("Alt+Shift+Right",), "Highlight", _READER),
    Verb("shrink_end", "End one word earlier", ("Alt+Shift+Left",), "Highlight", _READER),
    Verb("extend_start", "Start one word earlier", ("Ctrl+Alt+Shift+Left",), "Highlight", _READER),
    Verb("shrink_start", "Start one word later", ("Ctrl+Alt+Shift+Right",), "Highlight", _READER),
    Verb("read", "Read", ("Ctrl+Shift+R",), "View"),
    Verb("highlights", "Highlights", ("Ctrl+Shift+F",), "View"),
    Verb("overview", "Overview", ("Ctrl+Shift+X",), "View"),
    Verb("text", "-Text…", ("Ctrl+T",), "View"),
    Verb("larger", "Larger type", ("Ctrl++", "Ctrl+="), "View"),
    Verb("smaller", "Smaller type", ("Ctrl+-",), "View"),
    Verb("normal_size", "Normal size", ("Ctrl+0",), "View"),
    Verb("theme_system", "-Follow the system", (), "View", checkable=True),
    Verb("theme_light", "Light", (), "View", checkable=True),
    Verb("theme_sepia", "Sepia", (), "View", checkable=True),
    Verb("theme_dark", "Dark", (), "View", checkable=True),
    Verb("focus_mode", "-Focus mode", ("F11",), "View", checkable=True),
    Verb("outline", "Outline", ("Ctrl+Shift+O",), "Go"),
    Verb("go_to", "To a heading or paragraph…", ("Ctrl+G",), "Go"),
    Verb("back", "-Back", ("Alt+Left",), "Go"),
    Verb("forward", "Forward", ("Alt+Right",), "Go"),
    Verb("next_highlight", "-Next highlight", ("]", "Alt+Down"), "Go", _READER),
    Verb("previous_highlight", "Previous highlight", ("[", "Alt+Up"), "Go", _READER),
    Verb("add_next", "Choose the next highlight too", ("}",), "Go", _READER),
    Verb("add_previous", "Choose the previous highlight too", ("{",), "Go", _READER),
    Verb("cycle", "Other highlight at this place", ("O",), "Go", _READER),
    Verb("open_highlight", "Open what is here", ("Return",), "Go", _READER),
    Verb("next_paragraph", "-Next paragraph", ("J",), "Go", _READER),
    Verb("previous_paragraph", "Previous paragraph", ("K",), "Go", _READER),
    Verb("page_on", "One page on", ("Space",), "Go", _READER),
    Verb("page_back", "One page back", ("Shift+Space",), "Go", _READER),
    Verb("library_zone", "-To the library", ("Ctrl+1",), "Go"),
    Verb("centre_zone", "To the text", ("Ctrl+2",), "Go"),
    Verb("tags_zone", "To the tags", ("Ctrl+3",), "Go"),
    Verb("margin_zone", "To the note", ("Ctrl+4",), "Go"),
    Verb("next_zone", "To the next zone", ("F6",), "Go"),
    Verb("commands", "All commands…", ("Ctrl+Shift+P",), "Help"),
    Verb("keys", "Keys", ("F1", "?"), "Help"),
    Verb("change_keys", "Change keys…", (), "Help"),
    Verb("about", "About Excerpta", (), "Help"),
)


class Actions:
    """The window's actions by name.

    Attributes:
        by_name: every action.
        keys: which keys they have.
    """

    def __init__(
        self, window: QWidget, reader: QWidget, slots: Mapping[str, Callable[[], object]], keys: Keys
    ) -> None:
        self.by_name: dict[str, QAction] = {}
        self.keys = keys
        for verb in VERBS:
            action = QAction(verb.title, window)
            action.setObjectName(verb.name)
            action.setCheckable(verb.checkable)
            action.triggered.connect(lambda _=False, slot=slots[verb.name]: slot())
            if verb.where is Where.READER:
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
                reader.addAction(action)
            else:
                window.addAction(action)
            self.by_name[verb.name] = action
        self.take_keys()

    def take_keys(self) -> None:
        """Let every action listen to the keys that it has now."""
        for name, action in self.by_name.items():
            action.setShortcuts([each for key in self.keys.of(name) for each in sequences(key)])

    def name_colours(self, names: Mapping[Colour, str]) -> None:
        """Call the colours as the user does."""
        titles = {f"colour_{colour.value}": f"Highlight in {name}" for colour, name in names.items()}
        self.keys.call(titles)
        for verb, title in titles.items():
            self.by_name[verb].setText(title.replace("&", "&&"))

    def enable_reading(self, enabled: bool) -> None:
        """Offer what is done in the reader only while it is shown; the rows have keys of their own."""
        for verb in VERBS:
            if verb.where is Where.READER:
                self.by_name[verb.name].setEnabled(enabled)

    def fill(self, bar: QMenuBar) -> None:
        """Put every action into its menu."""
        menus = {}
        for verb in VERBS:
            if not verb.has_menu:
                continue
            if verb.menu not in menus:
                menus[verb.menu] = bar.addMenu(f"&{verb.menu}")
            if verb.text.startswith("-"):
                menus[verb.menu].addSeparator()
            menus[verb.menu].addAction(self.by_name[verb.name])
