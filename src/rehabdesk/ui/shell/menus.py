"""The menu bar: what can be done with the diary and the window, each with its key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from rehabdesk.domain.text import Translator
from rehabdesk.ui.shell.panes import Panes
from rehabdesk.ui.shell.sidebar import PageEntry, page_numbers
from rehabdesk.ui.shell.window import MainWindow
from rehabdesk.ui.workbench import Workbench

#: The last page that has a key of its own.
LAST_DIGIT = 9


@dataclass(frozen=True, slots=True)
class FileCommands:
    """What the File menu does; given by the composition.

    Attributes:
        new: Make a new diary.
        open: Open another diary.
        demo: Open a throw-away copy of the demo diary.
        import_file: Take in a table, a habit tracker's backup or a JSON diary.
        export: Write the diary, or a part of it, for other programs.
        print_plan: Show the home plan as it prints.
        restore: Go back to a backup.
        share: Write a copy for somebody to look at.
        merge: Put another copy of the diary into it.
        first_steps: Show the first start again.
        about: Say what this program is.
        help: Say what can be done here.
    """

    new: Callable[[], None]
    open: Callable[[], None]
    demo: Callable[[], None]
    import_file: Callable[[], None]
    export: Callable[[], None]
    print_plan: Callable[[], None]
    restore: Callable[[], None]
    share: Callable[[], None]
    merge: Callable[[], None]
    first_steps: Callable[[], None]
    about: Callable[[], None]
    help: Callable[[], None]


class Menus(QObject):
    """Builds the menu bar and keeps undo and redo true."""

    def __init__(
        self,
        window: MainWindow,
        tr: Translator,
        workbench: Workbench,
        commands: FileCommands,
        entries: Sequence[PageEntry],
    ) -> None:
        super().__init__(window)
        self._window, self._tr, self._workbench = window, tr, workbench
        self._page_actions: dict[str, QAction] = {}
        self._panes = Panes(window, workbench.runner)
        self._build_file(commands)
        self._build_edit()
        self._build_view(entries)
        self._build_help(commands)
        workbench.saved.connect(self._update)
        workbench.diary_opened.connect(self._update)
        workbench.diary_closed.connect(self._update)
        self._update()

    def _build_file(self, commands: FileCommands) -> None:
        tr = self._tr
        menu = self._window.menuBar().addMenu(tr("menu", "&File"))
        self._add(menu, tr("menu", "&New diary…"), commands.new, "Ctrl+N")
        self._add(menu, tr("menu", "&Open diary…"), commands.open, "Ctrl+O")
        self._add(menu, tr("menu", "Try the &demo diary"), commands.demo)
        menu.addSeparator()
        self._needs_own = [
            self._add(menu, tr("menu", "&Import…"), commands.import_file, "Ctrl+I"),
            self._add(menu, tr("menu", "&Share a copy…"), commands.share),
            self._add(menu, tr("menu", "&Merge another copy…"), commands.merge),
        ]
        self._needs_diary = [
            self._add(menu, tr("menu", "&Export…"), commands.export, "Ctrl+E"),
            self._add(menu, tr("menu", "&Print home plan…"), commands.print_plan, "Ctrl+P"),
        ]
        self._needs_own.append(self._add(menu, tr("menu", "&Restore a backup…"), commands.restore))
        menu.addSeparator()
        self._add(menu, tr("menu", "&Quit"), self._window.close, QKeySequence.StandardKey.Quit)

    def _build_edit(self) -> None:
        tr = self._tr
        menu = self._window.menuBar().addMenu(tr("menu", "&Edit"))
        self._undo = self._add(
            menu, tr("menu", "&Undo"), self._workbench.undo, QKeySequence.StandardKey.Undo
        )
        self._redo = self._add(menu, tr("menu", "&Redo"), self._workbench.redo)
        # Systems differ in which of the two they use; here both work everywhere.
        self._redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])

    def _build_view(self, entries: Sequence[PageEntry]) -> None:
        menu = self._window.menuBar().addMenu(self._tr("menu", "&View"))
        numbers = page_numbers(entries)
        listed = [entry for entry in entries if entry.in_sidebar]
        others = [one for one in entries if not one.in_sidebar and one.in_view_menu]
        for entry in (*listed, *others):
            # Ctrl+1 to Ctrl+9: there are no more digits.
            number = numbers.get(entry.id, LAST_DIGIT + 1)
            keys = f"Ctrl+{number}" if number <= LAST_DIGIT else None
            to_page = partial(self._go_to, entry.id)
            name = self._tr.say(entry.name)
            self._page_actions[entry.id] = self._add(menu, name, to_page, keys)
        menu.addSeparator()
        tr, go = self._tr, self._panes.go
        self._add(menu, tr("menu", "Next &part of the window"), partial(go, 1), "F6")
        self._add(menu, tr("menu", "Part of the window &before"), partial(go, -1), "Shift+F6")

    def _go_to(self, page_id: str) -> None:
        self._window.show_page(page_id)
        self._panes.enter_page()

    def _build_help(self, commands: FileCommands) -> None:
        tr = self._tr
        menu = self._window.menuBar().addMenu(tr("menu", "&Help"))
        self._add(menu, tr("menu", "What can I do &here?"), commands.help, "F1")
        self._needs_own.append(
            self._add(menu, tr("menu", "&First steps again"), commands.first_steps)
        )
        self._add(menu, tr("menu", "&About RehabDesk"), commands.about)

    def _add(
        self,
        menu: QMenu,
        text: str,
        act: Callable[[], object],
        keys: str | QKeySequence.StandardKey | None = None,
    ) -> QAction:
        action = QAction(text, self)
        if keys is not None:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _=False: act())
        menu.addAction(action)
        return action

    def _update(self) -> None:
        for action in self._needs_diary:
            action.setEnabled(self._workbench.is_open)
        for action in self._needs_own:
            action.setEnabled(self._workbench.is_open and not self._workbench.read_only)
        for page_id, action in self._page_actions.items():
            # Seen and reached by its keys only where the page is there.
            there = page_id in self._window.page_ids
            action.setVisible(there)
            action.setEnabled(there)
        for action, what, plain in (
            (self._undo, self._workbench.undo_label, self._tr("menu", "&Undo")),
            (self._redo, self._workbench.redo_label, self._tr("menu", "&Redo")),
        ):
            action.setEnabled(what is not None)
            action.setText(
                plain
                if what is None
                else self._tr("menu", "{action}: {what}", action=plain, what=self._tr.say(what))
            )
