"""What the import dialog says about a file and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping

from rehabdesk.domain.text import Translator
from rehabdesk.services.importing.dates import DateOrder
from rehabdesk.services.importing.recognise import SourceKind
from rehabdesk.ui.dialogs.import_file.work import Counts, Loaded, Outcome


def order_names(tr: Translator) -> Mapping[DateOrder, str]:
    """Return the orders of day and month in words."""
    return {
        DateOrder.DMY: tr("import", "day first"),
        DateOrder.MDY: tr("import", "month first"),
        DateOrder.YMD: tr("import", "year first"),
    }


def delimiter_names(tr: Translator) -> Mapping[str, str]:
    """Return what can separate cells in words."""
    return {
        ",": tr("import", "comma"),
        ";": tr("import", "semicolon"),
        "\t": tr("import", "tab"),
        "|": tr("import", "bar"),
    }


def encoding_names(tr: Translator) -> Mapping[str, str]:
    """Return the encodings that can be chosen in words."""
    return {
        "utf-8": tr("import", "Unicode (UTF-8)"),
        "utf-16": tr("import", "Unicode (UTF-16)"),
        "cp1252": tr("import", "Western European (Windows)"),
        "cp1250": tr("import", "Central European (Windows)"),
        "cp1251": tr("import", "Cyrillic (Windows)"),
        "cp1253": tr("import", "Greek (Windows)"),
        "cp1254": tr("import", "Turkish (Windows)"),
        "mac-roman": tr("import", "Western European (Mac)"),
    }


def found_words(tr: Translator, loaded: Loaded, outcome: Outcome) -> str:
    """Return how a file was read."""
    source = loaded.source
    if source.kind is SourceKind.DIARY_JSON:
        return tr("import", "A diary of RehabDesk (JSON)")
    if source.kind is SourceKind.DIARY_TABLES:
        return tr("import", "A diary of RehabDesk (tables)")
    if source.table is None:
        return tr("import", "Habits of Loop Habit Tracker")
    parts = [
        tr.n("import", "Table of {count} row", "Table of {count} rows", source.table.rows),
        tr("import", "separated by: {sign}", sign=delimiter_names(tr)[source.table.delimiter]),
        tr("import", "text: {encoding}", encoding=source.table.encoding.upper()),
    ]
    if outcome.order is not None:
        parts.append(tr("import", "dates: {order}", order=order_names(tr)[outcome.order]))
    if outcome.decimal_comma is not None:
        parts.append(
            tr("import", "decimal comma")
            if outcome.decimal_comma
            else tr("import", "decimal point")
        )
    return " · ".join(parts)


def amounts(tr: Translator, counts: Counts) -> str:
    """Return how much is new, as part of a sentence."""
    parts = []
    if counts.entries:
        parts.append(tr.n("import", "{count} pain entry", "{count} pain entries", counts.entries))
    if counts.sessions:
        parts.append(tr.n("import", "{count} session", "{count} sessions", counts.sessions))
    if counts.others:
        parts.append(
            tr.n("import", "{count} row of a diary", "{count} rows of a diary", counts.others)
        )
    return tr.list_of(parts) or tr("import", "nothing new")


def counts_words(tr: Translator, outcome: Outcome) -> str:
    """Return what would come in, or "" where that is not known yet."""
    if outcome.span is None:
        return ""
    first, last = outcome.span
    sentences = []
    if outcome.counts.added:
        sentences.append(
            tr.n(
                "import",
                "{amounts} on {count} day, {first} to {last}.",
                "{amounts} on {count} days, {first} to {last}.",
                outcome.days,
                amounts=amounts(tr, outcome.counts),
                first=first,
                last=last,
            )
        )
    if outcome.counts.already_there:
        sentences.append(already_words(tr, outcome.counts.already_there))
    return " ".join(sentences)


def already_words(tr: Translator, count: int) -> str:
    """Say how much the diary has already."""
    return tr.n(
        "import",
        "{count} is in the diary already and stays as it is.",
        "{count} are in the diary already and stay as they are.",
        count,
    )
