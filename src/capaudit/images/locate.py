"""Find the file behind an image reference as the site that publishes the article would.

Which generator builds the site is unknown, so a reference is looked up in every place that one of
them would serve it from. Only a file that exists decides; where none does, `MISSING` is said only
where the reference clearly points into a folder that is there.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import msgspec

from capaudit.images.served_folders import (
    bare_name_ways,
    below_site_root,
    likelihood_rank,
    serving_folders,
    ways_to,
)
from capaudit.model.image import FileState

IMAGE_EXTENSIONS = frozenset(
    (
        *("jpg", "jpeg", "jpe", "jfif", "png", "apng", "gif", "webp", "svg"),
        *("tif", "tiff", "bmp", "ico", "avif", "heic", "heif", "jp2", "jxl"),
    )
)
_SCHEME = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.\-]{0,30}:|//)")
# PATH_MAX of Linux; no system opens longer ones.
_LONGEST_PATH = 4096
_TEMPLATE_MARKS = ("{{", "{%", "${", "<%", "{#")


class Site(msgspec.Struct, frozen=True):
    """Where the files of a site lie.

    `root` is the absolute folder that nothing is read outside of. `roots` maps a URL prefix
    (`/gc6/`) to the folder, relative to the root, that is served there.
    """

    root: Path
    roots: Mapping[str, str] = {}


class Located(msgspec.Struct, frozen=True, kw_only=True):
    """Where a reference leads.

    `READ` here says that a file is there to be read. `path` is absolute, `relative` the same under
    the root with `/`; for a missing file the place looked in first. `reason` is a clause for a
    message.
    """

    state: FileState
    path: Path | None = None
    relative: str | None = None
    reason: str | None = None


def locate_image(src: str, article: PurePosixPath, site: Site) -> Located:
    """Find the file that a reference in an article (path relative to the root) stands for.

    Never follows a path or a symbolic link out of the root. A file whose name differs only in
    case is found, with the difference as reason.
    """
    reference = src.strip()
    configured = _configured(reference, site.roots)
    if configured is None:
        unfit = _why_not_local(reference)
        if unfit is not None:
            return Located(state=FileState.UNVERIFIED, reason=unfit)
    names = _file_names(reference if configured is None else configured)
    if not names:
        return Located(state=FileState.UNVERIFIED, reason="the reference names no file")
    if configured is not None:
        ways = tuple(posixpath.normpath(name) for name in names)
        found = _first_found(ways, site) or _first_found_in_other_case(ways, site)
        return found or _missing(ways[0])
    return _locate_names(names, article, site)


def _configured(reference: str, roots: Mapping[str, str]) -> str | None:
    """The reference under its configured folder, by the longest prefix that fits."""
    for prefix in sorted(roots, key=len, reverse=True):
        if prefix and reference.startswith(prefix):
            rest = reference[len(prefix) :].lstrip("/")
            return posixpath.join(roots[prefix].strip("/") or ".", rest)
    return None


def _why_not_local(reference: str) -> str | None:
    if not reference:
        return "the reference is empty"
    if any(mark in reference for mark in _TEMPLATE_MARKS) or reference.startswith("{"):
        return "the reference is a template expression"
    scheme = _SCHEME.match(reference)
    if scheme is None:
        return None
    if scheme[0].lower() == "data:":
        return "the image is inside the page (data:)"
    return f"the image is remote ({scheme[0]})"


def _file_names(reference: str) -> list[str]:
    """The paths a reference may spell: decoded, and as written for names that hold a `%`."""
    plain = re.split(r"[?#]", reference, maxsplit=1)[0].replace("\\", "/")
    decoded = unquote(plain)
    return [name for name in dict.fromkeys((decoded, plain)) if _is_usable(name)]


def _is_usable(name: str) -> bool:
    return len(name) <= _LONGEST_PATH and bool(name.strip("/. ")) and "\0" not in name


def _locate_names(names: list[str], article: PurePosixPath, site: Site) -> Located:
    ways = tuple(dict.fromkeys(way for name in names for way in ways_to(name, article)))
    inside = tuple(way for way in ways if not _escapes(way))
    found = _first_found(inside, site) or _bare_name(names[0], article, site)
    if found is not None:
        return found
    if _escapes(_literal_way(names[0], article)):
        reason = f"the path {names[0]} leads outside the root"
        return Located(state=FileState.OUTSIDE_ROOT, reason=reason)
    return _first_found_in_other_case(inside, site) or _not_found(names[0], ways[0], article, site)


def _literal_way(name: str, article: PurePosixPath) -> str:
    """The path as a file manager would take it, with every `..` counted."""
    if name.startswith("/"):
        return posixpath.normpath(name.lstrip("/"))
    return posixpath.normpath(str(article.parent / name))


def _escapes(way: str) -> bool:
    return way == ".." or way.startswith(("../", "/"))


def _first_found(ways: tuple[str, ...], site: Site) -> Located | None:
    root = str(site.root)
    for way in ways:
        if _escapes(way):
            return Located(
                state=FileState.OUTSIDE_ROOT, reason=f"the path {way} leads outside the root"
            )
        path = f"{root}/{way}"
        # Reads no content and is false for what is no regular file: folders, devices, pipes.
        if os.path.isfile(path):
            return _inside(path, way, site)
    return None


def _inside(path: str, way: str, site: Site, reason: str | None = None) -> Located:
    """The file found, unless a symbolic link on its path leads out of the root."""
    if not _is_below(os.path.realpath(path), _real_root(str(site.root))):
        return Located(
            state=FileState.OUTSIDE_ROOT,
            relative=way,
            reason=f"{way} is a link that leads outside the root",
        )
    return Located(state=FileState.READ, path=Path(path), relative=way, reason=reason)


@lru_cache(maxsize=16)
def _real_root(root: str) -> str:
    return os.path.realpath(root)


def _is_below(path: str, root: str) -> bool:
    return path.startswith(root.rstrip("/") + "/")


def _bare_name(name: str, article: PurePosixPath, site: Site) -> Located | None:
    """A file name without folder, looked for in image folders; only where one alone has it."""
    if "/" in name:
        return None
    ways = bare_name_ways(name, article)
    there = tuple(way for way in ways if os.path.isfile(f"{site.root}/{way}"))
    return _first_found(there, site) if len(there) == 1 else None


def _first_found_in_other_case(ways: tuple[str, ...], site: Site) -> Located | None:
    for way in ways:
        spelt = _spelt_on_disk(str(site.root), way)
        if spelt is not None:
            path = f"{site.root}/{spelt}"
            return _inside(path, spelt, site, f"found as {posixpath.basename(spelt)}")
    return None


def _spelt_on_disk(root: str, way: str) -> str | None:
    """The path of an existing file that differs from `way` in case only."""
    folder, parts = root, []
    for part in way.split("/"):
        spelt = part if os.path.exists(f"{folder}/{part}") else _other_case(folder, part)
        if spelt is None:
            return None
        parts.append(spelt)
        folder = f"{folder}/{spelt}"
    return "/".join(parts) if os.path.isfile(folder) else None


def _other_case(folder: str, name: str) -> str | None:
    try:
        changed = os.stat(folder).st_mtime_ns
    except OSError:
        return None
    return _entries_by_lower_case(folder, changed).get(name.lower())


@lru_cache(maxsize=1024)
def _entries_by_lower_case(folder: str, _changed: int) -> dict[str, str]:
    """What a folder holds, kept until it changes: a site has hundreds of pictures in one."""
    try:
        return {name.lower(): name for name in sorted(os.listdir(folder))}
    except OSError:
        return {}


def _not_found(name: str, way: str, article: PurePosixPath, site: Site) -> Located:
    extension = posixpath.splitext(name)[1].lstrip(".").lower()
    if extension not in IMAGE_EXTENSIONS:
        reason = f"{name} has no image extension and no file has this name"
        return Located(state=FileState.UNVERIFIED, reason=reason)
    if not name.startswith("/"):
        return _missing(way)
    base = _served_from(name, article, site)
    if base is None:
        first = name.strip("/").split("/", 1)[0]
        reason = f"no folder of the site is known to be served as /{first}"
        return Located(state=FileState.UNVERIFIED, reason=reason)
    return _missing(base + below_site_root(name))


def _served_from(name: str, article: PurePosixPath, site: Site) -> str | None:
    """The folder that holds the first folder of a site-rooted path; `None` if none does."""
    first, slash, _ = below_site_root(name).partition("/")
    # A file in the site's root itself: known only where a folder is served as such.
    inside = first if slash else ""
    there = [
        base
        for base in serving_folders(article)
        if (base or slash) and os.path.isdir(f"{site.root}/{base}{inside}")
    ]
    return min(there, key=likelihood_rank, default=None)


def _missing(way: str) -> Located:
    return Located(state=FileState.MISSING, relative=way, reason=f"there is no file {way}")
