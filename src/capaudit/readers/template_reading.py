"""What the parameters of a template are for: read from the page it writes.

See `template_values` for how a template is filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from capaudit.model.article import Figure
from capaudit.readers.expressions import NO_NAMES
from capaudit.readers.figures import find_figures
from capaudit.readers.shortcodes import Masked
from capaudit.readers.site_kinds import SiteKind
from capaudit.readers.site_view import TagParameters
from capaudit.readers.tags import Feed
from capaudit.readers.template_values import MARKED, filled_in, mark
from capaudit.readers.tree import TreeBuilder
from capaudit.readers.vocabulary import CREDIT_LINE, TAG_CREDIT_KEYS

_LARGEST = 60_000
_LONGEST_FUNCTION = 4000
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


def read_template(path: Path, kind: SiteKind) -> Iterator[tuple[str, TagParameters]]:
    """The tags that a file of a site defines, with what their parameters are for."""
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
