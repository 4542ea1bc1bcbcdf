"""The report for a physio: python probe_report.py DIARY DAYS ROUNDS.

From the open diary to the PDF file with everything on it; another first day each time, because
typst remembers what it has set before. Also how large the page of HTML is.
"""

from __future__ import annotations

# ruff: noqa: PLC0415 - what is measured is imported where it is measured.
import datetime as dt
import sys
import time
from pathlib import Path

from common import say


def main(diary: str, days: str, rounds: str) -> None:
    """Seconds of each time, pages, and kilobytes of HTML."""
    import typst  # noqa: F401 - importing it is not measured

    from rehabdesk.domain.moments import SystemClock, diary_day
    from rehabdesk.reports.report_html import report_html
    from rehabdesk.services.diaries import open_diary
    from rehabdesk.services.language import translator_for
    from rehabdesk.services.reporting.options import NotesShown, ReportOptions
    from rehabdesk.services.reporting.report import make_report, report_pdf

    clock, tr = SystemClock(), translator_for("en_GB")
    opened = open_diary(Path(diary), clock).diary
    today = diary_day(clock.now())
    seconds = []
    for number in range(int(rounds)):
        first = today - dt.timedelta(days=int(days) - 1 - number)
        options = ReportOptions(first=first, last=today, notes=NotesShown.ALL)
        began = time.perf_counter()
        report = make_report(opened, clock, tr, options)
        made = report_pdf(report, tr)
        seconds.append(time.perf_counter() - began)
    page = report_html(report, tr).encode()
    say(seconds=seconds, bytes=len(made.pages[0]), html=len(page) / 1000)


if __name__ == "__main__":
    main(*sys.argv[1:])
