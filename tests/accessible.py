"""What a widget tells of itself and how it is reached: names, roles, the Tab key, the look of the focus."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage, QKeySequence, QRegion
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QScrollBar,
    QSizeGrip,
    QSplitterHandle,
    QTextEdit,
    QWidget,
)

from excerpta.gui.support.control_rules import TARGET
from excerpta.gui.widgets.margin_card import CardView

Role = QAccessible.Role

_INTERACTIVE = {
    Role.Button,
    Role.PushButton,
    Role.CheckBox,
    Role.RadioButton,
    Role.EditableText,
    Role.ComboBox,
    Role.Slider,
    Role.SpinBox,
    Role.PageTab,
    Role.Link,
    Role.ButtonMenu,
    Role.ButtonDropDown,
    Role.Switch,
    Role.Table,
    Role.Tree,
    Role.List,
    Role.Document,
    Role.MenuItem,
    Role.PopupMenu,
    Role.MenuBar,
    Role.HotkeyField,
    Role.Note,
    Role.ListItem,
    Role.Graphic,
}
"""Roles that say how something is used."""

_OF_ANOTHER = (QScrollBar, QSplitterHandle, QSizeGrip)
"""They only do with the mouse what the widget that they belong to does with keys."""

_TAB = Qt.FocusPolicy.TabFocus.value
_CHANGED_PIXELS = 24
_CARET_PIXELS = 8
_ROWS = 25


def interactive(root: QWidget) -> Iterator[QWidget]:
    """The widgets under a root that are shown and can be used."""
    for widget in (root, *root.findChildren(QWidget)):
        if isinstance(widget, _OF_ANOTHER) or not widget.isVisible() or not widget.isEnabled():
            continue
        if widget.objectName() == "qt_scrollarea_viewport" or isinstance(widget.parent(), QMenuBar | QMenu):
            continue
        if isinstance(widget.parent(), QLineEdit):
            continue  # the button that empties the field, as Esc does
        if is_led_by_a_field(widget) or is_in_a_card_at_rest(widget):
            continue
        takes_keys = bool(widget.focusPolicy().value & _TAB) and widget.focusProxy() is None
        if isinstance(widget, QAbstractButton | QAbstractItemView | QMenu) or takes_keys:
            yield widget


def is_led_by_a_field(widget: QWidget) -> bool:
    """Whether it is a list that never takes the focus, because keys in the field above it lead through it."""
    return (
        isinstance(widget, QAbstractItemView)
        and widget.focusPolicy() == Qt.FocusPolicy.NoFocus
        and any(field.isVisible() for field in widget.window().findChildren(QLineEdit))
    )


def is_in_a_card_at_rest(widget: QWidget) -> bool:
    """Whether it belongs to the card of a highlight that is not the current one: `]` makes it that."""
    while widget is not None:
        if isinstance(widget, CardView):
            return not widget._is_current
        widget = widget.parentWidget()
    return False


def who(widget: QWidget) -> str:
    """A widget in a message."""
    return f"{type(widget).__name__}#{widget.objectName()} “{name_of(widget)}”"


def name_of(widget: QWidget) -> str:
    """The name that a screen reader says."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def unnamed(root: QWidget) -> list[str]:
    """What can be used and has no name in words, or no role that says how."""
    found = []
    for widget in interactive(root):
        interface = QAccessible.queryAccessibleInterface(widget)
        if not any(character.isalnum() for character in name_of(widget)) and not isinstance(widget, QMenu):
            found.append(f"no name: {who(widget)}")
        if interface.role() not in _INTERACTIVE:
            found.append(f"{interface.role().name} is no role for {who(widget)}")
        if isinstance(widget, QAbstractItemView):
            found += [f"no name of a row: {who(widget)} {row}" for row in unnamed_rows(widget)]
        if isinstance(widget, QMenu):
            found += [
                f"no text: {who(widget)}" for one in widget.actions() if not (one.isSeparator() or one.text())
            ]
    return found


