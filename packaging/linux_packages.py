"""Makes the packages of Linux from the frozen folder: one tree of files, then `.deb` and `.rpm`."""

from __future__ import annotations

import dataclasses
import datetime as dt
import gzip
import hashlib
import os
import re
import shutil
import subprocess
import tempfile
import textwrap
from collections.abc import Iterator, Mapping
from email.utils import format_datetime
from pathlib import Path

from changelog import fragments
from machine import StopError
from names import COMPONENT, MAINTAINER, PACKAGE, SUMMARY, homepage, version

HERE = Path(__file__).resolve().parent / "linux"
#: Where the frozen folder lies in a system.
PLACE = Path("usr/lib") / PACKAGE
_NEEDED = re.compile(r"^\s*NEEDED\s+(\S+)", re.MULTILINE)
#: Letters in a line of the changelog after its indent.
_CHANGELOG_WIDTH = 74
#: What programs and libraries begin with.
_ELF = b"\x7fELF"
#: Packages of Debian whose libraries are packed (`frozen/trimmed.py` says why).
PACKED = ("libbz2-1.0", "libexpat1", "libffi8", "liblzma5", "libsqlite3-0", "libuuid1")
DESCRIPTION = """\
 RehabDesk lets people whose knee pain may have to do with the hip say in a
 few seconds where it hurts and how much, shows the exercises of their plan as
 drawings that move, and tells over months where the pain is going and whether
 that goes together with keeping up the routine.
 .
 Everything stays in one file on the own computer. It makes no diagnosis and
 does not replace an examination.
"""


@dataclasses.dataclass(frozen=True)
class Made:
    """What was made before.

    Attributes:
        bundle: The frozen folder.
        collected: The folder with licences and bill of materials.
        icons: The icon theme.
        man_page: The text of the manual page.
        moment: What files are dated with.
    """

    bundle: Path
    collected: Path
    icons: Path
    man_page: str
    moment: dt.datetime


def make_tree(made: Made, root: Path) -> None:
    """Lay out every file of a Linux package below a folder.

    Raises:
        OSError: Something is missing or cannot be written.
    """
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(made.bundle, root / PLACE, symlinks=True)
    link = root / "usr/bin" / PACKAGE
    link.parent.mkdir(parents=True)
    link.symlink_to(Path("..") / "lib" / PACKAGE / PACKAGE)
    share = root / "usr/share"
    shutil.copytree(made.icons, share / "icons/hicolor")
    _put(share / f"applications/{PACKAGE}.desktop", (HERE / f"{PACKAGE}.desktop").read_bytes())
    _put(share / f"mime/packages/{PACKAGE}.xml", (HERE / f"{PACKAGE}-mime.xml").read_bytes())
    _put(share / f"metainfo/{COMPONENT}.metainfo.xml", metainfo(made.moment.date()).encode())
    _put(share / f"man/man1/{PACKAGE}.1.gz", _gz(made.man_page.encode()))
    documents = share / "doc" / PACKAGE
    _put(documents / "copyright", (made.collected / "copyright").read_bytes())
    _put(documents / "rehabdesk.cdx.json", (made.collected / "rehabdesk.cdx.json").read_bytes())
    _put(documents / "changelog.gz", _gz(debian_changelog(made.moment).encode()))
    _set_modes(root)


def metainfo(day: dt.date) -> str:
    """Return what software centres show."""
    text = (HERE / "metainfo.xml").read_text(encoding="utf-8")
    for field, value in (
        ("@ID@", COMPONENT),
        ("@HOMEPAGE@", homepage()),
        ("@VERSION@", version()),
        ("@DATE@", day.isoformat()),
    ):
        text = text.replace(field, value)
    return text


def debian_changelog(moment: dt.datetime) -> str:
    """Return the changelog in Debian's form."""
    lines = [f"{PACKAGE} ({version()}) stable; urgency=medium", ""]
    found = fragments() or {"added": ["First version."]}
    for kind, sentences in found.items():
        for one in sentences:
            entry = textwrap.wrap(f"{kind}: {one}", _CHANGELOG_WIDTH)
            lines += [f"  * {entry[0]}", *(f"    {rest}" for rest in entry[1:])]
    return "\n".join([*lines, "", f" -- {MAINTAINER}  {format_datetime(moment)}", ""])


# ---------------------------------------------------------------- what the system has to have


