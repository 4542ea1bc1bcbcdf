"""Writes a diary as tables: one CSV file for each kind of row, in a folder or a zip file.

UTF-8 with a byte order mark, by which spreadsheets know it; line ends and quotation marks as in
RFC 4180. The same diary always gives the same bytes.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.text import Translator, message
from rehabdesk.services.csv_tables.columns import cells_of
from rehabdesk.services.csv_tables.dictionary import DICTIONARY_NAME, dictionary_rows
from rehabdesk.services.csv_tables.layout import SUFFIX, TableLayout, layouts
from rehabdesk.services.interchange.exporting import document_parts
from rehabdesk.services.interchange.schema_parts import Record
from rehabdesk.services.progress import NoProgress, Progress, stop_if_cancelled
from rehabdesk.services.writing import write_folder, write_whole
from rehabdesk.store.diary import Diary

#: A target of this ending becomes one file instead of a folder.
ARCHIVE = ".zip"
#: Rows between two looks whether to go on.
_CHUNK = 5_000
#: The time of the files in an archive: the same diary gives the same bytes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def export_csv(
    diary: Diary, target: Path, tr: Translator, progress: Progress | None = None
) -> None:
    """Write a diary as tables; they appear complete or not at all.

    Args:
        diary: The diary.
        target: A new or empty folder, or a file that ends in `.zip`, which is replaced.
        tr: The language of the explanations.
        progress: Told table by table; asked whether to go on.

    Raises:
        InputError: It cannot be written there.
        CancelledError: The person asked to stop; nothing was written.
        DiaryError: The diary cannot be read.
    """
    if target.suffix.lower() == SUFFIX:
        raise InputError(
            message("export error", "CSV is several tables: name a folder or a .zip file.")
        )
    files = csv_files(diary, tr, progress)
    if target.suffix.lower() == ARCHIVE:
        write_whole(target, _archive(files))
    else:
        write_folder(target, files)


def csv_files(diary: Diary, tr: Translator, progress: Progress | None = None) -> dict[str, bytes]:
    """Return the tables of a diary as files, with the one that explains their columns.

    Raises:
        CancelledError: The person asked to stop.
        DiaryError: The diary cannot be read.
    """
    progress = progress or NoProgress()
    parts = {part: list(records) for part, records in document_parts(diary)}
    files: dict[str, bytes] = {}
    for number, layout in enumerate(layouts().values(), 1):
        rows = _cells(layout, parts.get(layout.part, ()))
        files[layout.name + SUFFIX] = _file(layout.names, rows, progress)
        progress.report(number, len(layouts()))
    names, explained = dictionary_rows(tr)
    files[DICTIONARY_NAME] = _file(names, explained, progress)
    return files


def _cells(layout: TableLayout, records: Iterable[Struct]) -> Iterator[list[str]]:
    columns = layout.own_columns
    for record in _present(records, layout):
        if not layout.child:
            yield cells_of(record, columns)
            continue
        for inner in _present(getattr(record, layout.child), layout):
            cells = cells_of(inner, columns)
            # Its own id comes first, then what it belongs to.
            yield [cells[0], record.id or "", *cells[1:]]


def _present(records: Iterable[Struct], layout: TableLayout) -> Iterator[Record]:
    for record in records:
        if isinstance(record, Record) and (layout.deleted or record.deleted_at is None):
            yield record


def _file(names: Iterable[str], rows: Iterable[list[str]], progress: Progress) -> bytes:
    text = io.StringIO(newline="")
    text.write("\ufeff")
    writer = csv.writer(text)
    writer.writerow(names)
    for number, row in enumerate(rows):
        if number % _CHUNK == 0:
            stop_if_cancelled(progress)
        writer.writerow(row)
    return text.getvalue().encode("utf-8")


def _archive(files: Mapping[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, _NO_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return data.getvalue()
