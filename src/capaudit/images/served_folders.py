"""The places in a site where a reference may lead, as generators and browsers resolve it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

# Folders whose content a generator serves from the site's root, or that authors leave out of
# references; each as its generator's manual names it.
STATIC_FOLDERS = (
    "static",  # Hugo, Docusaurus, SvelteKit
    "public",  # Next.js, Astro, Vite, Gatsby's output
    "assets",  # Hugo's pipeline, Jekyll themes, Eleventy
    "content",  # Hugo, Pelican
    "src",  # Eleventy, Gatsby, Metalsmith
    "src/assets",  # Astro, Vue
    "src/static",
    "docs",  # MkDocs, Jekyll served from docs/
    "source",  # Hexo, Middleman
    "app/assets/images",  # Rails
    "site",
    "www",
    "web",
)
# Where a bare file name may be meant to lie, below each of the folders above or a site's root.
IMAGE_FOLDERS = ("images", "img", "assets/images", "assets/img", "media", "uploads", "photos")
# Folders that repeat the tree of the articles: content/blog/a.md, static/blog/a.jpg.
MIRRORING_FOLDERS = ("static", "public", "assets", "assets/images", "static/images", "images")
_CLIMB = re.compile(r"^(?:\.\./)+")
# Articles lie no deeper; the places to look in grow with the square.
_DEEPEST = 12


def mirroring_folders(article: PurePosixPath) -> Iterator[str]:
    """Folders that stand to static files as the article's folder stands to articles."""
    parts = article.parent.parts
    if len(parts) > _DEEPEST:
        return
    for ancestor in article.parents:
        above = len(ancestor.parts)
        prefix = "" if not above else f"{ancestor}/"
        for start in range(above, len(parts)):
            section = "/".join(parts[start:])
            yield from (f"{prefix}{folder}/{section}/" for folder in MIRRORING_FOLDERS)


def below_site_root(name: str) -> str:
    """The reference taken from the site's root; a browser does not climb above that."""
    path = posixpath.normpath(name.lstrip("/"))
    return _CLIMB.sub("", path) if path.startswith("../") else path


def serving_folders(article: PurePosixPath) -> Iterator[str]:
    """Every folder that may be served as the site's root: a repository may hold several sites."""
    for ancestor in article.parents:
        prefix = "" if str(ancestor) == "." else f"{ancestor}/"
        yield prefix
        yield from (f"{prefix}{folder}/" for folder in STATIC_FOLDERS)


def likelihood_rank(base: str) -> int:
    """How likely a folder is the one served: the order of the table, other folders last."""
    ranks = (rank for rank, name in enumerate(STATIC_FOLDERS) if f"/{base}".endswith(f"/{name}/"))
    return next(ranks, len(STATIC_FOLDERS))
