"""`dev` copes with the machines it meets, and with what people type."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
import tomllib
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement

from rehabdesk.cli.main import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
BESIDES = ROOT / "packaging"


@pytest.fixture
def dev(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module that was not run."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.syspath_prepend(str(BESIDES))
    loader = SourceFileLoader("dev", str(ROOT / "dev"))
    spec = importlib.util.spec_from_loader("dev", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


@pytest.fixture
def machine(dev: ModuleType) -> ModuleType:
    """The part of the script that deals with the operating system."""
    return sys.modules[dev.StopError.__module__]


@pytest.fixture
def fresh(dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A clone without an environment; installing is only noted here."""
    done: list[str] = []
    (tmp_path / "packaging").mkdir()
    lock = tmp_path / "packaging" / "requirements.lock"
    lock.write_text("one==1\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    venv = tmp_path / ".venv"
    names = {"ROOT": tmp_path, "VENV": venv, "LOCK": lock, "PYTHON": venv / "python"}
    for name, path in {**names, "STAMP": venv / "stamp.txt"}.items():
        monkeypatch.setattr(dev, name, path)

    def install(kind: str, *, works: bool) -> bool:
        done.append(kind)
        venv.mkdir(exist_ok=True)
        (venv / "python").touch()
        return works

    monkeypatch.setattr(dev, "version_of", lambda *_: (3, 12))
    monkeypatch.setattr(dev, "succeeds", lambda *_: True)
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(dev, "install_with_uv", lambda *_: install("uv", works=True))
    monkeypatch.setattr(dev, "install_with_pip", lambda *_: install("pip", works=True))
    return done


@pytest.mark.parametrize("path", [ROOT / "dev", BESIDES / "machine.py"])
def test_an_older_python_can_read_it(path: Path) -> None:
    ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 9))


