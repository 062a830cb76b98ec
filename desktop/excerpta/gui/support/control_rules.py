"""Style rules of the smaller controls: ticks, choices, arrows, sliders, tabs, with edges that can be seen.

The platform's own drawings derive their edges from the ground, too faint to be found on it.
"""

from excerpta.gui.support.scale import scaled
from excerpta.gui.support.theme import Theme
from excerpta.places import resources

TARGET = 24
"""The least height and width in pixels of what is clicked (WCAG 2.2, success criterion 2.5.8)."""


def control_rules(theme: Theme) -> str:
    """Give the rules of the controls that programs have in common."""
    return _choices(theme) + _numbers(theme) + _sliders_and_tabs(theme)


def _choices(theme: Theme) -> str:
    """Ticks and one-of-many; the ring of the focus goes around the words too."""
    outline, accent, card, hover = (
        colour.name() for colour in (theme.outline, theme.accent, theme.card, theme.hover)
    )
    box, dot = scaled(14), scaled(6)
    tick = _icon("check-dark" if theme.is_dark else "check-light")
    return f"""
    QRadioButton, QCheckBox {{
        spacing: 8px; border: 2px solid transparent; border-radius: 5px; padding: 2px 4px 2px 2px;
    }}
    QRadioButton:focus, QCheckBox:focus {{ border-color: {accent}; }}
    QRadioButton:disabled, QCheckBox:disabled {{ color: {theme.muted.name()}; }}
    QCheckBox::indicator, QGroupBox::indicator, QRadioButton::indicator {{
        width: {box}px; height: {box}px; border: 1px solid {outline}; background: {card};
    }}
    QCheckBox::indicator, QGroupBox::indicator {{ border-radius: 3px; }}
    QRadioButton::indicator {{ border-radius: {box // 2 + 1}px; }}
    QCheckBox::indicator:hover, QRadioButton::indicator:hover {{ background: {hover}; }}
    QCheckBox::indicator:checked, QGroupBox::indicator:checked {{
        border-color: {accent}; background: {accent}; image: url({tick});
    }}
    QRadioButton::indicator:checked {{
        width: {dot}px; height: {dot}px; border: {(box + 2 - dot) // 2}px solid {accent};
        background: {theme.on_accent.name()};
    }}
    QCheckBox::indicator:checked:disabled, QRadioButton::indicator:checked:disabled {{
        border-color: {theme.muted.name()}; background: {theme.muted.name()};
    }}
    """


def _numbers(theme: Theme) -> str:
    """The arrows of drop-down fields and of numbers."""
    hover = theme.hover.name()
    return f"""
    QComboBox::drop-down {{ border: none; width: 22px; }}
    QComboBox::down-arrow {{ image: url({_icon("arrow-down")}); width: 14px; height: 14px; }}
    QComboBox QAbstractItemView {{ border: 1px solid {theme.outline.name()}; padding: 4px; }}
    QSpinBox::up-button, QSpinBox::down-button {{
        subcontrol-origin: padding; width: 22px; border: none; border-radius: 4px;
    }}
    QSpinBox::up-button {{ subcontrol-position: top right; }}
    QSpinBox::down-button {{ subcontrol-position: bottom right; }}
    QSpinBox::up-button:hover, QSpinBox::down-button:hover {{ background: {hover}; }}
    QSpinBox::up-arrow {{ image: url({_icon("arrow-up")}); width: 12px; height: 12px; }}
    QSpinBox::down-arrow {{ image: url({_icon("arrow-down")}); width: 12px; height: 12px; }}
    """


def _sliders_and_tabs(theme: Theme) -> str:
    outline, accent, card, ink, muted = (
        colour.name() for colour in (theme.outline, theme.accent, theme.card, theme.ink, theme.muted)
    )
    return f"""
    QSlider {{ min-height: {TARGET}px; border: 2px solid transparent; border-radius: 5px; }}
    QSlider:focus {{ border-color: {accent}; }}
    QSlider::groove:horizontal {{ height: 4px; background: {outline}; border-radius: 2px; }}
    QSlider::sub-page:horizontal {{ background: {accent}; border-radius: 2px; }}
    QSlider::handle:horizontal {{
        width: 14px; margin: -6px 0; border: 1px solid {accent}; border-radius: 8px; background: {card};
    }}
    QTabWidget::pane {{ border: none; border-top: 1px solid {theme.line.name()}; }}
    QTabBar::tab {{
        color: {muted}; padding: 6px 14px; border: 2px solid transparent; border-radius: 5px;
    }}
    QTabBar::tab:selected {{
        color: {ink}; font-weight: 600; border-bottom: 2px solid {accent}; border-radius: 0;
    }}
    QTabBar::tab:focus {{ border: 2px solid {accent}; border-radius: 5px; }}
    QGroupBox {{ border: none; margin-top: 20px; font-weight: 600; }}
    QGroupBox::title {{ subcontrol-origin: margin; left: 0; }}
    QToolButton {{
        background: transparent; border: 1px solid transparent; border-radius: 5px; padding: 3px 6px;
    }}
    QToolButton:hover, QToolButton:checked {{ background: {theme.hover.name()}; }}
    QToolButton:focus {{ border-color: {accent}; }}
    QToolButton:disabled {{ color: {muted}; }}
    """


def _icon(name: str) -> str:
    return f'"{(resources() / "icons" / f"{name}.svg").as_posix()}"'
