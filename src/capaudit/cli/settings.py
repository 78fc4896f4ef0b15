"""Options that several commands share, and the configuration they amount to."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click
import msgspec

from capaudit.config import Config, find_root, load_config
from capaudit.config.load import local_paths, nearest_name, require_profile
from capaudit.errors import UsageError

Command = TypeVar("Command", bound=Callable[..., Any])


def config_options(command: Command) -> Command:
    """Add `--config` and `--root`."""
    command = click.option(
        "--root",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="Top of the site; nothing above it is opened. "
        "Default: the config's folder, else the git top level, else the paths' common parent.",
    )(command)
    return click.option(
        "--config",
        "config_file",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Configuration file. Default: the nearest capaudit.toml or pyproject.toml upwards.",
    )(command)


def shape_option(command: Command) -> Command:
    """Add `--format` for an answer that people read or programs do."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="Shape of the answer.",
    )(command)


def cache_folder(config: Config, paths: Sequence[str]) -> Path:
    """Where the audit cache of a site lies, unless it is put elsewhere."""
    return (config.root or find_root(config, local_paths(paths))) / ".capaudit_cache"


def day_option(command: Command) -> Command:
    """Add `--date`."""
    return click.option(
        "--date",
        "day",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="YYYY-MM-DD",
        help="Day of audit, for expiry; also the publication date where none is to be had. "
        "Default: today.",
    )(command)


def selection_options(command: Command) -> Command:
    """Add `--profile`, `--select`, `--ignore` and `--extend-select`."""
    for name, text in (
        ("--extend-select", "Apply these rules beside the profile's."),
        ("--ignore", "Leave out these rules."),
        ("--select", "Apply these rules only; prefixes count, commas separate."),
    ):
        command = click.option(
            name, metavar="CODES", multiple=True, callback=split_codes, help=text
        )(command)
    return click.option(
        "--profile", metavar="NAME", help="Which profile's rules apply; see capaudit rules."
    )(command)


def split_codes(
    context: click.Context, parameter: click.Parameter, values: Sequence[str]
) -> tuple[str, ...]:
    """Codes from options that may be repeated and may each hold a list with commas."""
    del context, parameter
    codes = (code.strip().upper() for value in values for code in value.split(","))
    return tuple(code for code in codes if code)


def settle(
    paths: Sequence[str],
    config_file: Path | None,
    root: Path | None,
    day: datetime | None = None,
) -> Config:
    """The configuration that counts for some paths, with root and day of audit settled."""
    config = load_config(_start(paths), config_file)
    if root is not None:
        config = msgspec.structs.replace(config, root=root.resolve())
    config = msgspec.structs.replace(config, root=find_root(config, paths))
    if day is not None:
        config = msgspec.structs.replace(config, date=day.date())
    return config


def choose_rules(
    config: Config,
    profile: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    extend_select: tuple[str, ...],
) -> Config:
    """The configuration with the rules of the command line.

    `--select` stands alone: it replaces what the file selects and ignores. `--ignore` and
    `--extend-select` add to the file, and have the last word on a code that it names too.
    """
    check_codes(config)
    contradictory = {*select, *extend_select} & {*ignore}
    if contradictory:
        raise UsageError(f"{min(contradictory)} is both selected and ignored by the options")
    if profile is not None:
        require_profile(profile, config.profiles, "--profile")
        config = msgspec.structs.replace(config, profile=profile)
    if select:
        config = msgspec.structs.replace(config, select=select, extend_select=(), ignore=())
    ignored = tuple(code for code in config.ignore if code not in extend_select)
    config = msgspec.structs.replace(
        config,
        ignore=(*ignored, *ignore),
        extend_select=(*config.extend_select, *extend_select),
    )
    check_codes(config)
    return config


def check_codes(config: Config) -> None:
    """Raise `UsageError` for a code or prefix that fits no rule: most likely a typing error.

    An element that is required while the rule that looks for it is ignored is a contradiction.
    """
    from capaudit.rules.registry import RULES

    known = [rule.code for rule in RULES]
    for where, codes in _named_codes(config):
        for code in codes:
            if not any(one.startswith(code) for one in known):
                meant = nearest_name(code, known)
                hint = f"did you mean {meant}? " if meant else ""
                place = f"{where}: " if where else ""
                message = f"{place}no rule has the code {code}"
                raise UsageError(message, f"{hint}capaudit rules lists all")
    for rule in RULES:
        if rule.habit in config.required and rule.code in config.ignore:
            raise UsageError(f"{rule.habit} is required, but {rule.code} is ignored")


def _named_codes(config: Config) -> Iterator[tuple[str, Iterable[str]]]:
    """Every list of codes with the key it stands under."""
    yield "", (*config.select, *config.extend_select, *config.ignore)
    yield "severity", config.severity
    for glob, codes in config.per_path_ignores.items():
        yield f"per-path-ignores, {glob}", codes
    for name, profile in config.profiles.items():
        yield f"profiles.{name}", (*profile.select, *profile.ignore)


def _start(paths: Sequence[str]) -> Path:
    """Where the search for a configuration begins: the folder all paths lie in."""
    absolute = [os.path.abspath(path) for path in local_paths(paths)]
    return Path(os.path.commonpath(absolute)) if absolute else Path.cwd()
