"""Finds the JSON Schemas: beside the package where it is installed, at the top of a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
# The wheel carries the folder inside the package; a checkout keeps it where readers look first.
_FOLDERS = (_PACKAGE / "schemas", _PACKAGE.parents[1] / "schemas")
NAMES = ("article", "config", "image", "report")
# House schemas to start from.
EXAMPLES = tuple(
    f"{house}-{record}"
    for house in ("wire", "government-blog", "magazine")
    for record in ("article", "image")
)


def schema_path(name: str) -> Path:
    """The file of a schema of `NAMES` or `EXAMPLES`; `FileNotFoundError` where there is none."""
    for folder in _FOLDERS:
        path = folder / ("examples" if name in EXAMPLES else ".") / f"{name}.schema.json"
        if path.is_file():
            return path
    raise FileNotFoundError(f"{name}.schema.json")
