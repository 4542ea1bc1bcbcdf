"""The report as HTML: one file, no script, nothing fetched, a table behind each chart."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from rehabdesk.domain.moments import FixedClock
from rehabdesk.services.demo import ENTRIES_A_YEAR, make_demo
from rehabdesk.services.diaries import open_diary
from rehabdesk.services.language import translator_for
from rehabdesk.services.reporting.compare import latest_change
from rehabdesk.services.reporting.options import NotesShown, ReportOptions
from rehabdesk.services.reporting.report import make_report, save_report
from rehabdesk.store.diary import Diary

TR = translator_for("en_GB")
CLOCK = FixedClock(dt.datetime(2026, 6, 17, 21, 30, tzinfo=dt.timezone(dt.timedelta(hours=2))))
MEGABYTE = 1_000_000
#: A folder with `node_modules` that has axe-core and playwright-core.
AXE = "REHABDESK_AXE"
RUNNER = """
import { createRequire } from 'module';
import fs from 'fs';
const need = createRequire(process.argv[2] + '/');
const { chromium } = need('playwright-core');
const browser = await chromium.launch({ executablePath: process.argv[3], args: ['--no-sandbox'] });
const context = await browser.newContext({ bypassCSP: true });
const page = await context.newPage();
const asked = [];
page.on('request', one => { if (!one.url().startsWith('file:')) asked.push(one.url()); });
await page.goto('file://' + process.argv[4]);
await page.evaluate(fs.readFileSync(need.resolve('axe-core/axe.min.js'), 'utf8'));
const found = await page.evaluate(async () => {
  for (const one of document.querySelectorAll('details')) one.open = true;
  return (await axe.run()).violations.map(one => one.id + ': ' + one.nodes[0].html);
});
console.log(JSON.stringify({ found, asked }));
await browser.close();
"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Diary]:
    path = tmp_path_factory.mktemp("html") / "demo.rehab"
    make_demo(path, CLOCK, TR)
    with open_diary(path, CLOCK, read_only=True).diary as diary:
        yield diary


@pytest.fixture(scope="module")
def page(demo: Diary, tmp_path_factory: pytest.TempPathFactory) -> Path:
    compare = latest_change(demo, dt.date(2026, 6, 17))
    options = ReportOptions(notes=NotesShown.ALL, compare=compare)
    path = tmp_path_factory.mktemp("page") / "report.html"
    save_report(make_report(demo, CLOCK, TR, options), TR, path)
    return path


class Reader(HTMLParser):
    """Notes what is on a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in {"meta", "path", "rect", "circle"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.found if tag == name]


def read(path: Path) -> Reader:
    reader = Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    reader.close()
    assert reader.open == []
    return reader


def test_page_is_well_formed_and_asks_for_nothing(page: Path) -> None:
    reader = read(page)
    assert reader.all("html") == [{"lang": "en-GB"}]
    for tag in ("script", "link", "img", "iframe", "object", "a"):
        assert reader.all(tag) == []
    for _, attributes in reader.found:
        assert not {"src", "href", "xlink:href"} & set(attributes)
        assert not [name for name in attributes if name.startswith("on")]
    text = page.read_text(encoding="utf-8")
    assert "http" not in text.replace("http-equiv", "")
    assert "url(" not in text
    assert "@import" not in text


def test_every_picture_has_a_name_and_every_chart_a_table(page: Path) -> None:
    reader = read(page)
    pictures = reader.all("svg")
    assert all(one["role"] == "img" and one["aria-label"] for one in pictures)
    charts = [one for one in pictures if "Chart of pain" in str(one["aria-label"])]
    assert len(charts) == len(reader.all("details")) > 3
    names = [one["aria-label"] for one in reader.all("div") if one.get("role") == "region"]
    assert len(names) == len(set(names))


def test_headings_go_down_step_by_step(page: Path) -> None:
    levels = [int(tag[1]) for tag, _ in read(page).found if tag in {"h1", "h2", "h3"}]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_spaces_that_must_not_break_stay(page: Path) -> None:
    assert "\u00a0%" in page.read_text(encoding="utf-8")


def test_ten_years_are_less_than_a_megabyte(tmp_path: Path) -> None:
    path, out = tmp_path / "ten.rehab", tmp_path / "ten.html"
    make_demo(path, CLOCK, TR, days=3653, entries=10 * ENTRIES_A_YEAR)
    with open_diary(path, CLOCK, read_only=True).diary as diary:
        options = ReportOptions(notes=NotesShown.ALL)
        save_report(make_report(diary, CLOCK, TR, options), TR, out)
    assert out.stat().st_size <= MEGABYTE


def test_axe_finds_nothing_in_chromium(page: Path, tmp_path: Path) -> None:
    folder = os.environ.get(AXE, "")
    node, chromium = shutil.which("node"), shutil.which("chromium")
    if not (folder and node and chromium):
        pytest.skip(f"needs node, chromium, and {AXE}: a folder with axe-core, playwright-core")
    runner = tmp_path / "run.mjs"
    runner.write_text(RUNNER, encoding="utf-8")
    command = [node, str(runner), folder, chromium, str(page)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"found": [], "asked": []}
