"""Whatever is told by a colour can be told from its ground, in every theme and every pairing that occurs.

Which slots are drawn with comes from the code: the painters are read as syntax trees, the style rules
as the style sheet that they make. What the whole window really shows is measured in the journeys.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor
from tests.contrast import DRAWN, MARK, PLAIN, TEXT, UNSEEN, WRITTEN, blend, colours, luminance, ratio

import excerpta.gui
from excerpta.core.model.annotation import Colour
from excerpta.core.model.ids import AnnotationId
from excerpta.gui.bootstrap.rules import RULES
from excerpta.gui.support.style import style_sheet
from excerpta.gui.support.theme import CONTRAST_NAMES, THEME_NAMES, Theme, load_theme
from excerpta.gui.widgets.reader.contents import ReaderHighlight
from excerpta.gui.widgets.reader.marks import mark_piece, plan_marks
from excerpta.gui.widgets.reader.stack import Stack


@pytest.fixture(params=[*THEME_NAMES, *CONTRAST_NAMES])
def theme(qapp: object, request: pytest.FixtureRequest) -> Theme:
    return load_theme(request.param)


def test_the_ratio_is_that_of_the_standard() -> None:
    black, white = QColor("#000000"), QColor("#ffffff")
    assert luminance(white) == pytest.approx(1)
    assert ratio(black, white) == pytest.approx(21)
    assert ratio(QColor("#777777"), white) == pytest.approx(4.48, abs=0.005)
    assert (
        ratio(QColor("#0000ff"), white) == ratio(white, QColor("#0000ff")) == pytest.approx(8.59, abs=0.005)
    )


@pytest.mark.parametrize(("pairings", "least"), [(WRITTEN, TEXT), (DRAWN, MARK)], ids=["text", "marks"])
def test_every_pairing_of_slots(theme: Theme, pairings: Mapping[str, tuple[str, ...]], least: float) -> None:
    weak = [
        f"{fore} on {ground}: {found:.2f}" for fore, ground, found in ratios(theme, pairings) if found < least
    ]
    assert not weak, f"{theme.name}: {weak}"


@pytest.mark.parametrize("name", CONTRAST_NAMES)
def test_themes_of_strong_contrast_reach_the_enhanced_ratio(name: str) -> None:
    """Success criterion 1.4.6 for text; marks as strong as other themes' text."""
    theme = load_theme(name)
    assert min(found for _, _, found in ratios(theme, WRITTEN)) >= 7
    assert min(found for _, _, found in ratios(theme, DRAWN)) >= TEXT


def test_a_weak_theme_would_be_found() -> None:
    weakest = min(found for _, _, found in ratios(load_theme("dark"), {"muted": ("tints",)}))
    assert weakest < TEXT


def test_every_slot_of_a_theme_has_a_pairing() -> None:
    slots = {field.name for field in fields(Theme)} - {"name", "highlights"}
    grounds = {ground for pairs in (WRITTEN, DRAWN) for on in pairs.values() for ground in on}
    assert slots == (slots & (WRITTEN.keys() | DRAWN.keys() | UNSEEN.keys() | grounds))


def test_blends_are_those_that_the_reader_paints(theme: Theme) -> None:
    for one, other in combinations(Colour, 2):
        over = [ReaderHighlight(AnnotationId(n), 0, 4, colour) for n, colour in enumerate((one, other))]
        marks = mark_piece(
            plan_marks(Stack.of(over), 0, 4), lambda *_: [QRectF(0, 0, 9, 9)], theme, corner=lambda _: None
        )
        assert [tint for _, tint in marks.tints] == [blend(theme, one, other)]


# ---- the painters


@dataclass(frozen=True)
class Use:
    """A slot that a painter draws or fills with."""

    module: str
    line: int
    slot: str
    how: str


_PENS = {"setPen", "QPen", "setForeground", "setUnderlineColor", "write", "write_last", "_ink"}
_FILLS = {"setBrush", "fillRect", "fillPath", "setBackground", "_fill", "QBrush"}
_SLOTS = {field.name for field in fields(Theme)} - {"name", "highlights"} | {"tint", "edge"}


def test_painters_draw_with_slots_that_have_a_pairing() -> None:
    uses = list(slots_in_painters())
    assert {use.how for use in uses} == {"pen", "fill"}
    assert {"ink", "muted", "accent", "outline", "edge"} <= {use.slot for use in uses}
    known = {
        "pen": WRITTEN.keys() | DRAWN.keys() | UNSEEN.keys() | {"edge"},
        "fill": {*PLAIN, "tint", "edge", "line"} | DRAWN.keys(),
    }
    unknown = [use for use in uses if use.slot not in known[use.how]]
    assert not unknown


