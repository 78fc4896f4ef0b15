"""Near misses between caption and article, in a dozen languages, each audited as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from capaudit.model.finding import Severity
from support.examples import run_example

TABLE = Path(__file__).parents[1] / "tables" / "near_names.txt"
IN_FILE = "file: "


def read_table() -> list[tuple[str, str, str]]:
    """Each line's verdict, caption and text."""
    cases = []
    for line in TABLE.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            verdict, rest = line.split(" | ", 1)
            caption, body = rest.split(" => ")
            cases.append((verdict, caption, body))
    return cases


@pytest.mark.parametrize(("verdict", "caption", "body"), read_table())
def test_a_misspelling_is_told_from_another_persons_name(
    verdict: str, caption: str, body: str, tmp_path: Path
) -> None:
    picture = f"![{caption} [Jane Doe/AFP]](dam.jpg)\n"
    if body.startswith(IN_FILE):
        text = f"{picture}dam.jpg: Iptc4xmpExt:PersonInImage = {body.removeprefix(IN_FILE)}\n"
    else:
        text = f"{picture}\n{body}\n"
    loud = [one for one in run_example(text, tmp_path).findings if one.severity != Severity.NOTE]
    found = [one.code for one in loud if one.code.startswith(("PER", "ALT"))]
    assert found == (["PER001"] if verdict == "slip" else []), [one.message for one in loud]
