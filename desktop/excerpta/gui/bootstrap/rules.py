"""The rules of every widget module that has some, for the one style sheet."""

from excerpta.gui.support.style import Rules
from excerpta.gui.widgets import (
    document_list,
    empty_state,
    find_bar,
    header_bar,
    library_column,
    margin,
    saved_searches,
    search_hits,
    selection_bar,
    status_line,
    tag_box,
    tag_panel,
    toast,
)

RULES: tuple[Rules, ...] = tuple(
    module.rules
    for module in (
        document_list,
        empty_state,
        find_bar,
        header_bar,
        library_column,
        margin,
        saved_searches,
        search_hits,
        selection_bar,
        status_line,
        tag_box,
        tag_panel,
        toast,
    )
)
