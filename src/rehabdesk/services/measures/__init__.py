"""Self-tests, own activities and other measures: keeping them and saying what they show."""

from __future__ import annotations
