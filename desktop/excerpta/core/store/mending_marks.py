"""Mending what the reader made: highlights, tags, memos, searches and the history."""

import json

from excerpta.core.model.annotation import Colour, HighlightStyle
from excerpta.core.store import journal_text
from excerpta.core.store.identity import new_uuid
from excerpta.core.store.markup import load_blocks
from excerpta.core.store.mending_draft import PLAIN, Draft, Values
from excerpta.core.store.salvage import Salvaged
from excerpta.core.text.anchoring import describe, find_quote
from excerpta.core.text.blocks import block_at

_JOURNALLED = frozenset(PLAIN) - {"command", "reading", "setting"}


def mend_highlights(draft: Draft, found: Salvaged) -> None:
    """Put every highlight on its words; one whose row is lost is made anew from its place."""
    table, texts = draft.tables["annotation"], draft.tables["content"]
    places = found.places
    for id_ in sorted({*table, *found.uuids["annotation"], *places}):
        if id_ not in table:
            place = places.get(id_)
            if place is None or place[0] not in texts:
                draft.lose("annotation", id_, f"Highlight {id_} is lost.")
                continue
            table[id_] = _anew(found, id_, place)
            draft.lose(
                "annotation", id_, f"Of highlight {id_} only the place is left, not its note and colour."
            )
        row = table[id_]
        if "annotation_place" not in found.faults and row["document_id"] not in texts and id_ in places:
            row["document_id"] = places[id_][0]
        if row["document_id"] not in texts or not _set_on_words(draft, id_, row, places.get(id_)):
            about = f"Highlight {id_} has lost its place; it said “{row['exact']}”."
            draft.lose("annotation", id_, about + (f" Its note: {row['note']}" if row["note"] else ""))
            del table[id_]
            continue
        if row["colour"] not in set(Colour) or row["style"] not in set(HighlightStyle):
            draft.lose("annotation", id_, f"The colour of highlight {id_} is lost.")
            row["colour"], row["style"] = Colour.YELLOW.value, HighlightStyle.HIGHLIGHT.value


def _anew(found: Salvaged, id_: int, place: tuple[int, int, int]) -> Values:
    document, start, end = place
    return {
        "id": id_, "uuid": found.uuids["annotation"].get(id_) or new_uuid(), "document_id": document,
        "block": 0, "start": start, "end": end, "exact": "", "prefix": "", "suffix": "",
        "colour": Colour.YELLOW.value, "style": HighlightStyle.HIGHLIGHT.value, "note": "", "coder": "",
        "created": "", "modified": "",
    }  # fmt: skip


def _set_on_words(draft: Draft, id_: int, row: Values, place: tuple[int, int, int] | None) -> bool:
    """Bring place, words and context of a highlight together; False if its words are nowhere."""
    content = draft.tables["content"][int(str(row["document_id"]))]
    text, exact = str(content["text"]), str(row["exact"])
    start, end = int(str(row["start"])), int(str(row["end"]))
    if not 0 <= start < end <= len(text) or text[start:end] != exact:
        elsewhere = (
            place is not None and place[0] == row["document_id"] and 0 <= place[1] < place[2] <= len(text)
        )
        if place is not None and elsewhere and (not exact or text[place[1] : place[2]] == exact):
            start, end = place[1:]
        elif again := find_quote(text, exact, str(row["prefix"]), str(row["suffix"])):
            start, end = again
            draft.tell("annotation", id_, f"Highlight {id_} was found again by its words.")
        elif place is not None and elsewhere:
            start, end = place[1:]
            draft.tell("annotation", id_, f"The words of highlight {id_} were taken from the text again.")
        else:
            return False
    quote = describe(text, start, end)
    new: Values = {
        "start": start, "end": end, "exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix,
        "block": block_at(load_blocks(str(content["blocks"])), start),
    }  # fmt: skip
    if any(row[name] != value for name, value in new.items()):
        draft.tell("annotation", id_, f"Highlight {id_} was set on its words again.")
    row.update(new)
    return True


