"""Which pages there are, and how each is made when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehabdesk.domain.text import message
from rehabdesk.ui.shell.sidebar import PageEntry

if TYPE_CHECKING:
    # For types alone: the window is painted before there is any page.
    from rehabdesk.ui.context import UiContext
    from rehabdesk.ui.pages.page import Page

PAGE_ENTRIES = (
    PageEntry("today", message("page", "Today"), "today"),
    PageEntry("body", message("page", "Body map"), "body"),
    PageEntry("plan", message("page", "Plan"), "plan"),
    PageEntry("session", message("page", "Session"), "session"),
    PageEntry("history", message("page", "History"), "history"),
    PageEntry("trends", message("page", "Trends"), "trends"),
    PageEntry("report", message("page", "Report"), "report"),
    PageEntry("learn", message("page", "Learn"), "learn"),
    PageEntry("settings", message("page", "Settings"), "settings", gap_before=True),
)


def make_page(page_id: str, context: UiContext) -> Page:
    """Make a page; its module and its libraries are imported only now.

    Args:
        page_id: One of the ids of `PAGE_ENTRIES`.
        context: What every page is given.

    Raises:
        KeyError: There is no such page.
    """
    # ruff: noqa: PLC0415
    if page_id == "today":
        from rehabdesk.ui.pages.today.page import TodayPage

        return TodayPage(context)
    if page_id == "body":
        from rehabdesk.ui.pages.body.page import BodyPage

        return BodyPage(context)
    if page_id == "plan":
        from rehabdesk.ui.pages.plan.page import PlanPage

        return PlanPage(context)
    if page_id == "session":
        from rehabdesk.ui.pages.session.page import SessionPage

        return SessionPage(context)
    if page_id == "history":
        from rehabdesk.ui.pages.history.page import HistoryPage

        return HistoryPage(context)
    if page_id == "trends":
        from rehabdesk.ui.pages.trends.page import TrendsPage

        return TrendsPage(context)
    if page_id == "report":
        from rehabdesk.ui.pages.report.page import ReportPage

        return ReportPage(context)
    if page_id == "learn":
        from rehabdesk.ui.pages.learn.page import LearnPage

        return LearnPage(context)
    if page_id == "settings":
        from rehabdesk.ui.pages.settings import SettingsPage

        return SettingsPage(context)
    raise KeyError(page_id)
