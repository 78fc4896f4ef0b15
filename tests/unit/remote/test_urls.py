import pytest

from capaudit.remote.urls import UrlRefusedError, redirected, web_address

PORTS = frozenset({443})


@pytest.mark.parametrize(
    ("reference", "url"),
    [
        ("https://photos.example/a.jpg", "https://photos.example/a.jpg"),
        ("  HTTPS://Photos.Example:443/a.jpg#top ", "https://photos.example/a.jpg"),
        ("//photos.example/a.jpg?w=80&h=60", "https://photos.example/a.jpg?w=80&h=60"),
        ("https://photos.example", "https://photos.example/"),
        ("https://photos.example/été.jpg", "https://photos.example/%C3%A9t%C3%A9.jpg"),
        ("https://photos.example/a%20b.jpg", "https://photos.example/a%20b.jpg"),
        ("https://bücher.example/a.jpg", "https://xn--bcher-kva.example/a.jpg"),
        ("https://my_photos.example/a.jpg", "https://my_photos.example/a.jpg"),
        ("https://[2606:4700::1111]/a.jpg", "https://[2606:4700::1111]/a.jpg"),
    ],
)
def test_a_url_is_brought_into_one_spelling(reference: str, url: str) -> None:
    assert web_address(reference, PORTS).url == url


@pytest.mark.parametrize(
    ("reference", "reason"),
    [
        ("http://photos.example/a.jpg", "only https is fetched, and it is on http"),
        ("ftp://photos.example/a.jpg", "only https is fetched, and it is on ftp"),
        ("file:///etc/passwd", "only https is fetched, and it is on file"),
        ("https://desk:secret@photos.example/a.jpg", "user name or password"),
        ("https://@photos.example/a.jpg", "user name or password"),
        ("https://photos.example:22/a.jpg", "it is on port 22"),
        ("https://photos.example:99999/a.jpg", "not well-formed"),
        ("https://[::1/a.jpg", "not well-formed"),
        ("https:///a.jpg", "names no server"),
        ("https://photos.example/a\r\nHost: x", "control characters"),
        ("https://photos.example\\@10.0.0.1/", "control characters"),
        ("https://photos.example/" + "a" * 9000, "more than 8000 characters"),
        ("https://ex ample/a.jpg", "control characters"),
        ("https://ex%61mple/a.jpg", "names no server that DNS can know"),
    ],
)
def test_other_urls_are_refused(reference: str, reason: str) -> None:
    with pytest.raises(UrlRefusedError, match=reason):
        web_address(reference, PORTS)


def test_a_redirect_is_held_to_the_same_rules() -> None:
    here = web_address("https://photos.example/a/b.jpg?x=1", PORTS)
    assert redirected(here, "../c.jpg", PORTS).url == "https://photos.example/c.jpg"
    assert redirected(here, "//cdn.example/c.jpg", PORTS).url == "https://cdn.example/c.jpg"
    for location in ("http://cdn.example/c.jpg", "https://a:b@cdn.example/", "https://x:8080/"):
        with pytest.raises(UrlRefusedError):
            redirected(here, location, PORTS)
