"""Which printed text is a credit, wherever it hides."""

from capaudit.data.agencies import shipped_agencies
from capaudit.model.claim import Source
from capaudit.pipeline.settle import SettledFigure, settle
from capaudit.readers import read_article


def _settled(text: str) -> list[SettledFigure]:
    article = read_article(text.encode(), "a.html")
    return [settle(figure, "en", shipped_agencies()) for figure in article.figures]


def _credits(text: str) -> list[list[tuple[Source, tuple[str, ...]]]]:
    return [[(one.source, one.parsed.creators) for one in f.credits] for f in _settled(text)]


def test_a_credit_in_the_title_of_an_image() -> None:
    page = '<p><img src="a.jpg" alt="Boats" title="Boats at sea. (AP Photo/Jane Doe)"></p>'
    assert _credits(page) == [[(Source.TITLE, ("Jane Doe",))]]


def test_the_caption_outranks_the_title() -> None:
    page = (
        '<figure><img src="a.jpg" alt="Boats" title="Boats at sea. (AP Photo/Jane Doe)">'
        "<figcaption>Boats at sea. Photo: Per Holm</figcaption></figure>"
    )
    assert _credits(page) == [[(Source.CAPTION, ("Per Holm",))]]


def test_a_pictures_own_credit_outranks_its_gallerys() -> None:
    page = (
        "<figure><figure><img src=a.jpg alt=A><figcaption>One. (Jane Doe/AFP)</figcaption></figure>"
        "<figure><img src=b.jpg alt=B><figcaption>Two.</figcaption></figure>"
        "<figcaption>Photos: Per Holm/AP</figcaption></figure>"
    )
    assert _credits(page) == [
        [(Source.CAPTION, ("Jane Doe",))],
        [(Source.CREDIT_FIELD, ("Per Holm",))],
    ]
