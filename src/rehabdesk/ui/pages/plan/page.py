"""The plan page: find exercises, put a plan together, save it as a new version."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication

from rehabdesk.domain.exercise import Exercise
from rehabdesk.domain.moments import diary_day
from rehabdesk.domain.plan import PlanItem
from rehabdesk.services.library import set_favourite
from rehabdesk.services.plan_drafts import PlanDraft
from rehabdesk.services.plan_rules import estimated_minutes
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.page import Page
from rehabdesk.ui.pages.plan.columns import PlanColumns
from rehabdesk.ui.pages.plan.draft_desk import DraftDesk
from rehabdesk.ui.pages.plan.figure_shelf import FigureShelf
from rehabdesk.ui.pages.plan.flare_drafts import FLARE_DRAFTS, read_flare_draft
from rehabdesk.ui.pages.plan.library_pane import LibraryPane
from rehabdesk.ui.pages.plan.page_dialogs import PlanDialogs
from rehabdesk.ui.pages.plan.page_header import PlanHeader
from rehabdesk.ui.pages.plan.pause_dialog import pause_words
from rehabdesk.ui.pages.plan.plan_card import PlanCard
from rehabdesk.ui.pages.plan.plan_files import PlanFileWork
from rehabdesk.ui.pages.plan.planner import Planner
from rehabdesk.ui.pages.plan.reading import PLAN_KINDS, PlanState, read_plan
from rehabdesk.ui.pages.plan.words import figure_side
from rehabdesk.ui.safety.kinds import SAFETY_KINDS


class PlanPage(Page):
    """The library beside the plan, or one at a time where there is little room."""

    shows = PLAN_KINDS | SAFETY_KINDS

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
        self.desk = DraftDesk(self)
        self.planner = Planner(self.desk)
        self.dialogs = PlanDialogs(context, self.desk, self)
        self.files = PlanFileWork(context, self)
        shelf = FigureShelf(context.theme, self)
        self.library = LibraryPane(context, shelf, self.planner.is_planned)
        self.plan = PlanCard(tr, context.theme, shelf)
        self.buttons = PlanHeader(tr)
        self.header.addWidget(self.buttons, 0, Qt.AlignmentFlag.AlignLeft)
        self.columns = PlanColumns(tr, context.theme, self.library, self.plan)
        self.body.addWidget(self.columns, 1)
        if context.workbench.read_only:
            self.buttons.set_read_only()
            context.review.changed.connect(self._show_plan)
        self._connect_header()
        self._connect_plan()
        self._show_plan()

    @property
    def state(self) -> PlanState | None:
        """What was read last, or None before that."""
        return self._state

    @property
    def has_unsaved(self) -> bool:
        """Whether a draft of the plan would be lost."""
        return self.desk.is_changed and not self.dialogs.in_review

    def refresh(self) -> None:
        """Read library, plan and pauses; the draft stays."""
        tr, regions, clock = self.context.tr, self.context.regions, self.context.clock
        self.context.workbench.read(
            lambda diary: read_plan(diary, tr, clock, regions), self._show, key="plan"
        )

    def open_at(self, argument: str) -> None:
        """Open at an exercise (its id), or with a draft about a flare."""
        if argument in FLARE_DRAFTS:
            read_flare_draft(self.context, argument, self._begin_with)
        else:
            self.columns.see_library()
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
        """Give library and plan their columns, and the buttons a row of their own if need be."""
        super().resizeEvent(event)
        self.fit_header(self.buttons)
        self._arrange()

    def _connect_header(self) -> None:
        buttons = self.buttons
        buttons.templates_wanted.connect(self._choose_template)
        buttons.save_wanted.connect(self._save)
        buttons.versions_wanted.connect(self._show_versions)
        buttons.pauses_wanted.connect(self._show_pauses)
        buttons.own_wanted.connect(self._edit_own)
        buttons.send_wanted.connect(self._send)
        buttons.print_wanted.connect(lambda: self.command_wanted.emit("print"))
        buttons.receive_wanted.connect(self.files.ask_and_receive)
        buttons.discard_wanted.connect(self._discard_draft)
        self.desk.changed.connect(self._show_plan)

    def _connect_plan(self) -> None:
        self.library.add_wanted.connect(self.add_exercise)
        self.library.star_wanted.connect(self._toggle_star)
        self.library.edit_wanted.connect(self._edit_own)
        self.library.article_wanted.connect(lambda key: self.page_wanted.emit("learn", key))
        rows, panel, ask = self.plan.list, self.plan.panel, self.plan.ask
        rows.edit_wanted.connect(self.open_item)
        rows.remove_wanted.connect(self.remove_item)
        rows.move_wanted.connect(self.move_item)
        rows.exercise_dropped.connect(self.add_exercise)
        panel.done.connect(self.close_item)
        panel.remove_wanted.connect(lambda: self.remove_item(self._open_item))
        panel.step_wanted.connect(lambda step: rows.step(self._open_item, step))
        panel.details_wanted.connect(self._tell_about_open_item)
        panel.swap_wanted.connect(lambda exercise: self._swap(self._open_item, exercise))
        panel.editor.changed.connect(self._item_edited)
        panel.editor.split_wanted.connect(lambda: self.planner.split(self._open_item))
        ask.add_wanted.connect(self._add_asked)
        ask.swap_wanted.connect(self._swap_for_asked)
        ask.dropped.connect(self._drop_asked)
        self.plan.undo_bar.undo_wanted.connect(self._undo)
        self.plan.templates_wanted.connect(self._choose_template)
        self.plan.pause_wanted.connect(self._show_pauses)
        self.plan.safety.wanted.connect(lambda how: self.page_wanted.emit("safety", how))
        self.plan.suggestion.apply_wanted.connect(self._apply_suggestion)

    def _show(self, state: PlanState) -> None:
        self._state = state
        self.desk.show_base(state.latest)
        self.library.show_index(state.index)
        tr = self.context.tr
        pause = state.pause_to_tell(diary_day(self.context.clock.now()))
        words = "" if pause is None else tr("plan", "Pause: {pause}", pause=pause_words(tr, pause))
        self.plan.show_pause(words)
        self.plan.show_gate(state.safety)
        self.plan.suggestion.show_suggestions(state.suggestions, state.index)
        self._show_plan()

    @Slot()
    def _show_plan(self) -> None:
        state, plan = self._state, self.desk.plan
        number = state.next_number if state is not None else 1
        there = bool(plan.items) or self.desk.base is not None
        self.buttons.show_state(number, there=there, changed=self.has_unsaved)
        if state is None:
            return
        self.plan.show_plan(plan, state.index, self._state_words(state, plan))
        self.library.show_plan(self.planner.usual_side())
        if self._open_item and not self.planner.has(self._open_item):
            self.close_item()
        self._fill_panel()
        if not plan.items and not self.plan.shows_sheet:
            self.plan.close_panel(empty=True)

    def _state_words(self, state: PlanState, plan: PlanDraft) -> str:
        tr, base = self.context.tr, self.desk.base
        parts = []
        if self.desk.is_changed and self.dialogs.in_review:
            parts.append(tr("plan", "The changed plan is in the review"))
        elif self.desk.is_changed:
            number = state.next_number
            parts.append(tr("plan", "Draft of version {number}, not saved yet", number=number))
        elif base is not None:
            day = tr.date(base.from_day, "medium")
            parts.append(tr("plan", "Version {number}, from {day}", number=base.number, day=day))
        if plan.items:
            minutes = estimated_minutes(plan.items)
            parts.append(tr.n("plan", "about {count} minute", "about {count} minutes", minutes))
        return " · ".join(parts)

    def _fill_panel(self) -> None:
        state = self._state
        if state is None or not self._open_item:
            return
        item = self.desk.plan.item(self._open_item)
        exercise = state.index.get(item.exercise)
        swaps = self.planner.swaps_for(exercise, state.index) if exercise is not None else []
        group = self.plan.list.group_of(item.id)
        self.plan.panel.show_item(item, exercise, state.index, group=group, swaps=swaps)

    def _name(self, exercise_id: str) -> str:
        return self._state.index.name(exercise_id) if self._state is not None else ""

    def _exercise(self, exercise_id: str) -> Exercise | None:
        return self._state.index.get(exercise_id) if self._state is not None else None

    # ------------------------------------------------------------ changing the draft

    @Slot(str)
    @Slot(str, int)
    def add_exercise(self, exercise_id: str, slot: int | None = None) -> None:
        """Add an exercise, or ask first if the plan is long; one that is there is shown.

        Args:
            exercise_id: Id of the exercise.
            slot: Its place in the group of its position, or None for the end.
        """
        exercise = self._exercise(exercise_id)
        if exercise is None or self._state is None:
            return
        there = self.planner.item_with(exercise_id)
        if there is not None:
            self.columns.see_plan()
            self.plan.list.focus_item(there.id)
        elif self.planner.would_be_long():
            self._asked = (exercise, slot)
            self.columns.see_plan()
            self.plan.ask.ask(self._name(exercise_id), self.desk.plan, self._state.index)
        else:
            self._add(exercise, slot)

    @Slot(str)
    def open_item(self, item_id: str) -> None:
        """Edit an item; if it is open already, close it."""
        if item_id == self._open_item:
            self.close_item()
            return
        self._open_item = item_id
        self.columns.see_plan()
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
        name = self._name(self.desk.plan.item(item_id).exercise)
        after = self.plan.list.neighbour(item_id)
        self.desk.change(self.desk.plan.without(item_id))
        self.plan.list.focus_item(after)
        self.plan.undo_bar.say(self.context.tr("plan", "{name} is taken out.", name=name))

    @Slot(str, int)
    def move_item(self, item_id: str, slot: int) -> None:
        """Move an item among those it is shown with."""
        self.planner.move(self.plan.list.group_of(item_id), item_id, slot)
        if not self._open_item:
            self.plan.list.focus_item(item_id)

    def _add(self, exercise: Exercise, slot: int | None) -> None:
        item = self.planner.add(exercise, self.plan.list.group_at(exercise.position), slot)
        name = self._name(exercise.id)
        self.plan.undo_bar.say(self.context.tr("plan", "{name} is in your plan.", name=name))
        self.plan.list.show_item(item.id)

    def _add_asked(self) -> None:
        asked = self._asked
        self._drop_asked()
        self.planner.long_is_fine = True
        if asked is not None:
            self._add(*asked)

    def _swap_for_asked(self, item_id: str) -> None:
        asked = self._asked
        self._drop_asked()
        if asked is not None:
            self._swap(item_id, asked[0].id)

    def _drop_asked(self) -> None:
        self._asked = None
        self.plan.ask.hide()

    def _swap(self, item_id: str, exercise_id: str) -> None:
        if (exercise := self._exercise(exercise_id)) is None:
            return
        old = self.planner.swap(item_id, exercise)
        names = {"new": self._name(exercise_id), "old": self._name(old.exercise)}
        self.plan.undo_bar.say(self.context.tr("plan", "{new} instead of {old}.", **names))

    @Slot(object)
    def _apply_suggestion(self, item: PlanItem) -> None:
        """Put a suggested dosage into the draft, if the exercise is still in it."""
        if not self.planner.has(item.id):
            return
        self.desk.change(self.desk.plan.with_changed(item))
        name = self._name(item.exercise)
        self.plan.undo_bar.say(
            self.context.tr("plan", "{name}: the suggestion is in the draft.", name=name)
        )
        self.plan.list.focus_item(item.id)

    @Slot(object)
    def _item_edited(self, item: PlanItem) -> None:
        self.desk.change(self.desk.plan.with_changed(item), merge=item.id)

    def _tell_about_open_item(self) -> None:
        item = self.desk.plan.item(self._open_item)
        self.columns.see_library()
        self.library.show_details(item.exercise, figure_side(item.side))

    def _undo(self) -> None:
        self.plan.undo_bar.say("")
        self.desk.undo()

    def _discard_draft(self) -> None:
        self._calm_down()
        self.desk.discard()
        self.plan.undo_bar.say(self.context.tr("plan", "The draft is thrown away."))

    def _begin_with(self, draft: PlanDraft) -> None:
        self._calm_down()
        self.desk.change(draft)
        self.columns.see_plan()
        self.plan.undo_bar.say(
            self.context.tr("plan", "The draft is “{title}” now.", title=draft.title)
        )

    def _calm_down(self) -> None:
        """Close whatever was open about the draft as it was."""
        self.close_item()
        self._drop_asked()
        self.planner.long_is_fine = False

    # ------------------------------------------------------------ dialogs

    def _choose_template(self) -> None:
        if self._state is not None:
            self.dialogs.choose_template(self._state, self._begin_with)

    def _save(self) -> None:
        if self._state is not None and self.desk.is_changed:
            self.close_item()
            self.dialogs.save(self._state, self._saved)

    def _saved(self, draft: PlanDraft) -> None:
        self.desk.saved(draft)
        self.planner.long_is_fine = False
        self._drop_asked()
        self.plan.undo_bar.say("")

    def _show_versions(self) -> None:
        if self._state is not None:
            self.dialogs.show_versions(self._state, self._begin_with)

    def _show_pauses(self) -> None:
        if self._state is not None:
            self.dialogs.show_pauses(self._state)

    def _edit_own(self, exercise_id: str = "") -> None:
        if self._state is not None:
            self.dialogs.edit_own(self._state, exercise_id)

    def _send(self) -> None:
        if self.desk.plan.items:
            self.files.ask_and_send(self.desk.plan)

    def _toggle_star(self, exercise_id: str) -> None:
        if self._state is not None and not self.context.workbench.read_only:
            wanted = exercise_id not in self._state.index.favourites
            self.context.workbench.change(lambda diary: set_favourite(diary, exercise_id, wanted))

    def _arrange(self) -> None:
        frame = self.context.theme.tokens.frame
        margin = frame["margin_small" if self._narrow else "margin"]
        self.columns.arrange(self.width() - 2 * margin, narrow=self._narrow)
        self.subtitle.setVisible(self.columns.beside)

    @Slot()
    def _diary_opened(self) -> None:
        # A draft belongs to the diary it was made for.
        self._state = None
        self.desk.forget()
        self._calm_down()
        self.plan.undo_bar.say("")
        self.plan.suggestion.forget()
        super()._diary_opened()
