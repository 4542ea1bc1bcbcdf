"""The plan page: find exercises, put a plan together, save it as a new version."""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.exercise import OWN_PREFIX, Exercise
from rehabdesk.domain.moments import diary_day
from rehabdesk.domain.plan import ExerciseSide, PlanItem
from rehabdesk.domain.regions import Side
from rehabdesk.services.library import set_favourite
from rehabdesk.services.plan_drafts import PlanDraft, item_of, with_new_ids
from rehabdesk.services.plan_rules import estimated_minutes, load_plan_rule
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.page import Page
from rehabdesk.ui.pages.plan.draft_desk import DraftDesk
from rehabdesk.ui.pages.plan.figure_shelf import FigureShelf
from rehabdesk.ui.pages.plan.library_pane import LibraryPane
from rehabdesk.ui.pages.plan.ordering import moved_in_group, split_by_side
from rehabdesk.ui.pages.plan.own_dialog import OwnExerciseDialog
from rehabdesk.ui.pages.plan.pause_dialog import PauseDialog, pause_words
from rehabdesk.ui.pages.plan.plan_card import PlanCard
from rehabdesk.ui.pages.plan.plan_files import PlanFileWork
from rehabdesk.ui.pages.plan.reading import PlanState, read_plan
from rehabdesk.ui.pages.plan.save_dialog import SaveDialog
from rehabdesk.ui.pages.plan.template_dialog import TemplateDialog
from rehabdesk.ui.pages.plan.versions_dialog import VersionsDialog
from rehabdesk.ui.pages.plan.words import figure_side
from rehabdesk.ui.widgets.basic import Segments, button

PLAN_WIDTH = 396
NARROW_PLAN_WIDTH = 340
WIDE_PLAN_WIDTH = 460
#: From this room on, the plan gets its wide column.
WIDE_FROM = 1400
#: With less room than this beside the plan, library and plan are shown one at a time.
LEAST_LIBRARY = 380
_LIBRARY, _PLAN = "library", "plan"


