"""`capaudit rules`: every rule, its severity and the profiles that apply it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from capaudit.cli.output import write_out
from capaudit.cli.settings import check_codes, config_options, settle, shape_option
from capaudit.config import Config
from capaudit.config.load import require_profile
from capaudit.rules.base import Rule


@click.command(short_help="List the rules.")
@click.option("--profile", metavar="NAME", help="Only the rules that this profile applies.")
@shape_option
@config_options
def rules(profile: str | None, form: str, config_file: Path | None, root: Path | None) -> None:
    """List the rules: code, name, severity, and the profiles that apply them.

    Profiles and severities of the configuration count: so a house sees what its own profile
    amounts to.
    """
    from capaudit.rules.registry import RULES

    config = settle((), config_file, root)
    check_codes(config)
    shown = RULES
    if profile is not None:
        require_profile(profile, config.profiles, "--profile")
        chosen = Config(profile=profile, profiles=config.profiles)
        shown = tuple(rule for rule in RULES if chosen.selects(rule.code))
    write_out(_json(shown, config) if form == "json" else _table(shown, config))


def _table(shown: tuple[Rule, ...], config: Config) -> Iterator[str]:
    from capaudit.cli.rule_page import profiles_with

    width = max((len(rule.name) for rule in shown), default=0)
    for rule in shown:
        profiles = " ".join(profiles_with(rule, config.profiles))
        severity = config.severity_of(rule.code, rule.severity).value
        yield f"{rule.code}  {rule.name:<{width}}  {severity:<7}  {profiles}\n"


def _json(shown: tuple[Rule, ...], config: Config) -> Iterator[str]:
    from capaudit.cli.rule_page import profiles_with, rule_summary

    records = [
        {
            "code": rule.code,
            "name": rule.name,
            "severity": config.severity_of(rule.code, rule.severity).value,
            "scope": rule.scope.value,
            "summary": rule_summary(rule),
            "profiles": list(profiles_with(rule, config.profiles)),
        }
        for rule in shown
    ]
    yield json.dumps(records, ensure_ascii=False, indent=2) + "\n"
