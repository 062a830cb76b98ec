"""The key guide lists every key by the zone in which it works, those that never change too."""

from collections.abc import Iterable

from excerpta.core.model.annotation import Colour
from excerpta.gui.support.keys import Keys, readable
from excerpta.gui.support.verbs import Verb, Where
from excerpta.gui.widgets.key_sheet import KeyGroup, KeyRow

READER, MARGIN, HIGHLIGHTS, OVERVIEW = "Reader", "Margin", "Highlights", "Overview"
LIBRARY, TAGS, SEARCH = "Library", "Tags", "Search"
"""The zones that the keyboard can be in."""

_CARET = (
    KeyRow(("↑", "↓", "←", "→"), "Move; Shift selects, Ctrl goes by words", are_alike=False),
    KeyRow(("Home", "End"), "Ends of the line; with Ctrl of the text", are_alike=False),
    KeyRow(("Page Up", "Page Down"), "One page back or on", are_alike=False),
    KeyRow(("Shift+←", "Shift+→"), "Move the end of the current highlight", are_alike=False),
    KeyRow(("Ctrl+Shift+←", "Ctrl+Shift+→"), "Move its start", are_alike=False),
    KeyRow(("Esc",), "One step back"),
)
_MARGIN = (
    KeyRow(("Alt+↓", "Alt+↑"), "The next card, the one before", are_alike=False),
    KeyRow(("Tab",), "From part to part of the card"),
    KeyRow(("Del",), "On a tag: take it away"),
    KeyRow(("Esc", "Ctrl+Enter"), "Back to the text; the note is kept"),
    KeyRow(("↑", "↓"), "From mark to mark, where it is narrow", are_alike=False),
    KeyRow(("Enter",), "On a mark: write in its note"),
)
_LIBRARY = (
    KeyRow(("Enter",), "Open the document"),
    KeyRow(("Del",), "Into the trash"),
    KeyRow(("Ctrl+V",), "Bring in what is on the clipboard"),
)
_TAGS = (
    KeyRow(("Enter",), "Show the highlights; with Ctrl add to the question, with Alt leave out"),
    KeyRow(("A",), "Apply to the selection"),
    KeyRow(("F2",), "Rename"),
    KeyRow(("Del",), "Delete"),
    KeyRow(("/",), "Filter or create"),
)
_OVERVIEW = (
    KeyRow(("↑", "↓", "←", "→"), "Walk over cells, bars or points", are_alike=False),
    KeyRow(("Enter",), "Show the highlights that are counted"),
    KeyRow(("S",), "Sort the rows by this column; again, as they were"),
    KeyRow(("Shift+S",), "Sort the columns by this row"),
)
_TAG_BOX = (
    KeyRow(("Enter",), "Add the tag; once more closes"),
    KeyRow((",",), "Add the tag and go on"),
    KeyRow(("Tab",), "Complete"),
    KeyRow(("Ctrl+1 to 9",), "Pick from the list"),
    KeyRow(("Ctrl+I",), "Make a tag of the highlighted words"),
    KeyRow(("Shift+Enter",), "Make a tag as it is typed"),
    KeyRow(("Ctrl+Enter",), "Add what is typed and close"),
    KeyRow(("Esc",), "Clear what is typed; once more closes"),
    KeyRow(("Ctrl+Z",), "Bring back what Esc cleared"),
)
_SEARCH = (
    KeyRow((">",), "Nothing but commands"),
    KeyRow(("↓", "Enter"), "Into what was found"),
    KeyRow(("Ctrl+Enter",), "List every place"),
    KeyRow(("Esc",), "Back to the text"),
)


_SEARCH_LIST = (
    KeyRow(("↑", "↓"), "Show the places in turn; Ctrl goes by documents", are_alike=False),
    KeyRow(("Enter",), "Read on there; Back returns to the row"),
    KeyRow(("Space",), "Mark the place, with Shift all of its document"),
    KeyRow(("Ctrl+A",), "Mark all"),
)


