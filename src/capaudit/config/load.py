"""Finds the nearest configuration file, reads it and checks every key."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path

import msgspec

from capaudit.config.config import Config
from capaudit.config.house_schemas import load_house_schema
from capaudit.config.settings import Settings
from capaudit.data.profiles import Profile, load_profiles
from capaudit.errors import UsageError
from capaudit.model.article import Json
from capaudit.model.fetching import FetchLimits

OWN_FILE = "capaudit.toml"
PROJECT_FILE = "pyproject.toml"

# Settings that name files or build on what is shipped, and so are not simply taken over.
_READ_HERE = frozenset(
    {
        "profiles",
        "root",
        "article_schema",
        "image_schema",
        "trust_list",
        "baseline",
        "memory",
        "fetch",
    }
)


def load_config(start: Path, explicit: Path | None = None) -> Config:
    """The configuration for a run that starts in a folder (or at a file in it).

    Without an explicit file the nearest one upwards counts: `capaudit.toml`, else a
    `pyproject.toml` with `[tool.capaudit]`. Raises `UsageError`, which names the file, for a file
    that cannot be read, an unknown key, a wrong value, an unknown profile or a broken schema.
    """
    found = (explicit, _table_of(explicit)) if explicit else _nearest(start.absolute())
    if found is None:
        return Config()
    path, table = found
    settings = _settings(path, {} if table is None else table)
    return _config(path.absolute(), settings)


def find_root(config: Config, paths: Sequence[str]) -> Path:
    """The folder that bounds a run; nothing above it is opened.

    It is the configured root, else the config's folder, else the git top level above all paths,
    else their common parent.
    """
    if config.root is not None:
        return config.root
    if config.path is not None:
        return config.path.parent.resolve()
    paths = local_paths(paths)
    # A link to an article stands where it is named, not where it leads.
    parents = [_folder(Path(path).absolute()).resolve() for path in paths] or [Path.cwd()]
    top = next((one for one in _upwards(parents[0]) if (one / ".git").exists()), None)
    if top is not None and all(parent.is_relative_to(top) for parent in parents):
        return top
    return Path(os.path.commonpath(parents))


def local_paths(paths: Sequence[str]) -> list[str]:
    """The paths on this machine: what an object store holds (`s3://…`) has its root there."""
    return [path for path in paths if "://" not in path]


def nearest_name(name: str, known: Iterable[str]) -> str | None:
    """The known name that a mistyped one was most likely meant to be."""
    return next(iter(get_close_matches(name, list(known), n=1, cutoff=0.5)), None)


def _nearest(start: Path) -> tuple[Path, dict[str, Json]] | None:
    for folder in _upwards(_folder(start)):
        for name in (OWN_FILE, PROJECT_FILE):
            path = folder / name
            table = _table_of(path) if path.is_file() else None
            if table is not None:
                return path, table
    return None


def _folder(path: Path) -> Path:
    """The path itself or the nearest folder above it that is there: a path may be a glob."""
    return next(one for one in _upwards(path) if one.is_dir())


def _upwards(folder: Path) -> tuple[Path, ...]:
    return (folder, *folder.parents)


def _table_of(path: Path) -> dict[str, Json] | None:
    """The settings in a file; `None` for a `pyproject.toml` that has none."""
    try:
        content = tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: is not TOML: {error}") from error
    if path.name != PROJECT_FILE:
        return content
    table = content.get("tool", {}).get("capaudit")
    return table if table is None or isinstance(table, dict) else {"tool.capaudit": table}


def _settings(path: Path, table: dict[str, Json]) -> Settings:
    _refuse_unknown(path, table, _keys(Settings), "")
    profiles = table.get("profiles")
    for name, profile in profiles.items() if isinstance(profiles, dict) else ():
        if isinstance(profile, dict):
            _refuse_unknown(path, profile, _keys(Profile), f"profiles.{name}.")
    try:
        return msgspec.convert(table, Settings)
    except msgspec.ValidationError as error:
        raise UsageError(f"{path}: {_readable(error)}", "capaudit schema config") from error


def _keys(shape: type[msgspec.Struct]) -> tuple[str, ...]:
    return shape.__struct_encode_fields__


def _refuse_unknown(
    path: Path, table: dict[str, Json], known: tuple[str, ...], prefix: str
) -> None:
    for key in table:
        if key not in known:
            meant = nearest_name(key, known)
            hint = f"did you mean {prefix}{meant}?" if meant else f"keys: {', '.join(known)}"
            raise UsageError(f"{path}: unknown key {prefix}{key}", hint)


def _readable(error: msgspec.ValidationError) -> str:
    """`Expected `int`, got `str` - at `$.date-tolerance`` with the key in front."""
    said, _, place = str(error).partition(" - at ")
    key = place.strip("`").removeprefix("$.")
    said = said.replace("`", "")
    return f"{key}: {said[:1].lower()}{said[1:]}" if key else said


def _refuse_both(path: Path, prefix: str, chosen: Iterable[str], refused: Iterable[str]) -> None:
    """Raise `UsageError` for a code that one file both selects and ignores."""
    both = {*chosen} & {*refused}
    if both:
        raise UsageError(f"{path}: {prefix}ignore: {min(both)} is selected too", "decide for one")


def _config(path: Path, settings: Settings) -> Config:
    folder = path.parent.resolve()
    _refuse_both(path, "", (*settings.select, *settings.extend_select), settings.ignore)
    profiles = _profiles(path, settings)
    plain = {
        name: getattr(settings, name)
        for name in Settings.__struct_fields__
        if name not in _READ_HERE
    }
    return Config(
        path=path,
        profiles=profiles,
        root=_root(path, folder, settings.root),
        article_schema=load_house_schema(folder, settings.article_schema),
        image_schema=load_house_schema(folder, settings.image_schema),
        trust_list=_trust_list(path, folder, settings.trust_list),
        baseline=folder / settings.baseline if settings.baseline is not None else None,
        memory=folder / settings.memory if settings.memory is not None else None,
        fetch=_fetch(folder, settings.fetch),
        **plain,
    )


def _fetch(folder: Path, limits: FetchLimits) -> FetchLimits:
    """The limits with the cache's folder as an absolute path."""
    if limits.cache is None:
        return limits
    return msgspec.structs.replace(limits, cache=str(folder / limits.cache))


