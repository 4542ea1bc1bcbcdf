"""Puts the parts of the window together and answers its menu."""

from __future__ import annotations

import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from rehabdesk.app.files import DiaryFiles
from rehabdesk.app.pages import PAGE_ENTRIES, make_page
from rehabdesk.cli.main import LaunchOptions
from rehabdesk.domain.text import Message, Translator
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.page import Page
from rehabdesk.ui.preferences import Preferences
from rehabdesk.ui.shell.menus import FileCommands, Menus
from rehabdesk.ui.shell.window import MainWindow
from rehabdesk.ui.tasks import TaskRunner
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.workbench import Workbench


class Desktop(QObject):
    """The running program: window, worker, open diary.

    It is complete in two steps: the constructor makes what the first paint needs; `_continue`,
    once the window has painted, makes the rest.
    """

    def __init__(
        self,
        app: QApplication,
        options: LaunchOptions,
        tr: Translator,
        theme: Theme,
        preferences: Preferences,
    ) -> None:
        super().__init__(app)
        self._options = options
        self._tr = tr
        self._theme = theme
        self._preferences = preferences
        self._context: UiContext | None = None
        self.runner = TaskRunner("diary", self)
        self.workbench = Workbench(self.runner, self)
        self.window = MainWindow(tr, theme, PAGE_ENTRIES)
        self.window.restore_place(preferences.window_geometry)
        self.files = DiaryFiles(self.window, self.workbench, tr, options.clock, preferences)
        self.window.painted.connect(self._continue)
        self.window.closing.connect(self._close)
        self.window.page_shown.connect(self._remember_page)
        theme.changed.connect(self.window.arrange)
        self.workbench.saved.connect(self._say)
        self.workbench.failed.connect(self._say)
        self.workbench.diary_opened.connect(self._diary_opened)

    @property
    def context(self) -> UiContext | None:
        """What pages are given, once the window has painted."""
        return self._context

    @Slot()
    def _continue(self) -> None:
        # Imported now that the frame is on the screen.
        from rehabdesk.services.catalogue import load_regions  # noqa: PLC0415

        self._context = UiContext(
            self._tr,
            self._theme,
            self._options.clock,
            self.workbench,
            load_regions(),
            self._preferences,
        )
        self.window.set_factory(self._make_page)
        files = self.files
        Menus(
            self.window,
            self._tr,
            self.workbench,
            FileCommands(
                new=files.new,
                open=files.open,
                demo=files.open_demo,
                import_file=self._import_file,
                export_json=files.export_json,
                restore=files.restore,
                about=files.about,
                help=self._help,
            ),
            PAGE_ENTRIES,
        )
        files.open_first(self._options.diary, demo=self._options.demo)

    def _make_page(self, page_id: str) -> Page:
        if self._context is None:
            raise KeyError(page_id)
        return make_page(page_id, self._context)

    @Slot()
    def _diary_opened(self) -> None:
        self.window.sidebar.show_diary(self.workbench.diary_name)
        self.window.setWindowTitle(f"{self.workbench.diary_name} – RehabDesk")
        self.window.show_page(self.window.current_id or "today")

    @Slot(str)
    def _remember_page(self, page_id: str) -> None:
        self._preferences.last_page = page_id

    @Slot(object)
    def _say(self, message: Message) -> None:
        self.window.say(message)

    def _import_file(self) -> None:
        if self._context is not None:
            self.files.import_file(self._context)

    def _help(self) -> None:
        self.files.help(self.window.current_id)

    @Slot()
    def _close(self) -> None:
        self._preferences.window_geometry = self.window.saveGeometry()
        self._preferences.save()
        self.files.close(self._closed)

    def _closed(self) -> None:
        self.runner.close()
        self.window.close_for_good()

    def report_bug(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Tell about an unexpected error without ending the program (`sys.excepthook`)."""
        traceback.print_exception(kind, error, trace)
        self.files.tell_problem(kind, error, trace)
