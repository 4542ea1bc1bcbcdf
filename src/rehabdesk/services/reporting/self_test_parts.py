"""Self-tests over time; a section that is left out where there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehabdesk.domain.text import Translator
from rehabdesk.reports.report import Part
from rehabdesk.services.reporting.options import Span

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary


def self_test_parts(diary: Diary, span: Span, tr: Translator) -> tuple[Part, ...]:  # noqa: ARG001
    """Return the self-tests of a period; a diary has none yet."""
    return ()