def test_nothing_is_painted_in_a_colour_of_its_own() -> None:
    found = {
        path.name
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "QColor"
        and node.args
        and all(isinstance(argument, ast.Constant | ast.IfExp) for argument in node.args)
    }
    shadows = {"floating_panel.py", "preview.py"}  # which nothing depends on
    assert found == shadows | {"printout.py"}  # the light theme, on the white of paper


def test_nothing_that_is_told_fades() -> None:
    """Text and marks of less than full strength have other contrasts than their slots."""
    faint = {
        path.name
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("setOpacity", "setAlpha", "setAlphaF")
    }
    assert not faint


def slots_in_painters() -> Iterator[Use]:
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", None) or getattr(node.func, "id", "")
                how = "pen" if name in _PENS else "fill" if name in _FILLS else ""
                for slot in slots_below(node.args) if how else ():
                    yield Use(path.name, node.lineno, slot, how)


def slots_below(arguments: list[ast.expr]) -> Iterator[str]:
    for argument in arguments:
        for node in ast.walk(argument):
            if isinstance(node, ast.Attribute) and node.attr in _SLOTS and "theme" in ast.unparse(node.value):
                yield node.attr


def sources() -> list[Path]:
    return sorted(path for root in excerpta.gui.__path__ for path in Path(root).rglob("*.py"))


# ---- the style sheet


@dataclass(frozen=True)
class Rule:
    """One rule of the style sheet: what it is for, and what it says."""

    selector: str
    says: Mapping[str, str]

    def colour(self, *names: str) -> QColor | None:
        for name in names:
            found = re.search(r"#[0-9a-fA-F]{6}\b", self.says.get(name, ""))
            if found:
                return QColor(found[0])
        return None


_FIELDS = ("QLineEdit", "QPlainTextEdit", "QTextEdit", "QComboBox", "QSpinBox", "QPushButton")


def test_style_rules_write_readably(theme: Theme) -> None:
    weak = []
    for rule in rules_of(theme):
        ground = rule.colour("background", "background-color")
        for name in ("color", "placeholder-text-color"):
            fore = rule.colour(name)
            if fore is None:
                continue
            for other in [ground] if ground is not None else plain(theme):
                if ratio(fore, other) < TEXT:
                    weak.append(f"{rule.selector} {name}: {fore.name()} on {other.name()}")
        inherits = ground is not None and rule.colour("color") is None and is_for_text(rule)
        if inherits and ratio(theme.ink, ground) < TEXT:
            weak.append(f"{rule.selector}: ink on {ground.name()}")
        chosen = rule.colour("selection-background-color")
        if chosen is not None and ratio(rule.colour("selection-color") or theme.ink, chosen) < TEXT:
            weak.append(f"{rule.selector}: selected text")
    assert not weak, f"{theme.name}: {weak}"


def test_style_rules_edge_what_can_be_operated(theme: Theme) -> None:
    """A field or button is seen by its edge or by its ground; where it has the focus, by a strong edge."""
    weak = []
    for rule in rules_of(theme):
        edge = rule.colour("border", "border-color")
        is_field = any(kind in rule.selector for kind in _FIELDS) and ":disabled" not in rule.selector
        if edge is None or not (is_field or ":focus" in rule.selector):
            continue
        weak += [
            f"{rule.selector}: edge {edge.name()} on {ground.name()}"
            for ground in plain(theme)
            if ratio(edge, ground) < MARK
        ]
    assert not weak, f"{theme.name}: {weak}"


def rules_of(theme: Theme) -> Iterator[Rule]:
    sheet = re.sub(r"/\*.*?\*/", "", style_sheet(theme, RULES), flags=re.S)
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet):
        says = dict(part.split(":", 1) for part in body.split(";") if ":" in part)
        yield Rule(" ".join(selector.split()), {name.strip(): value.strip() for name, value in says.items()})


def is_for_text(rule: Rule) -> bool:
    """Whether text may stand on the ground of a rule: separators, handles and chunks hold none."""
    bare = (
        "::separator",
        "::handle",
        "::chunk",
        "::indicator",
        "::groove",
        "::sub-page",
        "QProgressBar",
        "ule",
    )
    return not any(part in rule.selector for part in bare)


# ---- pairings


def ratios(theme: Theme, pairings: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str, float]]:
    for fore, grounds in pairings.items():
        for name, colour in colours(theme, fore):
            for group in grounds:
                for ground, there in colours(theme, group):
                    yield name, ground, ratio(colour, there)


def plain(theme: Theme) -> list[QColor]:
    return [getattr(theme, slot) for slot in PLAIN]