def libraries_of(folder: Path) -> Iterator[Path]:
    """Go through the programs and libraries in a folder."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == _ELF:
                    yield path


def needed_from_system(folder: Path) -> list[str]:
    """Return the names of the libraries that a folder needs and does not hold."""
    needed: set[str] = set()
    for path in libraries_of(folder):
        told = subprocess.check_output(["objdump", "-p", path], text=True)
        needed |= set(_NEEDED.findall(told))
    held = {path.name for path in folder.rglob("*.so*")}
    return sorted(needed - held)


def debian_depends(root: Path) -> str:
    """Return the packages of Debian that hold what a tree needs, with their versions."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _put(
            folder / "debian/control",
            f"Source: {PACKAGE}\n\nPackage: {PACKAGE}\nArchitecture: any\n".encode(),
        )
        held = {path.parent for path in (root / PLACE).rglob("*.so*")}
        command = ["dpkg-shlibdeps", "-O", "--ignore-missing-info", "--warnings=0"]
        command += [f"-l{one}" for one in sorted(held)]
        command += [f"-x{one}" for one in PACKED]
        command += [f"-e{one}" for one in libraries_of(root / PLACE)]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise StopError(f"The needed packages cannot be told: {done.stderr.splitlines()[-1]}")
    return done.stdout.partition("shlibs:Depends=")[2].strip()


# ---------------------------------------------------------------- packages


def make_deb(root: Path, target: Path) -> Path:
    """Make the package of Debian and Ubuntu.

    Args:
        root: The tree of files.
        target: The folder for the package.

    Returns:
        The package.
    """
    control = root / "DEBIAN"
    shutil.rmtree(control, ignore_errors=True)
    overrides = root / "usr/share/lintian/overrides" / PACKAGE
    _put(overrides, (HERE / "lintian-overrides").read_bytes())
    files = sorted(one for one in root.rglob("*") if one.is_file() and not one.is_symlink())
    size = sum(-(-one.stat().st_size // 1024) for one in files) + len(list(root.rglob("*")))
    sums = [
        f"{hashlib.md5(one.read_bytes(), usedforsecurity=False).hexdigest()}  "
        f"{one.relative_to(root).as_posix()}"
        for one in files
    ]
    architecture = _told("dpkg", "--print-architecture")
    fields = {
        "Package": PACKAGE,
        "Version": version(),
        "Architecture": architecture,
        "Maintainer": MAINTAINER,
        "Installed-Size": str(size),
        "Depends": debian_depends(root),
        "Section": "science",
        "Priority": "optional",
        "Homepage": homepage(),
        "Description": f"{SUMMARY}\n{DESCRIPTION.rstrip()}",
    }
    _put(control / "control", _fields(fields).encode())
    _put(control / "md5sums", ("\n".join(sums) + "\n").encode())
    _set_modes(root)
    package = target / f"{PACKAGE}_{version()}_{architecture}.deb"
    build = ["dpkg-deb", "-Zzstd", "--root-owner-group", "--build", str(root), str(package)]
    subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(control)
    shutil.rmtree(overrides.parent.parent)
    return package


def make_rpm(root: Path, target: Path) -> Path:
    """Make the package of Fedora, openSUSE and others.

    Args:
        root: The tree of files.
        target: The folder for the package.

    Returns:
        The package.
    """
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        text = (HERE / "rehabdesk.rpm.spec").read_text(encoding="utf-8")
        needed = "\n".join(
            f"Requires: {one}()(64bit)"
            for one in needed_from_system(root / PLACE)
            if not one.startswith("ld-linux")
        )
        values = {
            "@VERSION@": version(),
            "@HOMEPAGE@": homepage(),
            "@SUMMARY@": f"{SUMMARY[0].upper()}{SUMMARY[1:]}",
            "@REQUIRES@": needed,
            "@TREE@": str(root),
            "@COMPONENT@": COMPONENT,
            "@DESCRIPTION@": re.sub(r"(?m)^ \.?", "", DESCRIPTION).strip(),
        }
        for field, value in values.items():
            text = text.replace(field, value)
        spec = top / "rehabdesk.spec"
        spec.write_text(text, encoding="utf-8")
        command = ["rpmbuild", "-bb", "--quiet", "--define", f"_topdir {top}", str(spec)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        (made,) = (top / "RPMS").rglob("*.rpm")
        return Path(shutil.copy2(made, target / made.name))


def _fields(fields: Mapping[str, str]) -> str:
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def _put(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def _gz(content: bytes) -> bytes:
    return gzip.compress(content, 9, mtime=0)


def _told(*command: str) -> str:
    return subprocess.check_output(command, text=True).strip()


def _set_modes(root: Path) -> None:
    """Let everybody read everything, and run only what is a program."""
    programs = {root / PLACE / PACKAGE}
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            os.chmod(path, 0o755 if path.is_dir() or path in programs else 0o644)  # noqa: PTH101
