"""`rehabdesk --self-test`: the whole of it, and what it says when something of Qt is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo

from rehabdesk.app import self_test
from rehabdesk.services.self_test import SelfTestError

PLUGINS = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))


def shown_by_window_libraries() -> bool:
    """Tell whether this machine has the libraries of the system a window needs."""
    try:
        self_test.check_plugins()
    except SelfTestError:
        return False
    return True


needs_window = pytest.mark.skipif(
    not shown_by_window_libraries(), reason="the libraries for a window are not installed"
)


def run(site: Path | None, tmp_path: Path) -> tuple[int, str, str]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment["HOME"] = str(tmp_path)
    if site is not None:
        environment["PYTHONPATH"] = str(site)
    done = subprocess.run(
        [sys.executable, "-m", "rehabdesk", "--self-test"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        cwd=tmp_path,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@needs_window
def test_it_passes_and_leaves_nothing(tmp_path: Path) -> None:
    code, said, errors = run(None, tmp_path)
    assert (code, errors) == (0, "")
    assert said.splitlines()[-1] == "RehabDesk is complete."
    assert list(tmp_path.iterdir()) == []


@needs_window
def test_a_missing_resource_makes_it_fail(clone: Path, tmp_path: Path) -> None:
    """An installed copy without a file that only the body map reads."""
    site = tmp_path / "site"
    shutil.copytree(clone / "src" / "rehabdesk", site / "rehabdesk")
    shutil.copytree(clone / "resources", site / "rehabdesk" / "resources")
    (site / "rehabdesk" / "resources" / "body" / "front.json").unlink()
    code, said, _ = run(site, tmp_path)
    assert code == 1
    assert "FAILED" in said
    assert "body/front.json" in said


@pytest.mark.parametrize(("kind", "name"), self_test.plugins())
def test_a_missing_plugin_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, name: str
) -> None:
    for folder in ("platforms", "imageformats", "iconengines"):
        (tmp_path / folder).mkdir()
        for file in (PLUGINS / folder).iterdir():
            if name not in file.name and "xcb" not in file.name:
                (tmp_path / folder / file.name).symlink_to(file)
    wanted = [one for one in self_test.plugins() if one == (kind, name) or "xcb" not in one[1]]
    monkeypatch.setattr(self_test, "plugins", lambda: tuple(wanted))
    monkeypatch.setattr(QLibraryInfo, "path", lambda _: str(tmp_path))
    with pytest.raises(SelfTestError, match=f"Qt's plugin “{kind}/{name}” is missing"):
        self_test.check_plugins()


def test_a_plugin_that_cannot_be_loaded_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "platforms").mkdir()
    (tmp_path / "platforms" / "libqoffscreen.so").write_bytes(b"not a library")
    monkeypatch.setattr(QLibraryInfo, "path", lambda _: str(tmp_path))
    with pytest.raises(SelfTestError, match="platforms/qoffscreen” cannot be loaded"):
        self_test.check_plugins()


def test_missing_texts_of_qt_are_named(monkeypatch: pytest.MonkeyPatch, qapp: object) -> None:
    monkeypatch.setattr(self_test, "packed_languages", lambda: ["de"])
    self_test.check_qt_texts()
    monkeypatch.setattr(self_test, "packed_languages", lambda: ["xx"])
    with pytest.raises(SelfTestError, match="“xx” are missing"):
        self_test.check_qt_texts()
