"""The grammar of the verbs about what is known of documents, and about repairs."""

from collections.abc import Callable
from typing import Any

from excerpta.cli import document_verbs
from excerpta.core.services import documents
from excerpta.core.text.repairs import RepairKind

AddVerb = Callable[..., Any]
TextType = Callable[[str], str]
ChoiceType = Callable[[Any], Callable[[str], Any]]

EDIT_OPTIONS = (*(f"--{name}" for name in documents.EDITABLE), "--date", "--words", "--confirm", "--kind")
"""Options that take a value."""


def add_document_verbs(verb: AddVerb, text: TextType, one_of: ChoiceType) -> None:
    """Add the verbs.

    Args:
        verb: makes the parser of one, with its library.
        text: the type of an argument that is a text.
        one_of: makes the type of an argument that is one of the values of an enumeration.
    """
    one = verb(
        "edit",
        document_verbs.edit,
        "set source, date, language and so on of one or several documents, in one step",
        "talks.excerpta --doc 3 --doc 7 --source Reuters --date 2020-09 --language en",
    )
    one.add_argument(
        "--doc",
        type=text,
        action="append",
        default=[],
        metavar="ID",
        help="the id of a document, or its whole title; may be given several times",
    )
    one.add_argument(
        "--words",
        type=text,
        default="",
        metavar="WORDS",
        help="the documents whose title, source or author hold these words",
    )
    for name in documents.EDITABLE:
        away = "" if name == "title" else '; "" takes it away'
        one.add_argument(f"--{name}", type=text, metavar="TEXT", help=f"its {name}{away}")
    one.add_argument(
        "--date", type=text, metavar="DATE", help='published: 2020, 2020-09 or 2020-09-14; "" takes it away'
    )
    one.add_argument(
        "--confirm",
        action="append",
        default=[],
        choices=(*documents.EDITABLE, "published"),
        metavar="WHAT",
        help="what was worked out and is right; may be given several times",
    )
    one = verb(
        "repair-text",
        document_verbs.repair_text,
        "list what can be repaired in a document's text; it must have no highlights yet",
        "talks.excerpta --doc 3 --apply",
    )
    one.add_argument(
        "--doc", type=text, required=True, metavar="ID", help="the id of the document, or its whole title"
    )
    one.add_argument("--apply", action="store_true", help="carry it out; undo takes it back")
    kinds = ", ".join(kind.value for kind in RepairKind)
    one.add_argument(
        "--kind",
        type=one_of(RepairKind),
        action="append",
        default=[],
        metavar="KIND",
        help=f"only these: {kinds}",
    )
