"""Mending documents: their details, texts, originals and pictures."""

import hashlib
import json
import re

from excerpta.core.model.document import Provenance
from excerpta.core.model.errors import DamageError
from excerpta.core.store.documents import sha256, text_hash
from excerpta.core.store.identity import new_uuid
from excerpta.core.store.markup import load_blocks, load_spans
from excerpta.core.store.mending_draft import Draft, Reread, Values
from excerpta.core.store.salvage import Salvaged

_DATE = re.compile(r"(\d{4}(-\d\d(-\d\d)?)?)?")
_PROVENANCES = frozenset(Provenance)


def mend_documents(draft: Draft, found: Salvaged, reread: Reread) -> None:
    """Bring details, texts and originals together again, a document for everything that belongs to one."""
    documents, contents = draft.tables["document"], draft.tables["content"]
    quoted = {int(str(row["document_id"])) for row in draft.tables["annotation"].values()}
    known = {*found.uuids["document"], *documents, *contents, *draft.tables["original"], *quoted}
    _match(draft)
    for id_ in sorted(known):
        _mend_original(draft, id_)
        if id_ not in contents or not _is_right(contents[id_], documents.get(id_)):
            _mend_text(draft, id_, reread)
        if id_ not in contents:
            _drop(draft, id_)
            continue
        if id_ not in documents:
            documents[id_] = _details(found, id_, str(contents[id_]["text"]))
            draft.lose(
                "document",
                id_,
                f"Title and details of document {id_} are lost; it is called by its beginning.",
            )
        _mend_details(draft, id_)


def _match(draft: Draft) -> None:
    """Give texts back to the documents whose hash they have, where their numbers were damaged."""
    documents, contents = draft.tables["document"], draft.tables["content"]
    hashes = {id_: text_hash(str(row["text"])) for id_, row in contents.items()}
    astray = {
        hash_: id_
        for id_, hash_ in hashes.items()
        if id_ not in documents or documents[id_]["text_hash"] != hash_
    }
    for id_, row in documents.items():
        other = astray.get(row["text_hash"])  # type: ignore[call-overload]
        if other is not None and other != id_ and hashes.get(id_) != row["text_hash"]:
            contents[id_] = {**contents.pop(other), "document_id": id_}
            draft.tell("content", id_, f"The text of document {id_} had lost its number.")


def _is_right(content: Values, document: Values | None) -> bool:
    text = str(content["text"])
    if document is not None and (text_hash(text), len(text)) != (document["text_hash"], document["length"]):
        return False
    return _covers(str(content["blocks"]), text) and _has_spans(str(content["spans"]), text)


def _covers(blocks: str, text: str) -> bool:
    try:
        return "\n".join(text[one.start : one.end] for one in load_blocks(blocks)) == text
    except (DamageError, TypeError):
        return False


def _has_spans(spans: str, text: str) -> bool:
    try:
        return all(0 <= one.start <= one.end <= len(text) for one in load_spans(spans))
    except (DamageError, TypeError):
        return False


def _mend_text(draft: Draft, id_: int, reread: Reread) -> None:
    """Read the original again; if that gives another text, keep what there is, or else the quotes."""
    contents, document = draft.tables["content"], draft.tables["document"].get(id_)
    original, content = draft.tables["original"].get(id_), contents.get(id_)
    if original is not None and isinstance(original["data"], bytes):
        again = reread(str(original["file_name"]), original["data"])
        if again and (document is None or text_hash(again[0]) == document["text_hash"]):
            contents[id_] = dict(zip(("document_id", "text", "blocks", "spans"), (id_, *again), strict=True))
            about = f"The text of document {id_} was read from its original again; page furniture may differ."
            draft.tell("content", id_, about)
            return
    if content is not None:
        text = str(content["text"])
        if not _covers(str(content["blocks"]), text):
            content["blocks"] = _paragraphs(text)
            draft.lose("content", id_, f"Headings, lists and pictures of document {id_} are lost.")
        if not _has_spans(str(content["spans"]), text):
            content["spans"] = "[]"
            draft.lose("content", id_, f"Bold, italic and links of document {id_} are lost.")
        if document is not None and text_hash(text) != document["text_hash"]:
            draft.lose("content", id_, f"The text of document {id_} is not the one that was imported.")
        return
    quotes = sorted(
        (int(str(row["start"])), str(row["exact"]))
        for row in draft.tables["annotation"].values()
        if row["document_id"] == id_
    )
    if quotes:
        text = "\n".join(dict.fromkeys(quote for _, quote in quotes))
        contents[id_] = {"document_id": id_, "text": text, "blocks": _paragraphs(text), "spans": "[]"}
        draft.lose(
            "content", id_, f"The text of document {id_} is lost; only its highlights' words are left."
        )


