"""The library's face: names come when asked for, and `import capaudit` brings nothing with it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import capaudit


def python(program: str, folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    return done.stdout


def test_import_alone_loads_no_room(tmp_path: Path) -> None:
    program = "import sys, capaudit; print([n for n in sys.modules if n.startswith('capaudit.')])"
    assert python(program, tmp_path) == "[]\n"


def test_audit_is_a_function_however_often_it_is_called(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Ferry\n\n![The ferry sails.](ferry.jpg)\n", "utf-8")
    program = """
import capaudit
from capaudit import Report, audit
for run in (audit, capaudit.audit, capaudit.audit):
    report = run(["a.md"])
    assert isinstance(report, Report)
    print(len(report.articles))
"""
    assert python(program, tmp_path) == "1\n1\n1\n"


@pytest.mark.parametrize("name", capaudit.__all__)
def test_every_name_of_the_face_is_there_and_documented(name: str) -> None:
    assert getattr(capaudit, name).__doc__


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'audits'"):
        _ = capaudit.audits  # type: ignore[attr-defined]
