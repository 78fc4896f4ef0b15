"""Tells which site an article belongs to: house practice is counted site by site."""

from __future__ import annotations

import os
import posixpath
from pathlib import Path

# Files that stand at the top of a site, by the generators' own documentation.
SITE_MARKERS = (
    "capaudit.toml",
    "hugo.toml",
    "hugo.yaml",
    "hugo.json",
    "config.toml",
    "_config.yml",
    "_config.yaml",
    "mkdocs.yml",
    "docusaurus.config.js",
    ".eleventy.js",
    "eleventy.config.js",
    "astro.config.mjs",
    "package.json",
)


class SiteFinder:
    """Finds the top folder of each article's site, looking into every folder once."""

    def __init__(self, root: Path) -> None:
        self._root = os.fspath(root)
        self._known: dict[str, str | None] = {}

    def site_of(self, path: str, folder: str) -> str:
        """The nearest folder above an article that holds a site's settings.

        Without one it is `folder`, the argument under which the article was found. Both are
        relative to the root, with `/`.
        """
        top = self._top_of(posixpath.dirname(path))
        return folder if top is None else top

    def _top_of(self, folder: str) -> str | None:
        """The top of the site that a folder is one of; `None` where none above is one."""
        above, passed = folder, []
        while above not in self._known:
            if self._is_top(above):
                self._known[above] = above or "."
            elif above in ("", "/"):
                self._known[above] = None
            else:
                passed.append(above)
                above = posixpath.dirname(above)
        top = self._known[above]
        self._known.update(dict.fromkeys(passed, top))
        return top

    def _is_top(self, folder: str) -> bool:
        here = os.path.join(self._root, folder)
        return any(os.path.isfile(os.path.join(here, marker)) for marker in SITE_MARKERS)
