"""A diary with a plan of any length, and readers for what comes out on paper."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pypdf
import pytest

from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.pain import PainEntry, PainKind
from rehabdesk.domain.plan import (
    ExerciseSide,
    OwnExercise,
    PainLimits,
    PlanItem,
    PlanVersion,
)
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.text import message
from rehabdesk.reports.home_plan import HomePlan, Paper
from rehabdesk.services.home_plan import home_plan, home_plan_pdf
from rehabdesk.services.language import translator_for
from rehabdesk.services.library import load_library
from rehabdesk.store.diary import Diary

LABEL = message("change", "Something done")
#: Lying, side-lying, kneeling, sitting and standing, so that five exercises have five headings.
TWELVE = (
    "bridge", "clamshell", "half_kneeling_hip_flexor", "sit_to_stand", "step_up",
    "hamstring_strap", "dead_bug", "side_plank_knees", "wall_sit", "single_leg_deadlift",
    "butterfly", "hip_hitch",
)  # fmt: skip


def library_item(name: str, **more: object) -> PlanItem:
    """Return an exercise as the library prescribes it."""
    exercise = load_library()[name]
    dosage = exercise.dosage
    assert dosage is not None
    start = PlanItem(
        name, 0, name, exercise.routine, exercise.side.prescribed, dosage.sets, dosage.reps,
        dosage.hold_s, dosage.rest_s, dosage.times_a_week, lift_s=dosage.lift_s,
        lower_s=dosage.lower_s,
    )  # fmt: skip
    return dataclasses.replace(start, **more)  # type: ignore[arg-type]


@dataclasses.dataclass
class Desk:
    """A diary, and printing from it in one line."""

    diary: Diary
    clock: FixedClock

    def prescribe(
        self,
        *items: PlanItem,
        own: Sequence[OwnExercise] = (),
        title: str = "Stronger",
        from_day: dt.date = dt.date(2026, 6, 15),
        limits: PainLimits | None = None,
    ) -> None:
        number = len(self.diary.plans.versions()) + 1
        placed = [
            dataclasses.replace(one, id=f"{number}-{place}", position=place)
            for place, one in enumerate(items)
        ]
        version = PlanVersion(
            f"v{number}", number, from_day, title, "", tuple(placed), limits=limits
        )
        with self.diary.change(LABEL):
            for one in own:
                self.diary.plans.add_own_exercise(one)
            self.diary.plans.add_version(version)

    def prescribe_many(self, count: int) -> None:
        """Prescribe up to twelve exercises, on all kinds of sides and days."""
        sides = {"clamshell": ExerciseSide.LEFT, "hip_hitch": ExerciseSide.RIGHT}
        items = []
        for place, name in enumerate(TWELVE[:count]):
            often = {"times_a_week": None, "weekdays": (1, 3, 5)} if place % 3 == 0 else {}
            more = {"side": sides[name]} if name in sides else {}
            items.append(library_item(name, **often, **more))
        self.prescribe(*items)

    def rate(self, region: str, side: Side, kind: PainKind) -> None:
        where = SidedRegion(region, side)
        entry = PainEntry(region, dt.date(2026, 6, 1), None, where, kind, 3.0)
        with self.diary.change(LABEL):
            self.diary.pain.add(entry)
            self.diary.settings.set_value_kind(where, kind)

    def plan(self, *, paper: Paper = "a4", language: str = "en_GB", name: str = "") -> HomePlan:
        return home_plan(self.diary, self.clock, translator_for(language), paper=paper, name=name)

    def pdf(self, *, paper: Paper = "a4", language: str = "en_GB", name: str = "") -> bytes:
        plan = self.plan(paper=paper, language=language, name=name)
        printed = home_plan_pdf(plan, translator_for(language))
        assert printed.notices == ()
        return printed.pages[0]


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    with Diary.create(tmp_path / "desk.rehab", clock) as diary:
        yield Desk(diary, clock)


@dataclasses.dataclass(frozen=True)
class Words:
    """A piece of text on a page and how large it is printed."""

    text: str
    points: float


@dataclasses.dataclass(frozen=True)
class Reading:
    """A PDF file, read back."""

    reader: pypdf.PdfReader

    @property
    def texts(self) -> list[str]:
        """The text of each page, every run of white space as one space."""
        return [" ".join(page.extract_text().split()) for page in self.reader.pages]

    @property
    def words(self) -> list[Words]:
        found: list[Words] = []
        for page in self.reader.pages:

            def seen(
                text: str, cm: list[float], tm: list[float], _font: object, size: float
            ) -> None:
                if text.strip():
                    found.append(Words(text, abs(size * tm[3] * cm[3])))

            page.extract_text(visitor_text=seen)
        return found

    def tagged(self, kind: str) -> list[pypdf.generic.DictionaryObject]:
        """Return every element of a kind of the structure tree."""
        root = self.reader.root_object["/StructTreeRoot"].get_object()
        return [one for one in _elements(root) if one.get("/S") == kind]


def _elements(node: object) -> Iterator[pypdf.generic.DictionaryObject]:
    if isinstance(node, pypdf.generic.IndirectObject):
        node = node.get_object()
    if isinstance(node, list):
        for one in node:
            yield from _elements(one)
    elif isinstance(node, pypdf.generic.DictionaryObject):
        yield node
        if "/K" in node:
            yield from _elements(node["/K"])


@pytest.fixture
def read() -> Callable[[bytes], Reading]:
    return lambda content: Reading(pypdf.PdfReader(io.BytesIO(content)))


@pytest.fixture
def item() -> Callable[..., PlanItem]:
    return library_item
