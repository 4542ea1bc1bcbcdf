"""What an entry was before each of its changes, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from rehabdesk.domain.names import ACTIVITY_NAMES, KIND_NAMES, QUALITY_NAMES, SPREAD_NAMES
from rehabdesk.domain.pain import PainEntry
from rehabdesk.domain.regions import RegionCatalogue
from rehabdesk.domain.text import Translator
from rehabdesk.services.history import EarlierEntry
from rehabdesk.ui.dialogs.frame import FramedDialog
from rehabdesk.ui.pages.history.reading import ListedEntry
from rehabdesk.ui.pages.history.words import region_name, time_words
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.widgets.basic import label


@dataclass(frozen=True, slots=True)
class Step:
    """One change of an entry.

    Attributes:
        when: When it was made, in words.
        lines: What was changed.
    """

    when: str
    lines: tuple[str, ...]


def steps_of(
    tr: Translator,
    regions: RegionCatalogue,
    now: ListedEntry,
    earlier: Sequence[EarlierEntry],
    zone: dt.tzinfo | None,
) -> list[Step]:
    """Return the changes of an entry, the latest first.

    Args:
        tr: Says the texts.
        regions: Names the regions.
        now: The entry as it is.
        earlier: What it was before each change, the oldest first.
        zone: In which the times are said.
    """
    states = [ListedEntry(one.entry, one.deleted) for one in earlier] + [now]
    steps = []
    for number, one in enumerate(earlier):
        local = one.changed_at.astimezone(zone)
        when = tr("earlier", "{day}, {time}", day=tr.date(local), time=tr.time(local))
        lines = _differences(tr, regions, states[number], states[number + 1])
        steps.append(Step(when, tuple(lines) or (tr("earlier", "Saved without a change"),)))
    return steps[::-1]


def _differences(
    tr: Translator, regions: RegionCatalogue, before: ListedEntry, after: ListedEntry
) -> list[str]:
    lines = []
    if after.deleted and not before.deleted:
        lines.append(tr("earlier", "Deleted"))
    elif before.deleted and not after.deleted:
        lines.append(tr("earlier", "Restored"))
    old, new = _facts(tr, regions, before.entry), _facts(tr, regions, after.entry)
    for name, was in old.items():
        if was != new[name]:
            lines.append(tr("earlier", "{name}: {old} → {new}", name=name, old=was, new=new[name]))
    return lines


def _facts(tr: Translator, regions: RegionCatalogue, entry: PainEntry) -> dict[str, str]:
    """Return all that can be changed about an entry, by name."""
    nothing = tr("earlier", "nothing")
    qualities = tr.list_of([tr.say(QUALITY_NAMES[one]) for one in entry.qualities])
    activities = tr.list_of([tr.say(ACTIVITY_NAMES[one]) for one in entry.activities])
    note = tr("earlier", "“{text}”", text=entry.note) if entry.note else nothing
    return {
        tr("earlier", "Pain"): tr.number(entry.value, None),
        tr("earlier", "Region"): region_name(tr, regions, entry.where),
        tr("earlier", "Which pain"): tr.say(KIND_NAMES[entry.kind]),
        tr("earlier", "Day"): tr.date(entry.day),
        tr("earlier", "Time"): time_words(tr, entry),
        tr("earlier", "How wide"): tr.say(SPREAD_NAMES[entry.spread]) if entry.spread else nothing,
        tr("earlier", "Feels like"): qualities or nothing,
        tr("earlier", "Brought on by"): activities or nothing,
        tr("earlier", "Note"): note,
    }


class EarlierDialog(FramedDialog):
    """Lists the changes of an entry."""

    def __init__(
        self, tr: Translator, title: str, steps: Sequence[Step], parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("earlier", "What it was before"), parent)
        self.add_text(title, "row")
        for step in steps:
            panel = QFrame()
            dress(panel, "panel")
            column = QVBoxLayout(panel)
            column.setContentsMargins(16, 12, 16, 12)
            column.setSpacing(4)
            column.addWidget(label(step.when, "meta"))
            for line in step.lines:
                column.addWidget(label(line, wrap=True))
            panel.setAccessibleName(step.when)
            panel.setAccessibleDescription("; ".join(step.lines))
            self.body.addWidget(panel)
        self.body.addStretch(1)
        self.add_close_button(tr("dialog", "Close"))