def _paragraphs(text: str) -> str:
    rows, at = [], 0
    for line in text.split("\n"):
        rows.append(["paragraph", at, at + len(line)])
        at += len(line) + 1
    return json.dumps(rows, separators=(",", ":"))


def _drop(draft: Draft, id_: int) -> None:
    """A document with neither text nor original nor quotes is only told of."""
    row = draft.tables["document"].pop(id_, None)
    title = f" (“{row['title']}”)" if row else ""
    draft.tables["original"].pop(id_, None)
    draft.lose("document", id_, f"Document {id_}{title} is lost.")


def _details(found: Salvaged, id_: int, text: str) -> Values:
    names = (
        "source", "author", "published", "published_provenance", "place", "agency", "language", "url",
        "imported",
    )  # fmt: skip
    return {
        "id": id_,
        "uuid": found.uuids["document"].get(id_) or new_uuid(),
        "title": text.partition("\n")[0][:80].strip() or f"Document {id_}",
        **dict.fromkeys(names, ""),
        "attributes": "{}",
        "trashed": None,
    }


def _mend_details(draft: Draft, id_: int) -> None:
    row, text = draft.tables["document"][id_], str(draft.tables["content"][id_]["text"])
    if row["published_provenance"] not in _PROVENANCES or not _DATE.fullmatch(str(row["published"])):
        draft.lose("document", id_, f"The date of document {id_} is lost.")
        row["published"] = row["published_provenance"] = ""
    try:
        json.loads(str(row["attributes"]))
    except ValueError:
        draft.lose("document", id_, f"The attributes of document {id_} are lost.")
        row["attributes"] = "{}"
    if (row.get("text_hash"), row.get("length")) != (text_hash(text), len(text)):
        draft.tell("document", id_, f"What tells the text of document {id_} was made anew.")
    row["text_hash"], row["length"] = text_hash(text), len(text)


def _mend_original(draft: Draft, id_: int) -> None:
    row = draft.tables["original"].get(id_)
    if row is None:
        draft.lose("original", id_, f"The original file of document {id_} is lost.")
    elif isinstance(row["data"], bytes) and sha256(row["data"]) != row["sha256"]:
        row["sha256"] = sha256(row["data"])
        draft.lose("original", id_, f"The original file of document {id_} is not the one that was imported.")


def mend_pictures(draft: Draft, found: Salvaged) -> None:
    """Keep the pictures that are whole; where one is lost, its place and its words stay in the text."""
    for key, row in found.rows["asset"].items():
        name, media_type, width, height, data = row
        if isinstance(data, bytes):
            right = hashlib.sha256(data).hexdigest()
            if right != key[0]:
                draft.tell(
                    "asset", None, f"The picture {right[:12]} had lost its name, or is not what it was."
                )
            draft.pictures[right] = {
                "sha256": right, "media_type": media_type, "width": width, "height": height, "data": data,
            }  # fmt: skip
    for id_, content in draft.tables["content"].items():
        blocks = json.loads(str(content["blocks"]))
        named = {row[5]: row for row in blocks if len(row) > 5 and row[5]}
        for name in set(named) - set(draft.pictures):
            draft.lose("asset", None, f"A picture of document {id_} is lost.")
            draft.tell(
                "content", id_, f"The place and the words of that picture in document {id_} are there."
            )
            for row in blocks:
                if len(row) > 5 and row[5] == name:
                    row[5] = ""
        content["blocks"] = json.dumps(blocks, separators=(",", ":"), ensure_ascii=False)
        draft.shown |= {(id_, name) for name in named if name in draft.pictures}
    shown = {name for _, name in draft.shown}
    for name in set(draft.pictures) - shown:
        del draft.pictures[name]
        draft.lose("asset", None, f"A picture ({name[:12]}) belongs to no document any more.")