def guide(keys: Keys, here: str = READER) -> list[KeyGroup]:
    """Every key in groups, those of the zone where the keyboard is first."""
    groups = _reader(keys)
    groups.append(KeyGroup("Margin", MARGIN, _MARGIN))
    groups.append(KeyGroup("Rows of highlights", HIGHLIGHTS, _rows(keys)))
    groups.append(KeyGroup("Overview", OVERVIEW, _OVERVIEW))
    groups.append(KeyGroup("Places that were found", SEARCH, _places(keys)))
    groups.append(KeyGroup("Library", LIBRARY, _LIBRARY))
    groups.append(KeyGroup("Tags", TAGS, _TAGS))
    groups += [KeyGroup(name, "", tuple(rows)) for name, rows in _by_heading(keys, Where.WINDOW)]
    groups.append(KeyGroup("Tag box", "", _TAG_BOX))
    groups.append(KeyGroup("Search field", "", _SEARCH))
    return sorted(groups, key=lambda group: group.zone != here)


def _reader(keys: Keys) -> list[KeyGroup]:
    """What works while the reader has the keyboard."""
    parts = dict(_by_heading(keys, Where.READER))
    marking = parts.pop("Highlight", []) + parts.pop("Tags", [])
    moving = parts.pop("Go", []) + list(_CARET)
    rest = [row for rows in parts.values() for row in rows]
    return [
        KeyGroup("Highlight", READER, tuple(marking)),
        KeyGroup("Move in the text", READER, tuple(moving)),
        KeyGroup("Select and copy", READER, tuple(rest)),
    ]


def _rows(keys: Keys) -> tuple[KeyRow, ...]:
    marked = tuple(key for key in (keys.shown(name) for name in ("tag", "note", "delete")) if key)
    return (
        KeyRow(("↑", "↓"), "Preview the passages in turn", are_alike=False),
        KeyRow(("Enter",), "Open the passage; Back returns to the row"),
        KeyRow(("Space",), "Mark the row"),
        KeyRow(("Ctrl+A",), "Mark all"),
        KeyRow(marked, "Do it with all that is marked; colours too", are_alike=False),
        KeyRow(("Ctrl+C",), "Copy the quotation"),
    )


def _places(keys: Keys) -> tuple[KeyRow, ...]:
    marking = tuple(key for key in (keys.shown(name) for name in ("highlight", "tag")) if key)
    row = KeyRow(marking, "Highlight what is marked, or the place; colours too", are_alike=False)
    return (*_SEARCH_LIST, *([row] if marking else []))


def _by_heading(keys: Keys, where: Where) -> list[tuple[str, list[KeyRow]]]:
    found: dict[str, list[KeyRow]] = {}
    series = {name: row for row, names in _series(keys) for name in names}
    told: set[int] = set()
    for verb in keys.verbs.values():
        if verb.where is not where:
            continue
        row = series.get(verb.name) or _row(keys, verb)
        if row is not None and id(row) not in told:
            told.add(id(row))
            found.setdefault(verb.heading, []).append(row)
    return list(found.items())


def _row(keys: Keys, verb: Verb) -> KeyRow | None:
    shown = tuple(readable(key) for key in keys.of(verb.name))
    title = keys.title(verb.name).removesuffix("…")
    return KeyRow(shown, title, is_own=keys.is_own(verb.name)) if shown else None


def _series(keys: Keys) -> Iterable[tuple[KeyRow, list[str]]]:
    """Verbs that have keys in a row, as one row: the colours, the tags with a key of their own."""
    for names, text in (
        ([f"colour_{colour.value}" for colour in Colour], "Highlight in a colour"),
        ([f"tag_key_{number}" for number in range(1, 10)], "Apply the tag that has this key"),
    ):
        if not any(keys.is_own(name) or keys.is_renamed(name) for name in names):
            first, last = keys.shown(names[0]), keys.shown(names[-1])
            yield KeyRow((f"{first} to {last.rpartition('+')[2]}",), text), names
