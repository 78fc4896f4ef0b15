"""What the image tags of a site take: learnt from the site's own templates.

Hugo keeps them in `layouts/shortcodes`, Jekyll and Eleventy in `_includes`, Eleventy also in its
configuration, Astro in `src/components`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import islice
from pathlib import Path, PurePosixPath

from capaudit.model.article import Figure
from capaudit.readers.expressions import NO_NAMES
from capaudit.readers.figures import find_figures
from capaudit.readers.shortcodes import Masked
from capaudit.readers.site_data import SiteData
from capaudit.readers.site_kinds import SITE_KINDS, SiteKind
from capaudit.readers.site_view import SiteView, TagParameters, Tags
from capaudit.readers.tags import Feed
from capaudit.readers.template_values import MARKED, filled_in, mark
from capaudit.readers.tree import TreeBuilder
from capaudit.readers.vocabulary import CREDIT_LINE, TAG_CREDIT_KEYS

_LARGEST = 60_000
_LONGEST_FUNCTION = 4000
_MOST_TEMPLATES = 400
# https://mozilla.github.io/nunjucks/templating.html#macro
_MACRO = re.compile(
    r"\{%-?\s*macro\s+(?P<name>\w+)\s*\((?P<given>[^)]{0,1000})\)\s*-?%\}"
    r"(?P<body>.{0,10000}?)\{%-?\s*endmacro",
    re.DOTALL,
)
# https://www.11ty.dev/docs/shortcodes/
_ADDED = re.compile(
    r"add(?:Async|Paired|Nunjucks|Liquid|Handlebars|JavaScript){0,2}(?:Async)?Shortcode\(\s*"
    r"[\"'](?P<name>[\w-]+)[\"']\s*,\s*(?:async\s*)?(?:function\s*\w*\s*)?"
    r"\((?P<given>[^)]{0,1000})\)"
)
_NAME = re.compile(r"\s*(?:\{\s*)?([A-Za-z_]\w*)")
_IN_STRING = re.compile(r"\$?\{\s*(?:Astro\.)?(?:props\.)?([A-Za-z_]\w*)\s*\}")


class SiteTemplates:
    """Finds the templates of each article's site and reads them once. Make one for each run."""

    def __init__(
        self, root: Path, kind: str | None = None, given: Mapping[str, TagParameters] | None = None
    ) -> None:
        """`kind` is the name of one of `SITE_KINDS`, `given` what the house says of its tags."""
        self._root = root
        self._kinds = [one for one in SITE_KINDS if kind in {None, one.name}]
        self._is_set = kind is not None
        self._given = {name.lower(): one for name, one in (given or {}).items()}
        self._data = SiteData(root)
        self._known: dict[PurePosixPath, Tags] = {}

    def view_for(self, path: str) -> SiteView:
        """What an article (path relative to the root) takes from its site."""
        tags = {**self._of_folder(PurePosixPath(path).parent), **self._given}
        return SiteView(tags, partial(self._data.value, article_path=path))

    def _of_folder(self, folder: PurePosixPath) -> Tags:
        known = self._known.get(folder)
        if known is None:
            above = {} if folder == folder.parent else self._of_folder(folder.parent)
            known = self._known[folder] = {**above, **self._learnt(folder)}
        return known

    def _learnt(self, folder: PurePosixPath) -> Tags:
        """The tags whose templates lie below a folder that is the top of a site."""
        tags: dict[str, TagParameters] = {}
        top = self._root / folder
        for kind in self._kinds:
            if self._is_set or kind.is_top(top):
                for path in _templates(top, kind):
                    for name, parameters in _read_template(path, kind):
                        tags.setdefault(name, parameters)
        return tags


def _templates(top: Path, kind: SiteKind) -> Iterator[Path]:
    """The template files of a site; links that lead out of it are not followed."""
    boundary = f"{os.path.realpath(top)}{os.sep}"
    below = (path for pattern in kind.templates for path in sorted(top.glob(pattern)))
    inside = (path for path in below if os.path.realpath(path).startswith(boundary))
    yield from islice((path for path in inside if path.is_file()), _MOST_TEMPLATES)


