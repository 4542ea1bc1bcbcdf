"""Makes every package this machine can make, and tries the frozen program: `./dev package`.

usage: ./dev package [--keep] [--measure] [wheel|folder|system]

  wheel       wheel and source distribution
  folder      those, and the frozen folder that needs no Python, tried with --self-test
  system      those, and the packages of this system (the default)
  --keep      do not make the clean environment anew
  --measure   also measure the first paint, frozen against unfrozen

Everything made is in dist/, with dist/rehabdesk.cdx.json, the bill of materials.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import statistics
import subprocess
import sys
import sysconfig
import time
import zipfile
from collections.abc import Callable, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import TypeVar

import linux_packages
from machine import StopError, call, say, succeeds
from man_page import man_page
from names import PACKAGE, ROOT, TITLE, version

T = TypeVar("T")
WINDOWS, MAC, LINUX = (sys.platform.startswith(one) for one in ("win", "darwin", "linux"))
HERE = Path(__file__).resolve().parent
DIST, BUILD = ROOT / "dist", ROOT / "build"
CLEAN, COLLECTED = BUILD / "clean", BUILD / "collected"
CLEAN_PYTHON = CLEAN / ("Scripts/python.exe" if WINDOWS else "bin/python")
FROZEN = DIST / PACKAGE
PROGRAM = FROZEN / (f"{PACKAGE}.exe" if WINDOWS else PACKAGE)
MEASURE = FROZEN / ("first-paint.exe" if WINDOWS else "first-paint")
STAGES = ("wheel", "folder", "system")
STARTS = 10
#: Unstripped where Python was compiled by hand. Not the libraries of numpy and scipy: stripping
#: breaks how they are laid out.
STRIPPED = ("libpython3*", "lib-dynload/*.so", "*.cpython-*-linux-gnu.so", "libicu*", "typst/*.so")


def main(arguments: Sequence[str]) -> int:
    """Make packages."""
    options = {one for one in arguments if one.startswith("--")}
    stages = [one for one in arguments if not one.startswith("--")] or ["system"]
    if not options <= {"--keep", "--measure"} or len(stages) != 1 or stages[0] not in STAGES:
        print((__doc__ or "").strip())
        return 2
    last = STAGES.index(stages[0])
    moment = moment_of_build()
    DIST.mkdir(exist_ok=True)
    wheel = timed("wheel and source distribution", make_wheel)
    if last >= STAGES.index("folder"):
        timed("clean environment", lambda: make_clean(wheel, keep="--keep" in options))
        timed("licences, bill of materials, icons", collect)
        timed("frozen folder", lambda: freeze(measure="--measure" in options))
        if "--measure" in options:
            measure_first_paint()
        MEASURE.unlink(missing_ok=True)
        say(f"{FROZEN.relative_to(ROOT)}: {megabytes(FROZEN)}")
        timed("self-test of the frozen program", lambda: self_test([str(PROGRAM)]))
    if last >= STAGES.index("system"):
        made = timed("packages of this system", lambda: system_packages(moment))
        for path in made:
            say(f"{path.relative_to(ROOT)}: {megabytes(path)}")
    return 0


def timed(what: str, work: Callable[[], T]) -> T:
    """Do something and say how long it took."""
    start = time.monotonic()
    result = work()
    say(f"{what}: {time.monotonic() - start:.0f} s")
    return result


def moment_of_build() -> dt.datetime:
    """Return what files are dated with, and let every tool use it: the last commit's moment."""
    if "SOURCE_DATE_EPOCH" not in os.environ:
        said = ""
        # A source distribution has no history, and its machine perhaps no git.
        if shutil.which("git") and (ROOT / ".git").exists():
            command = ("git", "log", "-1", "--format=%ct")
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
            said = done.stdout.strip()
        os.environ["SOURCE_DATE_EPOCH"] = said or str(int(time.time()))
    return dt.datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), tz=dt.UTC)


def must(*command: str, cwd: Path = ROOT, **variables: str) -> None:
    """Run a program.

    Raises:
        StopError: It failed.
    """
    if call(*command, cwd=cwd, **variables) != 0:
        raise StopError(f"This failed: {' '.join(command)}")


# ---------------------------------------------------------------- parts


def make_wheel() -> Path:
    """Make wheel and source distribution and return the wheel."""
    for old in (*DIST.glob("*.whl"), *DIST.glob("*.tar.gz")):
        old.unlink()
    must(sys.executable, "-m", "hatchling", "build", "-d", str(DIST))
    (wheel,) = DIST.glob("*.whl")
    return wheel


def make_clean(wheel: Path, *, keep: bool) -> None:
    """Make an environment with what ships and what freezes it, and nothing else."""
    if not keep:
        shutil.rmtree(CLEAN, ignore_errors=True)
    lock = (
        "--no-deps",
        "--require-hashes",
        "--only-binary",
        ":all:",
        "-r",
        str(HERE / "bundle.lock"),
    )
    only = ("--no-deps", "--force-reinstall")
    uv = shutil.which("uv")
    if uv and succeeds(uv, "--version"):
        if not CLEAN_PYTHON.exists():
            must(uv, "venv", "--quiet", "--python", sys.executable, str(CLEAN))
        install: tuple[str, ...] = (uv, "pip", "install", "--quiet", "--python", str(CLEAN_PYTHON))
    else:
        if not CLEAN_PYTHON.exists():
            must(sys.executable, "-m", "venv", str(CLEAN))
        install = (str(CLEAN_PYTHON), "-m", "pip", "install", "--quiet")
    must(*install, *lock)
    must(*install, *only, str(wheel))


