"""Articles with faults that can be mended, audited, mended and audited again."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import msgspec
import pytest

from capaudit.config import load_config
from capaudit.fixes.registry import FIXERS
from capaudit.fixes.writing import edit, fix_of
from capaudit.model.evidence import ArticleEvidence, Evidence
from capaudit.model.finding import Finding, Fix, Report
from capaudit.pipeline import audit_paths
from capaudit.pipeline.mending import Mended, mend_paths
from support.examples import write_example
from support.images import build_image

STYLE = 'config: credit-style = "{creator}/{organisations}"'
SHORTCODES = """\
{{< figure src="a.jpg" caption="One ferry." attr="Jo Roe/AFP" >}}

{{< figure src="b.jpg" caption="Two ferries." attr="Jo Roe/AFP" >}}

{{< figure src="c.jpg" caption="Three ferries." >}}
c.jpg: 2:80 By-line = JANE "JD" DOE
c.jpg: 2:110 Credit = AFP
"""
GALLERY = """\
article.md:
    ---
    date: 2025-03-05
    images:
      - src: /a.jpg
        caption: One ferry.
        credit: Jo Roe/AFP
      - src: /b.jpg
        caption: Two ferries.
        credit: Jo Roe/AFP
      - src: /c.jpg
        caption: Three ferries.
    ---
a.jpg: photoshop:City = Leeds
b.jpg: photoshop:City = Leeds
c.jpg: 2:80 By-line = JANE DOE
c.jpg: 2:110 Credit = AFP
"""
TOML_GALLERY = """\
article.md:
    +++
    date = 2025-03-05
    [[images]]
    src = "/a.jpg"
    caption = "One ferry."
    photographer = "Jo Roe/AFP"
    [[images]]
    src = "/b.jpg"
    caption = "Two ferries."
    photographer = "Jo Roe/AFP"
    [[images]]
    src = "/c.jpg"
    caption = "Three ferries."
    +++
a.jpg: photoshop:City = Leeds
b.jpg: photoshop:City = Leeds
c.jpg: 2:80 By-line = JANE DOE
c.jpg: 2:110 Credit = AFP
"""
FLOW_GALLERY = """\
article.md:
    ---
    date: 2025-03-05
    images:
      - {src: /a.jpg, caption: "One ferry.", credit: "Jo Roe/AFP"}
      - {src: /b.jpg, caption: "Two ferries.", credit: "Jo Roe/AFP"}
      - {src: "/c.jpg", caption: "Three ferries."}
    ---
a.jpg: photoshop:City = Leeds
b.jpg: photoshop:City = Leeds
c.jpg: 2:80 By-line = JANE DOE
c.jpg: 2:110 Credit = AFP
"""
OWN_SHORTCODE = """\
article.md:
    ---
    date: 2025-03-05
    ---
    {{< pic src="a.jpg" words="A ferry leaves." who="AFP/JANE DOE" >}}
layouts/shortcodes/pic.html:
    <figure><img src="{{ .Get "src" }}" alt="">
    <figcaption>{{ .Get "words" }} <cite>{{ .Get "who" }}</cite></figcaption></figure>
