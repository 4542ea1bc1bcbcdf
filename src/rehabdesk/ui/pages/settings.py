"""Settings: how the program looks, which pain counts, and the diary's file and backups."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from rehabdesk.domain.changes import Changes, Kind
from rehabdesk.domain.names import KIND_NAMES, full_name
from rehabdesk.domain.pain import PainKind
from rehabdesk.domain.regions import SidedRegion
from rehabdesk.domain.text import message
from rehabdesk.services.diaries import backups_of
from rehabdesk.services.language import languages
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.page import Page
from rehabdesk.ui.pages.settings_safety import (
    SafetySettings,
    SafetySettingsCard,
    read_safety_settings,
)
from rehabdesk.ui.preferences import TEXT_SCALES
from rehabdesk.ui.theme.theme import Preference
from rehabdesk.ui.widgets.basic import Card, Segments, button, label

if TYPE_CHECKING:
    from rehabdesk.store.backups import Backup
    from rehabdesk.store.diary import Diary
    from rehabdesk.store.pain_entries import RegionUse

COLUMN_PX = 640


@dataclass(frozen=True, slots=True)
class _DiaryState:
    """What the page shows of a diary."""

    uses: tuple[RegionUse, ...]
    last_backup: Backup | None
    safety: SafetySettings


class SettingsPage(Page):
    """One column of cards; what is chosen takes effect at once."""

    shows = frozenset({Kind.PAIN_ENTRY, Kind.REGION_SETTING, Kind.DIARY_SETTING})
    #: A language was chosen: its tag, or "" for the computer's.
    language_chosen = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__(context, context.tr("settings", "Settings"))
        self._tr = context.tr
        self.subtitle.setText(
            self._tr("settings", "How RehabDesk looks, and what belongs to the open diary.")
        )
        self._column = QWidget()
        cards = QVBoxLayout(self._column)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(16)
        cards.addWidget(self._appearance())
        cards.addWidget(self._language())
        cards.addWidget(self._keyboard())
        cards.addWidget(self._diary())
        self.kinds = _ValueKinds(context)
        cards.addWidget(self.kinds)
        self.safety = SafetySettingsCard(context)
        cards.addWidget(self.safety)
        cards.addWidget(self._backups())
        row = QHBoxLayout()
        row.addWidget(self._column, 1)
        row.addStretch(0)
        self.body.addLayout(row)
        self.body.addStretch(1)
        context.theme.changed.connect(self._restyle)
        context.workbench.diary_closed.connect(self._no_diary)
        self._restyle()
        self._no_diary()

    def refresh(self) -> None:
        """Read the diary's settings and backups."""
        path = self.context.workbench.diary_path
        if path is None:
            self._no_diary()
            return
        self.path.setText(str(path))
        self.path.setCursorPosition(0)

        def read(diary: Diary) -> _DiaryState:
            backups = backups_of(diary.path)
            last = backups[0] if backups else None
            return _DiaryState(tuple(diary.pain.regions()), last, read_safety_settings(diary))

        self.context.workbench.read(read, self._show, key="settings")

    def _appearance(self) -> Card:
        tr, theme = self._tr, self.context.theme
        card = Card(tr("settings", "Appearance"))
        self.theme = Segments(
            tr("settings", "Theme"),
            [
                ("system", tr("theme", "Like the computer")),
                ("light", tr("theme", "Light")),
                ("dark", tr("theme", "Dark")),
            ],
        )
        self.theme.choose(theme.preference)
        self.theme.chosen.connect(self._choose_theme)
        self.text_size = Segments(
            tr("settings", "Text size in percent"),
            [(str(scale), tr.number(scale)) for scale in TEXT_SCALES],
        )
        self.text_size.choose(str(self.context.preferences.text_percent))
        self.text_size.chosen.connect(self._choose_text_size)
        card.body.addWidget(label(tr("settings", "Theme"), "row"))
        card.body.addLayout(_left(self.theme))
        card.body.addSpacing(4)
        card.body.addWidget(label(tr("settings", "Text size in percent"), "row"))
        card.body.addLayout(_left(self.text_size))
        return card

    def _language(self) -> Card:
        tr = self._tr
        card = Card(tr("settings", "Language"))
        self.language = Segments(
            tr("settings", "Language"),
            [("", tr("settings", "Like the computer")), *languages().items()],
        )
        self.language.choose(self.context.preferences.language)
        self.language.chosen.connect(self._choose_language)
        self._language_note = label(
            tr("settings", "You will see it when RehabDesk is started the next time."),
            "meta",
            wrap=True,
        )
        self._language_note.hide()
        card.body.addLayout(_left(self.language))
        card.body.addWidget(self._language_note)
        return card

    def _keyboard(self) -> Card:
        tr = self._tr
        card = Card(tr("settings", "Keyboard"))
        self.letter_keys = Segments(
            tr("settings", "Single letters and digits as keys"),
            [("on", tr("settings", "On")), ("off", tr("settings", "Off"))],
        )
        self.letter_keys.choose("on" if self.context.preferences.letter_keys else "off")
        self.letter_keys.chosen.connect(self._choose_letter_keys)
        card.body.addWidget(label(tr("settings", "Single letters and digits as keys"), "row"))
        card.body.addLayout(_left(self.letter_keys))
        card.body.addWidget(
            label(
                tr(
                    "settings",
                    "For example 0 to 9 for the pain of the chosen region. Switch it off if keys "
                    "are pressed by accident or by voice input. Tab, the arrows and keys with "
                    "Ctrl always work; F1 lists them.",
                ),
                "meta",
                wrap=True,
            )
        )
        return card

    def _diary(self) -> Card:
        tr = self._tr
        card = Card(tr("settings", "Your diary"))
        self.path = QLineEdit()
        self.path.setReadOnly(True)
        self.path.setProperty("verbatim", True)
        self.path.setAccessibleName(tr("settings", "File of the diary"))
        card.body.addWidget(self.path)
        card.body.addWidget(
            label(
                tr(
                    "settings",
                    "All you enter stays in this one file on this computer. Nothing is sent "
                    "anywhere. Anyone who can use your account on this computer can read it.",
                ),
                "meta",
                wrap=True,
            )
        )
        return card

    def _backups(self) -> Card:
        tr = self._tr
        card = Card(tr("settings", "Backups"))
        self.last_backup = label("", wrap=True)
        self.restore = button(tr("settings", "Restore a backup…"))
        self.restore.clicked.connect(lambda: self.command_wanted.emit("restore"))
        card.body.addWidget(self.last_backup)
        card.body.addWidget(
            label(
                tr(
                    "settings",
                    "After a day with changes a backup is made when you close RehabDesk, in a "
                    "folder beside the diary. A backup on another disk protects from losing this "
                    "computer.",
                ),
                "meta",
                wrap=True,
            )
        )
        card.body.addLayout(_left(self.restore))
        return card

    def _show(self, state: _DiaryState) -> None:
        self.kinds.show_uses(state.uses)
        self.safety.show_settings(state.safety)
        backup = state.last_backup
        self.last_backup.setText(
            self._tr("settings", "No backup yet.")
            if backup is None
            else self._tr("settings", "Last backup: {day}", day=self._tr.date(backup.day, "long"))
        )
        self.restore.setEnabled(backup is not None)
        self.restore.setToolTip(
            "" if backup is not None else self._tr("settings", "There is no backup yet.")
        )

    @Slot()
    def _no_diary(self) -> None:
        self.path.setText("")
        self.kinds.show_uses(())
        self.safety.show_settings(None)
        self.last_backup.setText(self._tr("settings", "No diary is open."))
        self.restore.setEnabled(False)
        self.restore.setToolTip(self._tr("settings", "No diary is open."))

    @Slot(str)
    def _choose_theme(self, key: str) -> None:
        preference: Preference = next((one for one in get_args(Preference) if one == key), "system")
        self.context.preferences.theme = preference
        self._apply()

    @Slot(str)
    def _choose_text_size(self, key: str) -> None:
        self.context.preferences.text_percent = int(key)
        self._apply()

    def _apply(self) -> None:
        preferences = self.context.preferences
        preferences.save()
        self.context.theme.choose(preferences.theme, preferences.text_percent / 100)

    @Slot(str)
    def _choose_language(self, tag: str) -> None:
        if tag == self.context.preferences.language:
            return
        self.context.preferences.language = tag
        self.context.preferences.save()
        self._language_note.show()
        self.language_chosen.emit(tag)

    @Slot(str)
    def _choose_letter_keys(self, key: str) -> None:
        self.context.preferences.letter_keys = key == "on"
        self.context.preferences.save()

    @Slot()
    def _restyle(self) -> None:
        self._column.setMaximumWidth(self.context.theme.tokens.scaled(COLUMN_PX))
        self.theme.choose(self.context.theme.preference)