class PlanPage(Page):
    """The library beside the plan, or one at a time where there is little room."""

    shows = frozenset(
        {
            Kind.PLAN_VERSION,
            Kind.PLAN_ITEM,
            Kind.OWN_EXERCISE,
            Kind.FAVOURITE,
            Kind.PAUSE,
            Kind.SESSION,
            Kind.SET_DONE,
        }
    )

    def __init__(self, context: UiContext) -> None:
        tr = context.tr
        super().__init__(context, tr("page", "Plan"))
        self.title.setText(tr("plan", "Plan & library"))
        self.subtitle.setText(
            tr("plan", "Drag an exercise into your plan, or press + on its card.")
        )
        self._state: PlanState | None = None
        self._narrow = False
        self._open_item = ""
        self._asked: tuple[Exercise, int | None] | None = None
        self._many_agreed = False
        self.desk = DraftDesk(self)
        self.desk.changed.connect(self._show_plan)
        shelf = FigureShelf(context.theme, self)
        self.library = LibraryPane(context, shelf, self._is_planned)
        self.plan = PlanCard(tr, context.theme, shelf)
        self.files = PlanFileWork(context, self)
        self._build_header()
        self._build_columns()
        self._connect()
        self._show_plan()

    @property
    def state(self) -> PlanState | None:
        """What was read last, or None before that."""
        return self._state

    def refresh(self) -> None:
        """Read library, plan and pauses; the draft stays."""
        tr, regions = self.context.tr, self.context.regions
        day = diary_day(self.context.clock.now())
        self.context.workbench.read(
            lambda diary: read_plan(diary, tr, day, regions), self._show, key="plan"
        )

    def open_at(self, argument: str) -> None:
        """Open at an exercise (its id); anything else is ignored."""
        self.library.show_details(argument)

    def set_narrow(self, narrow: bool) -> None:
        """Give the plan less room in a narrow window."""
        super().set_narrow(narrow)
        self._narrow = narrow
        self.plan.list.set_narrow(narrow=narrow)
        if self._open_item:
            self.plan.open_panel(self._open_item, over_the_list=narrow)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give library and plan their columns."""
        super().resizeEvent(event)
        self._arrange()

    # ------------------------------------------------------------ building

    def _build_header(self) -> None:
        tr = self.context.tr
        self._templates = button(tr("plan", "Ready-made plans…"))
        self._templates.clicked.connect(self._choose_template)
        self._more = button(tr("plan", "More") + "  ▾")
        self._more.setAccessibleName(tr("plan", "More"))
        self._more.setStyleSheet("QPushButton::menu-indicator { image: none; width: 0; }")
        menu = QMenu(self)
        menu.addAction(tr("plan", "Versions of your plan…"), self._show_versions)
        menu.addAction(tr("plan", "Pauses…"), self._show_pauses)
        menu.addAction(tr("plan", "An exercise of your own…"), self._new_own)
        menu.addSeparator()
        menu.addAction(tr("plan", "Send the plan as a file…"), self._send)
        menu.addAction(tr("plan", "Take in a plan file…"), self.files.ask_and_receive)
        menu.addSeparator()
        self._discard = menu.addAction(tr("plan", "Throw the draft away"), self._discard_draft)
        self._more.setMenu(menu)
        self.save_button = button("", "primary")
        self.save_button.clicked.connect(self._save)
        for one in (self._templates, self._more, self.save_button):
            self.header.addWidget(one)

    def _build_columns(self) -> None:
        tr = self.context.tr
        self._switch = Segments(
            tr("plan", "Show"),
            [(_LIBRARY, tr("plan", "Library")), (_PLAN, tr("plan", "Your plan"))],
        )
        self._switch.choose(_LIBRARY)
        self._switch.chosen.connect(self._switch_to)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(16)
        self._columns.addWidget(self.library, 1)
        self._columns.addWidget(self.plan)
        self.body.setSpacing(12)
        self.body.addWidget(self._switch)
        self.body.addLayout(self._columns, 1)
        self._switch.hide()

    def _connect(self) -> None:
        self.library.add_wanted.connect(self.add_exercise)
        self.library.star_wanted.connect(self._toggle_star)
        self.library.edit_wanted.connect(self._edit_own)
        rows, panel, ask = self.plan.list, self.plan.panel, self.plan.ask
        rows.edit_wanted.connect(self.open_item)
        rows.remove_wanted.connect(self.remove_item)
        rows.move_wanted.connect(self.move_item)
        rows.exercise_dropped.connect(self.add_exercise)
        panel.done.connect(self.close_item)
        panel.remove_wanted.connect(lambda: self.remove_item(self._open_item))
        panel.step_wanted.connect(self._step_open_item)
        panel.details_wanted.connect(self._tell_about_open_item)
        panel.swap_wanted.connect(lambda exercise: self._swap(self._open_item, exercise))
        panel.editor.changed.connect(self._item_edited)
        panel.editor.split_wanted.connect(self._split_open_item)
        ask.add_wanted.connect(self._add_asked)
        ask.swap_wanted.connect(self._swap_for_asked)
        ask.dropped.connect(self._drop_asked)
        self.plan.undo_bar.undo_wanted.connect(self._undo)
        self.plan.templates_wanted.connect(self._choose_template)
        self.plan.pause_wanted.connect(self._show_pauses)
        self.plan.suggestion.apply_wanted.connect(self._apply_suggestion)

    # ------------------------------------------------------------ showing

    def _show(self, state: PlanState) -> None:
        before, self._state = self._state, state
        self.desk.show_base(state.latest)
        if before is None or before.index is not state.index:
            self.library.show_index(state.index)
        today = diary_day(self.context.clock.now())
        pause = state.pause_to_tell(today)
        words = pause_words(self.context.tr, pause) if pause is not None else ""
        self.plan.show_pause(
            self.context.tr("plan", "Pause: {pause}", pause=words) if words else ""
        )
        self.plan.suggestion.show_suggestions(state.suggestions, state.index)
        self._show_plan()

    @Slot()
    def _show_plan(self) -> None:
        state = self._state
        self._show_buttons()
        if state is None:
            return
        plan = self.desk.plan
        self.plan.show_plan(plan, state.index, self._state_words(plan))
        self.library.show_plan(self._usual_side(plan))
        ids = {item.id for item in plan.items}
        if self._open_item and self._open_item not in ids:
            self.close_item()
        elif self._open_item:
            self._fill_panel()
        if not plan.items and not self.plan.shows_sheet:
            self.plan.close_panel(empty=True)

    def _show_buttons(self) -> None:
        tr = self.context.tr
        number = self._state.next_number if self._state is not None else 1
        self.save_button.setText(tr("plan", "Save as version {number}…", number=number))
        changed = self.desk.is_changed
        empty = not self.desk.plan.items
        self.save_button.setVisible(not (empty and self.desk.base is None))
        self.save_button.setEnabled(changed)
        reason = "" if changed else tr("plan", "Nothing has changed yet.")
        self.save_button.setToolTip(reason)
        self.save_button.setAccessibleDescription(reason)
        self._templates.setVisible(not (empty and self.desk.base is None))
        self._discard.setEnabled(changed)

    def _state_words(self, plan: PlanDraft) -> str:
        tr, base = self.context.tr, self.desk.base
        parts = []
        if self.desk.is_changed and self._state is not None:
            number = self._state.next_number
            parts.append(tr("plan", "Draft of version {number}, not saved yet", number=number))
        elif base is not None:
            day = tr.date(base.from_day, "medium")
            parts.append(tr("plan", "Version {number}, from {day}", number=base.number, day=day))
        if plan.items:
            minutes = estimated_minutes(plan.items)
            parts.append(tr.n("plan", "about {count} minute", "about {count} minutes", minutes))
        return " · ".join(parts)

    def _usual_side(self, plan: PlanDraft) -> Side:
        """Return the side figures are drawn for: the one the plan is for, else the right."""
        lefts = sum(item.side is ExerciseSide.LEFT for item in plan.items)
        rights = sum(item.side is ExerciseSide.RIGHT for item in plan.items)
        return Side.LEFT if lefts > rights else Side.RIGHT

    def _is_planned(self, exercise_id: str) -> bool:
        return any(item.exercise == exercise_id for item in self.desk.plan.items)

    # ------------------------------------------------------------ changing the draft

    @Slot(str)
    @Slot(str, int)
    def add_exercise(self, exercise_id: str, slot: int | None = None) -> None:
        """Add an exercise, or ask first if the plan is long; one that is there is shown.

        Args:
            exercise_id: Id of the exercise.
            slot: Its place in the group of its position, or None for the end.
        """
        index = self._state.index if self._state is not None else None
        exercise = index.get(exercise_id) if index is not None else None
        if exercise is None or index is None:
            return
        there = next((i for i in self.desk.plan.items if i.exercise == exercise_id), None)
        if there is not None:
            self._go_to(there.id)
            return
        many = load_plan_rule().many_exercises
        if len(self.desk.plan.items) >= many and not self._many_agreed:
            self._asked = (exercise, slot)
            self._see_plan()
            self.plan.ask.ask(index.name(exercise_id), self.desk.plan, index)
            return
        self._add(exercise, slot)

    @Slot(str)
    def open_item(self, item_id: str) -> None:
        """Edit an item; if it is open already, close it."""
        if item_id == self._open_item:
            self.close_item()
            return
        self._open_item = item_id
        self._see_plan()
        self._fill_panel()
        self.plan.open_panel(item_id, over_the_list=self._narrow)
        self.plan.panel.editor.sets.focus_number()

    @Slot()
    def close_item(self) -> None:
        """Close the editor; the focus goes back to the row."""
        item_id, self._open_item = self._open_item, ""
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.plan.panel.isAncestorOf(focused)
        self.plan.close_panel(empty=not self.desk.plan.items)
        if had_focus:
            self.plan.list.focus_item(item_id)

    @Slot(str)
    def remove_item(self, item_id: str) -> None:
        """Take an exercise out of the plan; it can be brought back at once."""
        if self._state is None:
            return
        item = self.desk.plan.item(item_id)
        after = self.plan.list.neighbour(item_id)
        name = self._state.index.name(item.exercise)
        self.desk.change(self.desk.plan.without(item_id))
        if after:
            self.plan.list.focus_item(after)
        self.plan.undo_bar.say(self.context.tr("plan", "{name} is taken out.", name=name))

    @Slot(str, int)
    def move_item(self, item_id: str, slot: int) -> None:
        """Move an item among those it is shown with."""
        group = self.plan.list.group_of(item_id)
        self.desk.change(moved_in_group(self.desk.plan, group, item_id, slot))
        if not self._open_item:
            self.plan.list.focus_item(item_id)

    def _add(self, exercise: Exercise, slot: int | None) -> None:
        item = item_of(exercise, self._side_for(exercise))
        plan = self.desk.plan
        group = next(
            (ids for position, ids in self.plan.list.groups if position is exercise.position), []
        )
        plan = plan.with_items((*plan.items, item))
        if slot is not None and group:
            plan = moved_in_group(plan, group, item.id, slot)
        self.desk.change(plan)
        name = self._state.index.name(exercise.id) if self._state is not None else ""
        self.plan.undo_bar.say(self.context.tr("plan", "{name} is in your plan.", name=name))
        row = self.plan.list.row(item.id)
        if row is not None:
            self.plan.list.ensureWidgetVisible(row)

    def _side_for(self, exercise: Exercise) -> ExerciseSide | None:
        """Return the side one-sided exercises of this plan are for, if they agree."""
        if exercise.side.prescribed is not ExerciseSide.BOTH:
            return None
        sides = {item.side for item in self.desk.plan.items} - {ExerciseSide.NONE}
        return next(iter(sides)) if len(sides) == 1 else None

    def _add_asked(self) -> None:
        asked, self._asked = self._asked, None
        self._many_agreed = True
        self.plan.ask.hide()
        if asked is not None:
            self._add(*asked)

    def _swap_for_asked(self, item_id: str) -> None:
        asked, self._asked = self._asked, None
        self.plan.ask.hide()
        if asked is not None:
            self._swap(item_id, asked[0].id)

    def _drop_asked(self) -> None:
        self._asked = None
        self.plan.ask.hide()

    def _swap(self, item_id: str, exercise_id: str) -> None:
        """Put another exercise in an item's place, with its usual dosage and the same side."""
        state = self._state
        exercise = state.index.get(exercise_id) if state is not None else None
        if exercise is None or state is None:
            return
        old = self.desk.plan.item(item_id)
        one_sided = exercise.side.prescribed is ExerciseSide.BOTH
        side = old.side if one_sided and old.side is not ExerciseSide.NONE else None
        new = dataclasses.replace(item_of(exercise, side), id=old.id)
        self.desk.change(self.desk.plan.with_changed(new))
        tr = self.context.tr
        self.plan.undo_bar.say(
            tr(
                "plan",
                "{new} instead of {old}.",
                new=state.index.name(exercise_id),
                old=state.index.name(old.exercise),
            )
        )

    @Slot(object)
    def _apply_suggestion(self, item: PlanItem) -> None:
        """Put a suggested dosage into the draft, if the exercise is still in it."""
        state, plan = self._state, self.desk.plan
        if state is None or item.id not in {one.id for one in plan.items}:
            return
        self.desk.change(plan.with_changed(item))
        name = state.index.name(item.exercise)
        self.plan.undo_bar.say(
            self.context.tr("plan", "{name}: the suggestion is in the draft.", name=name)
        )
        self.plan.list.focus_item(item.id)

    @Slot(object)
    def _item_edited(self, item: PlanItem) -> None:
        self.desk.change(self.desk.plan.with_changed(item), merge=item.id)

    def _split_open_item(self) -> None:
        both = self.desk.plan.item(self._open_item)
        left = dataclasses.replace(both, side=ExerciseSide.LEFT)
        (other,) = with_new_ids([both])
        right = dataclasses.replace(other, side=ExerciseSide.RIGHT)
        self.desk.change(split_by_side(self.desk.plan, both, [left, right]))

    def _step_open_item(self, step: int) -> None:
        group = self.plan.list.group_of(self._open_item)
        if self._open_item in group:
            slot = group.index(self._open_item) + step
            if 0 <= slot < len(group):
                self.move_item(self._open_item, slot)

    def _tell_about_open_item(self) -> None:
        item = self.desk.plan.item(self._open_item)
        self._see(_LIBRARY)
        self.library.show_details(item.exercise, figure_side(item.side))

    def _fill_panel(self) -> None:
        if self._state is None or not self._open_item:
            return
        plan, index = self.desk.plan, self._state.index
        item = plan.item(self._open_item)
        self.plan.panel.show_item(
            item,
            index.get(item.exercise),
            index,
            group=self.plan.list.group_of(item.id),
            planned={one.exercise for one in plan.items},
        )

    def _undo(self) -> None:
        self.plan.undo_bar.say("")
        self.desk.undo()

    def _discard_draft(self) -> None:
        self.close_item()
        self.desk.discard()
        self._many_agreed = False
        self._drop_asked()
        self.plan.undo_bar.say(self.context.tr("plan", "The draft is thrown away."))

    def _begin_with(self, draft: PlanDraft) -> None:
        self.close_item()
        self._drop_asked()
        self._many_agreed = False
        self.desk.change(draft)
        self._see_plan()
        self.plan.undo_bar.say(
            self.context.tr("plan", "The draft is “{title}” now.", title=draft.title)
        )

    # ------------------------------------------------------------ dialogs

    def _choose_template(self) -> None:
        if self._state is not None:
            dialog = TemplateDialog(self.context.tr, self._state.index, self.window())
            dialog.chosen.connect(self._begin_with)
            dialog.open()

    def _save(self) -> None:
        state = self._state
        if state is None or not self.desk.is_changed:
            return
        self.close_item()
        SaveDialog(
            self.context,
            state.index,
            self.desk.base,
            self.desk.plan,
            state.next_number,
            self._saved,
            self.window(),
        ).open()

    def _saved(self, draft: PlanDraft) -> None:
        self.desk.saved(draft)
        self._many_agreed = False
        self._drop_asked()
        self.plan.undo_bar.say("")

    def _show_versions(self) -> None:
        if self._state is not None:
            state = self._state
            dialog = VersionsDialog(self.context.tr, state.index, state.versions, self.window())
            dialog.draft_wanted.connect(self._begin_with)
            dialog.open()

    def _show_pauses(self) -> None:
        if self._state is not None:
            PauseDialog(self.context, self._state.pauses, self.window()).open()

    def _new_own(self) -> None:
        self._edit_own("")

    def _edit_own(self, exercise_id: str) -> None:
        state = self._state
        if state is not None:
            wanted = exercise_id.removeprefix(OWN_PREFIX)
            own = next((one for one in state.own if one.id == wanted), None)
            OwnExerciseDialog(self.context, state.index.library, own, self.window()).open()

    def _send(self) -> None:
        if self.desk.plan.items:
            self.files.ask_and_send(self.desk.plan)

    def _toggle_star(self, exercise_id: str) -> None:
        if self._state is not None:
            wanted = exercise_id not in self._state.index.favourites
            self.context.workbench.change(lambda diary: set_favourite(diary, exercise_id, wanted))

    # ------------------------------------------------------------ room

    def _arrange(self) -> None:
        tokens = self.context.theme.tokens
        frame = tokens.frame
        room = self.width() - 2 * frame["margin_small" if self._narrow else "margin"]
        wanted = NARROW_PLAN_WIDTH if self._narrow else PLAN_WIDTH
        wanted = WIDE_PLAN_WIDTH if room >= tokens.scaled(WIDE_FROM) else wanted
        wanted = tokens.scaled(wanted)
        beside = room - wanted - 16 >= tokens.scaled(LEAST_LIBRARY)
        self._switch.setVisible(not beside)
        self.subtitle.setVisible(beside)
        shown = self._switch.current
        self.library.setVisible(beside or shown == _LIBRARY)
        self.plan.setVisible(beside or shown == _PLAN)
        self.plan.setMinimumWidth(wanted if beside else 0)
        self.plan.setMaximumWidth(wanted if beside else 16_777_215)

    def _switch_to(self, which: str) -> None:
        self._switch.choose(which)
        self._arrange()

    def _see(self, which: str) -> None:
        if self._switch.isVisibleTo(self):
            self._switch_to(which)

    def _see_plan(self) -> None:
        self._see(_PLAN)

    def _go_to(self, item_id: str) -> None:
        self._see_plan()
        self.plan.list.focus_item(item_id)

    @Slot()
    def _diary_opened(self) -> None:
        # A draft belongs to the diary it was made for.
        self._state = None
        self.desk.forget()
        self._drop_asked()
        self.plan.undo_bar.say("")
        self.plan.suggestion.forget()
        super()._diary_opened()
