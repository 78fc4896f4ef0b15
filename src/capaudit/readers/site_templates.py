"""What the image tags of a site take: learnt from the site's own templates.

Hugo keeps them in `layouts/shortcodes`, Jekyll and Eleventy in `_includes`, Eleventy also in its
configuration, Astro in `src/components`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path, PurePosixPath

from capaudit.readers.site_data import SiteData
from capaudit.readers.site_kinds import SITE_KINDS, SiteKind
from capaudit.readers.site_view import SiteView, TagParameters, Tags

_MOST_TEMPLATES = 400


class SiteTemplates:
    """Finds the templates of each article's site and reads them once. Make one for each run."""

    def __init__(
        self,
        root: Path,
        kind: str | None = None,
        given: Mapping[str, TagParameters] | None = None,
        *,
        is_scraped: bool = False,
    ) -> None:
        """`kind` is the name of one of `SITE_KINDS`, `given` what the house says of its tags.

        `is_scraped` says that the pages were.
        """
        self._is_scraped = is_scraped
        self._root = root
        self._kinds = [one for one in SITE_KINDS if kind in {None, one.name}]
        self._is_set = kind is not None
        self._given = {name.lower(): one for name, one in (given or {}).items()}
        self._data = SiteData(root)
        self._known: dict[PurePosixPath, Tags] = {}

    def view_for(self, path: str) -> SiteView:
        """What an article (path relative to the root) takes from its site."""
        tags = {**self._of_folder(PurePosixPath(path).parent), **self._given}
        return SiteView(tags, partial(self._data.value, article_path=path), self._is_scraped)

    def _of_folder(self, folder: PurePosixPath) -> Tags:
        known = self._known.get(folder)
        if known is None:
            above = {} if folder == folder.parent else self._of_folder(folder.parent)
            known = self._known[folder] = {**above, **self._learnt(folder)}
        return known

    def _learnt(self, folder: PurePosixPath) -> Tags:
        """The tags whose templates lie below a folder that is the top of a site."""
        top = self._root / folder
        kinds = [one for one in self._kinds if self._is_set or one.is_top(top)]
        files = [(path, kind) for kind in kinds for path in _templates(top, kind)]
        return _tags_of(files) if files else {}


def _tags_of(files: Sequence[tuple[Path, SiteKind]]) -> Tags:
    # Sites without templates need not wait for what reads them.
    from capaudit.readers.template_reading import read_template  # noqa: PLC0415

    tags: dict[str, TagParameters] = {}
    for path, kind in files:
        for name, parameters in read_template(path, kind):
            tags.setdefault(name, parameters)
    return tags


def _templates(top: Path, kind: SiteKind) -> Iterator[Path]:
    """The template files of a site; links that lead out of it are not followed."""
    boundary = f"{os.path.realpath(top)}{os.sep}"
    below = (path for pattern in kind.templates for path in sorted(top.glob(pattern)))
    inside = (path for path in below if os.path.realpath(path).startswith(boundary))
    yield from islice((path for path in inside if path.is_file()), _MOST_TEMPLATES)
