"""Files that are read and written."""

from __future__ import annotations

from collections.abc import Callable

from material import Material, empty_diary, filled_diary
from measuring import Extent, Line, take_turns


def importing(material: Material, extent: Extent) -> list[Line]:
    """Importing a table."""

    def one(what: str) -> Callable[[], float]:
        def run() -> float:
            diary = empty_diary(material)
            found = material.probe("import", what, str(material.table), str(diary))
            if found["rows"] != extent.rows:
                raise RuntimeError(f"{what}: {found['rows']} of {extent.rows} rows")
            return 1000 * float(found["seconds"])

        return run

    sides = ("program", "equal", "plain")
    found = take_turns(extent.imports, {name: one(name) for name in sides})
    ours = tuple(found["program"])
    return [
        Line(f"importing {extent.rows:,} rows : sqlite3", 3.0, ours, tuple(found["equal"])),
        Line("  the same : sqlite3, table without checks", None, ours, tuple(found["plain"])),
    ]


def exporting(material: Material, extent: Extent) -> list[Line]:
    """Exporting a diary as JSON."""
    diary = filled_diary(material)

    def one(what: str) -> Callable[[], float]:
        def run() -> float:
            target = material.folder / "export.json"
            target.unlink(missing_ok=True)
            found = material.probe("export", what, str(diary), str(target))
            if found["rows"] != extent.rows:
                raise RuntimeError(f"{what}: {found['rows']} of {extent.rows} rows")
            return 1000 * float(found["seconds"])

        return run

    sides = ("program", "dumped", "read")
    found = take_turns(extent.imports, {name: one(name) for name in sides})
    ours = tuple(found["program"])
    return [
        Line(f"JSON of {extent.rows:,} rows : json.dumps", 3.0, ours, tuple(found["dumped"])),
        Line("  the same : sqlite3 and json.dumps", None, ours, tuple(found["read"])),
    ]
