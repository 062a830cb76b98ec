"""The tables of a library file, as SQL, in the order in which they were introduced.

Positions are code points into `content.text`. Times are ISO 8601 in UTC. A script that has been
released is never edited: a change of the tables is a new script and a new migration.
"""

APPLICATION_ID = 0x45786370
"""`Excp` in ASCII: how file managers and this program recognise a library."""

TABLES_1 = r"""
CREATE TABLE document (
    id                   INTEGER PRIMARY KEY,
    uuid                 TEXT NOT NULL UNIQUE,
    title                TEXT NOT NULL,
    source               TEXT NOT NULL,
    author               TEXT NOT NULL,
    published            TEXT NOT NULL,
    published_provenance TEXT NOT NULL,
    place                TEXT NOT NULL,
    agency               TEXT NOT NULL,
    language             TEXT NOT NULL,
    url                  TEXT NOT NULL,
    attributes           TEXT NOT NULL,
    text_hash            BLOB NOT NULL,
    length               INTEGER NOT NULL,
    imported             TEXT NOT NULL,
    trashed              TEXT
) STRICT;
CREATE INDEX document_text_hash ON document (text_hash);
CREATE INDEX document_trashed ON document (id) WHERE trashed IS NOT NULL;

-- The text apart from what lists show of a document, so that a list never reads it.
CREATE TABLE content (
    document_id INTEGER PRIMARY KEY REFERENCES document (id),
    text        TEXT NOT NULL,
    blocks      TEXT NOT NULL,  -- [[kind, start, end, level, number], …]
    spans       TEXT NOT NULL    -- [[kind, start, end, target], …]
) STRICT;

CREATE TABLE original (
    document_id INTEGER PRIMARY KEY REFERENCES document (id),
    file_name   TEXT NOT NULL,
    sha256      BLOB NOT NULL,
    data        BLOB NOT NULL
) STRICT;
CREATE INDEX original_sha256 ON original (sha256);

-- Where reading stopped: not a change of anybody's work, so not in the journal.
CREATE TABLE reading (
    document_id INTEGER PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
    position    INTEGER NOT NULL,
    opened      TEXT NOT NULL
) STRICT;

CREATE TABLE annotation (
    id          INTEGER PRIMARY KEY,
    uuid        TEXT NOT NULL UNIQUE,
    document_id INTEGER NOT NULL REFERENCES document (id),
    block       INTEGER NOT NULL,
    start       INTEGER NOT NULL,
    end         INTEGER NOT NULL CHECK (end > start),
    exact       TEXT NOT NULL,
    prefix      TEXT NOT NULL,
    suffix      TEXT NOT NULL,
    colour      TEXT NOT NULL,
    style       TEXT NOT NULL,
    note        TEXT NOT NULL,
    coder       TEXT NOT NULL,
    created     TEXT NOT NULL,
    modified    TEXT NOT NULL
) STRICT;
CREATE INDEX annotation_place ON annotation (document_id, start, end, id);

CREATE TABLE tag (
    id          INTEGER PRIMARY KEY,
    uuid        TEXT NOT NULL UNIQUE,
    parent_id   INTEGER REFERENCES tag (id),
    name        TEXT NOT NULL CHECK (name <> ''),
    position    INTEGER NOT NULL,
    colour      TEXT NOT NULL,
    description TEXT NOT NULL,
    shortcut    TEXT NOT NULL
) STRICT;
CREATE INDEX tag_parent ON tag (parent_id);

-- Document, start and end are repeated, so that a tag's highlights in reading order are one index walk.
CREATE TABLE annotation_tag (
    tag_id        INTEGER NOT NULL REFERENCES tag (id),
    document_id   INTEGER NOT NULL,
    start         INTEGER NOT NULL,
    end           INTEGER NOT NULL,
    annotation_id INTEGER NOT NULL REFERENCES annotation (id),
    PRIMARY KEY (tag_id, document_id, start, end, annotation_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX annotation_tag_annotation ON annotation_tag (annotation_id, tag_id);

-- The journal. `undone` commands wait for redo, and are dropped by the next change.
CREATE TABLE command (
    id      INTEGER PRIMARY KEY,
    kind    TEXT NOT NULL,
    label   TEXT NOT NULL,
    coder   TEXT NOT NULL,
    at      TEXT NOT NULL,
    undone  INTEGER NOT NULL CHECK (undone IN (0, 1)),
    chain   INTEGER,  -- the first of several commands in a row that are undone as one; NULL: this one alone
    steps   TEXT NOT NULL
) STRICT;

CREATE INDEX command_undone ON command (id) WHERE undone = 1;

CREATE TABLE setting (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Folded text of what is not furniture; `content` keeps the words, so this keeps none.
CREATE VIRTUAL TABLE document_search USING fts5 (
    body, content = '', tokenize = "unicode61 remove_diacritics 0"
);

CREATE VIEW tags AS
    WITH RECURSIVE path (id, path, depth) AS (
        SELECT id, replace(replace(name, '\', '\\'), '/', '\/'), 0 FROM tag WHERE parent_id IS NULL
        UNION ALL
        SELECT tag.id, path.path || '/' || replace(replace(tag.name, '\', '\\'), '/', '\/'), depth + 1
        FROM tag JOIN path ON tag.parent_id = path.id
    )
    SELECT tag.id, path.path, tag.name, path.depth, tag.colour, tag.description,
           (SELECT count(*) FROM annotation_tag WHERE tag_id = tag.id) AS own
    FROM tag JOIN path USING (id);

CREATE VIEW documents AS
    SELECT document.id, title, source, author, published, published_provenance, place, agency, language,
           url, length, imported, file_name,
           (SELECT count(*) FROM annotation WHERE document_id = document.id) AS highlights
    FROM document LEFT JOIN original ON original.document_id = document.id
    WHERE trashed IS NULL;

CREATE VIEW highlights AS
    SELECT annotation.id, document.title AS document, document.source, document.published,
           annotation.start, annotation.end, annotation.exact AS quote, annotation.note, annotation.colour,
           (SELECT group_concat(path, ' | ') FROM tags JOIN annotation_tag ON tag_id = tags.id
            WHERE annotation_id = annotation.id) AS tags,
           annotation.coder, annotation.created, annotation.modified, document.id AS document_id
    FROM annotation JOIN document ON document.id = annotation.document_id
    WHERE trashed IS NULL;
"""
"""Schema version 1."""