def _trust_list(path: Path, folder: Path, named: str | None) -> str | None:
    """The certificates of the named file, as the text they are kept in."""
    if named is None:
        return None
    try:
        certificates = (folder / named).read_text("ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: trust-list: {named} cannot be read: {error}") from error
    if "-----BEGIN CERTIFICATE-----" not in certificates:
        raise UsageError(f"{path}: trust-list: {named} holds no PEM certificate")
    return certificates


def _root(path: Path, folder: Path, named: str | None) -> Path | None:
    if named is None:
        return None
    root = (folder / named).resolve()
    if not root.is_dir():
        raise UsageError(f"{path}: root: {named} is no folder")
    return root


def _profiles(path: Path, settings: Settings) -> dict[str, Profile]:
    """The profiles that come with capaudit and the house's own, every `extends` checked."""
    profiles = load_profiles()
    taken = profiles.keys() & settings.profiles.keys()
    if taken:
        name = min(taken)
        raise UsageError(f"{path}: profiles.{name}: this name is taken", "choose another name")
    profiles |= settings.profiles
    for name, profile in settings.profiles.items():
        _refuse_both(path, f"profiles.{name}.", profile.select, profile.ignore)
        _check_extends(path, name, profile, profiles)
    require_profile(settings.profile, profiles, str(path))
    return profiles


def _check_extends(path: Path, name: str, profile: Profile, profiles: dict[str, Profile]) -> None:
    seen = {name}
    while profile.extends is not None:
        require_profile(profile.extends, profiles, f"{path}: profiles.{name}")
        if profile.extends in seen:
            raise UsageError(f"{path}: profiles.{name}: extends itself")
        seen.add(profile.extends)
        profile = profiles[profile.extends]


def require_profile(name: str, profiles: dict[str, Profile], where: str) -> None:
    """Raise `UsageError` with the nearest name unless there is a profile of this name."""
    if name not in profiles:
        meant = nearest_name(name, profiles)
        hint = f"did you mean {meant}?" if meant else f"profiles: {', '.join(profiles)}"
        raise UsageError(f"{where}: unknown profile {name}", hint)
