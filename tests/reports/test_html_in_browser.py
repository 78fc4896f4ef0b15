"""The contact sheet in a real Chromium, with script and without; skipped where there is none."""

# ruff: noqa: ANN401  Playwright may be absent, so its types cannot be named.
from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from capaudit.model.finding import ImageReference, Report
from capaudit.reports.contact_sheet.views import CARDS_ON_A_PAGE
from capaudit.reports.html_report import render_html
from capaudit.reports.page import Page
from support.reports import ARTICLE, DATE_DIFFERS, IMAGE, REPORT, RUN

playwright = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python")
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
SMUGGLED = "<script>document.title = 'taken'</script><img src=x onerror=\"document.title='taken'\">"


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    # As root, as in containers, Chromium starts only without its sandbox.
    options = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    with playwright.sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=CHROMIUM, args=options)
        yield launched
        launched.close()


def many() -> Report:
    """A page of cards and ten, the last of them found faulty, with text that tries to get out."""
    count = CARDS_ON_A_PAGE + 10
    images = tuple(
        msgspec.structs.replace(IMAGE, index=n, src=f"{n}.jpg", file=None, caption=SMUGGLED)
        for n in range(count)
    )
    article = msgspec.structs.replace(ARTICLE, images=images)
    faulty = msgspec.structs.replace(DATE_DIFFERS, image=ImageReference(count - 1, "last.jpg"))
    return Report(run=RUN, articles=(article,), findings=(faulty,))


def opened(browser: Any, folder: Path, report: Report, **context: Any) -> Any:
    file = folder / "audit.html"
    file.write_text("".join(render_html(report, Page())), "utf-8")
    page = browser.new_context(**context).new_page()
    page.requested = []
    page.on("request", lambda request: page.requested.append(request.url))
    page.goto(file.as_uri())
    return page


def shown(page: Any) -> int:
    return page.locator(".card:visible").count()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_no_violation(browser: Any, tmp_path: Path, scheme: str, width: int) -> None:
    view = {"width": width, "height": 900}
    page = opened(browser, tmp_path, REPORT, color_scheme=scheme, viewport=view)
    page.evaluate(Path(axe.__file__).with_name("axe.min.js").read_text("utf-8"))
    found = page.evaluate("axe.run(document).then(result => result.violations)")
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) == 0


def test_without_script_links_filter_and_turn_pages(browser: Any, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, many(), java_script_enabled=False)
    assert shown(page) == CARDS_ON_A_PAGE
    page.locator(".pager:visible").get_by_text("Next page").click()
    assert shown(page) == 10
    page.locator("summary", has_text="By rule").click()
    page.locator(".facets a", has_text="DAT004").click()
    assert shown(page) == 1
    page.locator(".view:visible").get_by_text("show all").click()
    assert shown(page) == CARDS_ON_A_PAGE


def test_with_script_filters_combine_and_words_are_searched(browser: Any, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, many())
    status = page.get_by_role("status")
    assert status.text_content() == "510 of 510 pictures, page 1 of 2"
    page.get_by_role("button", name="Next page").first.click()
    assert shown(page) == 10
    page.locator("select[name=rule]").select_option(
        label="DAT004 caption date differs from file (1)"
    )
    assert status.text_content() == "1 of 510 pictures"
    page.get_by_role("button", name="Show all").click()
    page.wait_for_function("document.querySelectorAll('.card:not([hidden])').length > 1")
    page.locator("input[name=words]").fill("77.jpg")
    assert status.text_content() == "5 of 510 pictures"
    page.get_by_role("link", name="510 pictures: date mismatch").click()
    page.wait_for_function("location.hash.endsWith('-1')")
    assert shown(page) == CARDS_ON_A_PAGE


def test_cards_are_walked_by_keyboard(browser: Any, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, many())
    page.locator(".card").first.focus()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == "c2"


def test_nothing_smuggled_in_runs_and_nothing_is_fetched(browser: Any, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, many())
    assert page.title() == "Contact sheet: 510 pictures, 1 finding"
    assert "<script>document.title" in page.locator(".card .caption").first.text_content()
    assert [url for url in page.requested if not url.startswith(("file:", "data:"))] == []
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"taken=1\">')"
    )
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("typeof taken") == "undefined"
