"""Values that pages take from elsewhere: imported images, front matter, strings in expressions.

MDX and Astro write `src={boat}` below `import boat from './boat.jpg'`, Docusaurus
`src={require('./boat.jpg').default}`, Jekyll `file=page.hero.image`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from capaudit.model.text import Passage
from capaudit.readers.record import Record
from capaudit.readers.site_view import NO_SITE, SiteView

# https://mdxjs.com/docs/using-mdx/, https://docs.astro.build/en/guides/images/
_IMPORT = re.compile(
    r"^[ \t]{0,40}(?:import[ \t]+(?P<default>[A-Za-z_$][\w$]{0,80})[ \t]+from[ \t]+"
    r"|(?:export[ \t]+)?(?:const|let|var)[ \t]+(?P<name>[A-Za-z_$][\w$]{0,80})[ \t]*=[ \t]*"
    r"(?:require|import)[ \t]*\([ \t]*)(?P<quote>[\"'])(?P<path>[^\"'\n]{1,500})(?P=quote)",
    re.MULTILINE,
)
_STRING = re.compile(r"\{\s*(?:\"([^\"]*)\"|'([^']*)'|`([^`$]*)`)\s*\}")
_CALL = re.compile(r"\{\s*(?:await\s+)?[\w.$]{1,60}\(\s*(?:\"([^\"]*)\"|'([^']*)'|`([^`$]*)`)")
_NAME = re.compile(r"\{?\s*([A-Za-z_$][\w$.\[\]-]{0,120}?)(?:\.(?:src|default|url))?\s*\}?")
# https://shopify.github.io/liquid/tags/variable/, https://mozilla.github.io/nunjucks/templating.html
_ASSIGNED = re.compile(
    r"\{%-?[ \t]{0,20}(?:assign|set)[ \t]{1,20}(\w{1,60})[ \t]{0,20}=[ \t]{0,20}"
    r"([A-Za-z_][\w.\[\]-]{0,200})[ \t]{0,20}(?:\||-?%\})"
)
# Variables may stand for one another, and for themselves.
_DEEPEST = 4
_LONGEST = 300
# What generators call the front matter: Jekyll, Astro and MDX, Docusaurus, Nunjucks layouts.
_RECORDS = ("page.", "frontmatter.", "frontMatter.", "post.", "metadata.", "data.", "props.")


class Names:
    """What the names that a page uses stand for, with the place where it is written."""

    def __init__(self, source: str, record: Record, site: SiteView = NO_SITE) -> None:
        self.tags = site.tags
        self._data = site.data
        self._record = record
        self._source = source

    # Most pages name no value: what they assign and import is looked for once one is asked for.

    @cached_property
    def _assigned(self) -> dict[str, str]:
        if "{%" not in self._source:
            return {}
        return {found[1]: found[2] for found in _ASSIGNED.finditer(self._source)}

    @cached_property
    def _imported(self) -> dict[str, Passage]:
        return dict(_imports(self._source))

    def value(self, written: str, start: int) -> Passage | None:
        """What an expression at an offset stands for; `None` where only the site's code knows."""
        for form in (_STRING, _CALL):
            found = form.match(written)
            if found is not None and found.lastindex is not None:
                group = found.lastindex
                return Passage.verbatim(found[group], start + found.start(group))
        name = _NAME.fullmatch(written)
        return self._named(name[1]) if name is not None else None

    def _named(self, name: str) -> Passage | None:
        name = self._spelt_out(name)
        if name in self._imported:
            return self._imported[name]
        for prefix in _RECORDS:
            if name.startswith(prefix):
                path = name.removeprefix(prefix)
                return self._record.passage(path) or self._record.passage(f"{path}.src")
        # Eleventy has front matter and data at the top.
        return self._record.passage(name) or (self._data(name) if "." in name else None)

    def _spelt_out(self, name: str) -> str:
        """A name without the variables that the page assigns."""
        for _ in range(_DEEPEST):
            first, dot, rest = name.partition(".")
            if first not in self._assigned:
                break
            name = f"{self._assigned[first]}{dot}{rest}"[:_LONGEST]
        return name


def _imports(source: str) -> Iterator[tuple[str, Passage]]:
    """The names a page imports images under, with the path of each."""
    if "import " in source or "require(" in source:
        for found in _IMPORT.finditer(source):
            path = Passage.verbatim(found["path"], found.start("path"))
            yield found["default"] or found["name"], path


def is_name_in_record(written: str) -> bool:
    """Whether a bare value is the name of a key of the front matter rather than words."""
    return written.startswith(_RECORDS) and _NAME.fullmatch(written) is not None


NO_NAMES = Names("", Record())
