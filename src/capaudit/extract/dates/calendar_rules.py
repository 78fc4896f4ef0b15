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
    fits_before_postposition,
    fits_by_order,
    fits_day_alone,
    fits_day_first,
    fits_month_first,
    fits_numeric,
    fits_pair,
    fits_range,
)
from capaudit.extract.dates.rule import (
    DAY,
    NO_COUNT,
    TO,
    WEEKDAY,
    WEEKDAY_AFTER,
    YEAR,
    Rule,
    rule,
)

CALENDAR_RULES: tuple[Rule, ...] = (
    rule("I", r"I", instant),
    rule("WL#", WEEKDAY + r"(?P<x>#)(?:y\.?)?" + WEEKDAY_AFTER, numeric, fits_numeric, "#"),
    rule("WL%", WEEKDAY + r"(?P<x>%)(?:,?(?P<y>Y))?(?:y\.?)?", pair, fits_pair, "%"),
    rule("%", r"(?P<x>%)\(?(?P<w>W)\)?", pair, needs="%W"),
    # Sep-23-2020, 23-2020-September, 2020/sep/23.
    rule("M", r"(?P<m>M)\.?-(?P<y>Y)-" + DAY, calendar, needs="M-"),
    rule("M", r"(?P<m>M)\.?-" + DAY + r"-(?P<y>Y)", calendar, needs="M-"),
    rule("D", DAY + r"-(?P<y>Y)-(?P<m>M)", calendar, needs="M-"),
    rule("Y", r"(?P<y>Y)/(?P<m>M)\.?/" + DAY, calendar, needs="M/"),
    # Ranges: 3-5 May 2024; May 3 to 5, 2024; 28 May - 2 June 2024; March-April 2024. Two ends
    # that are dates by themselves with a word between them are joined in `chains`.
    rule(
        "WDO",
        WEEKDAY + DAY + r"[.d]?" + TO + r"(?P<d_to>[DO])[.d]?[ot]{0,2}(?P<m>M)\.?" + YEAR,
        calendar,
        fits_range,
        "M",
    ),
    rule(
        "WM",
        WEEKDAY + r"(?P<m>M)\.?t?" + DAY + TO + r"(?P<d_to>[DO])" + NO_COUNT + YEAR,
        calendar,
        fits_range,
        "M",
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
    # 2024年5月3日至5日, 2024년 5월 3~5일; Kazakh: 2024 жылғы 3-5 мамыр.
    rule(
        "EYD",
        r"(?:(?P<era>E)?(?P<y>[YDn])yo?)?(?P<m>D)jo?(?P<d>D)d?" + TO + r"(?P<d_to>D)d",
        calendar,
        fits_range,
        "jd",
    ),
    rule("Y", r"(?P<y>Y)y" + DAY + r"-(?P<d_to>[DO])(?P<m>M)", calendar, needs="-M"),
    rule("M", r"(?P<m>M)\.?[-/](?P<m_to>M)\.?" + YEAR, calendar),
    rule("Y", r"(?P<y>Y)-(?P<y_to>Y|[Dn])(?:y\.?)?(?!-)", year_range, fits_as_year_range, "-"),
    # Lists: a member borrows month and year from the last, or the month from the first.
    rule(
        "DO",
        DAY + r"\.?(?=(?:[,&]{1,2}[DO]\.?){1,3}[ot]{0,2}(?P<m>M)\.?" + YEAR + ")",
        calendar,
        needs="M",
    ),
    rule("M", r"(?P<m>M)(?=[,&]{1,2}M\.?[ot]?(?P<y>Y))", calendar, needs="Y"),
    rule("S", r"(?P<m>S)(?=&t?S[ot]{0,2}(?P<y>Y))", calendar, needs="Y"),
    rule("M", r"(?P<m>M)\.?" + DAY + r"(?=,D,?&D" + YEAR + ")", calendar, needs="&"),
    rule("M", r"(?P<m>M)\.?" + DAY + r"(?=,?&D(?![xUCn])" + YEAR + ")", calendar, needs="&"),
    rule("D", r"(?<=(?P<m>M)D&)" + DAY + r"(?![xUCn])" + YEAR, calendar, needs="M"),
    rule("D", r"(?<=(?P<m>M)D,)" + DAY + r"(?=,?&D" + YEAR + ")", calendar, needs="M&"),
    rule("D", r"(?<=(?P<m>M)D,D&)" + DAY + r"(?![xUCn])" + YEAR, calendar, needs="M"),
    # Day and month, in either order.
    rule(
        "WLDON",
        WEEKDAY
        + r"(?P<d>[DON])[.d]{0,2}[-/]?(?:[ot]{0,2}|[otp]{1,2}(?=M\.?(?!D)))(?P<m>M)\.?"
        + r"(?:[-/](?P<y2>Y))?"
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
    rule("M", r"(?P<m>M)\.?[otp]{0,2}(?P<r>r)", calendar, needs="r"),
    rule("r", r"(?P<r>r)[otp]{0,2}(?P<m>M)\.?" + DAY + "?", calendar, needs="M"),
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
    rule("D", DAY + r"(?=p)", calendar, fits_before_postposition, "p"),
    # The next 6 April; 2020 में 28 जून.
    rule(
        "L", r"(?P<l>L)t?" + DAY + r"[.d]?[ot]{0,2}(?P<m>M)(?!\.?[,ot]{0,3}Y)", calendar, needs="M"
    ),
    rule(
        "Y",
        r"(?P<y>Y)y?[,p]t?" + DAY + r"\.?o?(?P<m>M)(?!\.?[,ot]{0,3}Y)",
        calendar,
        fits_by_order,
        "M",
    ),
    rule("O", DAY + r"(?![UWoxSCTL])", calendar, fits_day_alone),
    # Chinese, Japanese, Korean: 2025年3月5日, 令和7年3月5日, 去年9月, 15日.
    rule(
        "E",
        r"(?P<era>E)(?P<y>[DnY])y(?:o?(?P<m>D)j(?:(?P<d>D)d)?)?" + WEEKDAY_AFTER,
        calendar,
        needs="y",
    ),
    # 平成30（2018）年9月6日, 平成30年（2018年）9月6日, 2018（平成30）年9月6日
    rule(
        "E",
        r"E[DnY]y?\((?P<y>Y)y?\)y?(?:o?(?P<m>D)j(?:(?P<d>D)d)?)?" + WEEKDAY_AFTER,
        calendar,
        needs="(",
    ),
    rule(
        "Y",
        r"(?P<y>Y)y?\(E[DnY]y?\)y?(?:o?(?P<m>D)j(?:(?P<d>D)d)?)?" + WEEKDAY_AFTER,
        calendar,
        needs="(E",
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
