from pathlib import Path

import pytest

from capaudit.config import Config
from capaudit.model.article import Direction
from capaudit.model.finding import ArticleReport
from capaudit.pipeline import inspect_articles
from capaudit.readers import read_article

LTR, RTL = Direction.LEFT_TO_RIGHT, Direction.RIGHT_TO_LEFT
STORY = "<h1>Ferry</h1><p>The ferry sailed again.</p>"


@pytest.mark.parametrize(
    ("page", "direction"),
    [
        (f"<html dir=rtl><body><article>{STORY}</article></body></html>", RTL),
        (f"<html dir=rtl><body><article dir='LTR '>{STORY}</article></body></html>", LTR),
        (f"<html><body dir='rtl'><div><main>{STORY}</main></div></body></html>", RTL),
        (f"<html dir='auto'><body>{STORY}</body></html>", None),
        (f"<html><body><article>{STORY}<p dir=rtl>x</p></article></body></html>", None),
    ],
)
def test_the_element_next_to_the_story_says_its_direction(
    page: str, direction: Direction | None
) -> None:
    assert read_article(page.encode(), "a.html").direction is direction


def test_front_matter_may_say_it() -> None:
    assert read_article(b"---\ndir: rtl\n---\nFerry.\n", "a.md").direction is RTL
    assert read_article(b"---\ndirection: north\n---\nFerry.\n", "a.md").direction is None


def test_the_audit_adds_what_the_text_tells(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("عادت العبّارة إلى العمل يوم الثلاثاء بعد عاصفة.\n", "utf-8")
    (report,), _ = inspect_articles(str(path), Config())
    assert isinstance(report, ArticleReport)
    assert report.direction is RTL
