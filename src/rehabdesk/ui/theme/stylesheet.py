"""The application's style sheet, made from the tokens.

Widgets say what they are with the dynamic property `look`; nothing else names a colour.
"""

from __future__ import annotations

from string import Template

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from rehabdesk.resources import resource_path
from rehabdesk.ui.theme.tokens import Tokens

#: Height of an icon of the narrow sidebar: nothing in it grows with the text but the icon.
_RAIL_HEIGHT = 44

_SHEET = Template("""
* { font-size: ${body_px}px; }
QWidget { color: $text; }
QMainWindow, QDialog, QWidget[look="page"], QScrollArea[look="page"] { background: $window; }
QScrollArea { border: none; background: transparent; }
QScrollArea > QWidget > QWidget[look="clear"] { background: transparent; }
QToolTip { background: $surface; color: $text; border: 1px solid $control; padding: 4px 8px; }

QMenuBar { background: $sidebar; color: $text2; min-height: ${menu}px; padding-left: 12px; }
QMenuBar::item { padding: 2px 12px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: $soft; color: $on_soft; }
QMenu { background: $surface; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 8px 28px 8px 12px; border-radius: 4px; }
QMenu::item:selected { background: $soft; color: $on_soft; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QStatusBar { background: $sidebar; color: $text2; min-height: ${status}px;
  border-top: 1px solid $border; }
QStatusBar QLabel { color: $text2; font-size: ${caption_px}px; padding: 0 8px; }
QStatusBar::item { border: none; }

QWidget[look="footer"] { background: $window; border-top: 1px solid $border; }
QWidget[look="line"] { background: $border; }
QWidget[look="sidebar"] { background: $sidebar; border-right: 1px solid $border; }
QLabel[look="brand"] { font-size: ${card_title_px}px; font-weight: 700; }
QLabel[look="page_title"] { font-size: ${page_title_px}px; font-weight: 600; }
QLabel[look="card_title"] { font-size: ${card_title_px}px; font-weight: 600; }
QLabel[look="row"] { font-size: ${row_px}px; font-weight: 600; }
QLabel[look="subtitle"] { color: $text2; }
QLabel[look="meta"] { color: $text2; font-size: ${caption_px}px; }
QLabel[look="reading"] { font-size: ${player_cue_px}px; }
QLabel[look="big_number"] { font-size: ${page_title_px}px; font-weight: 700; color: $primary; }
QLabel[look="hint"] { color: $muted; font-size: ${caption_px}px; }
QLabel[look="side"] { background: $soft; color: $on_soft; border: 1px solid $primary;
  border-radius: ${side_radius}px; padding: 0 12px; min-height: ${side_min}px;
  font-size: ${side_px}px; font-weight: 700; }

QFrame[look="card"] { background: $surface; border: 1px solid $border; border-radius: ${card}px; }
QFrame[look="panel"] { background: $surface2; border: 1px solid $border;
  border-radius: ${panel}px; }
QFrame[look="warning"] { background: $warn_soft; border: 1px solid $warn;
  border-radius: ${panel}px; }
QFrame[look="banner"] { background: $soft; border: none; border-bottom: 1px solid $primary; }
QFrame[look="banner"] QLabel { color: $on_soft; }
QFrame[look="warning"] QLabel { color: $warn; }
QFrame[look="stop"] { background: $stop_soft; border: 1px solid $stop;
  border-radius: ${panel}px; }
QFrame[look="stop"] QLabel { color: $stop; }
QFrame[look="stop"]:focus, QFrame[look="warning"]:focus { border: 3px solid $focus; }
QFrame[look="line"] { background: $border; border: none; max-height: 1px; min-height: 1px; }
QFrame[look="plan_row"] { background: $surface2; border: 2px solid $border;
  border-radius: ${panel}px; }
QFrame[look="plan_row_open"] { background: $surface2; border: 2px solid $primary;
  border-radius: ${panel}px; }
QFrame[look="plan_row"]:focus, QFrame[look="plan_row_open"]:focus { border: 3px solid $focus; }
QFrame[look="plan_editor"] { background: $surface; border: 2px solid $primary;
  border-radius: ${panel}px; }
QLabel[look="side_small"] { background: $soft; color: $on_soft; border: 1px solid $primary;
  border-radius: ${small_pill}px; padding: 0 8px; min-height: ${small_pill_min}px;
  font-size: ${caption_px}px; font-weight: 700; }
QFrame[look="stepper"] { background: $surface; border: 1px solid $control;
  border-radius: ${button}px; }
QFrame[look="stepper"] QSpinBox { border: 2px solid transparent; background: transparent;
  padding: 0; font-weight: 600; min-height: ${inner_min}px; }
QFrame[look="stepper"] QSpinBox:focus { border: 2px solid $focus; }

QPushButton, QToolButton { background: $surface; color: $text; border: 1px solid $control;
  border-radius: ${button}px; padding: 0 12px; min-height: ${inner_min}px; font-weight: 500; }
QPushButton:hover, QToolButton:hover { background: $sunken; }
QPushButton:pressed, QToolButton:pressed { background: $soft; }
QPushButton:disabled, QToolButton:disabled { color: $muted; border-color: $border;
  background: $surface2; }
QPushButton:focus, QToolButton:focus, QComboBox:focus, QLineEdit:focus, QPlainTextEdit:focus,
QSpinBox:focus, QDateEdit:focus, QTimeEdit:focus, QAbstractItemView:focus
  { border: 2px solid $focus; outline: none; }
QPushButton:focus, QToolButton:focus { padding: 0 11px; }
QPushButton[look="primary"] { background: $primary; color: $on_primary; border: none;
  font-weight: 600; font-size: ${row_px}px; min-height: ${primary_min}px; padding: 0 20px; }
QPushButton[look="primary"]:hover { background: $primary_hover; }
QPushButton[look="primary"]:focus { border: 3px solid $focus; padding: 0 17px; }
QPushButton[look="primary"]:disabled { background: $sunken; color: $text2;
  border: 1px solid $border; }
QPushButton[look="quiet"] { background: transparent; color: $primary; border: 2px solid transparent;
  font-weight: 600; padding: 0 8px; }
QPushButton[look="quiet"]:hover { background: $soft; color: $on_soft; }
QPushButton[look="quiet"]:focus { border: 2px solid $focus; }
QPushButton[look="quiet"]:disabled { color: $muted; }
QPushButton[look="chip"] { border-radius: ${chip_radius}px; padding: 0 14px; }
QPushButton[look="chip"]:checked { background: $soft; color: $on_soft; border: 2px solid $primary;
  padding: 0 13px; }
QPushButton[look="chip"]:focus { border: 3px solid $focus; padding: 0 12px; }
QPushButton[look="callout"]:checked { background: $soft; color: $on_soft;
  border: 2px solid $primary; padding: 0 11px; }
QFrame[look="segments"] { background: $sunken; border: 1px solid $border; border-radius: 10px; }
QPushButton[look="segment"] { background: transparent; border: 2px solid transparent;
  color: $text2; font-weight: 600; padding: 0 12px; }
QPushButton[look="segment"]:hover { background: $surface2; }
QPushButton[look="segment"]:checked { background: $surface; color: $text;
  border: 1px solid $control; }
QPushButton[look="segment"]:focus { border: 2px solid $focus; }
QToolButton[look="step"] { background: transparent; border: none; padding: 0;
  min-width: ${step_width}px; max-width: ${step_width}px; font-size: ${card_title_px}px; }
QToolButton[look="step"]:hover { background: $sunken; }
QToolButton[look="step"]:disabled { color: $muted; }
QToolButton[look="icon"] { padding: 0; min-width: ${inner_min}px; max-width: ${inner_min}px; }
QToolButton[look="icon"]::menu-indicator { image: none; width: 0; }
QToolButton[look="nav"] { background: transparent; border: 2px solid transparent; color: $text2;
  font-size: ${nav_px}px; font-weight: 500; text-align: left; padding: 0 12px;
  min-height: ${nav_min}px; border-radius: ${button}px; }
QToolButton[look="nav_icon"] { background: transparent; border: 2px solid transparent; padding: 0;
  min-height: ${rail_min}px; border-radius: ${button}px; }
QToolButton[look="nav_icon"]:hover { background: $surface2; }
QToolButton[look="nav_icon"]:checked { background: $surface; border: 1px solid $border;
  border-left: 4px solid $primary; padding: 0 3px 0 0; }
QToolButton[look="nav_icon"]:focus { border: 2px solid $focus; }
QToolButton[look="nav"]:hover { background: $surface2; }
QToolButton[look="nav"]:checked { background: $surface; color: $text; font-weight: 600;
  border: 1px solid $border; border-left: 4px solid $primary; padding: 0 13px 0 10px; }
QToolButton[look="nav"]:focus { border: 2px solid $focus; }

QLineEdit, QPlainTextEdit, QSpinBox, QDateEdit, QTimeEdit, QComboBox { background: $surface;
  color: $text; border: 1px solid $control; border-radius: ${button}px; padding: 4px 8px;
  selection-background-color: $primary; selection-color: $on_primary; }
QLineEdit, QSpinBox, QDateEdit, QTimeEdit, QComboBox { min-height: ${field_min}px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $border;
  selection-background-color: $soft; selection-color: $on_soft; }
QComboBox QAbstractItemView::item { min-height: ${row_min}px; padding: 0 8px; }
QComboBox::drop-down { border: none; width: 28px; }
QComboBox::down-arrow { image: url("$down"); width: 18px; height: 18px; }
QCheckBox, QRadioButton { spacing: 8px; min-height: ${inner_min}px; border: 2px solid transparent;
  border-radius: 4px; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $focus; }
QAbstractItemView { background: $surface; alternate-background-color: $surface2;
  border: 1px solid $border; border-radius: ${button}px; gridline-color: $grid;
  selection-background-color: $soft; selection-color: $on_soft; outline: none; }
QAbstractItemView::item { padding: 4px 8px; }
QListView[look="plain_list"] { border: 2px solid transparent; background: transparent; }
QListView[look="plain_list"]:focus { border: 2px solid transparent; }
QListView[look="card_grid"], QListView[look="card_grid"]:focus { border: none;
  background: transparent; border-radius: 0; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $sunken; color: $text2; border: none;
  border-bottom: 1px solid $border; padding: 8px; font-size: ${caption_px}px; font-weight: 600; }
QCheckBox::indicator, QRadioButton::indicator { width: ${indicator}px; height: ${indicator}px;
  background: $surface;
  border: 2px solid $control; }
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: ${indicator_radius}px; }
QCheckBox::indicator:checked { background: $primary; border-color: $primary; image: url("$tick"); }
QRadioButton::indicator:checked { background: $surface; border: ${radio_ring}px solid $primary;
  width: ${radio_inner}px; height: ${radio_inner}px; }
QProgressBar { background: $sunken; border: 1px solid $control; border-radius: 6px;
  min-height: 12px; max-height: 12px; text-align: center; }
QProgressBar::chunk { background: $primary; border-radius: 5px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $control; border-radius: 4px; margin: 2px; min-height: 36px;
  min-width: 36px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def style_sheet(tokens: Tokens) -> str:
    """Return the style sheet for tokens."""
    border = 2
    return _SHEET.substitute(
        tokens.colours,
        **{f"{use}_px": str(px) for use, px in tokens.type_px.items()},
        down=resource_path("icons", f"down_{tokens.name}.svg").as_posix(),
        indicator=tokens.scaled(16),
        radio_ring=tokens.scaled(5),
        radio_inner=tokens.scaled(16) + 2 * border - 2 * tokens.scaled(5),
        indicator_radius=tokens.scaled(16) // 2 + border,
        tick=resource_path("icons", f"tick_{tokens.name}.svg").as_posix(),
        menu=tokens.scaled(tokens.frame["menu"]),
        status=tokens.scaled(tokens.frame["status"]),
        card=tokens.radius["card"],
        panel=tokens.radius["panel"],
        button=tokens.radius["button"],
        row_min=tokens.target["min"],
        inner_min=tokens.target["min"] - border,
        field_min=tokens.target["min"] - border - 8,
        primary_min=tokens.target["primary"],
        nav_min=tokens.target["nav"] - 2 * border,
        rail_min=_RAIL_HEIGHT - 2 * border,
        chip_radius=tokens.target["min"] // 2,
        step_width=tokens.scaled(28),
        small_pill=(tokens.type_px["caption"] + 8) // 2,
        small_pill_min=tokens.type_px["caption"] + 6,
        side_min=tokens.type_px["side"] + 10,
        side_radius=(tokens.type_px["side"] + 12) // 2,
    )


def dress(widget: QWidget, look: str) -> None:
    """Say what a widget is, so that the style sheet finds it."""
    widget.setProperty("look", look)
    # A widget that has not been seen yet is styled once, when it is shown.
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
