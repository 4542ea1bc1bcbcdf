"""What every page is given."""

from __future__ import annotations

from dataclasses import dataclass

from rehabdesk.domain.moments import Clock
from rehabdesk.domain.regions import RegionCatalogue
from rehabdesk.domain.text import Translator
from rehabdesk.ui.preferences import Preferences
from rehabdesk.ui.review_desk import ReviewDesk
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class UiContext:
    """The things that pages share, handed over when they are made.

    Attributes:
        tr: Says texts, dates and numbers.
        theme: The tokens in force.
        clock: The present moment.
        workbench: The open diary.
        regions: All regions of the body map.
        preferences: Choices about this computer, not about the diary.
        review: What is being written about a shared copy.
    """

    tr: Translator
    theme: Theme
    clock: Clock
    workbench: Workbench
    regions: RegionCatalogue
    preferences: Preferences
    review: ReviewDesk
