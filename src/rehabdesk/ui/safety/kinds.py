"""What the safety gate is read from."""

from __future__ import annotations

from rehabdesk.domain.changes import Kind

#: What the gate depends on; pages that show it refresh when one of these is touched.
SAFETY_KINDS = frozenset(
    {
        Kind.SAFETY_CHECK,
        Kind.SAFETY_ANSWER,
        Kind.CLEARANCE,
        Kind.PAIN_ENTRY,
        Kind.CHECK_IN,
        Kind.DIARY_SETTING,
    }
)
