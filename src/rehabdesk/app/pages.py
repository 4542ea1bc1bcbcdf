"""Which pages there are, and how each is made when it is first shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from rehabdesk.domain.text import message
from rehabdesk.ui.shell.sidebar import PageEntry

if TYPE_CHECKING:
    # For types alone: the window is painted before there is any page.
    from rehabdesk.ui.context import UiContext
    from rehabdesk.ui.pages.page import Page

PAGE_ENTRIES = (
    PageEntry("today", message("page", "Today"), "today", for_shared=False),
    PageEntry("review", message("page", "Review"), "review", for_own=False),
    PageEntry("body", message("page", "Body map"), "body"),
    PageEntry("plan", message("page", "Plan"), "plan"),
    PageEntry("session", message("page", "Session"), "session", for_shared=False),
    PageEntry("history", message("page", "History"), "history"),
    PageEntry("trends", message("page", "Trends"), "trends"),
    PageEntry("report", message("page", "Report"), "report"),
    PageEntry("learn", message("page", "Learn"), "learn"),
    PageEntry("safety", message("page", "Safety"), "safety", in_sidebar=False, for_shared=False),
    PageEntry("measures", message("page", "Self-tests"), "measures", in_sidebar=False),
    PageEntry(
        "comments", message("page", "Comments"), "review", in_sidebar=False, for_shared=False
    ),
    PageEntry(
        "start",
        message("page", "First steps"),
        "info",
        in_sidebar=False,
        in_view_menu=False,
        for_shared=False,
    ),
    PageEntry("settings", message("page", "Settings"), "settings", gap_before=True),
)


# ruff: noqa: PLC0415 - a page's module is imported when it is first shown.
def _today(context: UiContext) -> Page:
    from rehabdesk.ui.pages.today.page import TodayPage

    return TodayPage(context)


def _body(context: UiContext) -> Page:
    from rehabdesk.ui.pages.body.page import BodyPage

    return BodyPage(context)


def _plan(context: UiContext) -> Page:
    from rehabdesk.ui.pages.plan.page import PlanPage

    return PlanPage(context)


def _session(context: UiContext) -> Page:
    from rehabdesk.ui.pages.session.page import SessionPage

    return SessionPage(context)


def _history(context: UiContext) -> Page:
    from rehabdesk.ui.pages.history.page import HistoryPage

    return HistoryPage(context)


def _trends(context: UiContext) -> Page:
    from rehabdesk.ui.pages.trends.page import TrendsPage

    return TrendsPage(context)


def _report(context: UiContext) -> Page:
    from rehabdesk.ui.pages.report.page import ReportPage

    return ReportPage(context)


def _learn(context: UiContext) -> Page:
    from rehabdesk.ui.pages.learn.page import LearnPage

    return LearnPage(context)


def _safety(context: UiContext) -> Page:
    from rehabdesk.ui.pages.safety.page import SafetyPage

    return SafetyPage(context)


def _measures(context: UiContext) -> Page:
    from rehabdesk.ui.pages.measures.page import MeasuresPage

    return MeasuresPage(context)


def _review(context: UiContext) -> Page:
    from rehabdesk.ui.pages.review.page import ReviewPage

    return ReviewPage(context)


def _comments(context: UiContext) -> Page:
    from rehabdesk.ui.pages.comments.page import CommentsPage

    return CommentsPage(context)


def _start(context: UiContext) -> Page:
    from rehabdesk.ui.pages.start.page import StartPage

    return StartPage(context)


def _settings(context: UiContext) -> Page:
    from rehabdesk.ui.pages.settings import SettingsPage

    return SettingsPage(context)


#: What makes each page.
_MAKERS: Mapping[str, Callable[[UiContext], Page]] = MappingProxyType(
    {
        "today": _today,
        "body": _body,
        "plan": _plan,
        "session": _session,
        "history": _history,
        "trends": _trends,
        "report": _report,
        "learn": _learn,
        "safety": _safety,
        "measures": _measures,
        "review": _review,
        "comments": _comments,
        "start": _start,
        "settings": _settings,
    }
)


def make_page(page_id: str, context: UiContext) -> Page:
    """Make a page; its module and its libraries are imported only now.

    Args:
        page_id: One of the ids of `PAGE_ENTRIES`.
        context: What every page is given.

    Raises:
        KeyError: There is no such page.
    """
    from rehabdesk.ui.pictures.offering import offer_pictures

    page = _MAKERS[page_id](context)
    offer_pictures(page, context)
    return page
