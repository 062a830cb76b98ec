"""Every action of the window, once: name, keys, menu. Menus, shortcuts and the key sheet read this table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar, QWidget

from excerpta.core.model.annotation import Colour
from excerpta.core.text.folding import fold
from excerpta.gui.widgets.header_bar import SEARCH_KEYS


class Where(Enum):
    """Where the keys of an action work: everywhere, or while the reader has the focus."""

    WINDOW = "everywhere"
    READER = "in the reader"


@dataclass(frozen=True, slots=True)
class Verb:
    """One action.

    Attributes:
        name: by which the window finds what to do.
        text: in the menu.
        keys: key sequences, the first of which is shown.
        menu: the menu it stands in, empty for none; a `-` before the text of the next one is a separator.
    """

    name: str
    text: str
    keys: tuple[str, ...]
    menu: str
    where: Where = Where.WINDOW
    checkable: bool = False


_READER = Where.READER

VERBS = (
    Verb("new_library", "New library…", ("Ctrl+Shift+N",), "File"),
    Verb("open_library", "Open library…", ("Ctrl+O",), "File"),
    Verb("open_sample", "Open the sample library", (), "File"),
    Verb("import_files", "-Import files…", ("Ctrl+I",), "File"),
    Verb("import_folder", "Import a folder…", ("Ctrl+Shift+I",), "File"),
    Verb("paste_article", "Paste an article…", ("Ctrl+Shift+V",), "File"),
    Verb("trash", "Trash…", (), "File"),
    Verb("export", "-Export highlights…", ("Ctrl+E",), "File"),
    Verb("quit", "-Quit", ("Ctrl+Q",), "File"),
    Verb("undo", "Undo", ("Ctrl+Z",), "Edit"),
    Verb("redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "Edit"),
    Verb("copy", "-Copy", ("C",), "Edit", _READER),
    Verb("details", "-Document details…", ("Ctrl+D",), "Edit"),
    Verb("furniture", "Page furniture or text", ("Ctrl+Shift+D",), "Edit", _READER),
    Verb("find", "-Find in this document…", ("Ctrl+F",), "Edit"),
    Verb("find_next", "Next hit", ("F3",), "Edit"),
    Verb("find_previous", "Previous hit", ("Shift+F3",), "Edit"),
    Verb("search", "Search all documents", (SEARCH_KEYS,), "Edit"),
    *(
        Verb(f"colour_{colour.value}", f"Highlight in {colour.value}", (str(number),), "Highlight", _READER)
        for number, colour in enumerate(Colour, 1)
    ),
    Verb("highlight", "-Highlight in the last colour", ("H",), "Highlight", _READER),
    Verb("tag", "Tag…", ("T",), "Highlight", _READER),
    *(
        Verb(f"tag_key_{key}", f"Apply the tag with key {key}", (f"Alt+{key}",), "", _READER)
        for key in range(1, 10)
    ),
    Verb("note", "Write a note", ("N",), "Highlight", _READER),
    Verb("style", "Underline, or fill again", ("U",), "Highlight", _READER),
    Verb("merge", "Merge with those it touches, or all chosen", ("M",), "Highlight", _READER),
    Verb("delete", "Delete highlight", ("Del",), "Highlight", _READER),
    Verb("cycle", "-Next highlight at this place", ("O",), "Highlight", _READER),
    Verb("add_next", "Choose the next one too", ("Shift+]", "}", "Shift+}"), "Highlight", _READER),
    Verb("add_previous", "Choose the previous one too", ("Shift+[", "{", "Shift+{"), "Highlight", _READER),
    Verb("extend_end", "-End one word later", ("Alt+Shift+Right",), "Highlight", _READER),
    Verb("shrink_end", "End one word earlier", ("Alt+Shift+Left",), "Highlight", _READER),
    Verb("extend_start", "Start one word earlier", ("Ctrl+Alt+Shift+Left",), "Highlight", _READER),
    Verb("shrink_start", "Start one word later", ("Ctrl+Alt+Shift+Right",), "Highlight", _READER),
    Verb("read", "Read", ("Ctrl+Shift+R",), "View"),
    Verb("highlights", "Highlights", ("Ctrl+Shift+F",), "View"),
    Verb("back", "-Back", ("Alt+Left",), "View"),
    Verb("forward", "Forward", ("Alt+Right",), "View"),
    Verb("library_zone", "-Go to the library", ("Ctrl+1",), "View"),
    Verb("centre_zone", "Go to the text", ("Ctrl+2",), "View"),
    Verb("tags_zone", "Go to the tags", ("Ctrl+3",), "View"),
    Verb("margin_zone", "Go to the note", ("Ctrl+4",), "View"),
    Verb("next_zone", "Next zone", ("F6",), "View"),
    Verb("larger", "-Larger type", ("Ctrl++", "Ctrl+="), "View"),
    Verb("smaller", "Smaller type", ("Ctrl+-",), "View"),
    Verb("theme_system", "-Follow the system", (), "View", checkable=True),
    Verb("theme_light", "Light", (), "View", checkable=True),
    Verb("theme_sepia", "Sepia", (), "View", checkable=True),
    Verb("theme_dark", "Dark", (), "View", checkable=True),
    Verb("focus_mode", "-Focus mode", ("F11",), "View", checkable=True),
    Verb("commands", "All commands…", ("Ctrl+Shift+P",), "Help"),
    Verb("keys", "Keys", ("F1",), "Help"),
    Verb("keys_in_reader", "Keys", ("?", "Shift+?"), "", _READER),
    Verb("about", "About Excerpta", (), "Help"),
)


_FINDERS = ("search", "commands")
"""They lead to where one is already when commands are shown."""


class Actions:
    """The window's actions by name.

    Attributes:
        by_name: every action.
    """

    def __init__(self, window: QWidget, reader: QWidget, slots: Mapping[str, Callable[[], object]]) -> None:
        self.by_name: dict[str, QAction] = {}
        for verb in VERBS:
            action = QAction(verb.text.removeprefix("-"), window)
            action.setObjectName(verb.name)
            action.setCheckable(verb.checkable)
            action.setShortcuts([QKeySequence(keys) for keys in verb.keys])
            action.triggered.connect(lambda _=False, slot=slots[verb.name]: slot())
            if verb.where is Where.READER:
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
                reader.addAction(action)
            window.addAction(action) if verb.where is Where.WINDOW else None
            self.by_name[verb.name] = action

    def enable_reading(self, enabled: bool) -> None:
        """Offer what is done in the reader only while it is shown; the rows have keys of their own."""
        for verb in VERBS:
            if verb.where is Where.READER:
                self.by_name[verb.name].setEnabled(enabled)

    def matching(self, words: str) -> list[QAction]:
        """The actions of the menus in whose text every one of some words begins a word; all for none."""
        wanted = fold(words).split()
        return [
            action
            for verb in VERBS
            if verb.menu and verb.name not in _FINDERS
            for action in (self.by_name[verb.name],)
            if action.isEnabled() and _begins_words(wanted, action.text())
        ]

    def fill(self, bar: QMenuBar) -> None:
        """Put every action into its menu."""
        menus = {}
        for verb in VERBS:
            if not verb.menu:
                continue
            if verb.menu not in menus:
                menus[verb.menu] = bar.addMenu(f"&{verb.menu}")
            if verb.text.startswith("-"):
                menus[verb.menu].addSeparator()
            menus[verb.menu].addAction(self.by_name[verb.name])


def _begins_words(wanted: list[str], text: str) -> bool:
    parts = fold(text).split()
    return all(any(part.startswith(one) for part in parts) for one in wanted)


READER_KEYS = (
    ("↑ ↓ ← →", "Move, with Ctrl by word; with Shift select"),
    ("J, K", "Next, previous paragraph"),
    ("S, again S", "Select the sentence, the next too"),
    ("[ and ]", "Previous, next highlight"),
    ("Enter", "Open the card of the highlight"),
    ("Alt+1 to Alt+9", "Apply the tag that has this key"),
    ("Shift+← →", "Move the end of the current highlight"),
    ("Ctrl+Shift+← →", "Move its start"),
    ("Space, Page Down", "One page on"),
    ("Esc", "One step back"),
)
"""Keys that the reader handles by itself, for the key sheet."""

HIGHLIGHTS_KEYS = (
    ("↑ ↓", "Preview the passages in turn"),
    ("Enter", "Open; Alt+Left comes back"),
    ("Space", "Mark; Ctrl+A marks all"),
    ("T, N, 1–8, Del", "Do it with all that is marked"),
)
"""Keys of the rows of highlights."""

TAG_BOX_KEYS = (
    ("Enter", "Add the tag; once more closes"),
    ("Tab", "Complete"),
    ("Ctrl+1 to Ctrl+9", "Pick from the list"),
    ("Ctrl+I", "Make a tag of the words"),
)
"""Keys of the tag box."""


def key_sheet() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every key in groups: menu name, and rows of keys and text."""
    groups: dict[str, list[tuple[str, str]]] = {"Reader": list(READER_KEYS)}
    for verb in VERBS:
        if verb.name == f"colour_{Colour.YELLOW.value}":
            groups.setdefault(verb.menu, []).append(("1 to 8", "Highlight in a colour"))
        elif verb.keys and verb.menu and not verb.name.startswith("colour_"):
            keys = QKeySequence(verb.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
            groups.setdefault(verb.menu, []).append((keys, verb.text.removeprefix("-").removesuffix("…")))
    groups["Rows of highlights"] = list(HIGHLIGHTS_KEYS)
    groups["Tag box"] = list(TAG_BOX_KEYS)
    return list(groups.items())
