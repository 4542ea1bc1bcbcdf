"""The report as one page of HTML: no script, nothing fetched, a table behind each chart.

It has the same content as the paper and prints on it. Every text is escaped.
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterable
from typing import Final

from rehabdesk.domain.text import Translator
from rehabdesk.reports.drawing.canvas import number
from rehabdesk.reports.report import (
    Fact,
    Figure,
    FirstPage,
    Maps,
    Part,
    Report,
    Row,
    Section,
    Table,
    Titled,
)
from rehabdesk.reports.typesetting import printable

#: Which of the charts, from the highest to the lowest: on paper the first page has to fit.
_CHART: Final = 2
_SIZES: Final = {"a4": "A4", "letter": "letter"}
_STYLE: Final = """
:root{color-scheme:light}
*{box-sizing:border-box}
html{font-size:100%}
body{margin:0;background:#fff;color:#14191A;
 font:1rem/1.45 "Source Sans 3","Source Sans Pro","Segoe UI",Cantarell,"Noto Sans",sans-serif;
 font-variant-numeric:lining-nums tabular-nums}
main,header,footer{max-width:60rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:1.5rem}
.top{display:flex;flex-wrap:wrap;gap:.5rem 2rem;justify-content:space-between;align-items:flex-end;
 border-bottom:2px solid #14191A;padding-bottom:.6rem}
.top p{margin:0}
.who{text-align:right}
h1{font-size:1.9rem;margin:0}
h2{font-size:1.3rem;margin:1.6rem 0 .5rem}
h3{font-size:1.05rem;margin:1.1rem 0 .3rem}
p{margin:.3rem 0}
.soft,.note,figcaption{color:#3E4648}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(12rem,1fr));gap:.7rem;
 margin:1rem 0;padding:0;list-style:none}
.facts li{border:1px solid #8B9294;border-radius:.4rem;padding:.6rem .8rem}
.facts .value{font-size:1.5rem;font-weight:700}
figure{margin:.4rem 0;break-inside:avoid}
figure svg{display:block;width:100%;height:auto;
 font-family:"Source Sans 3","Source Sans Pro","Segoe UI",Cantarell,"Noto Sans",sans-serif}
.row{display:flex;flex-wrap:wrap;gap:.8rem 1.2rem;break-inside:avoid}
.maps,.maps .row{display:flex;flex-wrap:nowrap;gap:.6rem}
.maps>div,.maps .row>div{min-width:0;flex:0 1 auto}
.two{display:grid;gap:0 2rem;grid-template-columns:1fr}
.two>div{min-width:0}
ul{padding-left:1.2rem;margin:.3rem 0}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin:.3rem 0}
caption{text-align:left;font-weight:600;padding:.2rem 0}
th,td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;
 border-bottom:1px solid #C9CECE}
thead th{border-bottom:2px solid #14191A}
.end{text-align:right}
tr{break-inside:avoid}
details{margin:.2rem 0 .8rem}
summary{cursor:pointer;color:#1D5C63;padding:.3rem 0;min-height:2.2rem}
summary:focus-visible{outline:3px solid #0B5FBF;outline-offset:2px}
footer{border-top:1px solid #8B9294;margin-top:2rem;padding-top:.6rem;padding-bottom:2rem}
@media (min-width:56rem),print{.two{grid-template-columns:minmax(0,2fr) minmax(0,3fr)}
 .two:last-of-type{grid-template-columns:minmax(0,3fr) minmax(0,2fr)}}
@media print{
 html{font-size:8.6pt}
 body{line-height:1.22}
 h1{font-size:1.7rem}
 h2{font-size:1.1rem;margin:.6rem 0 .15rem}
 .facts{margin:.5rem 0;grid-template-columns:repeat(4,1fr)}
 .facts li{padding:.3rem .5rem}
 .facts .value{font-size:1.3rem}
 th,td{padding:.1rem .5rem .1rem 0}
 .first figure{margin:.1rem 0}
 .maps figure{max-width:26mm}
 .first p,.first ul{margin:.15rem 0}
 main,header,footer{max-width:none;padding:0}
 header{padding-top:0}
 details{display:none}
 .first{break-after:page}
 h2,h3,p.soft{break-after:avoid}
}
"""


def report_html(report: Report, tr: Translator) -> str:
    """Return the report as one HTML document."""
    page = _Page(tr)
    language = tr.language.replace("_", "-")
    margin = "@page{size:" + _SIZES[report.paper] + ";margin:12mm}"
    return "".join(
        (
            f'<!DOCTYPE html>\n<html lang="{_attribute(language)}">\n<head>\n'
            '<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
            "style-src 'unsafe-inline'\">\n"
            f"<title>{_text(report.title)}, {_text(report.stamp)}</title>\n"
            f"<style>{_STYLE}{margin}</style>\n</head>\n<body>\n",
            page.header(report),
            "<main>\n",
            page.first(report.first),
            *(page.section(one) for one in report.sections),
            f"</main>\n<footer><p class='soft'>{_text(report.footer)}</p></footer>\n",
            "</body>\n</html>\n",
        )
    )


def _text(text: str) -> str:
    return html.escape(printable(text))


_attribute = _text


class _Page:
    """Writes the parts; only here are fixed words of the page itself."""

    def __init__(self, tr: Translator) -> None:
        self._tr = tr
        self._labels: Counter[str] = Counter()

    def header(self, report: Report) -> str:
        """Return title, person and period."""
        who = "".join(
            f"<p>{_strong(line)}</p>" if place < len(report.person) else f"<p>{_text(line)}</p>"
            for place, line in enumerate((*report.person, *report.period))
        )
        return (
            f"<header><div class='top'><div><h1>{_text(report.title)}</h1>"
            f"<p class='soft'>{_text(report.subtitle)}</p></div><div class='who'>{who}</div></div>"
            "</header>\n"
        )

    def first(self, first: FirstPage) -> str:
        """Return the first page."""
        parts = [f"<ul class='facts'>{''.join(map(_fact, first.facts))}</ul>"]
        if first.timelines:
            chart = first.timelines[min(_CHART, len(first.timelines) - 1)]
            parts.append(f"<h2>{_text(chart.caption)}</h2>")
            parts.append(self._figure(chart, with_caption=False))
        else:
            parts.append(f"<p>{_text(first.nothing)}</p>")
        maps = "" if first.maps is None else self._maps(first.maps)
        numbers = self._table(first.regions, level=2)
        if first.link is not None:
            numbers += _titled(first.link, level=2, drawing=self._link(first.link_figure))
        parts.append(_beside(maps, numbers))
        parts.append(self._table(first.exercises, level=2))
        notes = ""
        if first.notes is not None:
            more = tuple(one for one in first.more_notes[:1] if one)
            shared = Titled(first.notes.title, (*first.notes.lines, *more))
            notes = _titled(shared, level=2, listed=True)
        parts.append(_beside(_titled(first.flags, level=2, listed=True), notes))
        method = " ".join(map(_text, first.method.lines))
        parts.append(f"<p class='note'>{_strong(first.method.title)} {method}</p>")
        return f"<section class='first'>{''.join(parts)}</section>\n"

    def section(self, section: Section) -> str:
        """Return a section."""
        parts = "".join(map(self._part, section.parts))
        return f"<section><h2>{_text(section.title)}</h2>{parts}</section>\n"

    def _part(self, part: Part) -> str:
        if isinstance(part, Table):
            return self._table(part, level=3)
        if isinstance(part, Row):
            return self._row(part)
        return _titled(part, level=3)

    def _maps(self, maps: Maps) -> str:
        pairs = "".join(map(self._row, maps.pairs))
        return (
            f"<h2>{_text(maps.title)}</h2><div class='maps'>{pairs}</div>"
            f"<p class='note'>{_text(maps.note)}</p>"
        )

    def _link(self, figure: Figure | None) -> str:
        return "" if figure is None else self._figure(figure)

    def _row(self, row: Row) -> str:
        caption = f"<p class='soft'>{_text(row.caption)}</p>" if row.caption else ""
        figures = "".join(map(self._figure, row.figures))
        return f"<div>{caption}<div class='row'>{figures}</div></div>"

    def _figure(self, figure: Figure, *, with_caption: bool = True) -> str:
        caption = ""
        if figure.caption and with_caption:
            caption = f"<figcaption>{_strong(figure.caption)}</figcaption>"
        # A chart may be larger on a screen than on paper, but never wider than its page.
        width = number(figure.picture.width * 1.7 / 16)
        drawing = figure.picture.inline(figure.alternative)
        return (
            f"<div style='width:{width}rem;max-width:100%'><figure>{caption}{drawing}</figure>"
            f"{self._behind(figure)}</div>"
        )

    def _behind(self, figure: Figure) -> str:
        table = figure.table() if figure.table is not None else None
        if table is None or not table.rows:
            return ""
        words = _text(self._tr("report page", "Show as a table"))
        return f"<details><summary>{words}</summary>{self._table(table, level=0)}</details>"

    def _table(self, table: Table | None, *, level: int) -> str:
        if table is None:
            return ""
        title = f"<h{level}>{_text(table.caption)}</h{level}>" if level and table.caption else ""
        caption = f"<caption>{_text(table.caption)}</caption>" if not level else ""
        head = "".join(_cell("th scope='col'", "th", place, words, table)
                       for place, words in enumerate(table.head))  # fmt: skip
        body = "".join(f"<tr>{_cells(row, table)}</tr>" for row in table.rows)
        note = f"<p class='note'>{_text(table.note)}</p>" if table.note else ""
        label = self._label(table.caption or self._tr("report page", "Table"))
        return (
            f"{title}<div class='scroll' role='region' tabindex='0' aria-label=\"{label}\">"
            f"<table>{caption}<thead><tr>{head}</tr></thead>"
            f"<tbody>{body}</tbody></table></div>{note}"
        )

    def _label(self, words: str) -> str:
        """Return a name for a part that can be scrolled, different from all others on the page."""
        self._labels[words] += 1
        number = self._labels[words]
        return _attribute(words if number == 1 else f"{words} ({number})")


def _cells(row: Iterable[str], table: Table) -> str:
    return "".join(
        _cell("th scope='row'" if place == 0 else "td", "th" if place == 0 else "td", place, words,
              table)
        for place, words in enumerate(row)
    )  # fmt: skip


def _cell(opening: str, closing: str, place: int, words: str, table: Table) -> str:
    end = " class='end'" if place in table.ends else ""
    if not words and closing == "th":
        # A heading without words is no heading.
        return f"<td{end}></td>"
    return f"<{opening}{end}>{_text(words)}</{closing}>"


def _beside(one: str, other: str) -> str:
    """Return two parts side by side where there is room for both."""
    if not one or not other:
        return one or other
    return f"<div class='two'><div>{one}</div><div>{other}</div></div>"


def _fact(fact: Fact) -> str:
    lines = "".join(f"<div class='soft'>{_text(line)}</div>" for line in fact.lines)
    value = f"<div class='value'>{_text(fact.value)}</div>"
    return f"<li><div>{_text(fact.label)}</div>{value}{lines}</li>"


def _titled(titled: Titled, *, level: int, listed: bool = False, drawing: str = "") -> str:
    title = f"<h{level}>{_text(titled.title)}</h{level}>" if titled.title else ""
    if listed:
        lines = "".join(f"<li>{_text(line)}</li>" for line in titled.lines)
        return f"{title}{drawing}<ul>{lines}</ul>"
    return f"{title}{drawing}{''.join(f'<p>{_text(line)}</p>' for line in titled.lines)}"


def _strong(words: str) -> str:
    return f"<strong>{_text(words)}</strong>"
