"""Words put into an article are read there again, by capaudit and by other parsers."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable

import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt

from capaudit.fixes.writing import rewrite
from capaudit.model.article import Article, Figure
from capaudit.model.finding import Edit, Fix
from capaudit.model.text import Passage, Span
from capaudit.pipeline.fixes import apply, reads_as_meant
from capaudit.readers import read_article

OLD = "A ferry leaves the pier."
REST = "\r\nThe harbour — *Muelle* — was quiet; 3 < 4 & \"so\" 'on' {x}.\n"


def _element(text: str, path: str) -> str:
    """The text of one element or attribute of a page as lxml reads it."""
    found = html.fromstring(text).xpath(path)
    assert isinstance(found, list)
    return str(found[0] if isinstance(found[0], str) else found[0].text_content())


def _markdown(text: str, path: str) -> str:
    return _element(MarkdownIt().render(text), path)


def _yaml(text: str) -> str:
    return str(yaml.safe_load(text.split("---\n")[1])["caption"]).removesuffix("\n")


def _toml(text: str) -> str:
    return str(tomllib.loads(text.split("+++\n")[1].replace("\r\n", "\n"))["caption"])


def _json(text: str) -> str:
    return str(json.JSONDecoder().raw_decode(text)[0]["caption"])


# Each way to write a caption, and how another parser reads it back; none for shortcodes, whose
# parsers are the site generators' own.
Oracle = Callable[[str], str]
WAYS: dict[str, tuple[str, str, Oracle | None]] = {
    "yaml plain": ("a.md", f"---\nimage: a.jpg\ncaption: {OLD}\nx: 1\n---\n", _yaml),
    "yaml single": ("a.md", f"---\nimage: a.jpg\ncaption: '{OLD}'\nx: 1\n---\n", _yaml),
    "yaml double": ("a.md", f'---\nimage: a.jpg\ncaption: "{OLD}"\nx: 1\n---\n', _yaml),
    "yaml block": ("a.md", f"---\nimage: a.jpg\ncaption: |\n  {OLD}\nx: 1\n---\n", _yaml),
    "yaml folded": ("a.md", f"---\nimage: a.jpg\ncaption: >-\n  {OLD}\nx: 1\n---\n", _yaml),
    "toml basic": ("a.md", f'+++\nimage = "a.jpg"\ncaption = "{OLD}"\nx = 1\n+++\n', _toml),
    "toml literal": ("a.md", f"+++\nimage = 'a.jpg'\ncaption = '{OLD}'\nx = 1\n+++\n", _toml),
    "json": ("a.md", f'{{"image": "a.jpg", "caption": "{OLD}", "x": "1"}}\n', _json),
    "shortcode double": ("a.md", f'{{{{< figure src="a.jpg" caption="{OLD}" >}}}}\n', None),
    "shortcode raw": ("a.md", f'{{{{< figure src="a.jpg" caption=`{OLD}` >}}}}\n', None),
    "tag single": ("a.md", f"{{% figure src='a.jpg' caption='{OLD}' %}}\n", None),
    "title double": ("a.md", f'![A b](a.jpg "{OLD}")\n', lambda text: _markdown(text, "//@title")),
    "title single": ("a.md", f"![A b](a.jpg '{OLD}')\n", lambda text: _markdown(text, "//@title")),
    "title brackets": (
        "a.md",
        f"![A b](a.jpg ({OLD}))\n",
        lambda text: _markdown(text, "//@title"),
    ),
    "label": ("a.md", f"![{OLD}](a.jpg)\n", lambda text: _markdown(text, "//@alt")),
    "figcaption": (
        "a.html",
        f'<figure><img src="a.jpg" alt="b"><figcaption>{OLD}</figcaption></figure>\n',
        lambda text: _element(text, "//figcaption"),
    ),
    "attribute": (
        "a.html",
        f'<p><img src="a.jpg" alt="b" data-caption="{OLD}">\n',
        lambda text: _element(text, "//@data-caption"),
    ),
    "attribute single": (
        "a.html",
        f"<p><img src='a.jpg' alt='b' data-caption='{OLD}'>\n",
        lambda text: _element(text, "//@data-caption"),
    ),
    "HTML in Markdown": (
        "a.md",
        f'<figure>\n<img src="a.jpg" alt="b">\n<figcaption>{OLD}</figcaption>\n</figure>\n',
        lambda text: _element(text, "//figcaption"),
    ),
}
CREDITS = st.text(
    st.sampled_from("ABCabcéñøŁЖ中0123456789 ./,'’-–&:;!?()\"[]{}<>#*_`~|\\%@+=$^©"),
    max_size=30,
)


def _caption(article: Article) -> tuple[Figure, Passage]:
    (figure,) = (one for one in article.figures if one.src == "a.jpg")
    passage = figure.caption or figure.label or figure.title
    assert passage is not None
    return figure, passage


def _written(way: str, words: str) -> tuple[bytes, Article, Edit | None]:
    path, text, _ = WAYS[way]
    data = (text + REST).encode()
    article = read_article(data, path)
    _, passage = _caption(article)
    assert passage.text == OLD
    end = Span(len(OLD), len(OLD))
    return data, article, rewrite(article, passage, end, words)


@pytest.mark.parametrize("way", WAYS)
@settings(deadline=None)
@given(words=CREDITS)
@example(words="[]()")
@example(words="&#0")
@example(words="---")
@example(words="<b>")
def test_what_is_written_is_read_again_and_nothing_else_changes(way: str, words: str) -> None:
    words = " ".join(words.split())
    data, article, edit = _written(way, f" {words}.")
    assume(edit is not None)
    assert edit is not None
    assert reads_as_meant(data, article, [Fix("x", True, (edit,))])
    changed = apply(data, article, [edit])
    assert changed is not None
    before, after = edit.span.start, len(article.source.text) - edit.span.end
    text = changed.decode()
    assert text[:before] == article.source.text[:before]
    assert text[len(text) - after :] == article.source.text[len(article.source.text) - after :]
    oracle = WAYS[way][2]
    if oracle is not None:
        assert _spaced(oracle(text)) == _spaced(f"{OLD} {words}.")


def _spaced(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "words", [" (Jane Doe/AFP)", " [Jane O’Hara-Żak/Mills & Sons]", " Photo: “J. Doe” – AP"]
)
def test_credits_of_every_day_can_be_written_everywhere(way: str, words: str) -> None:
    data, article, edit = _written(way, words)
    assert edit is not None
    assert reads_as_meant(data, article, [Fix("x", True, (edit,))])


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("words", ["{{ x }}", "a\nb", "a\x1b[31m", "{% raw %}", "a\u202eb"])
def test_what_would_steer_something_is_not_written(way: str, words: str) -> None:
    assert _written(way, words)[2] is None
