"""Tells which site an article belongs to: house practice is counted site by site."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

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
        self._root = root
        self._known: dict[PurePosixPath, bool] = {}

    def site_of(self, path: str, folder: str) -> str:
        """The nearest folder above an article that holds a site's settings.

        Without one it is `folder`, the argument under which the article was found. Both are
        relative to the root, with `/`.
        """
        for above in PurePosixPath(path).parents:
            if self._is_top(above):
                return str(above)
        return folder

    def _is_top(self, folder: PurePosixPath) -> bool:
        if folder not in self._known:
            here = self._root / folder
            self._known[folder] = any((here / marker).is_file() for marker in SITE_MARKERS)
        return self._known[folder]
