"""Guesses which folder stands behind a prefix of references that lead nowhere by themselves."""

from __future__ import annotations

import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from urllib.parse import unquote

import msgspec

from capaudit.images import Site
from capaudit.model.survey import ImageRoot

# So many different references must fit, and so much of all that have the prefix.
_FEWEST = 3
_SHARE = 0.9
_HOST = re.compile(r"(?:https?:)?//[^/]+/")


class Reference(msgspec.Struct, frozen=True):
    """A reference of an article, and the file that it leads to without a configured root."""

    src: str
    article: str
    found: str | None


def guess_image_roots(
    references: Sequence[Reference], images: Iterable[str], site: Site
) -> tuple[ImageRoot, ...]:
    """Prefixes with the folders behind them, as far as the files there leave no doubt.

    A prefix is taken only if hardly any reference with it would lead nowhere, and none that leads
    to a file already would lead to another.
    """
    by_name: dict[str, list[str]] = defaultdict(list)
    for path in images:
        by_name[posixpath.basename(path)].append(path)
    votes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for src in {one.src for one in references if one.found is None}:
        guess = _guess(src, by_name)
        if guess is not None:
            votes[guess].add(src)
    ranked = sorted(votes, key=lambda guess: (-len(votes[guess]), guess))
    taken: list[ImageRoot] = []
    for prefix, folder in ranked:
        known = any(prefix.startswith(one.prefix) for one in taken)
        if not known and _holds(prefix, folder, references, site):
            taken.append(ImageRoot(prefix, folder, len(votes[prefix, folder])))
    return tuple(taken)


def _guess(src: str, by_name: dict[str, list[str]]) -> tuple[str, str] | None:
    """The prefix and the folder, by the one file whose path ends most like the reference."""
    plain = unquote(re.split(r"[?#]", src, maxsplit=1)[0])
    host = _HOST.match(plain)
    lead = host[0] if host else "/"
    if not plain.startswith(lead):
        return None
    wanted = plain[len(lead) :].split("/")
    scored = Counter({path: _common_end(wanted, path) for path in by_name.get(wanted[-1], ())})
    (best, length), *others = scored.most_common(2) or [("", 0)]
    # The name alone, of a picture that lies on another host, is too little.
    if length < (2 if host else 1) or (others and others[0][1] == length):
        return None
    prefix = "".join(f"{part}/" for part in wanted[: len(wanted) - length])
    folder = "/".join(best.split("/")[:-length])
    return lead + prefix, folder or "."


def _common_end(wanted: Sequence[str], path: str) -> int:
    parts = path.split("/")
    pairs = zip(reversed(wanted), reversed(parts), strict=False)
    most = min(len(wanted), len(parts))
    return next((at for at, (one, other) in enumerate(pairs) if one != other), most)


def _holds(prefix: str, folder: str, references: Sequence[Reference], site: Site) -> bool:
    """Whether a root explains nearly all the references that it would be asked for."""
    concerned = {one.src: one for one in references if one.src.startswith(prefix)}
    fitting = 0
    for src, one in concerned.items():
        rest = unquote(re.split(r"[?#]", src, maxsplit=1)[0])[len(prefix) :].lstrip("/")
        way = posixpath.normpath(posixpath.join(folder, rest))
        if one.found is not None and one.found != way:
            return False
        fitting += not way.startswith("..") and site.has_file(way)
    return fitting >= _FEWEST and fitting >= _SHARE * len(concerned)
