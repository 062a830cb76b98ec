"""The verbs that list highlights, and that keep the queries which are asked again and again."""

import argparse
from collections.abc import Iterable
from typing import TextIO

from excerpta.cli.output import Row, Status, complain_of_unseen, one_line, plural, print_json_rows
from excerpta.cli.reading_verbs import show
from excerpta.cli.writing_verbs import open_for
from excerpta.core.interchange.quotation import quotations
from excerpta.core.model.errors import QueryError
from excerpta.core.model.query import Grouping, Query, Sort
from excerpta.core.services import exporting, libraries, retrieving, searches, tagging
from excerpta.core.store.library import Library


def list_highlights(given: argparse.Namespace, out: TextIO) -> int:
    """The highlights of a query under the names of the CSV, or as quotations."""
    with libraries.open_library(given.library, read_only=True) as library:
        query, sort, grouping = asked_for(library, given)
        if given.form is not None:
            tree = tagging.tag_tree(library)
            records = retrieving.ordered_records(library, query, tree, sort, grouping)
            out.writelines(quotations(records, tree, given.form))
            return Status.DONE
        rows = retrieving.highlight_records(library, query, sort=sort, grouping=grouping)
        if given.json:
            print_json_rows(rows, out)
        else:
            _print_highlights(rows, out)
    return Status.DONE


def export(given: argparse.Namespace, out: TextIO) -> int:
    """Write a CSV file."""
    with libraries.open_library(given.library, read_only=True) as library:
        query, sort, grouping = asked_for(library, given)
        rows = exporting.export_csv(
            library,
            given.target,
            query=query,
            shape=given.shape,
            profile=given.profile,
            sort=sort,
            grouping=grouping,
        )
    if given.json:
        print_json_rows([{"path": str(given.target), "rows": rows}], out)
    else:
        out.write(f"{plural(rows, 'row')} in {one_line(str(given.target))}\n")
    return Status.DONE


def list_searches(given: argparse.Namespace, out: TextIO) -> int:
    """The saved searches with their queries and counts."""
    with libraries.open_library(given.library, read_only=True) as library:
        counts = searches.search_counts(library)
        rows: list[Row] = [
            {
                "name": one.name,
                "highlights": counts[one.id],
                "query": retrieving.format_query(one.query),
                "sort": one.sort.value,
                "group": one.grouping.value,
                "missing": " | ".join(one.missing),
            }
            for one in searches.saved_searches(library)
        ]
    headings = {"name": "name", "highlights": "highlights", "query": "query"}
    if any(row["missing"] for row in rows):
        headings["missing"] = "deleted tags"
    return show(given, out, rows, headings, "No saved searches yet.")


def save_search(given: argparse.Namespace, out: TextIO) -> int:
    """Keep a query under a name."""
    query = retrieving.parse_query(given.query)
    sort, grouping = given.sort or Sort.READING, given.group or Grouping.NONE
    with open_for(given) as library:
        number = retrieving.count_highlights(library, query)
        wanted = given.name.casefold()
        known = [one for one in searches.saved_searches(library) if one.name.casefold() == wanted]
        if known:
            searches.change_search(library, known[0].id, query, sort=sort, grouping=grouping)
        else:
            searches.save_search(library, given.name, query, sort=sort, grouping=grouping)
    return _tell(given, out, {"name": given.name, "highlights": number}, plural(number, "highlight"))


def rename_search(given: argparse.Namespace, out: TextIO) -> int:
    """Give a saved search another name."""
    with libraries.open_library(given.library) as library:
        searches.rename_search(library, searches.saved_search(library, given.search).id, given.name)
    return _tell(given, out, {"name": given.name}, "renamed")


def delete_search(given: argparse.Namespace, out: TextIO) -> int:
    """Take a saved search away."""
    with libraries.open_library(given.library) as library:
        searches.delete_search(library, searches.saved_search(library, given.search).id)
    return _tell(given, out, {"name": given.search}, "deleted")


def asked_for(library: Library, given: argparse.Namespace) -> tuple[Query, Sort, Grouping]:
    """The query that was given, or the saved one, and in which order its highlights are listed.

    Raises:
        NotFoundError: there is no such saved search.
        QueryError: the query cannot be understood, or there are two.
    """
    if given.saved is None:
        query = retrieving.parse_query(given.query)
        complain_of_unseen(retrieving.unseen_documents(library, query))
        return query, given.sort or Sort.READING, given.group or Grouping.NONE
    if given.query:
        raise QueryError("Give a query or --saved, not both.")
    saved = searches.saved_search(library, given.saved)
    complain_of_unseen(retrieving.unseen_documents(library, saved.query))
    return saved.query, given.sort or saved.sort, given.group or saved.grouping


def _tell(given: argparse.Namespace, out: TextIO, row: Row, what: str) -> int:
    if given.json:
        print_json_rows([row], out)
    else:
        out.write(f"{one_line(row['name'])}: {what}\n")
    return Status.DONE


def _print_highlights(rows: Iterable[Row], out: TextIO) -> None:
    number = 0
    for number, row in enumerate(rows, 1):  # noqa: B007 - how many there were is printed below
        about = " · ".join(one_line(row[key]) for key in ("document", "source", "published") if row[key])
        out.write(f"[{row['highlight_id']}] {one_line(row['quote'])}\n    {about}\n")
        out.writelines(f"    {key}: {one_line(row[key])}\n" for key in ("tags", "note") if row[key])
    out.write(f"{plural(number, 'highlight')}\n")
