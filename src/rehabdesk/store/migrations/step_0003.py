"""Format 3: red-flag answers and what a professional said about them."""

from __future__ import annotations

from sqlite_utils import Database

from rehabdesk.store.migrations.making import make_tables, set_format

NAME = "0003 safety answers and clearances"

_TABLES = """
CREATE TABLE safety_check (PERSONAL,
    day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    at TEXT NOT NULL,
    cause TEXT NOT NULL CHECK (cause IN
        ('first_use', 'new_region', 'high_pain', 'night_pain', 'flare', 'monthly', 'chosen')),
    age TEXT NOT NULL CHECK (age IN
        ('under_16', '16_to_24', '25_to_49', '50_to_65', 'over_65', 'not_said'))
) STRICT;
CREATE TABLE safety_answer (PERSONAL,
    safety_check_id TEXT NOT NULL REFERENCES safety_check (id),
    flag TEXT NOT NULL,
    urgency TEXT NOT NULL CHECK (urgency IN
        ('emergency', 'same_day', 'not_suitable', 'soon', 'routine')),
    yes INTEGER NOT NULL CHECK (yes IN (0, 1)),
    symptoms TEXT NOT NULL DEFAULT '[]',
    at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX safety_answer_of_check ON safety_answer (safety_check_id, flag)
    WHERE deleted_at IS NULL;
CREATE INDEX safety_answer_of_flag ON safety_answer (flag) WHERE deleted_at IS NULL;
CREATE TABLE clearance (PERSONAL,
    safety_answer_id TEXT NOT NULL REFERENCES safety_answer (id),
    day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    who TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX clearance_of_answer ON clearance (safety_answer_id)
"""


def apply(db: Database) -> None:
    """Add their tables."""
    make_tables(db, _TABLES, ("safety_check", "safety_answer", "clearance"))
    set_format(db, 3)