def test_it_uses_the_standard_library_alone() -> None:
    names = {
        (node.module if isinstance(node, ast.ImportFrom) else node.names[0].name) or ""
        for path in (ROOT / "dev", BESIDES / "machine.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert {name.split(".")[0] for name in names} - set(sys.stdlib_module_names) == {"machine"}


def test_help_tells_of_every_command(dev: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["help"]) == 0
    told = re.findall(r"^  (\w+) ", capsys.readouterr().out, re.MULTILINE)
    assert told == [name for name in dev.COMMANDS if not name.startswith("-")]


def test_readme_names_only_commands_there_are(dev: ModuleType) -> None:
    texts = [ROOT / "README.md", *(ROOT / "docs").glob("*.md"), *BESIDES.glob("*.md")]
    named = {
        name
        for path in texts
        for name in re.findall(r"\./dev ([a-z]+)", path.read_text(encoding="utf-8"))
    }
    assert named >= {"run", "test"}
    assert named - set(dev.COMMANDS) == set()


@pytest.mark.parametrize("arguments", [[], ["dance"]])
def test_a_wrong_command_is_told_kindly(
    dev: ModuleType, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert dev.main(arguments) == 2
    assert "help" in capsys.readouterr().out


def test_the_environment_is_made_once(dev: ModuleType, fresh: list[str]) -> None:
    dev.ensure_environment()
    dev.ensure_environment()
    assert fresh == ["uv"]


@pytest.mark.parametrize("name", ["packaging/requirements.lock", "pyproject.toml"])
def test_the_environment_follows_what_it_is_made_from(
    dev: ModuleType, fresh: list[str], name: str
) -> None:
    dev.ensure_environment()
    path = dev.ROOT / name
    path.write_text(path.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    dev.ensure_environment()
    assert fresh == ["uv", "uv"]


def test_a_clone_that_was_moved_gets_its_package_installed_again(
    dev: ModuleType, fresh: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dev.ensure_environment()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "pyproject.toml").write_bytes((tmp_path / "pyproject.toml").read_bytes())
    monkeypatch.setattr(dev, "ROOT", elsewhere)
    dev.ensure_environment()
    assert fresh == ["uv", "uv"]


def test_without_uv_pip_does_it(
    dev: ModuleType, fresh: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev.shutil, "which", lambda _: None)
    dev.ensure_environment()
    assert fresh == ["pip"]


def test_where_uv_fails_pip_tries(
    dev: ModuleType, fresh: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "install_with_uv", lambda *_: False)
    dev.ensure_environment()
    assert fresh == ["pip"]


def test_a_failed_installation_is_not_taken_for_done(
    dev: ModuleType, fresh: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "install_with_uv", lambda *_: False)
    monkeypatch.setattr(dev, "install_with_pip", lambda *_: False)
    with pytest.raises(dev.StopError, match="could not be installed"):
        dev.ensure_environment()
    assert fresh == []
    assert not dev.STAMP.exists()


def test_no_suitable_python_is_told_with_a_way_out(
    dev: ModuleType,
    fresh: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(dev.shutil, "which", lambda _: None)
    monkeypatch.setattr(dev, "version_of", lambda *_: None)
    monkeypatch.setattr(dev, "ensure_libraries", lambda **_: None)
    assert dev.main(["test"]) == 3
    assert "Python 3.11, 3.12 or 3.13" in capsys.readouterr().out
    assert fresh == []


def test_a_python_that_is_too_old_looks_for_a_newer_one(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = {sys.executable: (3, 9), "python3.12": (3, 12), "python3.11": (3, 11)}
    monkeypatch.setattr(dev, "version_of", lambda *command: there.get(command[0]))
    assert dev.find_python() == ["python3.12"]
    there[sys.executable] = (3, 11)
    assert dev.find_python() == [sys.executable]


def test_an_untested_python_is_taken_only_when_there_is_no_other(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = {sys.executable: (3, 14), "python3.11": (3, 11)}
    monkeypatch.setattr(dev, "version_of", lambda *command: there.get(command[0]))
    assert dev.find_python() == ["python3.11"]
    del there["python3.11"]
    assert dev.find_python() == [sys.executable]


def test_it_knows_the_python_it_runs_on(dev: ModuleType) -> None:
    assert dev.version_of(sys.executable) == sys.version_info[:2]
    assert dev.version_of("there-is-no-such-python") is None


@pytest.mark.parametrize(
    ("known", "expected"),
    [({"libglib2.0-0t64", "libglib2.0-0"}, "libglib2.0-0t64"), ({"libglib2.0-0"}, "libglib2.0-0")],
)
def test_packages_have_the_name_this_release_uses(
    machine: ModuleType, monkeypatch: pytest.MonkeyPatch, known: set[str], expected: str
) -> None:
    monkeypatch.setattr(machine, "succeeds", lambda *command: command[-1] in known)
    assert machine.package_name(("libglib2.0-0t64", "libglib2.0-0")) == expected


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Debian's package manager")
def test_missing_libraries_are_told_as_one_command(
    machine: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "can_open", lambda library: library != "libEGL.so.1")
    monkeypatch.setattr(machine, "has_font", lambda: False)
    monkeypatch.setattr(machine, "succeeds", lambda *_: False)
    monkeypatch.setattr(machine.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(machine.os, "geteuid", lambda: 1000)
    with pytest.raises(machine.StopError) as told:
        machine.ensure_libraries()
    command = "sudo apt-get update && sudo apt-get install -y fonts-dejavu-core libegl1"
    assert command in str(told.value).splitlines()[2]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Debian's package manager")
def test_missing_libraries_are_installed_where_that_is_allowed(
    machine: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    run: list[tuple[str, ...]] = []
    monkeypatch.setattr(machine, "can_open", lambda library: library != "libGL.so.1")
    monkeypatch.setattr(machine, "has_font", lambda: True)
    monkeypatch.setattr(machine, "succeeds", lambda *command: run.append(command) or True)
    monkeypatch.setattr(machine.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(machine.os, "geteuid", lambda: 0)
    machine.ensure_libraries()
    assert run[-1][-5:] == ("install", "-y", "--no-install-recommends", "--no-upgrade", "libgl1")
    assert not any("sudo" in command for command in run)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="displays of X11 and Wayland")
@pytest.mark.parametrize(
    ("variables", "arguments", "program"),
    [
        ({}, [], "tour"),
        ({}, ["--demo"], "tour"),
        ({}, ["my.rehab"], "tour"),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, [], "tour"),
        ({}, ["import", "diary.csv"], "rehabdesk"),
        ({}, ["--now", "2026-06-17T21:30+02:00", "summary", "--json"], "rehabdesk"),
        ({}, ["--help"], "rehabdesk"),
        ({"DISPLAY": ":0"}, ["--demo"], "rehabdesk"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, [], "rehabdesk"),
        ({"QT_QPA_PLATFORM": "vnc"}, [], "rehabdesk"),
    ],
)
def test_run_makes_a_tour_only_where_no_window_can_be_seen(
    dev: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
    arguments: list[str],
    program: str,
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    called: list[tuple[str, ...]] = []
    monkeypatch.setattr(dev, "prepare", lambda **_: None)
    monkeypatch.setattr(dev, "call", lambda *command, **_: called.append(command) or 0)
    assert dev.main(["run", *arguments]) == 0
    [command] = called
    if program == "tour":
        assert command[1:3] == ("-m", "rehabdesk.app.tour")
    else:
        assert Path(command[0]).stem == "rehabdesk"
        assert list(command[1:]) == arguments


def test_run_knows_the_commands_that_need_no_window(dev: ModuleType) -> None:
    words = {word for word in dev.WITHOUT_WINDOW if not word.startswith("-")}
    assert words == set(COMMANDS)


def test_check_goes_on_after_a_failure_and_tells_each_result(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "prepare", lambda **_: None)
    monkeypatch.setattr(dev, "call", lambda *command, **_: int("mypy" in command))
    assert dev.main(["check"]) == 1
    told = re.findall(r"^dev: (\w[\w ]*?) +(passed|FAILED)", capsys.readouterr().out, re.MULTILINE)
    assert told == [
        ("lint", "passed"),
        ("format", "passed"),
        ("types", "FAILED"),
        ("import rules", "passed"),
        ("readability", "passed"),
        ("tests", "passed"),
    ]


def test_the_lock_fits_the_project_file() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([\w.-]+)==([\w.]+)", lock, re.MULTILINE))
    wanted = project["dependencies"] + project["optional-dependencies"]["dev"]
    for requirement in map(Requirement, wanted):
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        assert requirement.specifier.contains(locked.get(name, "0")), f"./dev lock: {name}"


def test_it_starts_as_a_program() -> None:
    done = subprocess.run([sys.executable, ROOT / "dev", "help"], capture_output=True, check=False)
    assert (done.returncode, b"./dev COMMAND" in done.stdout) == (0, True)
