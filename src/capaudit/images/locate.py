"""Find the file behind an image reference as the site that publishes the article would.

Which generator builds the site is unknown, so a reference is looked up in every place that one of
them would serve it from. Only a file that exists decides; where none does, `MISSING` is said only
where the reference clearly points into a folder that is there.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import msgspec

from capaudit.images.served_folders import below_site_root, likelihood_rank
from capaudit.images.site import ARTICLE_EXTENSIONS, IMAGE_EXTENSIONS, Site, extension
from capaudit.model.image import FileState

_SCHEME = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.\-]{0,30}:|//)")
_ON_A_SERVER = re.compile(r"(?:https?:)?//", re.IGNORECASE)
# PATH_MAX of Linux; no system opens longer ones.
_LONGEST_PATH = 4096
_TEMPLATE = re.compile(r"^\{|\{[{%#]|\$\{|<%")
# What makes a reference differ from the path it stands for.
_UNLIKE_PATH = re.compile(r"[?#%\\]")
_TEMPLATE_MAY_KNOW = "no file found; the template that shows the image may look elsewhere"


class Located(msgspec.Struct, frozen=True, kw_only=True):
    """Where a reference leads.

    `READ` here says that a file is there to be read. `path` is absolute, `relative` the same under
    the root with `/`; for a missing file the place looked in first. `reason` is a clause for a
    message. `found_as` is the end of the path as the disk spells it, where the reference spells it
    with other capitals. `url` is the reference where it leads to a server. `beside` are the names
    of the files in the folder of one that is there.
    """

    state: FileState
    path: Path | None = None
    relative: str | None = None
    reason: str | None = None
    found_as: str | None = None
    url: str | None = None
    beside: frozenset[str] | None = None


class _Search(msgspec.Struct, frozen=True):
    """A reference by its path, the article it stands in, and where its file may lie."""

    name: str
    article: PurePosixPath
    ways: tuple[str, ...]

    @property
    def length(self) -> int:
        """How many parts of the path the reference itself names, the file's name included."""
        return below_site_root(self.name).count("/") + 1

    def first_folder(self, way: str) -> str:
        """The first folder that the reference names, on one of its ways.

        A bare file name has none: it is the folder the file would lie in.
        """
        parts = way.split("/")
        return "/".join(parts[: max(len(parts) - self.length, 0) + (self.length > 1)])


def locate_image(src: str, article: PurePosixPath, site: Site) -> Located:
    """Find the file that a reference in an article (path relative to the root) stands for.

    Never follows a path or a symbolic link out of the root. A file whose name differs only in
    case is found, and the difference said.
    """
    found = _look(src, article, site)
    return found if isinstance(found, Located) else _not_found(found, site)


def locate_through_template(src: str, article: PurePosixPath, site: Site) -> Located:
    """The same for a reference that the site's own code resolves: a shortcode, a front matter key.

    That code may put any folder before it. So it is missing only where the folder it names is
    there and holds images, and otherwise unverified.
    """
    found = _look(src, article, site)
    return found if isinstance(found, Located) else _not_found_through_template(found, site)


def _look(src: str, article: PurePosixPath, site: Site) -> Located | _Search:
    """What a reference leads to, or where it was looked for in vain."""
    reference = src.strip()
    configured = _configured(reference, site.roots)
    if configured is None:
        unfit = _why_not_local(reference)
        if unfit is not None:
            url = reference if _ON_A_SERVER.match(reference) else None
            return Located(state=FileState.UNVERIFIED, reason=unfit, url=url)
    names = _file_names(reference if configured is None else configured)
    if not names:
        return Located(state=FileState.UNVERIFIED, reason="the reference names no file")
    if configured is not None:
        ways = tuple(posixpath.normpath(name) for name in names)
        found = _first_found(ways, site) or _first_found_in_other_case(ways, names[0], site)
        return found or _missing(ways[0])
    return _locate_names(names, article, site)


