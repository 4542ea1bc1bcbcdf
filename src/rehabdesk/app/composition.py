"""Puts the parts of the program together behind the window and answers its menu."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from rehabdesk.app.application import Application
from rehabdesk.app.files import DIARY_ENDING, PLAN_ENDING, DiaryFiles
from rehabdesk.app.pages import PAGE_ENTRIES, make_page
from rehabdesk.app.present import Present
from rehabdesk.app.review_keeper import ReviewKeeper
from rehabdesk.cli.launch import LaunchOptions
from rehabdesk.domain.moments import ReadingClock
from rehabdesk.domain.text import Message, Translator, message
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.first_start import first_start_wanted
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.dialogs.unsaved import UnsavedQuestion
from rehabdesk.ui.icons import icon
from rehabdesk.ui.preferences import Preferences
from rehabdesk.ui.qt_language import install_qt_translations
from rehabdesk.ui.reminders import Reminders
from rehabdesk.ui.review_desk import ReviewDesk
from rehabdesk.ui.shell.drops import FileDrops
from rehabdesk.ui.shell.frame import PageFrame
from rehabdesk.ui.shell.menus import FileCommands, Menus
from rehabdesk.ui.shell.no_diary import NoDiary
from rehabdesk.ui.shell.review_banner import ReviewBanner
from rehabdesk.ui.shell.window import MainWindow
from rehabdesk.ui.tasks import TaskRunner
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.workbench import Workbench


class Desktop(QObject):
    """The running program: worker, open diary, menus and pages of a window that is shown."""

    def __init__(
        self,
        app: QApplication,
        options: LaunchOptions,
        tr: Translator,
        theme: Theme,
        preferences: Preferences,
        window: MainWindow,
    ) -> None:
        """Complete the program and open its first diary.

        Args:
            app: The application.
            options: What the command line asked for.
            tr: Says texts.
            theme: The tokens in force.
            preferences: This computer's choices.
            window: The frame; it has painted itself already.
        """
        super().__init__(app)
        self._tr = tr
        self._no_diary: NoDiary | None = None
        self._preferences = preferences
        self.window = window
        self.runner = TaskRunner("diary", self)
        self.workbench = Workbench(self.runner, self)
        self.files = DiaryFiles(window, self.workbench, tr, options.clock, preferences)
        self._clock = ReadingClock(options.clock)
        self.review = ReviewDesk(options.clock, self)
        self.context = UiContext(
            tr, theme, self._clock, self.workbench, load_regions(), preferences, self.review
        )
        self._keeper = ReviewKeeper(self.workbench, self.review, tr)
        self._banner = ReviewBanner(tr)
        self._banner.review_wanted.connect(lambda: window.show_page("review"))
        window.put_above_pages(self._banner)
        self.present = Present(self.workbench, options.clock, app)
        self.present.changed_elsewhere.connect(self._tell_changed_elsewhere)
        install_qt_translations(app, tr.language)
        app.setWindowIcon(icon("rehabdesk", theme.tokens.colours["text"], 64))
        self.reminders = Reminders(self.context, app.windowIcon(), self)
        self.reminders.due.connect(window.tell)
        self.reminders.session_wanted.connect(self._to_session)
        window.closing.connect(self._close)
        window.page_shown.connect(self._remember_page)
        theme.changed.connect(window.arrange)
        self.workbench.saved.connect(self._say)
        self.workbench.undone.connect(self._say_undone)
        self.workbench.redone.connect(self._say_redone)
        self.workbench.failed.connect(self._tell_failed)
        self.workbench.diary_opened.connect(self._diary_opened)
        self.files.none_open.connect(self._no_diary_open)
        FileDrops(window).dropped.connect(self._take_dropped)
        self._app = app
        if isinstance(app, Application):
            app.file_asked.connect(self._open_asked)
        self._add_menus()
        named = options.diary
        self._sent_plan = named if named and named.suffix.lower() == PLAN_ENDING else None
        self.files.open_first(None if self._sent_plan else named, demo=options.demo)

    def _add_menus(self) -> None:
        files = self.files
        Menus(
            self.window,
            self._tr,
            self.workbench,
            FileCommands(
                new=self._unless_unsaved(files.new),
                open=self._unless_unsaved(files.open),
                demo=self._unless_unsaved(files.open_demo),
                import_file=self._import_file,
                export=self._export,
                print_plan=self._print_plan,
                restore=files.restore,
                share=self._share,
                merge=self._merge,
                first_steps=lambda: self.window.show_page("start", "again"),
                about=files.about,
                help=self._help,
            ),
            PAGE_ENTRIES,
        )

    def _make_page(self, page_id: str) -> PageFrame:
        page = make_page(page_id, self.context)
        page.command_wanted.connect(self._run_command)
        self.present.day_changed.connect(page.new_day)
        return PageFrame(page)

    @Slot(str)
    def _run_command(self, name: str) -> None:
        commands = {
            "new": self.files.new,
            "import": self._import_file,
            "restore": self.files.restore,
            "print": self._print_plan,
        }
        commands[name]()

    @Slot(object)
    def _take_dropped(self, file: Path) -> None:
        if file.suffix.lower() == DIARY_ENDING:
            self._unless_unsaved(lambda: self.files.open_path(file))()
        elif self.workbench.is_open and file.suffix.lower() == PLAN_ENDING:
            self.files.take_plan(self.context, file)
        elif self.workbench.is_open:
            self.files.import_file(self.context, file)

    @Slot()
    def _diary_opened(self) -> None:
        shared = self.workbench.shared
        current = self.window.current_id
        self.window.use_pages(shared is not None)
        self._clock.show_at(shared.shown_at if shared is not None else None)
        self.window.sidebar.show_kind(shared=shared is not None)
        self._banner.setVisible(shared is not None)
        self.review.begin(None)
        if shared is not None:
            self._banner.show_copy(shared)
            self._keeper.begin()
        self.window.set_factory(self._make_page)
        self.window.sidebar.show_diary(self.workbench.diary_name)
        self.window.setWindowTitle(f"{self.workbench.diary_name} – RehabDesk")
        first = "trends" if shared is not None else "today"

        def show(wanted: bool) -> None:
            # The first steps belong to the diary they were shown for.
            again = current if current in self.window.page_ids and current != "start" else first
            self.window.show_page("start" if wanted else again)

        self.workbench.read(first_start_wanted, show)
        plan, self._sent_plan = self._sent_plan, None
        if plan is not None:
            self.files.take_plan(self.context, plan)
        self._open_asked()

    @Slot()
    def _open_asked(self) -> None:
        """Open what the system wants opened, as soon as there is a diary behind the window."""
        if isinstance(self._app, Application) and self.workbench.is_open:
            file = self._app.take_asked()
            if file is not None:
                self._take_dropped(file)

    @Slot()
    def _no_diary_open(self) -> None:
        if self._no_diary is None:
            files = self.files
            self._no_diary = NoDiary(self._tr, files.open, files.new, files.open_demo)
        self.window.sidebar.show_diary("")
        self.window.setWindowTitle("RehabDesk")
        self.window.show_instead(self._no_diary)

    @Slot()
    def _to_session(self) -> None:
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        self.window.show_page("session")

    @Slot(str)
    def _remember_page(self, page_id: str) -> None:
        self._preferences.last_page = page_id

    @Slot(object)
    def _say(self, message: Message) -> None:
        self.window.say(message)

    @Slot(object)
    def _say_undone(self, what: Message) -> None:
        self.window.tell(self._tr("status bar", "Undone: {what}", what=self._tr.say(what)))

    @Slot(object)
    def _say_redone(self, what: Message) -> None:
        self.window.tell(self._tr("status bar", "Done again: {what}", what=self._tr.say(what)))

    @Slot(object)
    def _tell_failed(self, text: Message) -> None:
        self.window.say(text)
        if text.context == "diary error":
            # Not about what was typed but about the file: whoever looks elsewhere must hear it.
            self.files.tell(text)

    @Slot()
    def _tell_changed_elsewhere(self) -> None:
        self.window.say(message("notice", "The diary was changed in another window."))

    def _unless_unsaved(self, act: Callable[[], None]) -> Callable[[], None]:
        """Return the act with a question before it if a review would be lost."""

        def ask_first() -> None:
            if self.review.is_unsaved:
                UnsavedQuestion(self._tr, self.window, act).open()
            else:
                act()

        return ask_first

    def _share(self) -> None:
        self.files.share(self.context)

    def _merge(self) -> None:
        self.files.merge(self.context)

    def _import_file(self) -> None:
        self.files.import_file(self.context)

    def _export(self) -> None:
        self.files.export(self.context)

    def _print_plan(self) -> None:
        self.files.print_plan(self.context)

    def _help(self) -> None:
        self.files.help(self.window.current_id)

    @Slot()
    def _close(self) -> None:
        if self.review.is_unsaved or any(one.has_unsaved for one in self.window.pages):
            UnsavedQuestion(self._tr, self.window, self._close_now).open()
            return
        self._close_now()

    def _close_now(self) -> None:
        self._preferences.window_geometry = self.window.saveGeometry()
        self._preferences.save()
        self.files.close(self._closed)

    def _closed(self) -> None:
        self.present.stop()
        self.reminders.stop()
        self.runner.close()
        self.window.close_for_good()

    def report_bug(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Tell about an unexpected error without ending the program (`sys.excepthook`)."""
        self.files.tell_problem(kind, error, trace)
