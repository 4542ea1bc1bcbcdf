"""Answers to the safety questions, for the first page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehabdesk.domain.text import Translator
from rehabdesk.services.reporting.options import Span

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary


def safety_lines(diary: Diary, span: Span, tr: Translator) -> list[str]:  # noqa: ARG001
    """Return the answers to safety questions in a period; a diary has none yet."""
    return []
