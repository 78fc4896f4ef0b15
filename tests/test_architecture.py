"""The floors of the building, and who may speak."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
PACKAGE = TOP / "src" / "capaudit"
SPEAKING = {"print", "exit", "quit", "breakpoint"}
MODULES = sorted(PACKAGE.rglob("*.py"))
QUIET = [path for path in MODULES if PACKAGE / "cli" not in path.parents]
LINE_LIMIT = 400
FUNCTION_LIMIT = 50


def test_rooms_import_only_from_floors_below() -> None:
    lint = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", lint], cwd=TOP, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", QUIET, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_command_line_prints_and_exits(path: Path) -> None:
    assert list(_speaking_calls(ast.parse(path.read_text("utf-8")))) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_and_functions_stay_short(path: Path) -> None:
    source = path.read_text("utf-8")
    assert len(source.splitlines()) <= LINE_LIMIT
    long = [
        node.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef)
        and (node.end_lineno or 0) - _body_start(node) > FUNCTION_LIMIT
    ]
    assert long == []


def test_speaking_is_recognised() -> None:
    source = "import sys\nprint(1)\nsys.exit(2)\nsys.stdout.write('x')\nblueprint(3)"
    assert list(_speaking_calls(ast.parse(source))) == ["print", "sys.exit", "sys.stdout.write"]


def _body_start(node: ast.FunctionDef) -> int:
    """The line of the first statement behind the docstring: signatures and examples are free."""
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    return body[0].lineno if body else node.lineno


def _speaking_calls(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            if name in SPEAKING | {"sys.exit", "os._exit"} or name.startswith("sys.std"):
                yield name