def _configured(reference: str, roots: Mapping[str, str]) -> str | None:
    """The reference under its configured folder, by the longest prefix that fits."""
    if not roots:
        return None
    for prefix in sorted(roots, key=len, reverse=True):
        if prefix and reference.startswith(prefix):
            rest = reference[len(prefix) :].lstrip("/")
            return posixpath.join(roots[prefix].strip("/") or ".", rest)
    return None


def _why_not_local(reference: str) -> str | None:
    if not reference:
        return "the reference is empty"
    if _TEMPLATE.search(reference) is not None:
        return "the reference is a template expression"
    scheme = _SCHEME.match(reference)
    if scheme is None:
        return None
    if scheme[0].lower() == "data:":
        return "the image is inside the page (data:)"
    return f"the image is remote ({scheme[0]})"


def _file_names(reference: str) -> list[str]:
    """The paths a reference may spell: decoded, and as written for names that hold a `%`."""
    if _UNLIKE_PATH.search(reference) is None:
        return [reference] if _is_usable(reference) else []
    plain = re.split(r"[?#]", reference, maxsplit=1)[0].replace("\\", "/")
    decoded = unquote(plain)
    return [name for name in dict.fromkeys((decoded, plain)) if _is_usable(name)]


def _is_usable(name: str) -> bool:
    return len(name) <= _LONGEST_PATH and bool(name.strip("/. ")) and "\0" not in name


def _locate_names(names: list[str], article: PurePosixPath, site: Site) -> Located | _Search:
    # Most references lead straight to their file: a way is only made when those before it failed.
    tried: dict[str, None] = {}
    for name in names:
        for way in _ways_to(name, article, site):
            if way in tried or _escapes(way):
                continue
            if site.has_file(way):
                return _inside(way, site)
            tried[way] = None
    inside = tuple(tried)
    found = _bare_name(names[0], article, site)
    if found is not None:
        return found
    if _escapes(_literal_way(names[0], article)):
        reason = f"the path {names[0]} leads outside the root"
        return Located(state=FileState.OUTSIDE_ROOT, reason=reason)
    found = _first_found_in_other_case(inside, names[0], site)
    return found or _Search(names[0], article, inside)


def _ways_to(name: str, article: PurePosixPath, site: Site) -> Iterator[str]:
    """Paths relative to the root where the file may lie, the likeliest first."""
    if not name.startswith("/"):
        yield _literal_way(name, article)
        # The folder named like the article: page bundles, and pages served as /name/.
        yield posixpath.normpath(str(article.parent / article.stem / name))
    rooted = below_site_root(name)
    bases = site.bases(article)
    yield from (posixpath.normpath(base + rooted) for base in bases.serving)
    if not name.startswith("/"):
        yield from (posixpath.normpath(base + rooted) for base in bases.mirroring)


def _literal_way(name: str, article: PurePosixPath) -> str:
    """The path as a file manager would take it, with every `..` counted."""
    if name.startswith("/"):
        return posixpath.normpath(name.lstrip("/"))
    return posixpath.normpath(posixpath.join(posixpath.dirname(str(article)), name))


def _escapes(way: str) -> bool:
    return way == ".." or way.startswith(("../", "/"))


def _first_found(ways: tuple[str, ...], site: Site) -> Located | None:
    for way in ways:
        if _escapes(way):
            return Located(
                state=FileState.OUTSIDE_ROOT, reason=f"the path {way} leads outside the root"
            )
        if site.has_file(way):
            return _inside(way, site)
    return None


def _inside(way: str, site: Site, found_as: str | None = None) -> Located:
    """The file found, unless a symbolic link on its path leads out of the root."""
    if not site.holds_inside(way):
        return Located(
            state=FileState.OUTSIDE_ROOT,
            relative=way,
            reason=f"{way} is a link that leads outside the root",
        )
    folder = site.folder(way.rpartition("/")[0])
    return Located(
        state=FileState.READ,
        path=site.root / way,
        relative=way,
        found_as=found_as,
        beside=folder.files if folder is not None else None,
    )


