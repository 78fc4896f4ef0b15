"""Any bytes give an article: never a crash, never a hang."""

import time
from random import Random

import pytest

from capaudit.readers import read_article

COUNT = 3000
ARTICLE = """---
title: "Flood \\"hits\\" Selby"
date: 2024-03-05
images:
- src: a.png
  caption: >-
    In
    Selby
---
By Tove Lind |

SELBY, England (AP) -- Text &amp; more ![boats. [Ida Moss/AFP]](b.jpg "t"){: .x }
*A caption* Credit: Ida Moss

{{< figure src="f.jpg" caption="Cap \\"q\\"" >}} {% include figure.html file="g.jpg" %}

<figure><img src="h.jpg" alt='x'><figcaption>Cap <cite>Z/AFP</cite></figcaption></figure>
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "x"}</script>
<!-- capaudit: ignore CRD001: so -->
"""
REPEATED = {
    "brackets": "[",
    "image brackets": "![",
    "image openings": "![a](",
    "angles": "<a ",
    "open attributes": '<a b="',
    "comments": "<!--",
    "bold paragraphs": "<b><p>",
    "figures": "<figure><img src=a>",
    "captions": "<figcaption>",
    "captioned containers": "<div class=caption><img src=a>",
    "template braces": "{{",
    "template tags": '{% a "',
    "raw tags": "{% raw %}",
    "attribute lists": "![a](b.jpg){",
    "references": "&",
    "emphasised images": "![a](b.jpg) *x* ",
    "emphasis": "*a ",
    "lists": "- a\n",
    "quotations": "> ",
    "NUL": "\0",
    "escape sequences": "\x1b[31m ",
    "wide characters": "é中😀 ",
    "bylines": "By ",
    "capitals": "KYIV ",
    "shared credits": "Photos: a\n\n",
    "ignores": "<!-- capaudit: ignore CRD001 ",
    "JSON-LD": '<script type="application/ld+json">{"a":</script>',
}


@pytest.mark.parametrize("piece", REPEATED.values(), ids=REPEATED.keys())
@pytest.mark.parametrize("path", ["a.md", "a.html"])
def test_repeated_markup(piece: str, path: str) -> None:
    started = time.process_time()
    read_article((piece * COUNT).encode(), path)

    # A quadratic reader takes minutes here; the bound leaves a slow machine its time.
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    "front",
    [
        "---\n" + "a: [\n" * COUNT + "\n---\n",
        "---\n" + "- " * COUNT + "\n---\n",
        "---\n" + "[" * COUNT * 10 + "\n---\n",
        "---\na: &a [x]\n" + "".join(f"b{i}: &b{i} [*a, *a]\n" for i in range(50)) + "---\n",
        "---\na: &a [*a]\n---\n",
        "---\na: " + "{" * COUNT * 10,
        "+++\n" + "a = [" * COUNT + "\n+++\n",
        "+++\na = " + "[" * COUNT * 10 + "\n+++\n",
        '{"a":' * COUNT,
        '{"a": ' + "[" * COUNT * 10,
        "---\n" + "a: &x b\n? [c]\n: d\n" + "---\n",
        '---\na: "\\x1b[31m"\nb: \x07\n---\n',
    ],
)
def test_front_matter_bombs(front: str) -> None:
    article = read_article(f"{front}\nThe end.".encode(), "a.md")

    assert article.path == "a.md"


def test_bombs_of_aliases_stay_small() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 8)}]" for i in range(1, 12)]
    article = read_article(("---\n" + "\n".join(lines) + "\n---\nText").encode(), "a.md")

    assert len(article.entries) <= 20_000


@pytest.mark.parametrize("path", ["a.md", "a.html"])
def test_mutants(path: str) -> None:
    random = Random(20240305)
    data = ARTICLE.encode()
    for _ in range(300):
        mutant = bytearray(data)
        for _ in range(random.randrange(1, 12)):
            at = random.randrange(len(mutant))
            choice = random.randrange(3)
            if choice == 0:
                mutant[at] = random.randrange(256)
            elif choice == 1:
                del mutant[at : at + random.randrange(1, 40)]
            else:
                mutant[at:at] = mutant[: random.randrange(60)]
        article = read_article(bytes(mutant), path)

        assert [figure.index for figure in article.figures] == list(range(len(article.figures)))


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe", b"\xff\xfe\x00", b"\xef\xbb\xbf", b"---", b"---\n"]
)
@pytest.mark.parametrize("path", ["a.md", "a.html"])
def test_next_to_nothing(data: bytes, path: str) -> None:
    assert read_article(data, path).figures == ()
