"""Rules about the source text itself: sizes, and what never belongs in it."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
SCRIPTS = [ROOT / "dev", *sorted((ROOT / "packaging").rglob("*.py"))]
TESTS = sorted((ROOT / "tests").rglob("*.py"))

LONGEST_FILE = 400
LONGEST_FUNCTION = 60

#: Files and functions that may be longer, and why they are not two things.
LONGER: dict[str, str] = {}

#: Modules that reach out of the computer.
NETWORK = {
    "socket",
    "socketserver",
    "ssl",
    "urllib.request",
    "http",
    "ftplib",
    "smtplib",
    "poplib",
    "imaplib",
    "xmlrpc",
    "asyncio",
    "webbrowser",
    "requests",
    "httpx",
    "aiohttp",
    "urllib3",
    "PySide6.QtNetwork",
    "PySide6.QtWebSockets",
    "PySide6.QtNetworkAuth",
}

#: An address, and pip's options that name one.
ADDRESS = re.compile(r"://|--index-url|--extra-index-url|--find-links|--trusted-host")

Finding = Iterator[tuple[int, str]]


def imports(tree: ast.AST) -> Finding:
    """Yield every imported module, and every imported name as if it were one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def network_modules(tree: ast.AST) -> Finding:
    """Yield imports of modules that open connections."""
    for line, name in imports(tree):
        if any(name == module or name.startswith(f"{module}.") for module in NETWORK):
            yield line, f"imports {name}"


def wildcards(tree: ast.AST) -> Finding:
    """Yield `from x import *`."""
    for line, name in imports(tree):
        if name.endswith(".*"):
            yield line, f"imports {name}"


def broad_excepts(tree: ast.AST) -> Finding:
    """Yield handlers that also catch programming mistakes and do not raise them again."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler) and not _raises_again(node):
            names = {"BaseException"} if node.type is None else set(_names(node.type))
            if names & {"Exception", "BaseException"}:
                yield node.lineno, "catches everything"


def _raises_again(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def _names(node: ast.AST) -> Iterator[str]:
    return (part.id for part in ast.walk(node) if isinstance(part, ast.Name))


def long_functions(tree: ast.AST) -> Finding:
    """Yield functions longer than allowed, counted from `def` to the last line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONGEST_FUNCTION and node.name not in LONGER:
                yield node.lineno, f"{node.name} has {lines} lines"


def sleeps(tree: ast.AST) -> Finding:
    """Yield calls of `time.sleep` and `qtbot.wait`, which make tests slow or flaky or both."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            name = f"{owner.id}.{node.func.attr}" if isinstance(owner, ast.Name) else ""
            if name in ("time.sleep", "qtbot.wait"):
                yield node.lineno, f"calls {name}"


RULES = [network_modules, wildcards, broad_excepts, long_functions]


def findings(rule: Callable[[ast.AST], Finding], paths: list[Path]) -> list[str]:
    """Return what a rule finds in files, each with its file and line."""
    return [
        f"{path.relative_to(ROOT)}:{line} {what}"
        for path in paths
        for line, what in rule(ast.parse(path.read_text(encoding="utf-8")))
    ]


@pytest.mark.parametrize("rule", RULES)
def test_source_keeps_the_rule(rule: Callable[[ast.AST], Finding]) -> None:
    assert findings(rule, [*SOURCES, *SCRIPTS]) == []


def test_tests_do_not_sleep() -> None:
    allowed = ROOT / "tests" / "conftest.py"  # waits for what a failing test left behind
    assert findings(sleeps, [path for path in TESTS if path != allowed]) == []


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (network_modules, "import urllib.request"),
        (network_modules, "from urllib import request"),
        (network_modules, "from PySide6 import QtNetwork"),
        (network_modules, "from PySide6.QtNetwork import QTcpSocket"),
        (network_modules, "def f():\n    import socket"),
        (network_modules, "import http.client"),
        (wildcards, "from os import *"),
        (broad_excepts, "try:\n    f()\nexcept:\n    pass"),
        (broad_excepts, "try:\n    f()\nexcept Exception:\n    pass"),
        (broad_excepts, "try:\n    f()\nexcept (OSError, Exception) as error:\n    pass"),
        (long_functions, "def f():\n" + "    g()\n" * LONGEST_FUNCTION),
        (sleeps, "time.sleep(1)"),
    ],
)
def test_each_rule_finds_what_it_forbids(rule: Callable[[ast.AST], Finding], code: str) -> None:
    assert len(list(rule(ast.parse(code)))) >= 1


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (network_modules, "from urllib.parse import quote\nimport httpagentparser"),
        (broad_excepts, "try:\n    f()\nexcept ValueError:\n    pass"),
        (broad_excepts, "try:\n    f()\nexcept BaseException:\n    g()\n    raise"),
        (long_functions, "def f():\n" + "    g()\n" * (LONGEST_FUNCTION - 1)),
    ],
)
def test_no_rule_finds_what_is_allowed(rule: Callable[[ast.AST], Finding], code: str) -> None:
    assert list(rule(ast.parse(code))) == []


def test_files_are_of_readable_length() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in [*SOURCES, *SCRIPTS, *TESTS]
    }
    longer = {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE}
    assert {name: lines for name, lines in longer.items() if name not in LONGER} == {}


def test_exceptions_to_the_lengths_are_still_needed() -> None:
    names = {str(path.relative_to(ROOT)) for path in SOURCES} | {
        node.name
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    }
    assert set(LONGER) - names == set()


def test_nothing_is_left_to_do_in_comments() -> None:
    mark = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")
    marked = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in [*SOURCES, *SCRIPTS, *TESTS]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if mark.search(line)
    ]
    assert marked == []


def test_the_lock_holds_hashes_and_no_address() -> None:
    lines = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if ADDRESS.search(line)] == []
    packages = [line for line in lines if line[:1].isalnum()]
    hashed = re.findall(r"^\w.*\\\n    --hash=sha256:[0-9a-f]{64}", "\n".join(lines), re.MULTILINE)
    assert len(packages) == len(hashed) > 0
