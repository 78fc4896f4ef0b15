"""Compares output with a file beside the tests; delete the file and run again to renew it."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parents[1] / "reports" / "snapshots"


def assert_matches_snapshot(output: str, name: str) -> None:
    """Fail where output differs from the snapshot, or where there was none yet."""
    path = FOLDER / name
    if not path.exists():
        path.write_text(output, "utf-8", newline="\n")
        raise AssertionError(f"{name} was written: read it, then run again")
    assert output == path.read_bytes().decode("utf-8")
