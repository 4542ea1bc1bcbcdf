"""The order of Tab, walked through without taking widgets from their parents.

PySide takes what `nextInFocusChain` and `previousInFocusChain` return for a child of the widget
they were called on. When that widget is destroyed, whatever hangs on the other is taken for
destroyed as well, such as the actions of menus of another page. Setting the parent that a widget
has already changes nothing in Qt and puts that right.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def next_in_chain(widget: QWidget) -> QWidget:
    """Return the widget that comes after one in the order of Tab."""
    return _at_home(widget.nextInFocusChain())


def previous_in_chain(widget: QWidget) -> QWidget:
    """Return the widget that comes before one in the order of Tab."""
    return _at_home(widget.previousInFocusChain())


def _at_home(widget: QWidget | None) -> QWidget:
    if widget is None:
        raise TypeError("every widget is in a chain")
    parent = widget.parentWidget()
    if parent is None:
        widget.setParent(None)
    else:
        widget.setParent(parent)
    return widget
