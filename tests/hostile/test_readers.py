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
RST = """Flood
=====

:Author: Tove Lind
:Date: 2024-03-05

Boats on |map| and *the river*, see `here <https://example.org>`_.

.. figure:: a.jpg
   :alt: Boats
         between walls

   A caption.

   Photo: Ida Moss

.. |map| image:: map.png

+-----+------------------+
| a   | .. image:: b.png |
+-----+------------------+

=== ===
a   b
=== ===
"""
ADOC = """= Flood
Tove Lind <tove@example.org>
2024-03-05
:imagesdir: img

Boats on image:map.png[map] and *the river*, see https://example.org[here] and {nbsp}.

.A _caption_. Photo: Ida Moss
[.wide]
image::a.jpg["Boats, between walls",640]

|===
|a a|
image::b.png[]
|===

====
* one
+
image::c.png[]
====
"""
ADOC_REPEATED = {
    "images": ".A caption\nimage::a.jpg[b]\n\n",
    "openings": "image::",
    "inline openings": "image:a[",
    "marks": "*a ",
    "doubled marks": "**a ",
    "roles": "[.a]#",
    "attributes": "{a}",
    "entries": ":a: b\n",
    "delimiters": "====\n",
    "growing delimiters": "".join("=" * width + "\n" for width in range(4, 60)),
    "open code": "----\na\n",
    "cells": "|===\n|a a|b\n",
    "titles": ".a\n",
    "block attributes": "[a]\n",
    "brackets": "[",
    "quotes": '"`',
    "cross references": "<<a,",
    "index terms": "(((",
    "passthroughs": "+a ",
    "items": "* ",
    "terms": "a:: ",
    "backslashes": "\\",
    "quoted attributes": 'image:a["',
}
RST_REPEATED = {
    "directives": ".. figure:: a.jpg\n\n   A caption\n\n",
    "openings": ".. ",
    "nested directives": ".. note::\n  ",
    "substitutions": ".. |a| image:: b\n",
    "substituted": "|a| ",
    "emphasis": "*a ",
    "strong": "**a ",
    "literals": "``a ",
    "interpreted": ":a:`b ",
    "references": "a_ ",
    "underscores": "_a",
    "bars": "|",
    "fields": ":a: b\n",
    "colons": ":",
    "adornments": "====\n",
    "titles": "a\n=\n",
    "borders": "== ==\n",
    "grids": "+-+-+\n|a|b|\n",
    "grid corners": "+-",
    "wide grids": "+" + "-+" * 100 + "\n" + "|" * 201 + "\n",
    "blank lines": "..\n\n\n\n",
    "items": "- ",
    "literal blocks": "a::\n\n b\n",
    "backslashes": "\\",
    "tabs": "\t",
}
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
    "embeds": "![[a.jpg|",
    "expressions": "<img src={a",
    "open expressions": "a={",
    "admonitions": "!!! a\n    b\n",
    "caption blocks": "/// caption\n",
    "fences": ":::a\n",
    "lists of attributes": "![a](b.jpg){: .a}\n{: .b}\n",
    "tags around images": '{% figure caption:"a" %}![a](b){% endfigure %}',
    "open tags around images": '{% figure caption:"a" %}{% gallery %}',
    "imports": "import a from 'b'\n",
    "components": "<Figure src=a>",
    "Markdown in HTML": "<div markdown>![a](b)",
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


@pytest.mark.parametrize("piece", RST_REPEATED.values(), ids=RST_REPEATED.keys())
def test_repeated_restructuredtext(piece: str) -> None:
    assert_linear(piece, "a.rst")


@pytest.mark.parametrize("piece", ADOC_REPEATED.values(), ids=ADOC_REPEATED.keys())
def test_repeated_asciidoc(piece: str) -> None:
    assert_linear(piece, "a.adoc")


def test_a_stair_of_indents() -> None:
    stair = "".join(" " * step + "- a\n" for step in range(400))
    started = time.process_time()
    read_article(stair.encode(), "a.rst")

    assert time.process_time() - started < 5


def assert_linear(piece: str, path: str) -> None:
    """Four times the text takes about four times as long, where a square would take sixteen."""
    small, large = (seconds(piece * (COUNT // 3 * times), path) for times in (1, 4))

    assert large < 10 * small + 0.2


def seconds(text: str, path: str) -> float:
    data = text.encode()
    best = 1e9
    for _ in range(2):
        started = time.process_time()
        read_article(data, path)
        best = min(best, time.process_time() - started)
    return best


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


@pytest.mark.parametrize(
    ("path", "text"), [("a.md", ARTICLE), ("a.html", ARTICLE), ("a.rst", RST), ("a.adoc", ADOC)]
)
def test_mutants(path: str, text: str) -> None:
    random = Random(20240305)
    data = text.encode()
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
@pytest.mark.parametrize("path", ["a.md", "a.html", "a.rst", "a.adoc"])
def test_next_to_nothing(data: bytes, path: str) -> None:
    assert read_article(data, path).figures == ()
