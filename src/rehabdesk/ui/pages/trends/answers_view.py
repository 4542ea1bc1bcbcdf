"""The answers of the Trends page: read in the background, shown only while they are current."""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from rehabdesk.domain.moments import diary_day
from rehabdesk.domain.regions import SidedRegion
from rehabdesk.services.answers.cache import AnswerCache
from rehabdesk.services.answers.page import PageAnswers, read_answers
from rehabdesk.services.answers.primary import choose_primary_region, record_rule
from rehabdesk.services.trend_texts import region_name
from rehabdesk.ui.charts.style import ChartStyle
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.trends.cards import SinceStartCard
from rehabdesk.ui.pages.trends.link_card import LinkCard
from rehabdesk.ui.pages.trends.primary_dialog import PrimaryDialog
from rehabdesk.ui.pages.trends.stretches_card import StretchesCard
from rehabdesk.ui.widgets.basic import Card

READ_KEY = "trends/answers"
AnyCard = TypeVar("AnyCard", bound=Card)


class AnswersView(QObject):
    """Owns the cards that need the estimates, and their cache.

    Estimates are worked out by the diary's worker; typing and drawing never wait for them. From
    the moment the diary changes until the answers for its new state are there, the cards show
    that they are being worked out.
    """

    #: The answers for the present state of the diary are there.
    arrived = Signal()
    #: The diary moved on while the answers were worked out: the page has to be read again.
    outdated = Signal()

    def __init__(self, context: UiContext, style: ChartStyle, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._style = style
        self._page = weakref.ref(parent)
        self._cache = AnswerCache()
        self._answers: PageAnswers | None = None
        self._revision = -1
        self._choices: tuple[SidedRegion, ...] = ()
        self._links: dict[SidedRegion, LinkCard] = {}
        self._since: dict[SidedRegion, SinceStartCard] = {}
        self._stretches: StretchesCard | None = None
        #: The card of the primary region; there is one before it is known which that is.
        self.primary_card = self._new_link_card()
        # Until it has a place it would lie over the page's title.
        self.primary_card.hide()

    @property
    def answers(self) -> PageAnswers | None:
        """The answers for the diary as it is now, or None while they are being worked out."""
        return self._answers

    def outdate(self) -> None:
        """Let go of the answers: the diary has changed."""
        self._answers = None
        for card in (self.primary_card, *self._links.values()):
            card.show_waiting()
        for since in self._since.values():
            since.show_waiting()
        if self._stretches is not None:
            self._stretches.show_stretches(())

    def read(
        self, revision: int, shown: Sequence[SidedRegion], choices: Sequence[SidedRegion]
    ) -> None:
        """Work the answers out for a state of the diary.

        Args:
            revision: The state the page shows.
            shown: The regions on the page.
            choices: The regions that can be the primary one, most used first.
        """
        context, cache = self._context, self._cache
        self._revision, self._choices = revision, tuple(choices)
        clock, regions, wanted = context.clock, context.regions, tuple(shown)
        context.workbench.read(
            lambda diary: read_answers(diary, clock, regions, wanted, cache),
            self._show,
            key=READ_KEY,
        )

    def cards_for(self, shown: Sequence[SidedRegion]) -> tuple[list[Card], list[Card]]:
        """Return the cards beside the chart and those below it, for the regions that are shown."""
        name, tr = self._name, self._context.tr
        old: list[Card] = [*self._links.values(), *self._since.values()]
        if self._stretches is not None:
            old.append(self._stretches)
        for card in old:
            card.hide()
            card.deleteLater()
        self._links = {where: self._new_link_card() for where in shown}
        self._since = {where: self._owned(SinceStartCard(tr, name(where))) for where in shown}
        self._stretches = None
        self._fill()
        return [self.primary_card], self._below()

    def restyle(self, style: ChartStyle) -> None:
        """Take another look at once."""
        self._style = style
        for card in (self.primary_card, *self._links.values()):
            card.restyle(style)
        if self._stretches is not None:
            self._stretches.restyle(style)

    def below(self) -> list[Card]:
        """Return the cards below the chart as they are now."""
        return self._below()

    def _below(self) -> list[Card]:
        primary = self._answers.primary if self._answers else None
        cards: list[Card] = list(self._since.values())
        # The primary region's link stands beside the chart.
        cards += [
            card for where, card in self._links.items() if primary is None or where != primary.where
        ]
        if self._stretches is not None:
            cards.append(self._stretches)
        return cards

    def _show(self, answers: PageAnswers) -> None:
        if not isValid(self):
            # The page was taken down while its answers were worked out.
            return
        if answers.revision != self._revision:
            self.outdated.emit()
            return
        self._answers = answers
        self._fill()
        self.arrived.emit()
        if answers.primary_due:
            self._record_rule()

    def _fill(self) -> None:
        answers = self._answers
        if answers is None:
            return
        primary = answers.primary
        if primary is not None and primary.where in answers.regions:
            self.primary_card.show_answer(answers.regions[primary.where].link, primary)
            self._fill_stretches(primary.where)
        for where, card in self._links.items():
            if where in answers.regions:
                card.show_answer(answers.regions[where].link, primary)
        for where, since in self._since.items():
            if where in answers.regions:
                since.show_answers(answers.regions[where])

    def _fill_stretches(self, where: SidedRegion) -> None:
        """Show the stretches of the primary region, if there are any."""
        found = self._answers.regions[where].stretches if self._answers else ()
        if self._stretches is not None and (
            not found or self._stretches.region != self._name(where)
        ):
            self._stretches.hide()
            self._stretches.deleteLater()
            self._stretches = None
        if not found:
            return
        if self._stretches is None:
            self._stretches = self._owned(
                StretchesCard(self._context.tr, self._name(where), self._style)
            )
        self._stretches.show_stretches(found)

    def _record_rule(self) -> None:
        """Write down which region the rule made the primary one, before anybody can lean on it."""
        if self._context.workbench.read_only:
            return
        today, regions = diary_day(self._context.clock.now()), self._context.regions
        self._context.workbench.change(lambda diary: record_rule(diary, regions, today), quiet=True)

    @Slot()
    def choose_primary(self) -> None:
        """Ask which region is to be the primary one."""
        context, page = self._context, self._page()
        if page is None:
            return
        primary = self._answers.primary if self._answers else None
        dialog = PrimaryDialog(context.tr, context.regions, self._choices, primary, page.window())
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.chosen is not None:
            self.take_primary(dialog.chosen)
        dialog.deleteLater()

    def take_primary(self, where: SidedRegion) -> None:
        """Make a region the primary one; the page hears of it as of any change."""
        regions = self._context.regions
        primary = self._answers.primary if self._answers else None
        if primary is None or primary.where != where or not primary.by_person:
            self._context.workbench.change(
                lambda diary: choose_primary_region(diary, regions, where)
            )

    def _name(self, where: SidedRegion) -> str:
        return region_name(self._context.tr, self._context.regions, where)

    def _new_link_card(self) -> LinkCard:
        card = LinkCard(self._context.tr, self._context.regions, self._style)
        card.may_choose = not self._context.workbench.read_only
        card.choose_wanted.connect(self.choose_primary)
        return self._owned(card)

    def _owned(self, card: AnyCard) -> AnyCard:
        """Give a card to the page, so that it is Qt that deletes it, placed or not."""
        card.setParent(self._page())
        return card
