"""A credit that stands in the caption moves into the field of the image."""

from __future__ import annotations

from pathlib import Path

import pytest

from capaudit.config import Config
from capaudit.fixes.credit_fields import field_in_article
from capaudit.fixes.credit_moved import credit_moved
from capaudit.model.finding import Fix
from capaudit.pipeline.desk import make_desk
from capaudit.pipeline.fixes import apply, reads_as_meant
from capaudit.pipeline.gather import gather
from capaudit.readers import read_article

# What the field is called where the article shows no name for it.
UNKNOWN = "credit_line"
SHORTCODES = """\
{{< figure src="a.jpg" caption="One ferry." attr="Jo Roe/AFP" >}}

{{< figure src="b.jpg" caption="Two \\"ferries\\". (Jane Doe/AFP)" >}}
"""
GALLERY = """\
---
images:
  - src: /a.jpg
    caption: One ferry.
    credit: Jo Roe/AFP
  - src: /b.jpg
    caption: Two ferries. [Jane Doe/AFP]
---
"""
JSON_GALLERY = """\
{"images": [
  {"src": "/a.jpg", "caption": "One ferry.", "credit": "Jo Roe/AFP"},
  {"src": "/b.jpg", "caption": "Two ferries. [Jane Doe/AFP]"}
]}
"""

LINES = """\
{{< figure src="a.jpg" caption="One ferry." attr="Jo Roe/AFP" >}}

{{< figure
  src="b.jpg"
  caption="Two ferries. (Jane Doe/AFP)"
>}}
"""
JSON_LINES = """\
{"images": [
  {
    "src": "/a.jpg",
    "credit": "Jo Roe/AFP"
  },
  {
    "src": "/b.jpg",
    "caption": "Two ferries. [Jane Doe/AFP]"
  }
]}
""".replace("\n", "\r\n")


def fix(text: str) -> tuple[Fix | None, str]:
    """The fix of the second image, and the article with it made."""
    data = text.encode()
    article = read_article(data, "a.md")
    evidence = gather(article, make_desk(Config(), Path("/nowhere")))
    image = evidence.images[1]
    made = credit_moved(evidence, image, field_in_article(evidence, image) or UNKNOWN)
    if made is None:
        return None, text
    assert reads_as_meant(data, article, [made])
    changed = apply(data, article, sorted(made.edits, key=lambda edit: edit.span))
    assert changed is not None
    return made, changed.decode()


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        (
            SHORTCODES,
            'caption="Two \\"ferries\\". (Jane Doe/AFP)" >}}',
            'caption="Two \\"ferries\\"." attr="Jane Doe/AFP" >}}',
        ),
        (
            GALLERY,
            "  - src: /b.jpg\n    caption: Two ferries. [Jane Doe/AFP]\n",
            "  - src: /b.jpg\n    credit: Jane Doe/AFP\n    caption: Two ferries.\n",
        ),
        (
            JSON_GALLERY,
            '{"src": "/b.jpg", "caption": "Two ferries. [Jane Doe/AFP]"}',
            '{"src": "/b.jpg", "credit": "Jane Doe/AFP", "caption": "Two ferries."}',
        ),
        (
            LINES,
            'caption="Two ferries. (Jane Doe/AFP)"\n>}}',
            'caption="Two ferries."\n  attr="Jane Doe/AFP"\n>}}',
        ),
        (
            JSON_LINES,
            '"src": "/b.jpg",\r\n    "caption": "Two ferries. [Jane Doe/AFP]"',
            '"src": "/b.jpg",\r\n    "credit": "Jane Doe/AFP",\r\n    "caption": "Two ferries."',
        ),
        (
            SHORTCODES.replace('AFP)" >}}', 'AFP)" attr="" >}}'),
            'caption="Two \\"ferries\\". (Jane Doe/AFP)" attr="" >}}',
            'caption="Two \\"ferries\\"." attr="Jane Doe/AFP" >}}',
        ),
        *(
            (
                GALLERY.replace("[Jane Doe/AFP]\n", f"[Jane Doe/AFP]\n    attribution:{empty}\n"),
                f"    caption: Two ferries. [Jane Doe/AFP]\n    attribution:{empty}\n",
                '    caption: Two ferries.\n    attribution: "Jane Doe/AFP"\n',
            )
            for empty in (" ''", "", " null")
        ),
        (
            GALLERY.replace("    credit: Jo Roe/AFP\n", ""),
            "  - src: /b.jpg\n    caption: Two ferries. [Jane Doe/AFP]\n",
            "  - src: /b.jpg\n    credit_line: Jane Doe/AFP\n    caption: Two ferries.\n",
        ),
    ],
    ids=[
        *("shortcode", "YAML", "JSON"),
        *(
            "parameters on lines",
            "JSON on lines",
            "empty parameter",
            "empty quotes",
            "no value",
            "null",
            "a name of another article's",
        ),
    ],
)
def test_moved(text: str, before: str, after: str) -> None:
    made, changed = fix(text)
    assert made is not None
    assert made.safe
    assert text.count(before) == 1
    assert changed == text.replace(before, after)


@pytest.mark.parametrize(
    "text",
    [
        GALLERY.replace("Two ferries. [Jane Doe/AFP]", "'[Jane Doe/AFP]'"),
        SHORTCODES.replace(
            'caption="Two \\"ferries\\". (Jane Doe/AFP)"', '"b.jpg" "Two (Jane Doe/AFP)"'
        ),
    ],
    ids=["nothing but the credit", "a shortcode without names"],
)
def test_left(text: str) -> None:
    assert fix(text) == (None, text)
