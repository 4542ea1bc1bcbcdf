"""Everything that can be said about one exercise of the plan."""

from __future__ import annotations

import dataclasses
import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from rehabdesk.domain.exercise import Exercise, SideHandling
from rehabdesk.domain.plan import Band, ExerciseSide, PlanItem
from rehabdesk.domain.text import Translator
from rehabdesk.services.plan_rules import load_plan_rule
from rehabdesk.services.plan_texts import BAND_TEXTS
from rehabdesk.ui.pages.plan.stepper import Stepper
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.widgets.basic import Chips, Segments, button, choice_box, label

_TIMED, _COUNTED = "time", "reps"
_WEEK, _DAYS = "week", "days"
_DEFAULT_REPS, _DEFAULT_HOLD, _DEFAULT_TIMES = 10, 30, 3
_DEFAULT_DAYS = (1, 3, 5)
#: How many numbers stand beside each other.
_BESIDE, _BESIDE_NARROW = 3, 2


class _SideChips(Chips):
    """Sides, of which only those are shown that suit the exercise."""

    def offer(self, keys: set[str]) -> None:
        """Show the chips of these sides."""
        for key, one in self._buttons.items():
            one.setVisible(key in keys)


class DosageEditor(QFrame):
    """Edits one plan item; each change is told at once."""

    #: The item as the fields say (`PlanItem`).
    changed = Signal(object)
    #: One item is to become two, one for each side.
    split_wanted = Signal()

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._item: PlanItem | None = None
        self._loading = False
        self._beside = _BESIDE
        dress(self, "clear")
        self.setAccessibleName(tr("dosage", "Dosage"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._build_side()
        self._build_amount()
        self._build_often()
        self._build_load()
        self._build_words()

    @property
    def item(self) -> PlanItem | None:
        """The item as the fields say, or None if there is none yet."""
        if self._item is None:
            return None
        timed = self.counting.current == _TIMED
        days = tuple(int(key) for key in self.days.chosen)
        by_days = self.often.current == _DAYS and bool(days)
        return dataclasses.replace(
            self._item,
            side=ExerciseSide(self.side.chosen[0]) if self.side.chosen else self._item.side,
            sets=self.sets.value,
            reps=None if timed else self.reps.value,
            hold_s=self.length.value if timed else self.hold.value or None,
            rest_s=self.rest.value or None,
            lift_s=None if timed or self.there_in.value < 0 else self.there_in.value,
            lower_s=None if timed or self.back_in.value < 0 else self.back_in.value,
            times_a_week=None if by_days else self.times.value,
            weekdays=days if by_days else (),
            band=Band(self.band.currentData()) if self.band.currentData() else None,
            load=self.load.text().strip(),
            cue=self.cue.text().strip(),
            note=self.note.text().strip(),
            fixed=self.fixed.isChecked(),
        )

    def set_narrow(self, *, narrow: bool) -> None:
        """Put fewer numbers beside each other where there is little room."""
        beside = _BESIDE_NARROW if narrow else _BESIDE
        if beside != self._beside:
            self._beside = beside
            self._arrange()

    def show_item(self, item: PlanItem, exercise: Exercise | None) -> None:
        """Show an item; fields that already say so are left alone, so typing goes on."""
        if self._item is not None and self._item.id == item.id and self.item == item:
            self._item = item
            return
        self._loading = True
        self._item = item
        self._show_sides(item, exercise)
        self._show_amount(item)
        self.often.choose(_DAYS if item.weekdays else _WEEK)
        self.times.show_value(item.times_a_week or _DEFAULT_TIMES)
        self.days.choose([str(day) for day in item.weekdays or _DEFAULT_DAYS])
        self.band.setCurrentIndex(max(self.band.findData(item.band.value if item.band else ""), 0))
        for field, text in ((self.load, item.load), (self.cue, item.cue), (self.note, item.note)):
            field.setText(text)
        self.cue.setPlaceholderText(self._tr.say(exercise.cue) if exercise is not None else "")
        self.fixed.setChecked(item.fixed)
        self._arrange()
        self._loading = False

    def _build_side(self) -> None:
        tr = self._tr
        self.side = _SideChips(
            tr("dosage", "Side"),
            [
                (ExerciseSide.LEFT.value, tr("dosage", "Your left")),
                (ExerciseSide.RIGHT.value, tr("dosage", "Your right")),
                (ExerciseSide.BOTH.value, tr("dosage", "Each side")),
                (ExerciseSide.NONE.value, tr("dosage", "Both together")),
            ],
        )
        self.side.changed.connect(self._side_clicked)
        self.split = button(tr("dosage", "A dosage for each side…"), "quiet")
        self.split.clicked.connect(self.split_wanted)
        self._side_part = QWidget()
        column = QVBoxLayout(self._side_part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.side)
        column.addWidget(self.split, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self._side_part)

    def _build_amount(self) -> None:
        tr, rule = self._tr, load_plan_rule()
        seconds = tr("dosage", "s")
        self.counting = Segments(
            tr("dosage", "A set is"),
            [
                (_COUNTED, tr("dosage", "Repetitions")),
                (_TIMED, tr("dosage", "A length of time")),
            ],
        )
        self.counting.chosen.connect(lambda _: self._edited())
        none, own_time = tr("dosage", "none"), tr("dosage", "any")
        most = rule.most_seconds
        self.sets = Stepper(tr, tr("dosage", "Sets"), 1, rule.most_sets)
        self.reps = Stepper(tr, tr("dosage", "Repetitions"), 1, rule.most_reps)
        self.length = Stepper(tr, tr("dosage", "Time"), 1, most, unit=seconds, step=5)
        self.hold = Stepper(tr, tr("dosage", "Hold"), 0, most, unit=seconds, none=none)
        self.rest = Stepper(tr, tr("dosage", "Rest"), 0, most, unit=seconds, none=none, step=15)
        self.there_in = Stepper(tr, tr("dosage", "There in"), -1, most, unit=seconds, none=own_time)
        self.back_in = Stepper(tr, tr("dosage", "Back in"), -1, most, unit=seconds, none=own_time)
        self._steppers = (
            self.sets,
            self.reps,
            self.length,
            self.hold,
            self.rest,
            self.there_in,
            self.back_in,
        )
        for one in self._steppers:
            one.changed.connect(lambda _: self._edited())
        self._column.addWidget(self.counting)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        self._column.addLayout(self._grid)

    def _build_often(self) -> None:
        tr = self._tr
        self.often = Segments(
            tr("dosage", "How often"),
            [
                (_WEEK, tr("dosage", "Times a week")),
                (_DAYS, tr("dosage", "On set days")),
            ],
        )
        self.often.chosen.connect(lambda _: self._edited())
        self.times = Stepper(tr, tr("dosage", "Times a week"), 1, load_plan_rule().most_times)
        self.times.changed.connect(lambda _: self._edited())
        monday = dt.date(2026, 1, 5)
        names = [
            (str(number + 1), tr.date(monday + dt.timedelta(days=number), "weekday_short"))
            for number in range(7)
        ]
        self.days = Chips(tr("dosage", "Days"), names, several=True)
        self.days.changed.connect(self._edited)
        self._column.addWidget(self.often)
        self._column.addWidget(self.times)
        self._column.addWidget(self.days)

    def _build_load(self) -> None:
        tr = self._tr
        self.band = choice_box()
        self.band.setAccessibleName(tr("dosage", "Band"))
        self.band.addItem(tr("dosage", "No band"), "")
        self.band.setMinimumContentsLength(8)
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.band.setSizeAdjustPolicy(policy)
        for band, text in BAND_TEXTS.items():
            name = tr.say(text)
            self.band.addItem(name, band.value)
        self.band.currentIndexChanged.connect(lambda _: self._edited())
        self.load = self._line(tr("dosage", "Load"), tr("dosage", "such as 2 kg at the ankle"))
        self._field(tr("dosage", "Band"), self.band)
        self._field(tr("dosage", "Load"), self.load)

    def _build_words(self) -> None:
        tr = self._tr
        self.cue = self._line(tr("dosage", "To remember"), "")
        self.note = self._line(tr("dosage", "Note"), "")
        self._field(tr("dosage", "To remember"), self.cue)
        self._field(tr("dosage", "Note"), self.note)
        self.fixed = QCheckBox(tr("dosage", "Suggest nothing harder"))
        self.fixed.toggled.connect(lambda _: self._edited())
        self._column.addWidget(self.fixed)

    def _line(self, name: str, example: str) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(name)
        line.setPlaceholderText(example)
        line.setMaxLength(load_plan_rule().longest_text)
        line.textEdited.connect(lambda _: self._edited())
        return line

    def _field(self, name: str, field: QWidget) -> None:
        part = QVBoxLayout()
        part.setSpacing(4)
        part.addWidget(label(name, "meta"))
        part.addWidget(field)
        self._column.addLayout(part)

    def _show_sides(self, item: PlanItem, exercise: Exercise | None) -> None:
        """Offer the sides the exercise is made for, and the one it is prescribed for."""
        one_sided = exercise is None or exercise.is_own or exercise.side is SideHandling.EACH
        offered = set(ExerciseSide) if exercise is not None and exercise.is_own else set()
        if one_sided:
            offered |= {ExerciseSide.LEFT, ExerciseSide.RIGHT, ExerciseSide.BOTH}
        offered |= {item.side}
        self.side.offer({side.value for side in offered})
        self.side.choose([item.side.value])
        self._side_part.setVisible(len(offered) > 1)
        self.split.setVisible(item.side is ExerciseSide.BOTH)

    def _show_amount(self, item: PlanItem) -> None:
        timed = item.reps is None
        self.counting.choose(_TIMED if timed else _COUNTED)
        self.sets.show_value(item.sets)
        self.reps.show_value(item.reps or _DEFAULT_REPS)
        self.length.show_value((item.hold_s if timed else None) or _DEFAULT_HOLD)
        self.hold.show_value(0 if timed else item.hold_s or 0)
        self.rest.show_value(item.rest_s or 0)
        self.there_in.show_value(-1 if item.lift_s is None else item.lift_s)
        self.back_in.show_value(-1 if item.lower_s is None else item.lower_s)

    def _arrange(self) -> None:
        """Show the fields that matter for how the set is counted."""
        timed = self.counting.current == _TIMED
        shown = [self.sets]
        shown += [self.length] if timed else [self.reps, self.hold]
        shown += [self.rest]
        if not timed:
            shown += [self.there_in, self.back_in]
        while self._grid.count():
            self._grid.takeAt(0)
        for number, one in enumerate(shown):
            self._grid.addWidget(one, number // self._beside, number % self._beside)
        for column in range(_BESIDE):
            self._grid.setColumnStretch(column, int(column < self._beside))
        for one in self._steppers:
            one.setVisible(one in shown)
        by_days = self.often.current == _DAYS
        self.days.setVisible(by_days)
        self.times.setVisible(not by_days)

    def _side_clicked(self) -> None:
        # A side that is clicked again stays chosen: there is always one.
        if not self.side.chosen and self._item is not None:
            self.side.choose([self._item.side.value])
        self._edited()

    def _edited(self) -> None:
        if self._loading or self._item is None:
            return
        self._arrange()
        item = self.item
        if item is not None:
            self._item = item
            self.split.setVisible(item.side is ExerciseSide.BOTH)
            self.changed.emit(item)