def mend_tags(draft: Draft, found: Salvaged) -> None:
    """Keep the tree a tree, and every link of a highlight; a tag whose name is lost gets a number."""
    tags, highlights = draft.tables["tag"], draft.tables["annotation"]
    draft.links = _links(draft, found)
    used = {tag for _, tag in draft.links} | {row["parent_id"] for row in tags.values()}
    for id_ in sorted({*found.uuids["tag"], *(int(str(one)) for one in used if one is not None)}):
        if id_ not in tags:
            tags[id_] = {
                "id": id_, "uuid": found.uuids["tag"].get(id_) or new_uuid(), "parent_id": None,
                "name": f"Lost tag {id_}", "position": id_, "colour": Colour.YELLOW.value, "description": "",
                "shortcut": "",
            }  # fmt: skip
            draft.lose("tag", id_, f"The name of tag {id_} is lost; it is called “Lost tag {id_}”.")
    for id_, row in tags.items():
        if row["name"] == "" or row["colour"] not in set(Colour):
            draft.lose("tag", id_, f"Name or colour of tag {id_} is lost.")
            row["name"] = row["name"] or f"Lost tag {id_}"
            row["colour"] = row["colour"] if row["colour"] in set(Colour) else Colour.YELLOW.value
        above, seen = row["parent_id"], {id_}
        while above is not None and above not in seen:
            seen.add(int(str(above)))
            above = tags[int(str(above))]["parent_id"]
        if above is not None:
            row["parent_id"] = None
            draft.lose("tag", id_, f"Where tag {id_} stood in the codebook is lost; it stands at the top.")
    draft.links = {(one, tag) for one, tag in draft.links if one in highlights}


def _links(draft: Draft, found: Salvaged) -> set[tuple[int, int]]:
    """Highlight and tag of every link, from both trees and from what lay loose."""
    first = {(int(str(row[4])), int(str(row[0]))) for row in found.rows["annotation_tag"]}
    second = {(int(str(row[4])), int(str(row[0]))) for row in found.twins.get("annotation_tag", ())}
    places = {id_: _place(row) for id_, row in draft.tables["annotation"].items()}
    loose: set[tuple[int, int]] = set()
    for row in found.numbers:
        one, two, *rest = map(int, map(str, row))
        if places.get(rest[-1]) == (two, *rest[:2]):
            loose.add((rest[-1], one))
        if places.get(one) == tuple(rest):
            loose.add((one, two))
    if not {"annotation_tag", "annotation_tag_annotation"} & set(found.faults):
        for one, tag in first ^ second:
            draft.lose("annotation_tag", one, f"Whether highlight {one} had tag {tag} is not certain.")
    elif found.twins.get("annotation_tag") and "annotation_tag_annotation" not in found.faults:
        first, loose = second, set()
        draft.findings = [one for one in draft.findings if (one.table, one.key) != ("annotation_tag", None)]
        draft.tell("annotation_tag", None, "The tags of the highlights were read from their index.")
    elif "annotation_tag" not in found.faults:
        second, loose = first, set()
    return first | second | loose


def _place(row: Values) -> tuple[int, int, int]:
    return int(str(row["document_id"])), int(str(row["start"])), int(str(row["end"]))


def mend_memos(draft: Draft, found: Salvaged) -> None:
    """Keep memos about what is there, one about each; the others are told of with their words."""
    for name in ("memo", "saved_search"):
        for id_ in sorted(set(found.uuids[name]) - set(draft.tables[name])):
            draft.lose(name, id_, f"The {PLAIN[name]} {id_} is lost.")
    about: set[tuple[object, object]] = set()
    for id_, row in list(draft.tables["memo"].items()):
        target = (row["document_id"], row["tag_id"])
        there = row["document_id"] in {None, *draft.tables["document"]}
        if (
            not there
            or row["tag_id"] not in {None, *draft.tables["tag"]}
            or None not in target
            or target in about
        ):
            draft.lose("memo", id_, f"What a memo was about is lost. It said: {row['text']}")
            del draft.tables["memo"][id_]
        about.add(target)


def mend_others(draft: Draft) -> None:
    """Keep searches, names of colours and reading places that mean something, and the history if it holds."""
    for id_, row in list(draft.tables["saved_search"].items()):
        try:
            json.loads(str(row["query"]))
        except ValueError:
            draft.lose("saved_search", id_, f"The saved search “{row['name']}” is lost.")
            del draft.tables["saved_search"][id_]
    draft.others["reading"] = [
        row for row in draft.others["reading"] if row["document_id"] in draft.tables["document"]
    ]
    names = draft.others["colour_name"]
    draft.others["colour_name"] = [row for row in names if row["colour"] in set(Colour) and row["name"]]
    if len(names) > len(draft.others["colour_name"]):
        draft.lose("colour_name", None, "The name of a colour is lost.")
    if not _history_holds(draft):
        draft.others["command"] = []
        draft.lose("command", None, "The history is not kept: its steps could not be undone any more.")


def _history_holds(draft: Draft) -> bool:
    """Whether every step is there and all that steps alter is as they left it."""
    commands = sorted(draft.others["command"], key=lambda row: int(str(row["id"])))
    if any(one.table in {*_JOURNALLED, "command", "file"} for one in draft.findings):
        return not commands
    try:
        for row in commands:
            journal_text.load(str(row["steps"]).encode())
    except (ValueError, KeyError, TypeError):
        return False
    first = int(str(commands[0]["id"])) if commands else 0
    return all(int(str(row["id"])) == first + place for place, row in enumerate(commands))