def unnamed_rows(view: QAbstractItemView) -> Iterator[int]:
    """The rows in sight whose first cell says nothing."""
    interface = QAccessible.queryAccessibleInterface(view)
    model = view.model()
    if model is None or interface is None:
        return
    for row in range(min(model.rowCount(), _ROWS)):
        index = model.index(row, 0)
        place = view.visualRect(index)
        if not place.isValid() or not view.viewport().rect().intersects(place):
            continue
        told = index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data(Qt.ItemDataRole.DisplayRole)
        if not str(told or "").strip():
            yield row


def small_targets(root: QWidget) -> list[str]:
    """Buttons that are lower or narrower than the least that a hand can be asked to hit."""
    return [
        f"{widget.width()} × {widget.height()}: {who(widget)}"
        for widget in interactive(root)
        if isinstance(widget, QAbstractButton) and min(widget.width(), widget.height()) < TARGET
    ]


# ---- keys


def unreachable(root: QWidget, keys: Iterable[QKeySequence]) -> list[str]:
    """What can be used, is not met with Tab, and names no key that works instead."""
    chain = set(tab_chain(root.window()))
    known = {key.toString(QKeySequence.SequenceFormat.NativeText).casefold() for key in keys}
    return [
        who(widget)
        for widget in interactive(root)
        if widget not in chain
        and not isinstance(widget, QMenu)
        and not _names_a_key(widget, known)
        and not is_in_a_group(widget, chain)
    ]


def tab_chain(window: QWidget) -> Iterator[QWidget]:
    """The widgets that the Tab key meets in a window."""
    widget = window
    while True:
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy().value & _TAB:
            yield widget
        widget = widget.nextInFocusChain()
        if widget is window:
            return


def is_in_a_group(widget: QWidget, chain: set[QWidget]) -> bool:
    """Whether arrow keys lead to a button from another of its group."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group is not None and any(other in chain for other in group.buttons())


def _names_a_key(widget: QWidget, known: set[str]) -> bool:
    """Whether the tooltip ends with keys of an action, as in `Tag (T)`."""
    tip = widget.toolTip()
    return "(" in tip and tip.rpartition("(")[2].rstrip(")").strip().casefold() in known


# ---- the look of the focus


def unseen_focus(root: QWidget) -> list[str]:
    """What does not look otherwise when it has the focus."""
    window = root.window()
    before = QApplication.focusWidget()
    rest = [one for one in interactive(root) if one.focusPolicy() != Qt.FocusPolicy.NoFocus]
    found = []
    for widget in rest:
        if isinstance(widget, QMenu) or not widget.visibleRegion():
            continue
        place = QRect(widget.mapTo(window, QPoint()), widget.size()).adjusted(-3, -3, 3, 3)
        elsewhere = next((one for one in rest if one is not widget), None)
        if elsewhere is not None:
            elsewhere.setFocus(Qt.FocusReason.TabFocusReason)
        elif QApplication.focusWidget() is not None:
            QApplication.focusWidget().clearFocus()
        bare = _picture(window, place)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if not widget.hasFocus():
            found.append(f"takes no focus: {who(widget)}")
        elif changed(bare, _picture(window, place)) < _least_change(widget):
            found.append(f"looks the same: {who(widget)}")
    if before is not None:
        before.setFocus()
    return found


def _least_change(widget: QWidget) -> int:
    """How many pixels have to change; in what is written in, the blinking caret is sign enough."""
    is_written_in = isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit) and not widget.isReadOnly()
    return _CARET_PIXELS if is_written_in else _CHANGED_PIXELS


def _picture(window: QWidget, place: QRect) -> QImage:
    QApplication.processEvents()
    image = QImage(place.size(), QImage.Format.Format_RGB32)
    image.fill(0)
    window.render(image, QPoint(), QRegion(place))
    return image


def changed(one: QImage, other: QImage) -> int:
    """How many pixels of two pictures of one size differ."""
    first, second = (memoryview(bytes(image.constBits())).cast("I") for image in (one, other))
    return sum(a != b for a, b in zip(first, second, strict=True)) if first != second else 0
