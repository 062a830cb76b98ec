"""Mending: what was salvaged is made a library again, from what stands in a file twice.

Identifiers stand in an index too; a text is told by its hash and is in the original once more; a highlight's
words are in the text, its place in two indexes; links to tags are in two trees. What was put together
again, what may differ and what is gone: everything is told.
"""

from excerpta.core.store import mending_marks, mending_texts
from excerpta.core.store.identity import new_uuid
from excerpta.core.store.mending_draft import MANY, PLAIN, Draft, Reread, Values
from excerpta.core.store.salvage import Row, Salvaged
from excerpta.core.store.table_shapes import SHAPES

_TOLD_BY_ROWS = ("document", "content", "original", "annotation", "tag", "memo", "saved_search")


def mend(found: Salvaged, reread: Reread) -> Draft:
    """Put a library together from what was salvaged."""
    draft = Draft()
    for name in ("document", "content", "original", "annotation", "tag", "memo", "saved_search"):
        draft.tables[name] = {int(str(key[0])): _named(name, row) for key, row in found.rows[name].items()}
    for name in ("colour_name", "setting", "reading", "command"):
        draft.others[name] = [_named(name, row) for row in found.rows[name].values()]
    _tell_of_parts(found, draft)
    for name, known in found.uuids.items():
        _set_right(draft, name, known, whole=f"sqlite_autoindex_{name}_1" not in found.faults)
    mending_texts.mend_documents(draft, found, reread)
    mending_texts.mend_pictures(draft, found)
    mending_marks.mend_highlights(draft, found)
    mending_marks.mend_tags(draft, found)
    mending_marks.mend_memos(draft, found)
    mending_marks.mend_others(draft)
    return draft


def _named(name: str, row: Row) -> Values:
    return dict(zip(SHAPES[name].columns, row, strict=True))


def _tell_of_parts(found: Salvaged, draft: Draft) -> None:
    """Say of which parts of the file nobody knows what they held."""
    if found.is_headless:
        draft.lose("file", None, "The list of what is in the file is gone; what was found lay loose in it.")
    if found.unknown:
        number = f"{found.unknown} page{'' if found.unknown == 1 else 's'}"
        draft.lose("file", None, f"{number} of the file cannot be read any more.")
    if "the list of tables" in found.faults and not found.is_headless:
        draft.lose("file", None, "The list of what is in the file is damaged.")
    for name in found.faults:
        unsure = f"sqlite_autoindex_{name}_1" in found.faults or not found.uuids.get(name, True)
        if name in PLAIN and (name not in _TOLD_BY_ROWS or unsure):
            draft.lose(name, None, f"A part of the {MANY[name]} could not be read.")
    for name, count in found.loose.items():
        draft.lose(name, None, f"{count} of the {MANY[name]} lay loose and may be older than they were.")


def _set_right(draft: Draft, name: str, known: dict[int, str], *, whole: bool) -> None:
    """Give rows the ids and identifiers that the index knows them by; those that are gone are told later."""
    table = draft.tables[name]
    ids = {uuid: number for number, uuid in known.items()}
    for id_, row in list(table.items()):
        right = ids.get(str(row["uuid"]))
        if right is not None and right != id_ and right not in table:
            row["id"] = right
            table[right] = table.pop(id_)
            draft.tell(name, right, f"The {PLAIN[name]} {right} had lost its number.")
        elif right is None and id_ in known:
            row["uuid"] = known[id_]
            draft.tell(name, id_, f"The {PLAIN[name]} {id_} had lost its identifier.")
        elif right != id_ and whole and known:
            draft.lose(name, id_, f"Of the {PLAIN[name]} {id_} it is not certain that it was there.")
    seen: set[object] = set()
    for row in table.values():
        if row["uuid"] in seen:
            row["uuid"] = new_uuid()
        seen.add(row["uuid"])