TABLES_2 = r"""
-- A picture is kept once, however many documents show it; `sha256` is over `data`, in hex.
CREATE TABLE asset (
    sha256     TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    media_type TEXT NOT NULL,
    width      INTEGER NOT NULL,  -- in pixels
    height     INTEGER NOT NULL,
    data       BLOB NOT NULL
) STRICT;

CREATE TABLE document_asset (
    document_id INTEGER NOT NULL REFERENCES document (id),
    sha256      TEXT NOT NULL REFERENCES asset (sha256),
    PRIMARY KEY (document_id, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_asset_sha256 ON document_asset (sha256);

-- What the user calls a colour; without a row it has its own name.
CREATE TABLE colour_name (
    colour TEXT PRIMARY KEY,
    name   TEXT NOT NULL CHECK (name <> '')
) STRICT, WITHOUT ROWID;
"""
"""Schema version 2. A block's row in `content.blocks` may go on: [kind, start, end, level, number,
image, description], where `image` is the `sha256` of an asset."""

TABLES_3 = r"""
-- Beside the first position in the window; NULL where only that is known. The highlight may be gone.
ALTER TABLE reading ADD COLUMN caret INTEGER;
ALTER TABLE reading ADD COLUMN highlight INTEGER;
"""
"""Schema version 3."""

TABLES_4 = r"""
-- Text about a document, a tag, or the library as a whole (both columns NULL); one each.
CREATE TABLE memo (
    id          INTEGER PRIMARY KEY,
    uuid        TEXT NOT NULL UNIQUE,
    document_id INTEGER REFERENCES document (id),
    tag_id      INTEGER REFERENCES tag (id),
    text        TEXT NOT NULL,
    coder       TEXT NOT NULL,
    created     TEXT NOT NULL,
    modified    TEXT NOT NULL,
    CHECK (document_id IS NULL OR tag_id IS NULL)
) STRICT;
CREATE UNIQUE INDEX memo_about ON memo (ifnull(document_id, 0), ifnull(tag_id, 0));
CREATE INDEX memo_tag ON memo (tag_id) WHERE tag_id IS NOT NULL;
CREATE INDEX memo_document ON memo (document_id) WHERE document_id IS NOT NULL;

-- A query under a name. Its tags are kept by identity: in `query`, `{"tag": id}` stands for the path that
-- a tag has today, so that a search follows a tag that is renamed or moved.
CREATE TABLE saved_search (
    id       INTEGER PRIMARY KEY,
    uuid     TEXT NOT NULL UNIQUE,
    name     TEXT NOT NULL CHECK (name <> ''),
    position INTEGER NOT NULL,
    query    TEXT NOT NULL,  -- JSON
    coder    TEXT NOT NULL,
    created  TEXT NOT NULL,
    modified TEXT NOT NULL
) STRICT;
"""
"""Schema version 4."""

TABLES_5 = r"""
-- Folded words, a space between what belongs to different ones: the index itself only cuts at what is not a
-- letter or digit of ASCII, so that it does not depend on what SQLite knows of Unicode. It is filled after
-- the library was opened.
DROP TABLE document_search;
CREATE VIRTUAL TABLE document_search USING fts5 (body, content = '', tokenize = "ascii", prefix = '3 4');
"""
"""Schema version 5.

Question: a prefix index? Choice: of three and four letters. Why: 100,000 documents of 680 English words are
indexed in 29 s of processor time instead of 12, into 465 MB instead of 205; but the first documents for three
letters, chosen as often as people write them, come in 0.1 ms instead of 36 (95th percentile), and those for
four in as little instead of 15 to 22 for the frequent ones. Two letters would cost as much again; five need
none.
"""

TABLES_6 = r"""
-- Some passages of each document, as numbers: documents that are much the same share some of them. A document
-- of few words has a single 0. Like the search index it is filled after the library was opened.
CREATE TABLE likeness (
    document_id INTEGER NOT NULL REFERENCES content (document_id) ON DELETE CASCADE,
    passage     INTEGER NOT NULL,
    PRIMARY KEY (document_id, passage)
) STRICT, WITHOUT ROWID;
CREATE INDEX likeness_passage ON likeness (passage);
"""
"""Schema version 6.

Question: keep which documents are much the same, or what tells it? Choice: eight numbers a document. Why: two
look-ups find the few that can be meant, and their texts say the rest; a table of pairs would have to follow
every change of page furniture, the trash and undo.
"""

TABLES = (TABLES_1, TABLES_2, TABLES_3, TABLES_4, TABLES_5, TABLES_6)
"""The scripts of all versions, in their order."""
