"""Whatever the text, every passage leads back into it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from yaml.reader import Reader

from capaudit.config import Config
from capaudit.model.article import Article
from capaudit.model.text import Passage
from capaudit.pipeline.article import ArticleOutcome
from capaudit.pipeline.audit_input import audit_input
from capaudit.pipeline.desk import make_desk
from capaudit.pipeline.fixes import apply, edits_of
from capaudit.pipeline.gather import Desk
from capaudit.pipeline.inputs import Input
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


# Pieces that hold what a fix is for.
FAULTS = st.sampled_from(
    (
        "![The cafÃ© by the pier. [AFP/JO ROE]](c.jpg)",
        "![DSC_0412.JPG](dsc_0412.jpg)",
        '![a](b.jpg "The cafÃ©. (AFP/JO ROE)")',
        "<img src=d.jpg alt='DSC_0412.JPG' data-caption='Mills &amp;amp; Co'>",
        "{{< figure src='g.jpg' alt='IMG_0001.JPG' caption='The cafÃ©.' attr='AFP/JO ROE' >}}",
        "---\nimage: x.png\ncaption: The cafÃ©. (AFP/JO ROE)\nalt: DSC_0412.JPG\n---\n",
    )
)
FAULTY = st.lists(FAULTS | PIECES, max_size=12).map("".join)
CONFIG = Config(credit_style="{creator}/{organisations}", extend_select=("CRD007",))


def audited(data: bytes, path: str, desk: Desk) -> ArticleOutcome:
    (outcome,) = audit_input(Input(path, ".", data), desk, CONFIG)
    return outcome


@settings(max_examples=150, deadline=None)
@given(text=FAULTY)
@pytest.mark.parametrize("path", ["a.md", "a.html"])
def test_whatever_is_mended_is_clean_and_stays_as_it_is(path: str, text: str) -> None:
    desk = make_desk(CONFIG, Path("/nowhere"))
    data = text.encode("utf-8", "replace")
    outcome = audited(data, path, desk)
    assert outcome.problems == ()
    fixes = [finding.fix for finding in outcome.findings if finding.fix is not None]
    article = read_article(data, path)
    for fix in fixes:
        edits = edits_of([fix])
        assert edits is not None
        mended = apply(data, article, edits)
        assert mended is not None
        again = audited(mended, path, desk)
        assert fix not in [finding.fix for finding in again.findings]
        assert len(again.findings) <= len(outcome.findings)
