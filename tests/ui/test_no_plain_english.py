"""Every visible text goes through the translator: seen by speaking the pseudo-language.

In it every translated text is in square brackets, so whatever has letters outside of brackets was
never given to the translator. What a person enters is put into brackets here, too.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QAction, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QTableView,
    QTabWidget,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from rehabdesk.app.pages import PAGE_ENTRIES, make_page
from rehabdesk.domain.check_in import Sleep, Stiffness
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.pain import Activity, PainEntry, PainKind, Quality
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.check_ins import save_check_in
from rehabdesk.services.diaries import backups_of, close_diary, create_diary, open_diary
from rehabdesk.services.language import PSEUDO, translator_for
from rehabdesk.services.licences import Part
from rehabdesk.services.pain_entries import record_pain
from rehabdesk.services.reading import article_reading
from rehabdesk.services.undo import UndoStack
from rehabdesk.store.diary import Diary
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.dialogs.about import AboutDialog
from rehabdesk.ui.dialogs.entry_editor import EntryEditor
from rehabdesk.ui.dialogs.export_file.dialog import ExportDialog
from rehabdesk.ui.dialogs.help import HelpDialog
from rehabdesk.ui.dialogs.import_file.dialog import ImportDialog
from rehabdesk.ui.dialogs.licences import LicencesDialog
from rehabdesk.ui.dialogs.new_diary import NewDiaryDialog
from rehabdesk.ui.dialogs.print_reading import PrintReadingDialog
from rehabdesk.ui.dialogs.problem import ProblemDialog
from rehabdesk.ui.dialogs.restore import RestoreDialog
from rehabdesk.ui.preferences import Preferences
from rehabdesk.ui.review_desk import ReviewDesk
from rehabdesk.ui.shell.menus import FileCommands, Menus
from rehabdesk.ui.shell.sidebar import Sidebar
from rehabdesk.ui.shell.window import MainWindow
from rehabdesk.ui.tasks import TaskRunner
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.workbench import Workbench

#: The platform without a screen says so whenever a window is shown.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

TR = translator_for(PSEUDO)
KNEE = SidedRegion("knee_inner", Side.LEFT)

_CALENDAR = (calendar.month_name, calendar.month_abbr, calendar.day_name, calendar.day_abbr)
#: Words that are the same everywhere, words of Babel's dates and lists, languages' own names.
ALLOWED = frozenset(
    {"RehabDesk", "CSV", "JSON", "PDF", "PNG", "SVG", "Sept", "and", "English", "Deutsch"}
    # Questionnaires are called the same everywhere.
    | {"LEFS", "KOOS", "HOOS", "AKPS", "Kujala", "Oxford", "Knee", "Hip", "Score"}
    | {name for names in _CALENDAR for name in names}
)
_INNERMOST = re.compile(r"\[[^\[\]]*\]")
_CUT_OFF = re.compile(r"\[.*", re.DOTALL)
_TAG = re.compile(r"</?[a-z]+[^<>]*>")
_WORD = re.compile(r"[^\W\d_]{2,}")
_MOST_ROWS = 60
_TOP = QModelIndex()
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)


def plain_words(text: str) -> list[str]:
    """Return the words of a text that stand in no brackets and are not allowed."""
    rest, before = text, ""
    while rest != before:
        before, rest = rest, _INNERMOST.sub(" ", rest)
    rest = _TAG.sub(" ", _CUT_OFF.sub(" ", rest))
    return [word for word in _WORD.findall(rest) if word not in ALLOWED]


# ---------------------------------------------------------------- the walker


def texts_of(root: QWidget) -> Iterator[tuple[str, str]]:
    """Go through everything a person can read or hear of a widget and what is in it."""
    for one in (root, *root.findChildren(QObject)):
        name = f"{type(one).__name__} {one.objectName()}".strip()
        if isinstance(one, QWidget):
            for kind, text in widget_texts(one):
                yield f"{name}: {kind}", text
        elif isinstance(one, QAction) and one.associatedObjects():
            yield f"{name}: text", one.text()
            yield f"{name}: tooltip", one.toolTip()
            yield f"{name}: status tip", one.statusTip()


def widget_texts(one: QWidget) -> Iterator[tuple[str, str]]:
    yield "window title", one.windowTitle()
    yield "tooltip", one.toolTip()
    yield "status tip", one.statusTip()
    yield "what's this", one.whatsThis()
    yield "accessible name", one.accessibleName()
    yield "accessible description", one.accessibleDescription()
    if isinstance(one, QLineEdit | QPlainTextEdit | QTextEdit):
        yield "placeholder", one.placeholderText()
    if isinstance(one, QAbstractItemView):
        # The header of a table is one too, with the same model.
        yield from () if isinstance(one, QHeaderView) else model_texts(one)
    elif not one.property("verbatim"):
        yield from own_texts(one)


def own_texts(one: QWidget) -> Iterator[tuple[str, str]]:
    if isinstance(one, QLabel | QAbstractButton | QLineEdit):
        yield "text", one.text()
    elif isinstance(one, QPlainTextEdit | QTextEdit):
        yield "text", one.toPlainText()
    elif isinstance(one, QGroupBox | QMenu):
        yield "title", one.title()
    elif isinstance(one, QComboBox):
        for index in range(one.count()):
            yield "item", one.itemText(index)
    elif isinstance(one, QTabWidget):
        for index in range(one.count()):
            yield "tab", one.tabText(index)
    elif isinstance(one, QSpinBox):
        yield "spin box", one.prefix() + one.suffix() + one.specialValueText()
    elif isinstance(one, QProgressBar):
        yield "progress", one.text()


def model_texts(view: QAbstractItemView) -> Iterator[tuple[str, str]]:
    model = view.model()
    if model is None:
        return
    verbatim = view.property("verbatim_columns") or []
    horizontal, vertical = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    # A list model keeps its number of columns to itself.
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(_TOP)
    for column in range(columns):
        yield "header", str(model.headerData(column, horizontal) or "")
    for row in range(min(model.rowCount(_TOP), _MOST_ROWS)):
        yield "header", str(model.headerData(row, vertical) or "")
        for column in range(columns):
            if column in verbatim:
                continue
            for role in _ROLES:
                data = model.index(row, column).data(role)
                if isinstance(data, str):
                    yield f"cell {row},{column}", data


def plain_english(root: QWidget) -> list[str]:
    """Return the texts of a widget that were never given to the translator."""
    found = (f"{where}: {text!r}" for where, text in texts_of(root) if plain_words(text))
    return list(dict.fromkeys(found))


# ---------------------------------------------------------------- the walker finds


def _table() -> QTableView:
    view = QTableView()
    model = QStandardItemModel(1, 1, view)
    model.setHorizontalHeaderLabels(["[Ďåý]"])
    model.setItem(0, 0, QStandardItem("Plain cell"))
    view.setModel(model)
    return view


def _with(make: Callable[[], QWidget], act: Callable[[QWidget], object]) -> QWidget:
    widget = make()
    act(widget)
    return widget


PLAIN: dict[str, Callable[[], QWidget]] = {
    "label": lambda: QLabel("Save"),
    "partly": lambda: QLabel("[Šåṽé] now"),
    "rich": lambda: QLabel("<b>Save</b> [ñöŵ]"),
    "button": lambda: QPushButton("&Save"),
    "tooltip": lambda: _with(QWidget, lambda w: w.setToolTip("Save it")),
    "accessible name": lambda: _with(QWidget, lambda w: w.setAccessibleName("Save")),
    "title": lambda: _with(QWidget, lambda w: w.setWindowTitle("Saving")),
    "placeholder": lambda: _with(QLineEdit, lambda w: w.setProperty("placeholderText", "Name")),
    "action": lambda: _with(QWidget, lambda w: w.addAction(QAction("Save", w))),
    "table": _table,
}
TRANSLATED = (
    "[Šåṽé···]",
    "[Šåṽé 12 Nov 2026··]",
    "20 Nov 2026 – RehabDesk",
    "[[a], [b]···]",
    "3.5",
)


@pytest.mark.parametrize("kind", PLAIN)
def test_the_walker_finds_plain_english(qtbot: QtBot, kind: str) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    PLAIN[kind]().setParent(outer)
    assert plain_english(outer)


@pytest.mark.parametrize("text", [*TRANSLATED, "[Šåṽé Ada’s di…", ""])
def test_the_walker_passes_what_is_translated(text: str) -> None:
    assert plain_words(text) == []


# ---------------------------------------------------------------- the program


@pytest.fixture
def context(
    qapp: QApplication, qtbot: QtBot, clock: FixedClock, tmp_path: Path
) -> Iterator[UiContext]:
    """What pages get, with an open diary that holds a bit of everything."""
    runner = TaskRunner("diary")
    workbench = Workbench(runner)
    theme = Theme(qapp, "light", 1.0)
    theme.apply()
    preferences = Preferences(tmp_path / "settings.ini")
    file = tmp_path / "[Åďå].rehab"
    with qtbot.waitSignal(workbench.diary_opened):
        runner.run(
            lambda: filled_diary(file, clock),
            lambda diary: workbench.attach(diary, UndoStack()),
            pytest.fail,
        )
    yield UiContext(TR, theme, clock, workbench, load_regions(), preferences, ReviewDesk(clock))
    diary = workbench.detach()
    if diary is not None:
        runner.run(diary.close, lambda _: None, lambda _: None)
    qtbot.waitUntil(lambda: not runner.busy)
    runner.close()
    qapp.setStyleSheet("")
    theme.deleteLater()


def filled_diary(file: Path, clock: FixedClock) -> Diary:
    """Make a diary with a month of entries and one backup."""
    diary = create_diary(file, clock).diary
    for back in range(30):
        now = FixedClock(clock.moment - dt.timedelta(days=back))
        record_pain(
            diary,
            now,
            KNEE,
            3 + back % 4,
            qualities=(Quality.ACHE, Quality.BURNING),
            activities=(Activity.STAIRS_DOWN,),
            note="[ñöţé]",
        )
        day = now.moment.date()
        record_pain(diary, now, SidedRegion("low_back_mid", Side.NONE), 2, kind=PainKind.WORST)
        save_check_in(
            diary, now, day, sleep=Sleep.WOKE_WITH_PAIN, stiffness=Stiffness.UNDER_10, note="[ñ]"
        )
    close_diary(diary)
    return open_diary(file, clock).diary


def settle(qtbot: QtBot, context: UiContext) -> None:
    qtbot.waitUntil(lambda: not context.workbench.runner.busy)


def test_the_window_and_its_menus(qtbot: QtBot, context: UiContext) -> None:
    window = MainWindow(context.theme)
    window.furnish(TR, Sidebar(TR, context.theme, PAGE_ENTRIES))
    qtbot.addWidget(window)
    nothing = {name: lambda: None for name in FileCommands.__annotations__}
    Menus(window, TR, context.workbench, FileCommands(**nothing), PAGE_ENTRIES)
    window.sidebar.show_diary(context.workbench.diary_name)
    assert len(window.findChildren(QAction)) > 10
    assert plain_english(window) == []
    window.close_for_good()


@pytest.mark.parametrize("page_id", [entry.id for entry in PAGE_ENTRIES])
def test_pages(qtbot: QtBot, context: UiContext, page_id: str) -> None:
    page = make_page(page_id, context)
    qtbot.addWidget(page)
    page.set_narrow(False)
    page.resize(1100, 800)
    page.show()
    settle(qtbot, context)
    assert plain_english(page) == []
    page.open_at(str(KNEE) if page_id in ("body", "learn", "trends") else "2026-06-10")
    settle(qtbot, context)
    assert plain_english(page) == []


DIALOGS: dict[str, Callable[[UiContext], QWidget]] = {
    "about": lambda _: AboutDialog(TR),
    "licences": lambda _: LicencesDialog(TR, [Part("numpy", "1", "MIT", "As is.")]),
    "problem": lambda _: ProblemDialog(TR, ValueError, ValueError("x"), None),
    "new diary": lambda _: NewDiaryDialog(TR, Path("/no/such/folder")),
    "restore": lambda c: RestoreDialog(
        TR, c.workbench.diary_name, backups_of(c.workbench.diary_path or Path())
    ),
    "entry editor": lambda c: EntryEditor(
        c, PainEntry("1", dt.date(2026, 6, 10), None, KNEE, PainKind.NOW, 4.0)
    ),
    "import": lambda c: ImportDialog(c, None),
    "export": lambda c: ExportDialog(c, None),
    "print reading": lambda c: PrintReadingDialog(c, article_reading("weak_hips", TR)),
    "restore nothing": lambda c: RestoreDialog(TR, c.workbench.diary_name, []),
    **{f"help {entry.id}": lambda _, e=entry: HelpDialog(TR, e.id) for entry in PAGE_ENTRIES},
}


@pytest.mark.parametrize("name", DIALOGS)
def test_dialogs(qtbot: QtBot, context: UiContext, name: str) -> None:
    dialog = DIALOGS[name](context)
    qtbot.addWidget(dialog)
    assert plain_english(dialog) == []
