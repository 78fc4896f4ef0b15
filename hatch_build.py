"""Builds what the package ships but the repository does not hold: the place index, CLDR tables."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
BUILT = ROOT / "src" / "capaudit" / "data" / "built"
# Each builder with the tables it reads besides its libraries' data, as a glob under `data/`.
BUILDERS = (
    ("build_places", "places/*"),
    ("build_cldr", "dates/*"),
    ("build_tables", "**/*.toml"),
)


class BuiltTables(BuildHookInterface[Any]):
    """Builds missing or outdated tables before a wheel or an editable install is made."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build what is out of date."""
        for builder, tables in BUILDERS:
            script = ROOT / "tools" / f"{builder}.py"
            if script.is_file():
                build_if_outdated(script, tables)


def build_if_outdated(script: Path, tables: str) -> None:
    """Run a builder's `build(folder)` unless its mark is newer than script and tables."""
    mark = BUILT / f"{script.stem}.built"
    sources = [script, *sorted(BUILT.parent.glob(tables))]
    if mark.is_file() and all(s.stat().st_mtime <= mark.stat().st_mtime for s in sources):
        return
    BUILT.mkdir(parents=True, exist_ok=True)
    module_spec = importlib.util.spec_from_file_location(script.stem, script)
    if module_spec is None or module_spec.loader is None:
        raise ImportError(f"cannot load {script}")
    module = importlib.util.module_from_spec(module_spec)
    # dataclasses look their module up by name while they are made
    sys.modules[script.stem] = module
    module_spec.loader.exec_module(module)
    module.build(BUILT)
    mark.touch()
