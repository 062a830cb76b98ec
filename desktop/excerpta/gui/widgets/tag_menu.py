"""The menu of a tag, or of several that are marked: everything that can be done with them, and the keys."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu

from excerpta.core.model.annotation import Colour
from excerpta.core.model.ids import TagId

if TYPE_CHECKING:
    from excerpta.gui.widgets.tag_panel import TagPanel

_KEYS = "123456789"
_SWATCH = 14


def tag_menu(panel: "TagPanel", tags: Sequence[TagId], *, is_enabled: bool) -> QMenu:
    """What can be done with tags; the menu deletes itself when it closes."""
    menu = QMenu(panel)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if len(tags) == 1:
        _add_query(menu, panel, tags[0])
    if not is_enabled:
        return menu
    menu.addAction("Apply to the selection\tA", partial(panel.tags_applied.emit, list(tags)))
    menu.addSeparator()
    if len(tags) == 1:
        _add_naming(menu, panel, tags[0])
    else:
        _add_colours(menu, panel, tags)
    menu.addSeparator()
    menu.addAction("Move to…", partial(panel.ask_move, list(tags)))
    merge = "Merge them…" if len(tags) > 1 else "Merge into…"
    menu.addAction(f"{merge}\tM", partial(panel.merge_wanted.emit, list(tags)))
    if len(tags) == 1:
        menu.addAction("Split off marked highlights…", partial(panel.split_wanted.emit, tags[0]))
    menu.addSeparator()
    menu.addAction("Delete…\tDel", partial(panel.delete_wanted.emit, list(tags)))
    return menu


def _add_query(menu: QMenu, panel: "TagPanel", tag: TagId) -> None:
    menu.addAction("Show its highlights\tEnter", partial(panel.tag_shown.emit, tag))
    menu.addAction("Add to the query\tCtrl+click", partial(panel.tag_added.emit, tag))
    menu.addAction("Leave out of the query\tAlt+click", partial(panel.tag_excluded.emit, tag))


def _add_naming(menu: QMenu, panel: "TagPanel", tag: TagId) -> None:
    menu.addAction("New sub-tag", partial(panel.start_creating, tag))
    menu.addAction("Rename\tF2", partial(panel.rename, tag))
    _add_colours(menu, panel, [tag])
    _add_keys(menu, panel, tag)
    menu.addAction("Describe", partial(panel.edit_description, tag))
    menu.addAction("Write a memo\tN", partial(panel.edit_memo, tag))
    if panel.view.tags.tree[tag].parent is not None:
        menu.addAction("One level up\tAlt+Shift+Left", partial(panel.step, tag, Qt.Key.Key_Left))


def _add_colours(menu: QMenu, panel: "TagPanel", tags: Sequence[TagId]) -> None:
    colours = menu.addMenu("Colour")
    group = QActionGroup(colours)
    now = {panel.view.tags.tree[tag].colour for tag in tags}
    for colour in Colour:
        action = colours.addAction(
            _swatch(panel, colour),
            colour.value.capitalize(),
            partial(panel.recoloured.emit, list(tags), colour),
        )
        _make_choice(group, action, chosen=now == {colour})


def _add_keys(menu: QMenu, panel: "TagPanel", tag: TagId) -> None:
    keys = menu.addMenu("Key")
    group = QActionGroup(keys)
    tree = panel.view.tags.tree
    own = tree[tag].shortcut
    holders = {other.shortcut: other.short_name for other in tree if other.shortcut}
    for key in ("", *_KEYS):
        holder = f"   (now “{holders[key]}”)" if key in holders and key != own else ""
        text = f"{key}{holder}".replace("&", "&&") if key else "None"
        action = keys.addAction(text, partial(panel.shortcut_set.emit, tag, key))
        _make_choice(group, action, chosen=key == own)


def _make_choice(group: QActionGroup, action: QAction, *, chosen: bool) -> None:
    action.setCheckable(True)
    action.setChecked(chosen)
    group.addAction(action)


def _swatch(panel: "TagPanel", colour: Colour) -> QIcon:
    picture = QPixmap(_SWATCH, _SWATCH)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(panel.theme.edge(colour))
    painter.drawEllipse(2, 2, _SWATCH - 4, _SWATCH - 4)
    painter.end()
    return QIcon(picture)