def _read_template(path: Path, kind: SiteKind) -> Iterator[tuple[str, TagParameters]]:
    try:
        with path.open("rb") as handle:
            text = handle.read(_LARGEST).decode("utf-8", "replace")
    except OSError:
        # A template that cannot be read teaches nothing: tags are read by their words.
        return
    if path.suffix in {".js", ".cjs", ".mjs", ".ts"}:
        yield from _functions(text)
        return
    macros = list(_MACRO.finditer(text))
    for macro in macros:
        given = _names(macro["given"])
        page = filled_in(macro["body"], frozenset(given))
        yield from _named(macro["name"], page, given)
    if not macros:
        page = filled_in(text, None if kind.has_plain_names else frozenset())
        if kind.has_components:
            page = _with_marks(text.rpartition("\n---")[2])
        yield from _named(path.stem, page, ())


def _functions(text: str) -> Iterator[tuple[str, TagParameters]]:
    """Shortcodes that a configuration defines as functions returning a string of HTML."""
    added = list(_ADDED.finditer(text))
    starts = [one.start() for one in added]
    for one, end in zip(added, [*starts[1:], len(text)], strict=False):
        given = _names(one["given"])
        body = text[one.end() : min(end, one.end() + _LONGEST_FUNCTION)]
        yield from _named(one["name"], _with_marks(body, frozenset(given)), given)


def _with_marks(text: str, names: frozenset[str] | None = None) -> str:
    """JavaScript with a mark where a string or component prints one of these names, or any."""
    return _IN_STRING.sub(
        lambda one: mark(one[1]) if names is None or one[1] in names else "", text
    )


def _names(given: str) -> tuple[str, ...]:
    """The names of parameters between the brackets of a definition."""
    return tuple(found[1] for part in given.split(",") if (found := _NAME.match(part)))


def _named(name: str, page: str, given: tuple[str, ...]) -> Iterator[tuple[str, TagParameters]]:
    parameters = _parameters(page, given)
    if parameters is not None:
        yield name.lower(), parameters


def _parameters(page: str, given: tuple[str, ...]) -> TagParameters | None:
    """What each parameter is for in a filled-in template; `None` where it shows no image."""
    if "<img" not in page and "<Image" not in page and "<amp-img" not in page:
        return None
    builder = TreeBuilder(page)
    Feed(page, Masked(page, (), ()), builder, NO_NAMES).html(0, len(page))
    tree = builder.build()
    for figure in find_figures(tree, tree.nodes[0]).found:
        src = _marks(figure.src)
        if src:
            return _of_figure(figure, src, given)
    return None


def _of_figure(figure: Figure, src: tuple[str, ...], given: tuple[str, ...]) -> TagParameters:
    caption = figure.caption.text if figure.caption is not None else ""
    credited = tuple(_credits_in(caption))
    parts = {
        "caption": tuple(one for one in _marks(caption) if one not in credited),
        "credit": (
            *(_marks(figure.credit_line.text) if figure.credit_line is not None else ()),
            *credited,
        ),
        "alt": _marks(figure.alt_text.text) if figure.alt_text is not None else (),
        "title": _marks(figure.title.text) if figure.title is not None else (),
    }
    return TagParameters(src=src, given=given, **parts)


def _marks(text: str) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(found[1].lower().replace("-", "_") for found in MARKED.finditer(text))
    )


def _credits_in(caption: str) -> Iterator[str]:
    """The parameters in a caption that are its credit: by their names, or by a label before."""
    position = 0
    for found in MARKED.finditer(caption):
        before = caption[position : found.start()].strip()
        position = found.end()
        label = CREDIT_LINE.match(f"{before} x")
        labelled = label is not None and bool(label["label"] or label["open"])
        # `Boats in Selby. (Ida Moss/AFP)`
        labelled = labelled or (before.endswith(("(", "[")) and found.start() > 2)
        name = found[1].lower().replace("-", "_")
        if labelled or name in TAG_CREDIT_KEYS:
            yield name
