"""Whatever the text, every passage leads back into it."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from yaml.reader import Reader

from capaudit.model.article import Article
from capaudit.model.text import Passage
from capaudit.readers import read_article

PIECES = st.sampled_from(
    (
        *(
            "![a b](c.jpg)",
            '![a](b.jpg "t")',
            "*x y*",
            "\n",
            "\n\n",
            "&amp;",
            "<figure>",
            "</figure>",
        ),
        *(
            "<figcaption>",
            "</figcaption>",
            "<img src=d.jpg alt='e f'>",
            "{{< figure src='g.jpg' >}}",
        ),
        *(
            "Credit: Ida Moss",
            "By Tove Lind |",
            "KYIV -- ",
            "---\n",
            "title: 'a''b'\n",
            "image: x.png\n",
        ),
        *(
            "caption: >\n  a\n  b\n",
            "<p class=credit>",
            "</p>",
            "<!-- ",
            " -->",
            "é😀",
            "\t",
            "`",
            "> ",
        ),
        *(
            "# ",
            "- ",
            "{% raw %}",
            "+++\n",
            'a = "b"\n',
            "[[images]]\n",
            "{",
            "}",
            "\\",
            '"',
            "2024-03-05",
        ),
        *(
            ".. figure:: a.jpg\n   :alt: b\n     c\n\n   Cap *d*\n",
            ".. |a| image:: b.png\n",
            "|a|",
            "\n   ",
            "====\n",
            "+--+--+\n|a |b |\n",
            ":Author: Ida\n",
            "``",
            "\r\n",
        ),
        *(
            ".Cap _d_\n",
            "image::a.jpg[b,c]\n",
            'image:a.jpg["b\\"]',
            "{nbsp}",
            ":imagesdir: a/\n",
            "|===\n|a a|b\n",
            "====\n",
            "= T\nA B <c@d.e>\nv1, 2024\n",
            "footnote:[a]",
        ),
    )
)
PATHS = ("a.md", "a.html", "a.rst", "a.adoc")
TEXTS = st.lists(PIECES | st.text(max_size=12), max_size=30).map("".join)


def passages(article: Article) -> Iterator[Passage | None]:
    yield from (article.headline, article.description, article.section, article.byline)
    yield from (article.dateline, article.body)
    yield from (one.passage for one in article.dates_published)
    yield from (entry.value for entry in article.entries)
    for one in article.figures:
        yield from (one.caption, one.credit_line, one.alt_text, one.title, one.label)


@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
@pytest.mark.parametrize("path", PATHS)
def test_every_run_leads_back(path: str, text: str) -> None:
    article = read_article(text.encode("utf-8", "replace"), path)
    source = article.source.text

    for passage in passages(article):
        if passage is None:
            continue
        end = 0
        for run in passage.runs:
            assert end <= run.text_start
            end = run.text_start + run.text_length
            assert end <= len(passage.text)
            assert 0 <= run.source_start <= run.source_start + run.source_length <= len(source)
            if run.text_length == run.source_length > 1:
                written = source[run.source_start : run.source_start + run.source_length]
                # The characters that YAML forbids are read as spaces.
                readable = Reader.NON_PRINTABLE.sub(" ", written)
                assert passage.text[run.text_start : end] in {written, readable}


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=200))
@pytest.mark.parametrize("path", PATHS)
def test_any_bytes_are_an_article(path: str, data: bytes) -> None:
    assert read_article(data, path).path == path
