"""What `dev` needs from the machine: running programs, and the system libraries of Qt.

Like `dev` itself this starts under any Python from 3.9 on and needs no package.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

#: What Qt opens to draw without a screen: the library, and the Debian packages that may hold it
#: (packages were renamed to ...t64 in Debian 13 and Ubuntu 24.04).
LIBRARIES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("libglib-2.0.so.0", ("libglib2.0-0t64", "libglib2.0-0")),
    ("libGL.so.1", ("libgl1",)),
    ("libEGL.so.1", ("libegl1",)),
    ("libxkbcommon.so.0", ("libxkbcommon0",)),
    ("libfontconfig.so.1", ("libfontconfig1",)),
    ("libdbus-1.so.3", ("libdbus-1-3",)),
)
#: What it opens besides to show a window on X11.
WINDOW_LIBRARIES = (
    ("libxkbcommon-x11.so.0", ("libxkbcommon-x11-0",)),
    ("libxcb-cursor.so.0", ("libxcb-cursor0",)),
    ("libxcb-icccm.so.4", ("libxcb-icccm4",)),
    ("libxcb-keysyms.so.1", ("libxcb-keysyms1",)),
    ("libxcb-shape.so.0", ("libxcb-shape0",)),
    ("libxcb-randr.so.0", ("libxcb-randr0",)),
    ("libxcb-image.so.0", ("libxcb-image0",)),
    ("libxcb-render-util.so.0", ("libxcb-render-util0",)),
    ("libxcb-xkb.so.1", ("libxcb-xkb1",)),
)
#: What the plugins of a package ask for besides; its `Depends` are found where these are installed.
PACKAGE_LIBRARIES = (
    *WINDOW_LIBRARIES,
    ("libcups.so.2", ("libcups2t64", "libcups2")),
    ("libwayland-client.so.0", ("libwayland-client0",)),
    ("libwayland-cursor.so.0", ("libwayland-cursor0",)),
    ("libwayland-egl.so.1", ("libwayland-egl1",)),
)
#: Programs that make packages, and the Debian packages that hold them.
PACKAGE_TOOLS = (("dpkg-shlibdeps", "dpkg-dev"), ("objdump", "binutils"))
FONT_PACKAGE = "fonts-dejavu-core"
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")


class StopError(Exception):
    """Something that only the person at the keyboard can put right; the text says how."""


def say(text: str) -> None:
    """Print a line about what this script itself does, in order with its children's output."""
    print(f"dev: {text}", flush=True)


def succeeds(*command: str) -> bool:
    """Tell whether a program exists, runs and returns 0; its output is dropped."""
    try:
        done = subprocess.run(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
        )
    except OSError:
        return False
    return done.returncode == 0


def call(*command: str, cwd: Path | None = None, **variables: str) -> int:
    """Run a program with extra environment variables and return its exit code."""
    return subprocess.call(command, cwd=cwd, env={**os.environ, **variables})


def can_open(library: str) -> bool:
    """Tell whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_font() -> bool:
    """Tell whether there is any font file where fontconfig looks by default."""
    for folder in FONT_FOLDERS:
        for _, _, files in os.walk(Path(folder).expanduser()):
            if any(name.lower().endswith((".ttf", ".otf", ".ttc", ".pfb")) for name in files):
                return True
    return False


def package_name(alternatives: tuple[str, ...]) -> str:
    """Return the first name that this release of Debian or Ubuntu knows, else the oldest."""
    known = (name for name in alternatives if succeeds("apt-cache", "show", name))
    return next(known, alternatives[-1])


def ensure_libraries(
    *, window: bool = False, xvfb: bool = False, package: bool = False, python: str = ""
) -> None:
    """See to the system libraries Qt needs on Linux; elsewhere there is nothing to do.

    Args:
        window: Also those of a window on X11.
        xvfb: Also a screen for a machine without one.
        package: Also what making packages needs.
        python: The version of the system's Python whose library is packed, such as 3.11.

    Raises:
        StopError: Some are missing on Debian or Ubuntu and may not be installed from here.
    """
    if not sys.platform.startswith("linux"):
        return
    wanted = LIBRARIES + (WINDOW_LIBRARIES if window else ())
    wanted += PACKAGE_LIBRARIES if package else ()
    if python:
        wanted += ((f"libpython{python}.so.1.0", (f"libpython{python}",)),)
    missing = [(library, names) for library, names in wanted if not can_open(library)]
    extra = [] if has_font() else [FONT_PACKAGE]
    if xvfb and not shutil.which("Xvfb"):
        extra.append("xvfb")
    if package and shutil.which("dpkg"):
        extra += [name for tool, name in PACKAGE_TOOLS if not shutil.which(tool)]
    if not missing and not extra:
        return
    what = ", ".join([library for library, _ in missing] + extra)
    if shutil.which("apt-get"):
        install_packages(extra, f"missing for Qt: {what}", missing)
    else:
        say(f"Missing for Qt: {what}. Please install them with your system's package manager.")


def install_packages(
    names: list[str], why: str, missing: list[tuple[str, tuple[str, ...]]] | None = None
) -> None:
    """Install Debian packages as root or through a sudo that asks nothing, else say how.

    Raises:
        StopError: Not allowed, or apt-get failed; the text is the one command that does it.
    """
    prefix: tuple[str, ...] = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq")
    if os.geteuid() != 0:
        prefix = ("sudo", "-n", *prefix)
    allowed = os.geteuid() == 0 or succeeds("sudo", "-n", "true")
    if allowed:
        say(f"{why}: installing with apt-get.")
        succeeds(*prefix, "update")
    packages = sorted({*names, *(package_name(alternatives) for _, alternatives in missing or ())})
    # Nothing that is there already is touched.
    options = ("--no-install-recommends", "--no-upgrade")
    if allowed and succeeds(*prefix, "install", "-y", *options, *packages):
        return
    raise StopError(
        f"{why}. This command installs it:\n\n"
        f"    sudo apt-get update && sudo apt-get install -y {' '.join(packages)}\n"
    )