a.jpg: photoshop:City = Leeds
"""
# What is written, the rule, and the words of the article before and after.
MENDED = [
    pytest.param(
        f"{OWN_SHORTCODE}{STYLE}",
        "CRD007",
        'who="AFP/JANE DOE"',
        'who="Jane Doe/AFP"',
        id="house style in a parameter that the site's own template takes",
    ),
    pytest.param(
        f"![A ferry leaves. [AFP/JANE DOE]](a.jpg)\n{STYLE}",
        "CRD007",
        "[AFP/JANE DOE]",
        "[Jane Doe/AFP]",
        id="house style in a caption",
    ),
    pytest.param(
        f"article.md:\n    ---\n    date: 2025-03-05\n    image: /a.jpg\n    caption: A ferry.\n"
        f"    credit: AFP/Jane Doe\n    ---\na.jpg: photoshop:City = Leeds\n{STYLE}",
        "CRD007",
        "credit: AFP/Jane Doe",
        "credit: Jane Doe/AFP",
        id="house style in the front matter",
    ),
    pytest.param(
        "article.md:\n    ---\n    date: 2025-03-05\n    image: /a.jpg\n    caption: A ferry.\n"
        "    credit: AFP/Jane Doe\n    ---\na.jpg: photoshop:City = Leeds\n"
        'config: credit-style = "guardian"',
        "CRD007",
        "credit: AFP/Jane Doe",
        'credit: "Photograph: Jane Doe/AFP"',
        id="a value that then needs quotes",
    ),
    pytest.param(
        '![Ferry](a.jpg "The cafÃ© by the pier â€“ closed.")',
        "CAP005",
        "The cafÃ© by the pier â€“ closed.",
        "The café by the pier – closed.",
        id="mojibake",
    ),
    pytest.param(
        '![Ferry](a.jpg "The cafÃƒÂ© by the pier.")',
        "CAP005",
        "cafÃƒÂ©",
        "café",
        id="mojibake twice over",
    ),
    pytest.param(
        '![Ferry](a.jpg "Mills &amp;amp; Sons by the pier.")',
        "CAP005",
        "&amp;amp;",
        "&",
        id="an entity of an entity",
    ),
    pytest.param(
        '![DSC_0412.JPG](a.jpg "The morning ferry leaves.")',
        "ALT002",
        "![DSC_0412.JPG]",
        "![]",
        id="alt in brackets",
    ),
    pytest.param(
        '<figure><img src="a.jpg" alt="DSC_0412.JPG" width="600">'
        "<figcaption>The morning ferry leaves.</figcaption></figure>",
        "ALT002",
        'src="a.jpg" alt="DSC_0412.JPG" width',
        'src="a.jpg" width',
        id="alt in HTML goes with its attribute",
    ),
    pytest.param(
        '{{< figure src="a.jpg" alt="DSC_0412.JPG" caption="The morning ferry leaves." >}}',
        "ALT002",
        'src="a.jpg" alt="DSC_0412.JPG" caption',
        'src="a.jpg" caption',
        id="alt in a shortcode",
    ),
    pytest.param(
        "article.md:\n    ---\n    date: 2025-03-05\n    image: /a.jpg\n    alt: DSC_0412.JPG\n"
        "    caption: A ferry.\n    ---\na.jpg: photoshop:City = Leeds",
        "ALT002",
        "alt: DSC_0412.JPG\n",
        'alt: ""\n',
        id="alt in the front matter",
    ),
    pytest.param(
        "![One ferry. [Jo Roe/AFP]](a.jpg)\n\n![Two ferries. [Jo Roe/AFP]](b.jpg)\n\n"
        '![Ferry](c.jpg "Three ferries leave.")\n'
        "c.jpg: 2:80 By-line = JANE DOE\nc.jpg: 2:110 Credit = AFP",
        "CRD001",
        '"Three ferries leave."',
        '"Three ferries leave. [Jane Doe/AFP]"',
        id="the file's credit as the other captions have it",
    ),
    pytest.param(
        "![One ferry. (AFP/Jo Roe)](a.jpg)\n\n![Two ferries. (AFP/Jo Roe)](b.jpg)\n\n"
        '![Ferry](c.jpg "Three ferries leave.")\n'
        "c.jpg: dc:creator = Jane Doe\nc.jpg: photoshop:Credit = AFP",
        "CRD001",
        '"Three ferries leave."',
        '"Three ferries leave. (AFP/Jane Doe)"',
        id="the other captions' brackets and order",
    ),
    pytest.param(
        "article.md:\n    ---\n    date: 2025-03-05\n    cover:\n      image: /d.jpg\n"
        "      caption: The quay.\n      credit: Jo Roe/AFP\n    ---\n\n"
        "    ![One ferry. [Jo Roe/AFP]](a.jpg)\n\n"
        '    ![Ferry](c.jpg "Three ferries leave.")\n'
        "c.jpg: 2:80 By-line = JANE DOE\nc.jpg: 2:110 Credit = AFP\nd.jpg: photoshop:City = Leeds",
        "CRD001",
        '"Three ferries leave."',
        '"Three ferries leave. [Jane Doe/AFP]"',
        id="a field of the front matter says nothing of images in the text",
    ),
    pytest.param(
        SHORTCODES.replace(' "JD"', ""),
        "CRD001",
        'caption="Three ferries." >}}',
        'caption="Three ferries." attr="Jane Doe/AFP" >}}',
        id="the file's credit as a parameter",
    ),
    pytest.param(
        GALLERY,
        "CRD001",
        "  - src: /c.jpg\n",
        "  - src: /c.jpg\n    credit: Jane Doe/AFP\n",
        id="the file's credit as a key",
    ),
    pytest.param(
        TOML_GALLERY,
        "CRD001",
        'src = "/c.jpg"\n',
        'src = "/c.jpg"\nphotographer = "Jane Doe/AFP"\n',
        id="the file's credit as a key in TOML",
    ),
    pytest.param(
        FLOW_GALLERY,
        "CRD001",
        '{src: "/c.jpg", caption',
        '{src: "/c.jpg", credit: "Jane Doe/AFP", caption',
        id="the file's credit in an inline object",
    ),
    pytest.param(
        "![Flood in Leeds on 3 May 2021. [Jane Doe/AFP]](a.jpg)\n"
        "a.jpg: photoshop:DateCreated = 2019-05-03",
        "DAT004",
        "3 May 2021",
        "3 May 2019",
        id="the file's year",
    ),
    pytest.param(
        "![A ferry leaves on Tuesday, Feb. 27, 2025. [Jane Doe/AFP]](a.jpg)\n"
        "a.jpg: photoshop:DateCreated = 2025-02-27",
        "DAT002",
        "on Tuesday, Feb.",
        "on Thursday, Feb.",
        id="the file's weekday",
    ),
]
# What nobody but a person can mend.
LEFT = [
    pytest.param('![Ferry](a.jpg "The caf\ufffd by the pier.")', "CAP005", id="a lost letter"),
    pytest.param(
        '![Ferry](a.jpg "The cafÃ© by the pi\ufffdr.")', "CAP005", id="a lost letter beside others"
    ),
    pytest.param(
        '[![DSC_0412.JPG](a.jpg "The ferry leaves.")](https://a.test/)', "ALT002", id="linked alt"
    ),
    pytest.param(
        '<a href="https://a.test/"><img src="a.jpg" alt="DSC_0412.JPG"></a>',
        "ALT002",
        id="linked alt in HTML",
    ),
    pytest.param(
        '[{{< figure src="a.jpg" alt="DSC_0412.JPG" >}}](https://a.test/)',
        "ALT002",
        id="linked alt in a shortcode",
    ),
    pytest.param(
        "![Flood in Leeds on 3 May 2021. [Jane Doe/AFP]](a.jpg)\n"
        "a.jpg: photoshop:DateCreated = 2019-02-11",
        "DAT004",
        id="another day",
    ),
    pytest.param(
        "![Flood in Leeds on Monday, 3 May 2021. [Jane Doe/AFP]](a.jpg)\n"
        "a.jpg: photoshop:DateCreated = 2019-05-03",
        "DAT004",
        id="the year would make the weekday wrong",
    ),
    pytest.param(
        "![A ferry leaves on Tuesday, Feb. 27, 2025. [Jane Doe/AFP]](a.jpg)",
        "DAT002",
        id="a weekday that the file does not settle",
    ),
    pytest.param(
        "![One ferry. [Jo Roe/AFP]](a.jpg)\n\n![Two ferries. [Jo Roe/AFP]](b.jpg)\n\n"
        '![Ferry](c.jpg "Three ferries leave.")\n'
        "c.jpg: 2:80 By-line = JANE DOE\nc.jpg: dc:creator = Max Roe",
        "CRD001",
        id="blocks that name different people",
    ),
    pytest.param(
        "![One ferry. [Jo Roe/AFP]](a.jpg)\n\n![Two ferries. [Jo Roe/AFP]](b.jpg)\n\n"
        '![Ferry](c.jpg "Three ferries leave.")',
        "CRD001",
        id="a file without credit",
    ),
    pytest.param(
        '![Ferry](c.jpg "Three ferries leave.")\n\n![Quay](d.jpg "The quay.")\n\n'
        '![Bay](e.jpg "The bay.")\nc.jpg: 2:80 By-line = JANE DOE',
        "CRD001",
        id="no habit of the site",
    ),
    pytest.param(
        'config: required = ["credit"]\narticle.md:\n    ---\n    date: 2025-03-05\n'
        "    image: /c.jpg\n    caption: Three ferries leave.\n    ---\n"
        "c.jpg: 2:80 By-line = JANE DOE",
        "CRD001",
        id="an image of the front matter whose site may have a field for it",
    ),
    pytest.param(
        "![One ferry. [Jo Roe/AFP]](a.jpg)\n\n![Two ferries. [Jo Roe/AFP]](b.jpg)\n\n"
        '![Ferry](c.jpg "Three ferries leave.")\n'
        "c.jpg: 2:80 By-line = JANE DOE\nc.jpg: 2:40 Special Instructions = HANDOUT",
        "CRD001",
        id="a handout, which needs words of its own",
    ),
    pytest.param(
        SHORTCODES.replace('attr="Jo Roe/AFP"', "attr=`Jo Roe/AFP`").replace(' "JD"', ""),
        "CRD001",
        id="a field in another syntax",
    ),
]


def mend(folder: Path, code: str) -> tuple[Report, list[Mended]]:
    config = load_config(folder)
    config = msgspec.structs.replace(config, extend_select=(code,))
    report, outcomes = mend_paths((str(folder),), config, lambda fix: True)
    mended = [one for one in outcomes if isinstance(one, Mended)]
    for one in mended:
        (folder / one.path).write_bytes(one.after)
    return report, mended


def count(report: Report) -> Counter[str]:
    return Counter(finding.code for finding in report.findings)


@pytest.mark.parametrize(("example", "code", "before", "after"), MENDED)
def test_mended(example: str, code: str, before: str, after: str, tmp_path: Path) -> None:
    write_example(example, tmp_path)
    source = (tmp_path / "article.md").read_bytes()
    first, mended = mend(tmp_path, code)
    assert count(first)[code] == 1
    assert [finding.code for one in mended for finding in one.findings] == [code]
    assert source.count(before.encode()) == 1
    assert (tmp_path / "article.md").read_bytes() == source.replace(before.encode(), after.encode())
    second, again = mend(tmp_path, code)
    assert again == []
    assert count(second) == count(first) - Counter([code])


@pytest.mark.parametrize(("example", "code"), LEFT)
def test_left(example: str, code: str, tmp_path: Path) -> None:
    write_example(example, tmp_path)
    report, mended = mend(tmp_path, code)
    assert count(report)[code] == 1
    assert mended == []
    assert all(finding.fix is None for finding in report.findings)


def test_caption_of_several_images_takes_no_credit_of_one(tmp_path: Path) -> None:
    write_example(
        '<figure><img src="a.jpg"><img src="b.jpg"><figcaption>Two ferries.</figcaption></figure>\n'
        'config: required = ["credit"]\n'
        "a.jpg: 2:80 By-line = JANE DOE\nb.jpg: 2:80 By-line = MAX ROE",
        tmp_path,
    )
    report, _ = mend(tmp_path, "CRD001")
    assert [one.fix for one in report.findings if one.code == "CRD001"] == [None, None]


def test_fix_that_would_bring_another_fault_is_not_made(tmp_path: Path) -> None:
    write_example(
        "![One ferry. [Jo Roe/AFP]](a.jpg)\n\n![Two ferries. [Jo Roe/AFP]](b.jpg)\n\n"
        '![Ferry](c.jpg "Three ferries leave in this pool photograph.")\n'
        "c.jpg: 2:80 By-line = JANE DOE\nc.jpg: 2:110 Credit = AFP",
        tmp_path,
    )
    report, mended = mend(tmp_path, "CRD001")
    assert [finding.fix is not None for finding in report.findings] == [True]
    assert mended == []


def test_fix_that_reads_otherwise_than_meant_is_not_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(whole: ArticleEvidence, evidence: Evidence, finding: Finding) -> Fix | None:
        caption = evidence.figure.caption
        assert caption is not None
        assert caption.span is not None
        return fix_of("broken", edit(whole.article, caption.span, 'a " b', 'a " b'))

    monkeypatch.setitem(FIXERS, "CAP005", careless)
    write_example(
        '![Ferry](a.jpg "The cafÃ©.")\n\n![DSC_0412.JPG](b.jpg "The ferry leaves.")', tmp_path
    )
    report, mended = mend(tmp_path, "CAP005")
    offered = {one.code: one.fix is not None for one in report.findings}
    assert (offered["CAP005"], offered["ALT002"]) == (False, True)
    assert [finding.code for one in mended for finding in one.findings] == ["ALT002"]


def test_letters_that_the_encoding_lacks_are_not_written(tmp_path: Path) -> None:
    write_example("![A](a.jpg)", tmp_path)
    text = '---\ndate: 2025-03-05\n---\n\n![Café](a.jpg "Ferry Ñ‡ÐµÐ» leaves.")\n'
    (tmp_path / "article.md").write_bytes(text.encode("cp1252"))
    report, mended = mend(tmp_path, "CAP005")
    assert count(report)["CAP005"] == 1
    assert mended == []
    assert report.problems == ()


def test_path_with_escapes_and_a_query(tmp_path: Path) -> None:
    write_example("![A ferry leaves. [Jane Doe/AFP]](Media/Ferry%20One.JPG?w=9#x)", tmp_path)
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "Ferry One.jpg").write_bytes(build_image("jpeg", fields={}))
    _, mended = mend(tmp_path, "IMG005")
    text = (tmp_path / "article.md").read_text("utf-8")
    assert [finding.code for one in mended for finding in one.findings] == ["IMG005"]
    assert "(media/Ferry%20One.jpg?w=9#x)" in text


def test_only_accepted_fixes_are_made(tmp_path: Path) -> None:
    write_example(
        "![Flood in Leeds on 3 May 2021. [Jane Doe/AFP]](a.jpg)\n"
        "a.jpg: photoshop:DateCreated = 2019-05-03",
        tmp_path,
    )

    def is_safe(fix: Fix) -> bool:
        return fix.safe

    report, outcomes = mend_paths((str(tmp_path),), load_config(tmp_path), is_safe)
    assert list(outcomes) == []
    assert [one.fix.safe for one in report.findings if one.fix] == [False]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encoding_mark_and_line_ends_stay(encoding: str, tmp_path: Path) -> None:
    text = (
        "---\r\ndate: 2025-03-05\r\n---\r\n\r\n![A ferry at the café. [AFP/JO ROE]](a.jpg)\r\n\n"
        "The end\r"
    )
    write_example(f"![A](a.jpg)\n{STYLE}", tmp_path)
    (tmp_path / "article.md").write_bytes(text.encode(encoding))
    mend(tmp_path, "CRD007")
    expected = text.replace("AFP/JO ROE", "Jo Roe/AFP").encode(encoding)
    assert (tmp_path / "article.md").read_bytes() == expected


def test_damaged_bytes_are_left_alone(tmp_path: Path) -> None:
    write_example(f"![A ferry. [AFP/JO ROE]](a.jpg)\n{STYLE}", tmp_path)
    path = tmp_path / "article.md"
    path.write_bytes(path.read_bytes() + b"\x81\xff")
    before = path.read_bytes()
    report, mended = mend(tmp_path, "CRD007")
    assert count(report)["CRD007"] == 1
    assert report.problems == ()
    assert mended == []
    assert path.read_bytes() == before


def test_every_place_of_a_grouped_cause_is_mended(tmp_path: Path) -> None:
    example = "![A ferry. [Jane Doe/AFP]](Ferry.JPG)\n"
    write_example(f"{example}ferry.jpg: photoshop:City = Leeds\nFerry.JPG: is missing", tmp_path)
    article = (tmp_path / "article.md").read_text("utf-8")
    (tmp_path / "second.md").write_text(article, "utf-8")
    report, mended = mend(tmp_path, "IMG005")
    assert [len(one.occurrences) for one in report.findings if one.code == "IMG005"] == [1]
    assert [one.path for one in mended] == ["article.md", "second.md"]
    assert count(audit_paths((str(tmp_path),), load_config(tmp_path)))["IMG005"] == 0
