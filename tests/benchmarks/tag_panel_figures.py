"""Figures of the tag panel with 5,000 tags: opening, filtering, unfolding, making one, each until painted."""

import random
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.benchmarks.figure import Figure, percentile, processor_seconds

from excerpta.core.model.annotation import Colour
from excerpta.core.model.ids import TagId
from excerpta.core.model.tag import Tag, TagTree, TagUse
from excerpta.gui.bootstrap.rules import RULES
from excerpta.gui.support.style import apply_theme
from excerpta.gui.support.theme import load_theme
from excerpta.gui.widgets.tag_panel import TagPanel

_WORDS = [
    "actor",
    "claim",
    "place",
    "peace",
    "taliban",
    "envoy",
    "deal",
    "kabul",
    "doha",
    "truce",
    "گفت\u200cوگو",
    "صلح",
    "دولت",
]
_TYPED = ("taliban", "deal 12", "envoy", "peace truce", "صلح", "zzqy")
_TAGS = 5_000
_TOPS = 50
_BLOCKED = "what a window may be blocked"


def tag_panel_figures(_folder: Path) -> Iterator[Figure]:
    """A codebook of three levels."""
    qt = QApplication.instance() or QApplication([])
    assert isinstance(qt, QApplication)
    apply_theme(qt, load_theme("light"), RULES)
    panel = TagPanel()
    panel.resize(270, 800)
    panel.show()
    qt.processEvents()
    tags = _codebook()
    tree = TagTree(tags)
    more = TagTree([*tags, Tag(TagId(_TAGS + 1), "", None, "New", _TAGS, Colour.RED)])
    uses = {tag.id: TagUse(3, 7) for tag in tags}

    def seconds(work: Callable[[], object]) -> float:
        def until_painted() -> None:
            work()
            qt.processEvents()

        return processor_seconds(until_painted)

    def open_panel() -> None:
        panel.set_tree(tree)
        panel.set_uses(uses)

    yield Figure("tagpanel.open", seconds(open_panel) * 1e3, "ms", 50, _BLOCKED)
    keys = [seconds(partial(_press, panel, key)) for word in _TYPED for key in [*word, ""]]
    yield Figure("tagpanel.filter_key_p95", percentile(keys, 95) * 1e3, "ms", 16, "goal, of processor time")
    yield Figure("tagpanel.expand_all", seconds(panel.view.expandAll) * 1e3, "ms", 50, _BLOCKED)
    panel.view.collapseAll()
    yield Figure("tagpanel.create", seconds(lambda: panel.set_tree(more)) * 1e3, "ms", 50, _BLOCKED)
    panel.close()


def _press(panel: TagPanel, key: str) -> None:
    """A key in the field, answered at once; an empty one clears it."""
    if key:
        panel.field.insert(key)  # QTest types ASCII only
    else:
        QTest.keyClick(panel.field, Qt.Key.Key_Escape)
    panel.view.finish_filter()


def _codebook() -> list[Tag]:
    rng = random.Random(5)
    tags: list[Tag] = []
    for number in range(1, _TAGS + 1):
        parent: int | None = None
        if number > _TOPS:
            parent = rng.randint(1, _TOPS) if number < _TAGS // 2 else rng.randint(_TOPS + 1, _TAGS // 2 - 1)
        name = f"{rng.choice(_WORDS)} {rng.choice(_WORDS)} {number}"
        above = None if parent is None else TagId(parent)
        tags.append(Tag(TagId(number), "", above, name, number, rng.choice(list(Colour))))
    return tags
