"""What is made from the code is fresh, and nothing that users see lacks its words."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import click
import pytest

from capaudit.cli.group import COMMANDS, capaudit
from capaudit.config.settings import settings_schema
from capaudit.data.profiles import load_profiles
from capaudit.rules.registry import RULES

TOP = Path(__file__).parents[1]


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_docs", TOP / "tools/generate_docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATED = dict(_generator().generated_files())


def _options() -> Iterator[tuple[str, click.Option]]:
    context = click.Context(capaudit)
    for name in COMMANDS:
        command = capaudit.get_command(context, name)
        assert command is not None
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                yield name, parameter


OPTIONS = list(_options())


@pytest.mark.parametrize("path", GENERATED, ids=str)
def test_generated_file_is_fresh(path: Path) -> None:
    hint = "run tools/generate_docs.py"
    assert (TOP / path).is_file(), hint
    assert (TOP / path).read_text("utf-8") == GENERATED[path], hint


def test_no_page_is_left_of_a_rule_that_is_gone() -> None:
    pages = {page.relative_to(TOP) for page in (TOP / "docs/rules").glob("*.md")}
    assert pages <= GENERATED.keys()


@pytest.mark.parametrize(
    ("command", "option"), OPTIONS, ids=lambda value: getattr(value, "name", value)
)
def test_every_option_has_a_help_text(command: str, option: click.Option) -> None:
    assert option.help, f"{command} --{option.name}"
    assert option.help.endswith(".")


def test_every_key_of_the_config_has_a_meaning() -> None:
    properties = settings_schema()["properties"]
    assert isinstance(properties, dict)
    assert [key for key, shape in properties.items() if not shape.get("description")] == []


def test_strict_applies_every_rule_and_every_profile_says_what_it_is_for() -> None:
    profiles = load_profiles()
    strict = profiles["strict"].select
    assert [rule.code for rule in RULES if not rule.code.startswith(strict)] == []
    assert all(profile.summary for profile in profiles.values())


def test_profiles_name_only_rules_that_there_are() -> None:
    named = {one for profile in load_profiles().values() for one in profile.select}
    codes = [rule.code for rule in RULES]
    assert {one for one in named if not any(code.startswith(one) for code in codes)} == set()
