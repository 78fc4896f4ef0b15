"""The site's image tags, from its templates and from the configuration, through a whole run."""

from pathlib import Path

import pytest

from capaudit.config import load_config
from capaudit.errors import UsageError
from capaudit.model.finding import ImageReport
from capaudit.pipeline import audit_paths

USE = '{{< pic "boat.jpg" "A ferry in Leeds." by="Jane Doe/AFP" >}}'


def image(folder: Path, settings: str) -> ImageReport | None:
    (folder / "capaudit.toml").write_text(settings, "utf-8")
    (folder / "story.md").write_text(f"Some prose.\n\n{USE}\n", "utf-8")
    report = audit_paths([str(folder / "story.md")], load_config(folder))
    return next(iter(report.articles[0].images), None)


def said(found: ImageReport | None) -> tuple[str | None, ...]:
    assert found is not None
    return found.src, found.caption, found.credit_line


def test_the_configuration_tells_what_parameters_are_for(tmp_path: Path) -> None:
    settings = '[image-tags.pic]\nsrc = 0\ncaption = ["text", 1]\ncredit = "By"\n'

    assert said(image(tmp_path, settings)) == ("boat.jpg", "A ferry in Leeds.", "Jane Doe/AFP")


def test_templates_tell(tmp_path: Path) -> None:
    template = tmp_path / "layouts" / "shortcodes" / "pic.html"
    template.parent.mkdir(parents=True)
    template.write_text(
        '<figure><img src="{{ .Get 0 }}"><figcaption>{{ .Get 1 }} ({{ .Get "by" }})</figcaption>',
        "utf-8",
    )

    assert said(image(tmp_path, "")) == ("boat.jpg", "A ferry in Leeds.", "Jane Doe/AFP")
    assert image(tmp_path, 'site-kind = "jekyll"') is None


@pytest.mark.parametrize(
    "settings",
    [
        "[image-tags.pic]\ncaption = 1\n",
        "[image-tags.pic]\nsrc = -1\n",
        '[image-tags.pic]\nsrc = 0\nwords = "x"\n',
        'site-kind = "quarto"\n',
    ],
)
def test_wrong_settings(settings: str, tmp_path: Path) -> None:
    (tmp_path / "capaudit.toml").write_text(settings, "utf-8")
    with pytest.raises(UsageError):
        load_config(tmp_path)