def _bare_name(name: str, article: PurePosixPath, site: Site) -> Located | None:
    """A file name without folder, looked for in image folders; only where one alone has it."""
    if "/" in name:
        return None
    ways = dict.fromkeys(posixpath.normpath(base + name) for base in site.bases(article).images)
    there = tuple(way for way in ways if site.has_file(way))
    return _first_found(there, site) if len(there) == 1 else None


def _first_found_in_other_case(ways: tuple[str, ...], name: str, site: Site) -> Located | None:
    length = below_site_root(name).count("/") + 1
    for way in ways:
        spelt = None if _escapes(way) else site.spelt_on_disk(way)
        if spelt is not None:
            return _inside(spelt, site, "/".join(spelt.split("/")[-length:]))
    return None


def _not_found(search: _Search, site: Site) -> Located:
    """Missing where the folder is known to be the one meant."""
    name, ways = search.name, search.ways
    if extension(name) not in IMAGE_EXTENSIONS:
        return _no_image_extension(name)
    if name.startswith("/"):
        base = _served_from(name, search.article, site)
        return _missing(base + below_site_root(name)) if base is not None else _unserved(name)
    if search.length == 1:
        return _missing(ways[0])
    known = (way for way in ways if site.folder(search.first_folder(way)) is not None)
    way = next(known, None)
    return _missing(way) if way is not None else _unserved(name)


def _not_found_through_template(search: _Search, site: Site) -> Located:
    """Missing where the folder named is there and holds images, or where a bundle lacks its own."""
    if extension(search.name) not in IMAGE_EXTENSIONS:
        return _no_image_extension(search.name)
    if search.length == 1 and not search.name.startswith("/"):
        known = _is_bundle(search.article, site) or _holds_images(search.ways[0], site)
        way = search.ways[0] if known else None
    elif search.length == 1:
        way = next((way for way in search.ways if _holds_images(way, site)), None)
    else:
        way = next((way for way in search.ways if _leads_to_images(way, search, site)), None)
    if way is None:
        return Located(state=FileState.UNVERIFIED, reason=_TEMPLATE_MAY_KNOW)
    return _missing(way)


def _holds_images(way: str, site: Site) -> bool:
    """Whether other images lie where a way ends."""
    return site.count(posixpath.dirname(way), IMAGE_EXTENSIONS) > 0


def _leads_to_images(way: str, search: _Search, site: Site) -> bool:
    """Whether the folders of a way, as far as they exist, lead to where images lie."""
    folder, first = posixpath.dirname(way), search.first_folder(way)
    if site.folder(first) is None:
        return False
    while len(folder) > len(first) and site.folder(folder) is None:
        folder = posixpath.dirname(folder)
    return site.is_image_place(folder)


def _is_bundle(article: PurePosixPath, site: Site) -> bool:
    """Whether an article is the only one of its folder and named for it, as page bundles are."""
    return (
        article.stem in {"index", "_index"}
        and len(article.parts) > 1
        and site.count(str(article.parent), ARTICLE_EXTENSIONS) == 1
    )


def _no_image_extension(name: str) -> Located:
    reason = f"{name} has no image extension and no file has this name"
    return Located(state=FileState.UNVERIFIED, reason=reason)


def _unserved(name: str) -> Located:
    slash = "/" if name.startswith("/") else ""
    first = below_site_root(name).split("/", 1)[0]
    reason = f"no folder of the site is known to be served as {slash}{first}"
    return Located(state=FileState.UNVERIFIED, reason=reason)


def _served_from(name: str, article: PurePosixPath, site: Site) -> str | None:
    """The folder that holds the first folder of a site-rooted path; `None` if none does."""
    first, slash, _ = below_site_root(name).partition("/")
    # A file in the site's root itself: known only where a folder is served as such.
    inside = first if slash else ""
    there = [
        base
        for base in site.bases(article).serving
        if (base or slash) and site.folder((base + inside).rstrip("/")) is not None
    ]
    return min(there, key=likelihood_rank, default=None)


def _missing(way: str) -> Located:
    return Located(state=FileState.MISSING, relative=way, reason=f"there is no file {way}")
