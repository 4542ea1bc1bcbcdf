"""Collects what a package says about its parts: licences and the bill of materials.

usage: python packaging/collect.py FOLDER

Run with the Python of the environment that is packed. It writes FOLDER/shipped/licences.json, which
About reads, FOLDER/rehabdesk.cdx.json and FOLDER/copyright.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import platform
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

from sbom import bill

from rehabdesk.services.licences import Part, as_json, installed_parts

TEXTS = Path(__file__).with_name("licences")
#: Packages that are installed beside the program and not packed.
WITHOUT = ("pip", "tabulate", "click-default-group")
#: Licences whose text a package does not bring along, by the name of the part.
BESIDES = {
    "PySide6_Essentials": ("LGPL-3.0", "GPL-3.0"),
    "shiboken6": ("LGPL-3.0", "GPL-3.0"),
    "font-source-sans-pro": ("OFL-1.1",),
}
#: Names SPDX has for what packages call their licence.
NAMES = {
    "SIL OFL 1.1": "OFL-1.1",
    "Apache License, Version 2.0": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
}
#: Libraries of the Linux system that are packed (`frozen/trimmed.py`), with where Debian says whose
#: they are.
SYSTEM = (
    ("SQLite", "libsqlite3-0", "blessing"),
    ("libffi", "libffi8", "MIT"),
    ("bzip2", "libbz2-1.0", "bzip2-1.0.6"),
    ("XZ Utils", "liblzma5", "public domain"),
    ("Expat", "libexpat1", "MIT"),
    ("libuuid", "libuuid1", "BSD-3-Clause"),
)
DOCUMENTS = Path("/usr/share/doc")


def packages() -> tuple[Part, ...]:
    """Return the packages of this environment that ship, with their licences' texts."""
    found = []
    for part in installed_parts(without=WITHOUT):
        texts = [(TEXTS / f"{name}.txt").read_text("utf-8") for name in BESIDES.get(part.name, ())]
        licence = NAMES.get(part.licence, part.licence)
        text = "\n\n".join(texts) or part.text
        found.append(dataclasses.replace(part, licence=licence, text=text))
    return tuple(found)


def others() -> Iterator[Part]:
    """Go through what ships and is no Python package."""
    text = next((one.read_text("utf-8") for one in _python_licences() if one.exists()), "")
    yield Part("Python", platform.python_version(), "PSF-2.0", text)
    yield Part(
        "PyInstaller bootloader",
        version("pyinstaller"),
        "GPL-2.0-or-later with an exception for programs that are packed with it",
        _text_of("pyinstaller"),
    )
    if sys.platform != "linux":
        return
    for name, package, licence in SYSTEM:
        file = DOCUMENTS / package / "copyright"
        yield Part(name, "", licence, file.read_text("utf-8") if file.exists() else "")


def _python_licences() -> list[Path]:
    standard = Path(sysconfig.get_path("stdlib"))
    base = Path(sys.base_prefix)
    debian = DOCUMENTS / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "copyright"
    return [standard / "LICENSE.txt", base / "LICENSE.txt", base / "LICENSE", debian]


def _text_of(package: str) -> str:
    return next((one.text for one in installed_parts(package)), "")


def copyright_file(program: Part, parts: Sequence[Part]) -> str:
    """Return the file that tells under which licences a package is, as Debian wants it told."""
    lines = [
        f"RehabDesk {program.version}",
        "",
        program.text.strip(),
        "",
        "The package also holds the following free software. On Debian systems the texts of the",
        "Apache, GPL and LGPL licences are in /usr/share/common-licenses; the texts of all of them",
        "are in /usr/lib/rehabdesk/_internal/rehabdesk/resources/shipped/licences.json and in the",
        "program under Help, About RehabDesk, Licences.",
        "",
    ]
    lines += [f"  {f'{one.name} {one.version}'.strip()}: {one.licence}" for one in parts]
    short = [one for one in parts if one.text and len(one.text) < 4000]
    for one in short:
        lines += ["", "-" * 72, f"{one.name}", "", one.text.strip()]
    return "\n".join(lines) + "\n"


def moment_of_build() -> dt.datetime:
    """Return the moment builds are dated with: SOURCE_DATE_EPOCH where it is set, else now."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    return dt.datetime.fromtimestamp(int(given), tz=dt.UTC) if given else dt.datetime.now(tz=dt.UTC)


def main(arguments: Sequence[str]) -> int:
    """Collect everything into a folder."""
    folder = Path(arguments[0])
    (folder / "shipped").mkdir(parents=True, exist_ok=True)
    from_index = packages()
    program, parts = from_index[0], (*from_index[1:], *others())
    (folder / "shipped" / "licences.json").write_text(as_json((program, *parts)), encoding="utf-8")
    names = frozenset(one.name for one in from_index)
    made = bill(program, parts, moment_of_build(), names)
    (folder / "rehabdesk.cdx.json").write_text(made, encoding="utf-8")
    (folder / "copyright").write_text(copyright_file(program, parts), encoding="utf-8")
    missing = [one.name for one in parts if not one.text]
    if missing:
        print(f"collect: no licence text for {', '.join(missing)}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
