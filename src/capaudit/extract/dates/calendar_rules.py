"""Rules for what the calendar names: days, months, years, and ranges and lists of them."""

from __future__ import annotations

from capaudit.extract.dates.builders import (
    calendar,
    instant,
    numeric,
    pair,
    year_range,
)
from capaudit.extract.dates.guards import (
    fits_after_article,
    fits_as_year_range,
    fits_between,
    fits_day_alone,
    fits_day_first,
    fits_month_first,
    fits_numeric,
    fits_pair,
)
from capaudit.extract.dates.rule import (
    DAY,
    NO_COUNT,
    WEEKDAY,
    WEEKDAY_AFTER,
    YEAR,
    Rule,
    rule,
)

CALENDAR_RULES: tuple[Rule, ...] = (
    rule("I", r"I", instant),
    rule("WL#", WEEKDAY + r"(?P<x>#)(?:y\.?)?", numeric, fits_numeric, "#"),
    rule("WL%", WEEKDAY + r"(?P<x>%)(?:,?(?P<y>Y))?(?:y\.?)?", pair, fits_pair, "%"),
    # Ranges: 3-5 May 2024; May 3-5, 2024; 28 May - 2 June 2024; March-April 2024.
    rule(
        "WDO",
        WEEKDAY + DAY + r"\.?-(?P<d_to>[DO])[.d]?[ot]{0,2}(?P<m>M)\.?" + YEAR,
        calendar,
        needs="-M",
    ),
    rule(
        "WM",
        WEEKDAY + r"(?P<m>M)\.?" + DAY + r"-(?P<d_to>[DO])(?![UC])" + YEAR,
        calendar,
        needs="-M",
    ),
    rule(
        "M",
        r"(?P<m>M)\.?" + DAY + r"(?:,(?P<y2>Y))?-(?P<m_to>M)\.?(?P<d_to>[DO])" + YEAR,
        calendar,
        needs="-M",
    ),
    rule(
        "DO",
        DAY
        + r"\.?[ot]{0,2}(?P<m>M)\.?(?:(?P<y2>Y)y?)?-(?P<d_to>[DO])\.?[ot]{0,2}(?P<m_to>M)\.?"
        + YEAR,
        calendar,
        needs="-M",
    ),
    # Between 2014 and 2021; between 3 and 5 May; between May 3 and June 5, 2024.
    rule("Y", r"(?P<y>Y)&(?P<y_to>Y)(?:y\.?)?", year_range, fits_between, "&"),
    rule(
        "DO",
        DAY + r"\.?&(?P<d_to>[DO])[.d]?[ot]{0,2}(?P<m>M)\.?" + YEAR,
        calendar,
        fits_between,
        "&M",
    ),
    rule(
        "DO",
        DAY + r"\.?[ot]{0,2}(?P<m>M)\.?&(?P<d_to>[DO])\.?[ot]{0,2}(?P<m_to>M)\.?" + YEAR,
        calendar,
        fits_between,
        "&M",
    ),
    rule(
        "M",
        r"(?P<m>M)\.?" + DAY + r"&(?P<m_to>M)\.?(?P<d_to>[DO])" + YEAR,
        calendar,
        fits_between,
        "&",
    ),
    rule("M", r"(?P<m>M)\.?&(?P<m_to>M)\.?" + YEAR, calendar, fits_between, "&"),
    rule("M", r"(?P<m>M)\.?[-/](?P<m_to>M)\.?" + YEAR, calendar),
    rule("Y", r"(?P<y>Y)-(?P<y_to>Y|[Dn])(?:y\.?)?(?!-)", year_range, fits_as_year_range, "-"),
    # Lists: a member borrows month and year from the last.
    rule("DO", DAY + r"(?=[,&]{1,2}[DO]\.?[ot]{0,2}(?P<m>M)\.?" + YEAR + ")", calendar, needs="M"),
    rule("M", r"(?P<m>M)(?=[,&]{1,2}M\.?[ot]?(?P<y>Y))", calendar, needs="Y"),
    # Day and month, in either order.
    rule(
        "WLDON",
        WEEKDAY
        + r"(?P<d>[DON])[.d]{0,2}[-/]?[otp]{0,2}(?P<m>M)\.?(?:[-/](?P<y2>Y))?"
        + YEAR
        # 3 Mayıs 2024 Cuma; 3 May (Friday).
        + WEEKDAY_AFTER,
        calendar,
        fits_day_first,
        "M",
    ),
    rule(
        "WLM",
        r"(?:L(?=M))?"
        + WEEKDAY
        + r"(?P<m>M)\.?[-/,]?(?:o(?=[DON](?:[d,.|)]|$)))?t?"
        + r"(?P<d>[DO]|N(?=,?[otF]{0,2}Y|[d,.|)]|$))"
        + NO_COUNT
        + r"d?"
        + YEAR,
        calendar,
        fits_month_first,
        "M",
    ),
    rule(
        "Y",
        r"(?P<y>Y)(?:y\.?)?o?[,/-]?(?P<m>M)\.?o?[/-]?(?:" + DAY + r"\.?d?)?" + WEEKDAY_AFTER,
        calendar,
        needs="M",
    ),
    rule("M", r"(?P<m>M)\.?[,/-]?[ot]{0,2}[Uy]?(?P<y>Y)(?:y\.?)?(?P<era>E)?", calendar, needs="Y"),
    rule(
        "M",
        r"(?P<m>M)\.?[ot]{0,2}(?:(?P<l>L)(?P<u>[Uyj])|(?P<u2>[Uy])(?P<l2>L))",
        calendar,
        needs="L",
    ),
    rule("L", r"(?P<l>L)(?P<u>[Uyj])o?t?(?P<m>M)\.?" + DAY + "?", calendar, needs="M"),
    # Kazakh: 2024 жылғы 3 мамыр.
    rule("Y", r"(?P<y>Y)yo?p?(?P<d>[DO])[.d]?o?(?P<m>M)", calendar, needs="yM"),
    # A weekday with the number alone: Friday the 13th, den 15:e.
    rule(
        "WL",
        r"L?[Uj]?o?(?P<w>W)[,.]?[tU]{0,2}(?P<d>[DO]|N(?=[d.,|)]|$))(?![UWoC%K:xM]|[.,-][DnO%])d?",
        calendar,
        needs="W",
    ),
    rule("D", r"(?P<d>D)d?o?(?P<w>W)(?!L)", calendar, needs="W"),
    rule("D", DAY + r"(?=[.;,!|)]|$)", calendar, fits_after_article),
    rule("O", DAY + r"(?![UWoxSCTL])", calendar, fits_day_alone),
    # Chinese, Japanese, Korean: 2025年3月5日, 令和7年3月5日, 去年9月, 15日.
    rule(
        "E",
        r"(?P<era>E)(?P<y>[DnY])y(?:o?(?P<m>D)j(?:(?P<d>D)d)?)?" + WEEKDAY_AFTER,
        calendar,
        needs="y",
    ),
    rule("Yn", r"(?P<y>[Yn])yo?(?P<m>D)j(?:o?(?P<d>D)d)?" + WEEKDAY_AFTER, calendar, needs="yj"),
    rule("Y", r"(?P<y>Y)yo?(?P<m>M)(?:(?P<d>D)d?)?" + WEEKDAY_AFTER, calendar, needs="yM"),
    rule(
        "L",
        r"(?P<l>L)(?P<u>[Uy])?o?(?P<m>D)jo?(?:(?P<d>D)d)?" + WEEKDAY_AFTER,
        calendar,
        needs="j",
    ),
    rule(
        "DWL",
        WEEKDAY + r"(?P<m>D)jo?(?:(?P<d>D)d(?:,(?P<y>Y))?)?" + WEEKDAY_AFTER,
        calendar,
        needs="j",
    ),
    rule("M", r"(?P<m>M)o?(?P<d>D)d" + WEEKDAY_AFTER, calendar, needs="d"),
    rule("DN", r"(?P<d>[DN])d" + WEEKDAY_AFTER + r"(?![fA])", calendar, needs="d"),
)
