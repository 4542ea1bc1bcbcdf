"""What people and files call things is shown as it stands."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextDocument

from rehabdesk.ui.plain import plain_tip


@pytest.mark.parametrize(
    "text",
    ["Knee", "a & b", "<b>Knee</b>", "<img src=x onerror=y>", "1 < 2\nand & so", "<qt>x</qt> &lt;"],
)
def test_a_tip_says_what_was_typed(qapp, text):
    document = QTextDocument()
    tip = plain_tip(text)
    if tip == text:
        document.setPlainText(tip)
    else:
        document.setHtml(tip)
    assert document.toPlainText() == text
    assert tip == text or tip.startswith("<qt>")
    assert ("<" in text) == (tip != text)
