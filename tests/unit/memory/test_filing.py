import json
import tempfile

import msgspec
import pytest

from capaudit.errors import UsageError
from capaudit.memory import filing
from capaudit.memory.filing import Filing
from capaudit.model.filed import verdicts_of
from capaudit.model.finding import ArticleReport, Aspect, Verdict, VerdictKind
from capaudit.pipeline.parcels import entry_of
from capaudit.reports.json_report import compact_json, render_json
from capaudit.reports.page import Page
from support.reports import REPORT, text_of


def filed(*articles: ArticleReport) -> Filing:
    found = Filing()
    for article in articles:
        found.add(entry_of(article))
    return found


def numbered(number: int) -> ArticleReport:
    return msgspec.structs.replace(REPORT.articles[0], path=f"content/{number}.md")


def test_what_is_put_away_comes_out_again() -> None:
    articles = tuple(numbered(number) for number in range(5))
    found = filed(*articles)
    assert found == articles
    assert found[3] == articles[3]
    assert found[1:3] == articles[1:3]
    assert list(found.paths) == [one.path for one in articles]
    assert found.images == sum(len(one.images) for one in articles)


def test_equal_articles_are_equal_however_they_are_held() -> None:
    assert filed() == ()
    assert filed(numbered(1)) == filed(numbered(1))
    assert filed(numbered(1)) != (numbered(2),)
    assert filed(numbered(1)) != (numbered(1), numbered(2))


def test_many_go_to_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filing, "_IN_MEMORY", 1)
    articles = tuple(numbered(number) for number in range(5))
    assert filed(*articles) == articles


def test_no_room_is_told_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filing, "_IN_MEMORY", 1)
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere/at/all")
    with pytest.raises(UsageError, match="temporary files: No such file") as told:
        filed(numbered(1))
    assert told.value.hint is not None
    assert "TMPDIR" in told.value.hint


def test_verdicts_are_counted_and_counted_anew() -> None:
    article = numbered(1)
    counted = msgspec.structs.replace(REPORT, articles=(article,)).count_verdicts()
    found = filed(article)
    assert found.verdicts == counted
    judged = {aspect: Verdict(VerdictKind.MISMATCH, "other") for aspect in Aspect}
    images = tuple(msgspec.structs.replace(one, verdicts=judged) for one in article.images)
    changed = msgspec.structs.replace(article, images=images)
    found.replace(0, verdicts_of(article), entry_of(changed))
    assert found[0] == changed
    assert found.verdicts[Aspect.DATE][VerdictKind.MISMATCH] == len(images)
    assert found.verdicts[Aspect.DATE][VerdictKind.CONSISTENT] == 0


def test_a_name_that_is_no_utf_8_is_kept() -> None:
    article = msgspec.structs.replace(numbered(1), path="content/\udcff.md")
    assert filed(article)[0] == article
    assert b"content/?.md" in next(filed(article).records())


def test_a_record_is_what_the_json_report_has_word_for_word() -> None:
    hostile = msgspec.structs.replace(numbered(1), headline="Über\u202egang\n  \x9b der Brücke")
    (record,) = filed(hostile).records()
    whole = text_of(render_json(msgspec.structs.replace(REPORT, articles=(hostile,)), Page()))
    assert record.decode() in whole
    assert "\u202e" not in whole
    assert "\x9b" not in whole
    assert json.loads(record)["headline"] == hostile.headline
    assert record == compact_json(json.loads(record))
