"""What the File and Help menus do: diaries opened, made, closed; dialogs shown."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox

from rehabdesk.domain.errors import KnownError
from rehabdesk.domain.moments import Clock
from rehabdesk.domain.text import Message, Translator
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.preferences import Preferences
from rehabdesk.ui.shell.window import MainWindow
from rehabdesk.ui.workbench import Workbench

# ruff: noqa: PLC0415 - this is the composition: dialogs and services are imported when first
# needed, so that the window paints without them.
if TYPE_CHECKING:
    from rehabdesk.services.diaries import OpenedDiary

DIARY_ENDING = ".rehab"
PLAN_ENDING = ".rehabplan"


class DiaryFiles(QObject):
    """Opens, makes and closes diaries on the worker; one is open at a time."""

    #: A diary could not be opened, and there is no other to go back to.
    none_open = Signal()

    def __init__(
        self,
        window: MainWindow,
        workbench: Workbench,
        tr: Translator,
        clock: Clock,
        preferences: Preferences,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._workbench = workbench
        self._tr = tr
        self._clock = clock
        self._preferences = preferences
        self._throw_away: Path | None = None

    def open_first(self, path: Path | None, *, demo: bool) -> None:
        """Open what the command line names, else the diary used last, else a new one."""
        if demo:
            self.open_demo()
            return
        recent = next((one for one in self._preferences.recent_diaries if one.exists()), None)
        self.open_path(path or recent, may_create=True)

    def open_path(self, path: Path | None, *, may_create: bool = False) -> None:
        """Open a diary.

        Args:
            path: The file; None for the default diary of this computer.
            may_create: Whether a file that does not exist is made.
        """
        clock = self._clock

        def work() -> OpenedDiary:
            from rehabdesk.services import diaries

            file = path or diaries.default_diary_path()
            if may_create and not file.exists():
                return diaries.create_diary(file, clock)
            return diaries.open_diary(file, clock)

        self._switch(work, remember=True)

    def open_demo(self) -> None:
        """Open a throw-away copy of the demo diary."""
        clock = self._clock

        def work() -> OpenedDiary:
            from rehabdesk.services.demo import open_demo_copy

            return open_demo_copy(clock)

        self._switch(work, remember=False, throw_away=True)

    def new(self) -> None:
        """Ask for a name and make a diary."""
        from rehabdesk.ui.dialogs.new_diary import ask_new_diary

        path = ask_new_diary(self._window, self._tr)
        if path is not None:
            self.open_path(path, may_create=True)

    def open(self) -> None:
        """Ask for a diary and open it."""
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            self._tr("file dialog", "Open a diary"),
            str(self._folder()),
            self._tr("file dialog", "RehabDesk diaries") + f" (*{DIARY_ENDING})",
        )
        if name:
            self.open_path(Path(name))

    def export(self, context: UiContext) -> None:
        """Show the export dialog."""
        from rehabdesk.ui.dialogs.export_file.dialog import ExportDialog

        ExportDialog(context, self._window).open()

    def import_file(self, context: UiContext, file: Path | None = None) -> None:
        """Show the import dialog, with a file if one was chosen already."""
        from rehabdesk.ui.dialogs.import_file.dialog import ImportDialog

        dialog = ImportDialog(context, self._window)
        dialog.trends_wanted.connect(lambda: self._window.show_page("trends"))
        dialog.open()
        if file is not None:
            dialog.open_file(file)

    def take_plan(self, context: UiContext, file: Path) -> None:
        """Show what a plan or a review that somebody sent would change."""
        from rehabdesk.ui.pages.plan.plan_files import PlanFileWork

        PlanFileWork(context, self._window).receive(file)

    def print_plan(self, context: UiContext) -> None:
        """Show the home plan as it prints."""
        from rehabdesk.ui.dialogs.print_plan import PrintPlanDialog

        PrintPlanDialog(context, self._window).open()

    def share(self, context: UiContext) -> None:
        """Show what a copy to give away would hold, and write it."""
        from rehabdesk.ui.dialogs.share import ShareDialog

        ShareDialog(context, self._window).open()

    def merge(self, context: UiContext) -> None:
        """Ask for another copy, show what it would bring, and merge it."""
        from rehabdesk.ui.dialogs.merge.dialog import MergeDialog

        MergeDialog(context, self._window).open()

    def restore(self) -> None:
        """Show the backups and go back to the chosen one."""
        from rehabdesk.ui.dialogs.restore import ask_backup

        path = self._workbench.diary_path
        if path is None:
            return
        backup = ask_backup(self._window, self._tr, path)
        if backup is None:
            return
        clock = self._clock

        def work() -> OpenedDiary:
            from rehabdesk.services import diaries

            return diaries.restore_backup(path, backup, clock)

        self._switch(work, remember=True)

    def about(self) -> None:
        """Show what this program is."""
        from rehabdesk.ui.dialogs.about import AboutDialog

        dialog = AboutDialog(self._tr, self._window)
        dialog.licences_wanted.connect(self.licences)
        dialog.open()

    def licences(self) -> None:
        """Show what the program is made of; reading it takes longer than a window may wait."""
        from rehabdesk.services.licences import parts
        from rehabdesk.ui.dialogs.licences import LicencesDialog

        self._workbench.runner.run(
            parts,
            lambda found: LicencesDialog(self._tr, found, self._window).open(),
            lambda error: self.tell(error.message),
            key="licences",
        )

    def help(self, page_id: str) -> None:
        """Show what can be done on a page."""
        from rehabdesk.ui.dialogs.help import HelpDialog

        HelpDialog(self._tr, page_id, self._window).open()

    def tell_problem(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Say that something unexpected happened."""
        from rehabdesk.ui.dialogs.problem import ProblemDialog

        ProblemDialog(self._tr, kind, error, trace, self._window).open()

    def close(self, done: Callable[[], None]) -> None:
        """Close the diary with its daily backup, then call `done`."""
        diary = self._workbench.detach()
        if diary is None:
            done()
            return

        folder, self._throw_away = self._throw_away, None

        def work() -> None:
            from rehabdesk.services import diaries

            if folder is None:
                diaries.close_diary(diary)
            else:
                # A copy of the demo diary: no backup, and nothing is left of it.
                diary.close()
                shutil.rmtree(folder, ignore_errors=True)

        def failed(error: KnownError) -> None:
            # The window goes with `done`, and the sentence would go with it.
            self.tell(error.message, then=done)

        self._workbench.runner.run(work, lambda _: done(), failed)

    def _switch(
        self, work: Callable[[], OpenedDiary], *, remember: bool, throw_away: bool = False
    ) -> None:
        from rehabdesk.services.undo import UndoStack

        before = self._workbench.diary_path

        def opened(result: OpenedDiary) -> None:
            self._workbench.attach(result.diary, UndoStack())
            if throw_away:
                self._throw_away = result.diary.path.parent
            if remember and result.diary.shared is None:
                self._preferences.remember_diary(result.diary.path)
            for notice in result.notices:
                self._window.say(notice)

        def failed(error: KnownError) -> None:
            self.tell(error.message)
            if before is not None and before.exists():
                self.open_path(before)
            else:
                self.none_open.emit()

        self.close(lambda: self._workbench.runner.run(work, opened, failed))

    def tell(self, text: Message, then: Callable[[], None] | None = None) -> None:
        """Say something that must not be missed; the same thing only once at a time.

        Args:
            text: The sentence.
            then: Called when it was read.
        """
        said = self._tr.say(text)
        if any(one.text() == said for one in self._window.findChildren(QMessageBox)):
            if then is not None:
                then()
            return
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Information)
        box.setWindowTitle("RehabDesk")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(said)
        if then is not None:
            box.finished.connect(lambda _: then())
        box.open()

    def _folder(self) -> Path:
        path = self._workbench.diary_path
        return path.parent if path is not None else Path.home()
