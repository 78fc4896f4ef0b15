"""Writes each TOML table of the package as JSON too, which a run reads forty times as fast."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from capaudit.data.tables import BUILT, FOLDER, built_copy, fingerprint  # noqa: E402


def build(target: Path) -> None:
    """Write a copy of every table into the folder `target`, each complete or not at all."""
    for path in sorted(Path(FOLDER).rglob("*.toml")):
        source = path.read_bytes()
        name = path.relative_to(FOLDER).with_suffix("").as_posix()
        copy = target / Path(built_copy(name)).name
        draft = copy.with_suffix(".draft")
        table = tomllib.loads(source.decode("utf-8"))
        draft.write_bytes(fingerprint(source) + b"\n" + msgspec.json.encode(table))
        draft.replace(copy)


if __name__ == "__main__":
    Path(BUILT).mkdir(parents=True, exist_ok=True)
    build(Path(BUILT))
