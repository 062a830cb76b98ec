"""One style sheet for the whole program, made from a theme; each widget module adds its own rules."""

from collections.abc import Callable, Iterable

from PySide6.QtGui import QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from excerpta.gui.support.control_rules import control_rules
from excerpta.gui.support.scale import interface_pixels, scaled_rules
from excerpta.gui.support.system import is_still
from excerpta.gui.support.theme import Theme

Rules = Callable[[Theme], str]


def interface_font() -> QFont:
    """The system's own sans at the size of the interface."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if font.family() in ("", "Sans Serif", "sans-serif"):
        font.setFamilies(["Inter", "Noto Sans", "DejaVu Sans"])
    font.setPixelSize(interface_pixels(font))
    return font


def apply_theme(application: QApplication, theme: Theme, rules: Iterable[Rules]) -> None:
    """Give every widget the colours of a theme, and stillness where it is asked for."""
    application.setPalette(palette(theme))
    still = "* { widget-animation-duration: 0; }\n" if is_still() else ""
    application.setStyleSheet(still + style_sheet(theme, rules))


def style_sheet(theme: Theme, rules: Iterable[Rules]) -> str:
    """Every rule for a theme, the widgets' own last."""
    return scaled_rules("\n".join(rule(theme) for rule in (base_rules, control_rules, *rules)))


def palette(theme: Theme) -> QPalette:
    """A theme as Qt's own roles, for everything that no rule names."""
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.chrome,
        role.WindowText: theme.ink,
        role.Base: theme.card,
        role.AlternateBase: theme.chrome,
        role.Text: theme.ink,
        role.PlaceholderText: theme.muted,
        role.Button: theme.chrome,
        role.ButtonText: theme.ink,
        role.ToolTipBase: theme.card,
        role.ToolTipText: theme.ink,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Link: theme.accent,
        role.Mid: theme.line,
        role.Light: theme.card,
        role.Dark: theme.outline,
    }
    made = QPalette()
    for which, colour in colours.items():
        made.setColor(which, colour)
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, theme.muted)
    return made


def base_rules(theme: Theme) -> str:
    """What is the same everywhere: fields, buttons, menus, scroll bars, splitters."""
    page, chrome, card, line, outline, hover = (
        colour.name()
        for colour in (theme.page, theme.chrome, theme.card, theme.line, theme.outline, theme.hover)
    )
    ink, muted, accent, on_accent, selection = (
        colour.name() for colour in (theme.ink, theme.muted, theme.accent, theme.on_accent, theme.selection)
    )
    return f"""
    QWidget {{ color: {ink}; }}
    QDialogButtonBox, QMessageBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    QMainWindow, QDialog, QMessageBox {{ background: {chrome}; }}
    QToolTip {{ background: {card}; color: {ink}; border: 1px solid {line}; padding: 4px 6px; }}
    QLabel#zone_heading {{ color: {muted}; font-weight: 600; }}
    QLabel#zone_count, QLabel#muted {{ color: {muted}; }}
    QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox {{
        background: {card}; border: 1px solid {outline}; border-radius: 6px; padding: 5px 8px;
        selection-background-color: {accent}; selection-color: {on_accent};
        placeholder-text-color: {muted};
    }}
    QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus {{
        border: 2px solid {accent}; padding: 4px 7px;
    }}
    QPushButton {{
        background: {card}; border: 1px solid {outline}; border-radius: 6px; padding: 6px 14px;
    }}
    QPushButton:hover {{ background: {hover}; }}
    QPushButton:focus {{ border: 2px solid {accent}; padding: 5px 13px; }}
    QPushButton:disabled {{ color: {muted}; background: {chrome}; border-color: {line}; }}
    QPushButton#primary {{ font-weight: 600; }}
    QPushButton#primary, QPushButton:default {{
        background: {accent}; color: {on_accent}; border-color: {accent};
    }}
    QPushButton#primary:hover, QPushButton:default:hover {{ border-color: {ink}; }}
    QPushButton#primary:focus, QPushButton:default:focus {{
        outline: 2px solid {on_accent}; outline-offset: 0; outline-radius: 4px;
    }}
    QPushButton#primary:disabled {{ background: {chrome}; border-color: {line}; color: {muted}; }}
    QToolButton#quiet_button {{
        background: transparent; border: 1px solid transparent; border-radius: 5px; padding: 1px 6px;
    }}
    QToolButton#quiet_button:hover {{ background: {hover}; }}
    QToolButton#quiet_button:focus {{ border-color: {accent}; }}
    QToolButton#quiet_button::menu-indicator {{ image: none; width: 0; }}
    QMenuBar {{ background: {chrome}; border: none; padding: 2px 6px; }}
    QMenuBar::item {{ background: transparent; padding: 4px 9px; border-radius: 5px; }}
    QMenuBar::item:selected {{ background: {hover}; }}
    QMenu {{ background: {card}; border: 1px solid {line}; padding: 5px; }}
    QMenu::item {{ padding: 5px 22px 5px 22px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {selection}; }}
    QMenu::item:disabled {{ color: {muted}; }}
    QMenu::separator {{ height: 1px; background: {line}; margin: 5px 8px; }}
    QSplitter::handle {{ background: {line}; }}
    QAbstractItemView {{
        background: {card}; border: none; outline: none;
        selection-background-color: {selection}; selection-color: {ink};
    }}
    QDialog QAbstractItemView {{ border: 1px solid {outline}; border-radius: 6px; }}
    QDialog QAbstractItemView:focus {{ border: 2px solid {accent}; }}
    QScrollArea {{ background: {page}; border: none; }}
    QScrollBar:vertical {{ background: transparent; width: 11px; margin: 0; }}
    QScrollBar::handle {{ background: {outline}; border-radius: 3px; }}
    QScrollBar::handle:vertical {{ min-height: 36px; margin: 2px 3px; }}
    QScrollBar::handle:hover {{ background: {muted}; }}
    QScrollBar:horizontal {{ background: transparent; height: 11px; margin: 0; }}
    QScrollBar::handle:horizontal {{ min-width: 36px; margin: 3px 2px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QProgressBar {{ background: {line}; border: none; border-radius: 3px; max-height: 6px; }}
    QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
    """
