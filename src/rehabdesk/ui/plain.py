"""Texts of people and files where Qt would take markup for markup."""

from __future__ import annotations

import html


def plain_tip(text: str) -> str:
    """Return a text as a tooltip has to be given it, so that it is shown as it stands.

    Tooltips have no format of their own: a text that looks like markup is taken for markup.
    """
    if "<" not in text:
        return text
    return f"<qt>{html.escape(text).replace(chr(10), '<br>')}</qt>"
