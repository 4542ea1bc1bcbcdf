"""What the frozen program leaves out, each with the reason, and what it keeps on purpose.

`rehabdesk.spec` applies these lists; `tests/packaging` looks whether they are well-formed, and
`rehabdesk --self-test` in the frozen program whether too much was left out.

Not to be left out although it looks unneeded: `pydoc` and `QtOpenGL` (pyqtgraph imports both),
`click` (sqlite-utils imports it for its plugins),
`numpy.f2py` and `numpy.testing` (scipy imports both), `typst` (every page of paper).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fnmatch import fnmatch
from pathlib import PurePosixPath

#: Modules by name, with everything below them.
MODULES: Mapping[str, str] = {
    "tkinter": "another toolkit; only IDLE and matplotlib would use it",
    "pip": "comes with sqlite-utils, for its command `install`",
    "setuptools": "comes with PyInstaller; nothing at run time asks for it",
    "pkg_resources": "as setuptools",
    "sqlite_utils.cli": "the command line of sqlite-utils",
    "click_default_group": "only for the command line of sqlite-utils",
    "tabulate": "only for the command line of sqlite-utils",
    "pandas": "sqlite-utils would import it where it is installed; never shipped",
    "statsmodels": "a second opinion in tests; never shipped",
    "matplotlib": "pyqtgraph could export to it; never shipped",
    "scipy.cluster": "of scipy only linalg and special are used (seen in sys.modules)",
    "scipy.constants": "as scipy.cluster",
    "scipy.datasets": "as scipy.cluster",
    "scipy.differentiate": "as scipy.cluster",
    "scipy.fft": "as scipy.cluster",
    "scipy.fftpack": "as scipy.cluster",
    "scipy.integrate": "as scipy.cluster",
    "scipy.interpolate": "as scipy.cluster",
    "scipy.io": "as scipy.cluster",
    "scipy.ndimage": "as scipy.cluster",
    "scipy.odr": "as scipy.cluster",
    "scipy.optimize": "as scipy.cluster",
    "scipy.signal": "as scipy.cluster",
    "scipy.sparse": "as scipy.cluster; linalg imports it only for sparse matrices",
    "scipy.spatial": "as scipy.cluster",
    "scipy.stats": "as scipy.cluster; 0.9 s of imports besides",
    "pyqtgraph.examples": "examples",
    "pyqtgraph.opengl": "charts in three dimensions",
    "pyqtgraph.jupyter": "for notebooks",
    "PySide6.QtNetwork": "the program never uses a network",
    "PySide6.QtDBus": "only Qt's own plugins speak to the desktop, and they use the library",
    "PySide6.QtSql": "the diary is read with Python's sqlite3",
    "ssl": "the program never uses a network; hashes come from Python itself",
    "_ssl": "as the module ssl",
    "_hashlib": "hashes by OpenSSL; Python has the same ones built in",
    "readline": "for an interactive Python",
    "curses": "for programs in a terminal",
    "test": "Python's own tests",
    "idlelib": "an editor",
    "ensurepip": "installs pip",
    "lib2to3": "converts Python 2",
}

#: Files by their place in the bundle, with `/` on every system.
FILES: Mapping[str, str] = {
    # Qt's plugins.
    "*/plugins/platforms/*linuxfb*": "screens without a desktop",
    "*/plugins/platforms/*eglfs*": "screens without a desktop",
    "*/plugins/platforms/*minimalegl*": "screens without a desktop",
    "*/plugins/platforms/*qminimal.*": "draws nothing; for tests of Qt",
    "*/plugins/platforms/*vkkhrdisplay*": "screens without a desktop",
    "*/plugins/platforms/*qvnc*": "would offer the window to the network",
    "*/plugins/platforms/*qdirect2d*": "another way to draw on Windows; qwindows is used",
    "*/plugins/egldeviceintegrations/*": "screens without a desktop",
    "*/plugins/generic/*": "input devices without a desktop, and one that listens to the network",
    "*/plugins/tls/*": "the program never uses a network",
    "*/plugins/networkinformation/*": "the program never uses a network",
    "*/plugins/platformthemes/*gtk3*": "brings all of GTK; dialogs come from the desktop's portal",
    "*/plugins/imageformats/*qtiff*": "own pictures are PNG or JPEG, the program's are SVG",
    "*/plugins/imageformats/*qtga*": "as qtiff",
    "*/plugins/imageformats/*qwbmp*": "as qtiff",
    "*/plugins/imageformats/*qwebp*": "as qtiff",
    "*/plugins/imageformats/*qgif*": "as qtiff",
    "*/plugins/imageformats/*qicns*": "as qtiff",
    "*/plugins/imageformats/*qpdf*": "as qtiff",
    "*/plugins/wayland-shell-integration/*ivi*": "displays in cars",
    "*/plugins/wayland-shell-integration/*fullscreen*": "displays without a desktop",
    "*/plugins/wayland-shell-integration/*qt-shell*": "desktops made with Qt's own toolkit",
    "*/plugins/wayland-shell-integration/*wl-shell*": "desktops of before 2015",
    "*/plugins/wayland-graphics-integration-client/*-server*": "graphics of embedded devices",
    "*/plugins/sqldrivers/*": "the diary is read with Python's sqlite3",
    # Libraries only those need.
    "*libQt6EglF*": "screens without a desktop",
    "*Qt6Network*": "the program never uses a network",
    "*QtNetwork*": "the program never uses a network",
    "*Qt6Sql*": "the diary is read with Python's sqlite3",
    "*opengl32sw*": "draws OpenGL without a graphics card; the program draws without OpenGL",
    # Parts of packages.
    "pyqtgraph/colors/*": "colour maps; the program has its own colours",
    "scipy/special/cython_special*": "for programs in Cython",
    "scipy/cluster/*": "not used, as the module",
    "setuptools/*": "as the module",
    "*/tests/*": "tests of packages",
}

#: Of the fonts only these styles are set on paper (`reports.typesetting`).
FONT_STYLES = ("Regular", "Semibold", "Bold", "It")

#: On Linux, libraries of the system that are packed all the same; every other one comes from the
#: system, by the Depends of the package, and gets the system's updates.
PACKED_SYSTEM_LIBRARIES: Mapping[str, str] = {
    "libpython3*": "the program's Python",
    "libsqlite3.so*": "the diary is kept by the version it was tested with",
    "libffi.so*": "Python's ctypes; named differently on each system",
    "libbz2.so*": "Python's zip files; named differently on each system",
    "liblzma.so*": "Python's zip files; named differently on each system",
    "libexpat.so*": "Python's XML",
    "libuuid.so*": "Python's uuid",
}


def file_is_left_out(name: str, languages: Iterable[str]) -> bool:
    """Tell whether a file is left out.

    Args:
        name: Its place in the bundle.
        languages: The languages the program speaks besides English.
    """
    path = PurePosixPath(name.replace("\\", "/"))
    text = str(path)
    if "translations" in path.parts and path.suffix == ".qm":
        # Qt's texts of languages without sentences of the program would make a mixture.
        return not any(fnmatch(path.name, f"qtbase_{one}*.qm") for one in languages)
    if "locale-data" in path.parts:
        return path.stem.partition("_")[0] not in {"root", "en", *languages}
    if path.name.startswith("SourceSansPro-"):
        return path.name not in {f"SourceSansPro-{style}.ttf" for style in FONT_STYLES}
    return any(fnmatch(text, pattern) for pattern in FILES)


def library_is_of_system(name: str, source: str) -> bool:
    """Tell whether a file is a library of the Linux system that is not to be packed.

    Args:
        name: Its place in the bundle.
        source: Where it was found.
    """
    if not source.startswith(("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/")):
        return False
    if "/" in name or "-packages/" in source or "/lib-dynload/" in source:
        return False
    return not any(fnmatch(name, pattern) for pattern in PACKED_SYSTEM_LIBRARIES)
