"""How the pieces of a report become bytes."""

import io
import sys
from pathlib import Path

import pytest

from capaudit.cli.output import save, write_out


class Terminal(io.TextIOWrapper):
    """A terminal that shows less than UTF-8."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("piece", ["Łódź · 5 °C\n", "Łódź · 5 °C\n".encode()])
def test_a_terminal_gets_what_it_can_show(
    monkeypatch: pytest.MonkeyPatch, piece: str | bytes
) -> None:
    shown = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", Terminal(shown, encoding="latin-1"))
    write_out([piece])
    assert shown.getvalue() == "\\u0141ód\\u017a · 5 °C\n".encode("latin-1")


def test_text_and_bytes_make_one_file(tmp_path: Path) -> None:
    save(tmp_path / "report.json", ['{"a": "\udce9', "ó".encode(), '"}\n'])
    assert (tmp_path / "report.json").read_bytes() == '{"a": "\\udce9ó"}\n'.encode()
