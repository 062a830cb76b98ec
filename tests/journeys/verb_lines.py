"""The lines of the table of verbs: for each what is got ready, and how one sees that it was done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.journeys.desk import Desk, Row

_COLOURS = ("yellow", "orange", "red", "pink", "purple", "blue", "teal", "green")


def _nothing(_: Desk) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Line:
    """One verb.

    Attributes:
        verb: its name.
        done: whether it is done, by comparison with what `ready` gave.
        ready: brings about where it means something.
        then: what belongs to it after its key: words that are written, a choice.
        leave: brings back what the next line begins with.
    """

    verb: str
    done: Callable[[Desk, Any], object]
    ready: Callable[[Desk], Any] = _nothing
    then: Callable[[Desk], None] = _nothing
    leave: Callable[[Desk], None] = _nothing


def _undo(desk: Desk) -> None:
    desk.undo()


def _escape(desk: Desk) -> None:
    desk.screen.press("Escape")


def _first(desk: Desk) -> Row:
    return desk.to_first()


def _opens(verb: str, window: str) -> Line:
    return Line(verb, lambda d, _: d.is_shown(window), leave=lambda d: d.leave(window))


def _sentence(desk: Desk) -> int:
    desk.do("select_sentence")
    desk.wait(desk.selected)
    return len(desk.rows())


def _two_current(desk: Desk) -> str:
    """The second highlight is the current one; what is said while the first is."""
    desk.to_first()
    said = desk.current()
    desk.do("next_highlight")
    desk.wait(lambda: desk.current() not in ("", said))
    return said


def _two(desk: Desk) -> bool:
    return "2 chosen" in desk.current()


def _changed(desk: Desk, before: Row, **wanted: object) -> bool:
    row = desk.row(before)
    return row is not None and all(row[name] == value for name, value in wanted.items())


def _edge(desk: Desk, before: Row, name: str, sign: int) -> bool:
    row = desk.row(before)
    return row is not None and (int(row[name]) - int(before[name])) * sign > 0


def _other_style(row: Row) -> str:
    return "underline" if row["style"] == "highlight" else "highlight"


def _restyled(desk: Desk) -> Row:
    before = desk.to_first()
    desk.do("style")
    desk.wait(lambda: _changed(desk, before, style=_other_style(before)))
    return before


def _paste(desk: Desk) -> None:
    """Write what is on the clipboard into the note of the first highlight."""
    desk.home()
    desk.to_first()
    desk.do("note")
    desk.screen.press("ctrl+a", "ctrl+v", "Escape")


def _copied(desk: Desk) -> str:
    _sentence(desk)
    return desk.selected().strip()


def _find(desk: Desk) -> str:
    desk.do("find")
    desk.write("taliban")
    desk.wait(lambda: desk.selected().casefold() == "taliban")
    return str(desk.assistant.selection())


def _jump(desk: Desk) -> int:
    """Go far down; where one is then."""
    desk.do("go_to")
    desk.write("90%", "Return")
    desk.wait(lambda: desk.assistant.caret() > 1000)
    return desk.assistant.caret()


def _jumped_back(desk: Desk) -> int:
    there = _jump(desk)
    desk.do("back")
    desk.wait(lambda: desk.assistant.caret() < 1000)
    return there


def _size(desk: Desk) -> float:
    return float(str(desk.setting("type", "size") or 17))


def _larger(desk: Desk) -> float:
    before = _size(desk)
    desk.do("larger")
    desk.wait(lambda: _size(desk) > before)
    return before


def _other_colour(desk: Desk, colour: str) -> Row:
    row = desk.to_first()
    if row["colour"] == colour:  # so that there is something to see
        other = next(one for one in _COLOURS if one != colour)
        desk.do(f"colour_{other}")
        desk.wait(lambda: _changed(desk, row, colour=other))
    return row


def _theme(name: str, ground: str) -> Line:
    return Line(
        f"theme_{name}",
        lambda d, _: d.setting("theme") == name and (not ground or d.screen.column(ground)),
    )


def _focus_is(role: str, start: str = "") -> Callable[[Desk, Any], bool]:
    def done(desk: Desk, _: Any) -> bool:
        found, name = desk.assistant.focus()
        return found == role and name.startswith(start)

    return done


def _in_the_library(desk: Desk) -> None:
    desk.do("library_zone")
    desk.wait(lambda: desk.assistant.focus()[0] != "document frame")


def _is_reading(desk: Desk) -> bool:
    return desk.assistant.find("document frame", "Reader") is not None


def _leave_focus_mode(desk: Desk) -> None:
    """The menus of the window are hidden then; the text has one."""
    desk.choose_at(desk.at_rest(2), "Focus mode")
    desk.wait(lambda: desk.assistant.find("table", "Documents"))


def _apply_key(number: int) -> Line:
    def made(desk: Desk, known: list[tuple[int, str]]) -> bool:
        return any(key == str(number) for _, key in [one for one in desk.tags() if one not in known])

    def ready(desk: Desk) -> list[tuple[int, str]]:
        _sentence(desk)
        return desk.tags()

    return Line(f"tag_key_{number}", made, ready, leave=_undo)


LINES = (
    # ---- marking
    *(
        Line(
            f"colour_{one}",
            lambda d, row, one=one: _changed(d, row, colour=one),
            lambda d, one=one: _other_colour(d, one),
        )
        for one in _COLOURS
    ),
    Line("highlight", lambda d, number: len(d.rows()) == number + 1, _sentence, leave=_undo),
    Line(
        "tag", lambda d, row: "Actors/Envoys" in d.tag_paths(row), _first,
        then=lambda d: d.write("Actors/Envoys", "Return", "Return"), leave=_undo,
    ),
    *(_apply_key(number) for number in range(1, 10)),
    Line(
        "note", lambda d, row: _changed(d, row, note=row["note"] + "Whose?"), _first,
        then=lambda d: d.write("Whose?", "Escape"), leave=_undo,
    ),
    Line("style", lambda d, row: _changed(d, row, style=_other_style(row)), _first),
    Line("extend_end", lambda d, row: _edge(d, row, "end", 1), _first),
    Line("shrink_end", lambda d, row: _edge(d, row, "end", -1), _first),
    Line("extend_start", lambda d, row: _edge(d, row, "start", -1), _first),
    Line("shrink_start", lambda d, row: _edge(d, row, "start", 1), _first),
    Line(
        "merge", lambda d, number: len(d.rows()) == number - 1,
        lambda d: (d.to_first(), d.do("add_next"), d.wait(lambda: _two(d)), len(d.rows()))[-1],
        leave=_undo,
    ),
    Line("delete", lambda d, row: d.row(row) is None, _first, leave=_undo),
    Line("undo", lambda d, row: _changed(d, row, style=row["style"]), _restyled),
    Line(
        "redo", lambda d, row: _changed(d, row, style=_other_style(row)),
        lambda d: (row := _restyled(d), d.undo(), row)[0], leave=_undo,
    ),
    # ---- selecting and copying
    Line("select_sentence", lambda d, _: d.selected().strip().endswith("murdered at home .")),
    Line("select_all", lambda d, _: d.selected() == d.assistant.text()),
    Line("copy", lambda d, words: d.first()["note"] == words, _copied, _paste, _undo),
    Line(
        "copy_cited", lambda d, words: f"“{words}” — Delegates return" in d.first()["note"],
        _copied, _paste, _undo,
    ),
    Line("furniture", lambda d, blocks: d.blocks() != blocks, lambda d: d.blocks(), leave=_undo),
    # ---- finding and going
    Line(
        "find", lambda d, _: d.selected().casefold() == "taliban",
        then=lambda d: d.write("taliban"), leave=_escape,
    ),
    Line("find_next", lambda d, before: str(d.assistant.selection()) != before, _find, leave=_escape),
    Line("find_previous", lambda d, before: str(d.assistant.selection()) != before, _find, leave=_escape),
    Line("search", _focus_is("text", "Search all documents"), leave=_escape),
    Line("go_to", lambda d, _: d.assistant.caret() > 100, then=lambda d: d.write("2", "Return")),
    Line("back", lambda d, there: d.assistant.caret() < there, _jump),
    Line("forward", lambda d, there: d.assistant.caret() == there, _jumped_back),
    Line(
        "outline", lambda d, _: d.assistant.find("push button", "Close the outline"),
        leave=lambda d: d.do("outline"),
    ),
    Line("next_highlight", lambda d, _: d.current()),
    Line("previous_highlight", lambda d, first: d.current() == first, _two_current),
    Line("add_next", lambda d, _: _two(d), _first),
    Line("add_previous", lambda d, _: _two(d), _two_current),
    Line(
        "cycle", lambda d, said: d.current() not in ("", said),
        lambda d: (d.to_first(), d.current())[1],
    ),
    Line("open_highlight", _focus_is("text", "Note"), _first, leave=_escape),
    Line("next_paragraph", lambda d, _: d.assistant.caret() > 100),
    Line(
        "previous_paragraph", lambda d, _: d.assistant.caret() == 0,
        lambda d: (d.do("next_paragraph"), d.wait(lambda: d.assistant.caret() > 100)),
    ),
    Line("page_on", lambda d, _: d.assistant.caret() > 1000),
    Line(
        "page_back", lambda d, there: d.assistant.caret() < there,
        lambda d: (d.do("page_on"), d.wait(lambda: d.assistant.caret() > 1000), d.assistant.caret())[-1],
    ),
    # ---- the window
    Line("highlights", lambda d, _: not _is_reading(d), leave=lambda d: d.do("read")),
    Line(
        "read", lambda d, _: _is_reading(d),
        lambda d: (d.do("highlights"), d.wait(lambda: not _is_reading(d))),
    ),
    Line("like_this", lambda d, _: not _is_reading(d), _first, leave=lambda d: d.do("read")),
    Line(
        "save_search", _focus_is("text", "Name of the search"),
        leave=lambda d: (d.screen.press("Escape"), d.do("read"))[0],
    ),
    Line("overview", lambda d, _: not _is_reading(d), leave=lambda d: d.do("read")),
    Line(
        "save_overview", lambda d, _: d.is_shown("Save the overview"),
        leave=lambda d: (d.leave("Save the overview"), d.do("read"))[0],
    ),
    Line("search_list", _focus_is("text", "Words to look for"), leave=_escape),
    Line("library_zone", lambda d, _: d.assistant.focus()[0] in ("table", "table cell"), leave=_escape),
    Line("tags_zone", lambda d, _: d.assistant.focus()[0] in ("tree", "table cell"), leave=_escape),
    Line("centre_zone", _focus_is("document frame", "Reader"), _in_the_library),
    Line("margin_zone", _focus_is("text", "Note"), leave=_escape),
    Line("next_zone", lambda d, _: d.assistant.focus()[0] != "document frame", leave=_escape),
    Line("text", lambda d, _: d.assistant.find("slider", "Size"), leave=_escape),
    Line("larger", lambda d, before: _size(d) > before, _size),
    Line("smaller", lambda d, before: _size(d) < before, _size),
    Line("normal_size", lambda d, _: _size(d) == 17, _larger),
    Line(
        "focus_mode", lambda d, _: d.assistant.find("table", "Documents") is None,
        leave=_leave_focus_mode,
    ),
    _theme("dark", "#1C1D1F"),
    _theme("sepia", "#F6EEDC"),
    _theme("system", ""),
    _theme("light", "#FCFBF8"),
    Line("commands", _focus_is("text", "Search all documents"), leave=_escape),
    # ---- dialogues, opened and left
    _opens("new_library", "New library"),
    _opens("open_library", "Open library"),
    Line("open_sample", lambda d, _: d.is_shown("Excerpta"), leave=lambda d: d.leave("Excerpta")),
    _opens("import_files", "Import files"),
    _opens("import_folder", "Import a folder"),
    _opens("paste_article", "Paste an article"),
    _opens("trash", "Trash"),
    _opens("backups", "Backups"),
    _opens("export", "Export highlights"),
    _opens("print", "Print"),
    _opens("save_pdf", "Save as PDF"),
    _opens("details", "Document details"),
    _opens("export_codebook", "Export the codebook"),
    _opens("import_codebook", "Import a codebook"),
    _opens("history", "History"),
    _opens("document_memo", "Memo"),
    _opens("library_memo", "Memo"),
    _opens("coder", "Your name"),
    _opens("name_colours", "Names of the colours"),
    _opens("keys", "Keys"),
    _opens("change_keys", "Change keys"),
    _opens("about", "About Excerpta"),
)  # fmt: skip
"""Every verb but `quit`, which ends the table."""
