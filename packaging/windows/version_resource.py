"""Writes the version resource of the programs for Windows, in PyInstaller's form.

usage: python packaging/windows/version_resource.py FOLDER      to FOLDER/version_resource.txt
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from names import SUMMARY, TITLE, version

FORM = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0, OS=0x40004,
                    fileType=0x1, subtype=0x0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable("080904B0", [
      StringStruct("CompanyName", "The RehabDesk authors"),
      StringStruct("FileDescription", "{title}: {summary}"),
      StringStruct("FileVersion", "{version}"),
      StringStruct("InternalName", "rehabdesk"),
      StringStruct("LegalCopyright", "MIT licence"),
      StringStruct("OriginalFilename", "rehabdesk.exe"),
      StringStruct("ProductName", "{title}"),
      StringStruct("ProductVersion", "{version}")])]),
    VarFileInfo([VarStruct("Translation", [0x0809, 1200])])
  ]
)
"""


def version_resource(number: str) -> str:
    """Return the resource for a version such as `1.2.3`."""
    parts = [int(part) for part in number.split(".")[:4] if part.isdigit()]
    numbers = tuple((*parts, 0, 0, 0, 0)[:4])
    return FORM.format(numbers=numbers, version=number, title=TITLE, summary=SUMMARY)


def main(arguments: Sequence[str]) -> int:
    """Write the resource."""
    target = Path(arguments[0]) / "version_resource.txt"
    target.write_text(version_resource(version()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