class _ValueKinds(Card):
    """Which kind of pain is the daily value of each region in use."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context.tr("settings", "Which pain counts"))
        self._context = context
        self._tr = context.tr
        self.choices: dict[SidedRegion, Segments] = {}
        self._numbers: dict[SidedRegion, QLabel] = {}
        self.body.addWidget(
            label(
                self._tr(
                    "settings",
                    "You can rate the pain now, the worst of the day, or its average. For each "
                    "region one of them counts as the value of a day, so that charts compare like "
                    "with like. Another choice changes the charts and results of that region; "
                    "your entries stay as they are.",
                ),
                "meta",
                wrap=True,
            )
        )
        self._empty = label(
            self._tr(
                "settings",
                "There are no pain entries yet. Pain now counts unless you choose otherwise.",
            ),
            wrap=True,
        )
        self.body.addWidget(self._empty)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(12)
        self.body.addLayout(self._rows)

    def show_uses(self, uses: tuple[RegionUse, ...]) -> None:
        """Show the regions in use; what has the focus keeps it."""
        order = {where: place for place, where in enumerate(self._context.regions.sided())}
        known = sorted((use for use in uses if use.where in order), key=lambda u: order[u.where])
        if list(self.choices) != [use.where for use in known]:
            self._rebuild(known)
        for use in known:
            self.choices[use.where].choose(use.value_kind.value)
            self._show_numbers(use)
        self._empty.setVisible(not known)

    def _rebuild(self, uses: list[RegionUse]) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.choices.clear()
        self._numbers.clear()
        for use in uses:
            self._rows.addWidget(self._row(use.where))

    def _row(self, where: SidedRegion) -> QWidget:
        region = self._context.regions[where.region]
        name = full_name(self._tr, region, where)
        choice = Segments(name, [(kind.value, self._tr.say(KIND_NAMES[kind])) for kind in PainKind])
        choice.chosen.connect(partial(self._choose, where))
        if self._context.workbench.read_only:
            choice.setEnabled(False)
            choice.setToolTip(self._tr("settings", "A shared copy: to look at, not to change."))
        numbers = label("", "hint", wrap=True)
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(name, "row", wrap=True))
        column.addLayout(_left(choice))
        column.addWidget(numbers)
        self.choices[where] = choice
        self._numbers[where] = numbers
        return row

    def _show_numbers(self, use: RegionUse) -> None:
        counted = self._tr.n(
            "settings", "{count} entry counts", "{count} entries count", use.entries
        )
        text = (
            counted
            if not use.other_entries
            else self._tr.n(
                "settings",
                "{counted}, {count} of another kind does not",
                "{counted}, {count} of other kinds do not",
                use.other_entries,
                counted=counted,
            )
        )
        numbers = self._numbers[use.where]
        numbers.setText(text)
        self.choices[use.where].setAccessibleDescription(text)

    def _choose(self, where: SidedRegion, key: str) -> None:
        kind = PainKind(key)
        self._context.workbench.change(partial(_set_value_kind, where=where, kind=kind))


def _set_value_kind(diary: Diary, where: SidedRegion, kind: PainKind) -> Changes:
    with diary.change(message("settings", "Which pain counts: changed")) as recorder:
        if diary.settings.value_kind(where) is not kind:
            diary.settings.set_value_kind(where, kind)
    return recorder.changes


def _left(widget: QWidget) -> QHBoxLayout:
    """Return a row with a widget at its left end, as wide as it needs to be."""
    row = QHBoxLayout()
    row.addWidget(widget)
    row.addStretch(1)
    return row