def collect() -> None:
    """Collect licences, bill of materials, icons and the version resource."""
    shutil.rmtree(COLLECTED, ignore_errors=True)
    COLLECTED.mkdir(parents=True)
    must(str(CLEAN_PYTHON), str(HERE / "collect.py"), str(COLLECTED))
    shutil.copy2(COLLECTED / "rehabdesk.cdx.json", DIST)
    must(sys.executable, str(HERE / "pictures.py"), str(COLLECTED))
    if WINDOWS:
        must(sys.executable, str(HERE / "windows" / "version_resource.py"), str(COLLECTED))


def freeze(*, measure: bool) -> None:
    """Make the frozen folder."""
    shutil.rmtree(FROZEN, ignore_errors=True)
    folders = ("--distpath", str(DIST), "--workpath", str(BUILD / "frozen"))
    spec = str(HERE / "frozen" / "rehabdesk.spec")
    command = (str(CLEAN_PYTHON), "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR")
    must(
        *(*command, *folders, spec),
        REHABDESK_COLLECTED=str(COLLECTED),
        REHABDESK_MEASURE="1" if measure else "",
    )
    if LINUX and shutil.which("strip"):
        for path in linux_packages.libraries_of(FROZEN):
            if any(fnmatch(path.as_posix(), f"*/{one}") for one in STRIPPED):
                strip(path)
            forget_build_machine(path)


def strip(path: Path) -> None:
    """Take what only a debugger needs out of a library, unless it belongs to numpy or scipy."""
    if not {"numpy", "scipy"}.intersection(path.parts):
        must("strip", "--strip-unneeded", str(path))


def forget_build_machine(path: Path) -> None:
    """Empty the place a library looks for others if it is a folder of this machine's Python.

    It would not be there elsewhere, and says where the package was made.
    """
    place = str(sysconfig.get_config_var("LIBDIR") or "").encode() + b"\0"
    content = path.read_bytes()
    if len(place) > 1 and b"\0" + place in content:
        path.write_bytes(content.replace(b"\0" + place, b"\0" * (len(place) + 1)))


def self_test(command: list[str]) -> None:
    """Try a program that was made.

    Raises:
        StopError: Something in it does not work.
    """
    must(*command, "--self-test")


def measure_first_paint() -> None:
    """Say how long the first paint takes, frozen and unfrozen, and how they compare."""
    unfrozen = [str(CLEAN_PYTHON), str(HERE / "frozen" / "first_paint.py")]
    times: dict[str, list[float]] = {"frozen": [], "unfrozen": []}
    for turn in range(STARTS + 2):
        for name, command in (("frozen", [str(MEASURE)]), ("unfrozen", unfrozen)):
            start = time.time()
            done = subprocess.run(
                command,
                env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
                check=True,
                stdout=subprocess.PIPE,
            )
            # The first two only warm up.
            if turn >= 2:
                times[name].append(float(done.stdout) - start)
    frozen, unfrozen_s = (statistics.median(times[name]) for name in ("frozen", "unfrozen"))
    say(
        f"first paint, median of {STARTS}: frozen {frozen * 1000:.0f} ms, "
        f"unfrozen {unfrozen_s * 1000:.0f} ms, ratio {frozen / unfrozen_s:.2f}"
    )


def system_packages(moment: dt.datetime) -> list[Path]:
    """Make the packages of this system and return them."""
    if LINUX:
        return linux(moment)
    if WINDOWS:
        return windows()
    return mac()


def linux(moment: dt.datetime) -> list[Path]:
    """Make .deb and .rpm, as far as their tools are here."""
    tree = BUILD / "tree"
    made = linux_packages.Made(
        FROZEN, COLLECTED, COLLECTED / "hicolor", man_page(moment.date()), moment
    )
    linux_packages.make_tree(made, tree)
    packages = []
    for old in (*DIST.glob("*.deb"), *DIST.glob("*.rpm")):
        old.unlink()
    if all(map(shutil.which, ("dpkg-deb", "dpkg-shlibdeps"))):
        packages.append(linux_packages.make_deb(tree, DIST))
    else:
        say("no .deb: that needs dpkg-dev")
    if all(map(shutil.which, ("rpmbuild", "objdump"))):
        packages.append(linux_packages.make_rpm(tree, DIST))
    else:
        say("no .rpm: that needs rpm and binutils")
    return packages


def windows() -> list[Path]:
    """Make a ZIP file and, where Inno Setup is installed, the installer."""
    target = DIST / f"{PACKAGE}-{version()}-windows.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(FROZEN.rglob("*")):
            archive.write(path, path.relative_to(DIST))
    usual = Path(os.environ.get("PROGRAMFILES(X86)", "")) / "Inno Setup 6" / "ISCC.exe"
    compiler = shutil.which("iscc") or (str(usual) if usual.exists() else "")
    if not compiler:
        say("no installer: that needs Inno Setup (iscc)")
        return [target]
    must(compiler, f"/DVersion={version()}", str(HERE / "windows" / "rehabdesk.iss"))
    return [target, *DIST.glob("*-setup.exe")]


def mac() -> list[Path]:
    """Make the disk image."""
    must("bash", str(HERE / "macos" / "dmg.sh"), str(DIST / f"{TITLE}.app"), version())
    return list(DIST.glob("*.dmg"))


def megabytes(path: Path) -> str:
    """Return how large a file or folder is."""
    files = [path] if path.is_file() else [one for one in path.rglob("*") if not one.is_symlink()]
    return f"{sum(one.stat().st_size for one in files if one.is_file()) / 1e6:.1f} MB"


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except StopError as stop:
        say(str(stop))
        sys.exit(3)
