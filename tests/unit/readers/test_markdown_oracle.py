"""Two Markdown parsers see the same images at the same places."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

TOP = Path(__file__).parents[3]
ARTICLES = sorted((TOP / "samples").rglob("*.md"))
TEXTS = {
    "in lists and quotations": "> ![a](a.jpg)\n\n- b\n  - ![c](c.jpg 'd')\n\n1. ![e](<e f.jpg>)\n",
    "in links": '[![a](a.jpg)](b.html) and [![c](c.jpg "d")][e]\n\n[e]: /f\n',
    "in tables": "| a | b |\n|---|---|\n| ![c](c.jpg) | ![d](d.jpg) |\n",
    "by reference": "![a][b] ![b] ![c]\n\n[b]: b.jpg 'title'\n[c]: <c d.jpg>\n",
    "in code there are none": "`![a](a.jpg)`\n\n    ![b](b.jpg)\n\n```md\n![c](c.jpg)\n```\n",
    "escaped ones are none": "\\![a](a.jpg) !\\[b](b.jpg) ![c\\](c.jpg)\n",
    "inside another's words": "![a ![b](b.jpg) *c* `d`](e.jpg) ![f](g(h).jpg)\n",
    "behind wide letters": 'Ökologie 写真 😀 ![写真](a.jpg)\n\nв ![ґ](ґ.jpg "є")\n',
    "over several lines": "![a\nb\nc](a.jpg\n'd\ne')\ntext ![f](f.jpg)\n",
    "in headings": "# ![a](a.jpg)\n\n![b](b.jpg)\n=====\n",
    "broken ones are none": "![a](b c.jpg) ![d](e.jpg 'f) ![g]( ![h\n",
}


def _tool() -> ModuleType:
    path = TOP / "tools/compare_markdown.py"
    spec = importlib.util.spec_from_file_location("compare_markdown", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TOOL = _tool()


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_both_see_the_same_images(text: str) -> None:
    assert TOOL.agree(text)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_both_see_the_same_images_in_the_samples(path: Path) -> None:
    assert TOOL.agree(TOOL.masked_body(path.read_bytes()))


def test_what_differs_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(TOOL.ours(TEXTS["in lists and quotations"])) == 3
    monkeypatch.setattr(TOOL, "theirs", lambda text: [("other.jpg", range(1, 2))])
    assert not TOOL.agree("![a](a.jpg)\n")
