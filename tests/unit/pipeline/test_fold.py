import msgspec
import pytest

from capaudit.model.finding import Confidence, Finding, Severity
from capaudit.model.house import Habit, House
from capaudit.model.text import Range
from capaudit.pipeline.fold import SiteFindings, add_habits, group, keep


def finding(code: str, path: str, line: int, cause: str | None = None) -> Finding:
    return Finding(
        code=code,
        name="a-name",
        severity=Severity.WARNING,
        confidence=Confidence.HIGH,
        message="something is missing",
        path=path,
        range=Range(line, 1, line, 5),
        image=None,
        claims=(),
        against=(),
        fingerprint=f"{code}{path}{line}",
        help="",
        cause=cause,
    )


def fold(sites: tuple[SiteFindings, ...], house: House) -> tuple[Finding, ...]:
    return group(keep(sites, house))


def test_findings_come_in_order_of_path_line_and_code() -> None:
    found = (
        finding("DAT004", "b.md", 3),
        finding("CRD003", "b.md", 3),
        finding("LOC001", "a.md", 9),
    )
    folded = fold((SiteFindings(found, Habit()),), House())
    assert [(one.path, one.code) for one in folded] == [
        ("a.md", "LOC001"),
        ("b.md", "CRD003"),
        ("b.md", "DAT004"),
    ]


def test_one_cause_is_one_finding_with_its_list() -> None:
    found = tuple(finding("IMG001", f"{name}.md", 1, cause="header.jpg") for name in "cab")
    (folded,) = fold((SiteFindings(found, Habit()),), House())
    assert folded.path == "a.md"
    assert [one.path for one in folded.occurrences] == ["b.md", "c.md"]
    assert folded.message == "something is missing (and in 2 more places)"


def test_two_rules_never_share_a_cause() -> None:
    found = (finding("IMG001", "a.md", 1, "x.jpg"), finding("IMG002", "a.md", 1, "x.jpg"))
    assert len(fold((SiteFindings(found, Habit()),), House())) == 2


def test_what_most_images_carry_is_missed_on_the_others() -> None:
    site = SiteFindings((finding("CRD001", "a.md", 1),), Habit(images=10, captions=0, credits=9))
    (folded,) = fold((site,), House())
    assert folded.severity is Severity.WARNING


@pytest.mark.parametrize("credits", [0, 5])
def test_what_a_site_has_no_habit_of_is_one_note(credits: int) -> None:
    found = (finding("CRD001", "b.md", 1), finding("CRD001", "a.md", 7))
    (folded,) = fold((SiteFindings(found, Habit(images=10, credits=credits)),), House())
    assert folded.severity is Severity.NOTE
    assert (folded.path, folded.range) == ("a.md", Range(7, 1, 7, 5))
    assert f"{10 - credits} of 10" in folded.message


def test_what_the_house_requires_is_missed_whatever_the_habit() -> None:
    found = (finding("CAP001", "a.md", 1), finding("CAP001", "b.md", 1))
    house = House(required=frozenset({"caption"}))
    folded = fold((SiteFindings(found, Habit(images=10)),), house)
    assert [one.severity for one in folded] == [Severity.WARNING, Severity.WARNING]


def test_each_site_goes_by_its_own_habit() -> None:
    careful = SiteFindings((finding("CRD001", "a.md", 1),), Habit(images=4, credits=3))
    careless = SiteFindings((finding("CRD001", "b.md", 1),), Habit(images=4, credits=1))
    severities = {one.path: one.severity for one in fold((careful, careless), House())}
    assert severities == {"a.md": Severity.WARNING, "b.md": Severity.NOTE}


def test_habits_add_up_by_site() -> None:
    habits = {"blog": Habit(images=2, captions=1, credits=0)}
    total = add_habits(habits, "blog", Habit(images=3, captions=3, credits=1, articles=1))
    assert total == Habit(images=5, captions=4, credits=1, articles=1)
    assert add_habits(habits, "news", Habit(images=1)) == Habit(images=1)


@pytest.mark.parametrize(("undated", "lists"), [(6, [5]), (5, [0] * 5), (1, [0])])
def test_what_most_articles_of_a_site_lack_is_one_finding(undated: int, lists: list[int]) -> None:
    found = tuple(whole(finding("ART001", f"{number}.md", 1)) for number in range(undated))
    site = SiteFindings(found, Habit(articles=30, illustrated=10))
    assert [len(one.occurrences) for one in fold((site,), House())] == lists


def test_the_list_is_of_articles_where_no_place_in_them_is_at_fault() -> None:
    found = tuple(whole(finding("ART001", f"{name}.md", 1)) for name in "abc")
    (folded,) = fold((SiteFindings(found, Habit(articles=3, illustrated=3)),), House())
    assert folded.message == "something is missing (and in 2 more articles)"


def test_only_what_a_schema_misses_alike_is_one_fault_of_the_site() -> None:
    found = [finding("SCH001", f"{number}.md", 1) for number in range(3)]
    found.append(msgspec.structs.replace(finding("SCH001", "0.md", 2), message="another"))
    folded = fold((SiteFindings(tuple(found), Habit(articles=5)),), House())
    assert [(one.message[:9], len(one.occurrences)) for one in folded] == [
        ("something", 2),
        ("another", 0),
    ]


def test_two_sites_have_faults_of_their_own() -> None:
    habit = Habit(articles=2, illustrated=2)
    sites = tuple(
        SiteFindings(
            tuple(whole(finding("ART001", f"{folder}/{name}.md", 1)) for name in "ab"),
            habit,
            folder,
        )
        for folder in ("north", "south")
    )
    assert [len(one.occurrences) for one in fold(sites, House())] == [1, 1]


def whole(one: Finding) -> Finding:
    """A finding on an article, at no place in it."""
    return msgspec.structs.replace(one, range=None)
