"""What the window is opened with.

Apart from the reading of arguments, which a window opened without any does not wait for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from rehabdesk.domain.moments import Clock, SystemClock


@dataclass(frozen=True, slots=True)
class LaunchOptions:
    """What the window is opened with.

    Attributes:
        diary: The diary to open, or None for the one used last. A plan file that somebody sent
            (`.rehabplan`) is shown over the diary used last.
        demo: Open a throw-away copy of the demo diary instead.
        language: The language tag asked for, or None for the chosen or the system's one.
        clock: Tells the present.
        self_test: Look whether the installation is whole instead of opening a window.
    """

    diary: Path | None = None
    demo: bool = False
    language: str | None = None
    clock: Clock = field(default_factory=SystemClock)
    self_test: bool = False
