from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import msgspec
import pytest
import trustme

from capaudit.model.fetching import FetchLimits
from capaudit.pipeline.remote_images import why_no_image
from capaudit.remote.download import Validators
from capaudit.remote.fetcher import Fetcher
from capaudit.remote.image_cache import ImageCache
from capaudit.remote.outcomes import Fetched, NotFetched, Outcome
from support.images import build_image
from support.web import Exchange, Server, local_ways

PICTURE, OTHER = build_image("jpeg"), build_image("jpeg", colour="tan")
Start = Callable[..., AbstractContextManager[Fetcher]]


@pytest.fixture
def start(server: Server, authority: trustme.CA, tmp_path: Path) -> Start:
    def started(**limits: int) -> Fetcher:
        bounds = msgspec.structs.replace(FetchLimits(), **limits)
        cache = ImageCache(tmp_path / "cache", bounds.cache_mib * 1024 * 1024)
        return Fetcher(bounds, local_ways(server, authority), why_no_image, cache)

    return started


def bytes_of(outcome: Outcome) -> bytes:
    assert isinstance(outcome, Fetched), outcome
    return outcome.path.read_bytes()


def versioned(etag: str | None, body: bytes, **more: str) -> Callable[[Exchange], None]:
    """An answer that says 304 to whoever has this version."""

    def answer(exchange: Exchange) -> None:
        headers = {name.replace("_", "-"): value for name, value in more.items()}
        if etag is not None:
            headers["ETag"] = etag
        known = etag is not None and exchange.headers.get("If-None-Match") == etag
        exchange.send(304 if known else 200, b"" if known else body, headers)

    return answer


def fetch_once(start: Start, url: str, **limits: int) -> bytes:
    with start(**limits) as fetcher:
        return bytes_of(fetcher.fetch(url))


def statuses_asked(server: Server) -> list[str | None]:
    return [headers.get("If-None-Match") for _, headers in server.requests]


def test_an_image_is_asked_for_once_a_run(server: Server, start: Start) -> None:
    server.answers["/a.jpg"] = versioned(None, PICTURE)
    with start() as fetcher:
        first = fetcher.fetch(server.url("/a.jpg"))
        again = fetcher.fetch(server.url("/a.jpg#top"))
        assert bytes_of(first) == bytes_of(again) == PICTURE
        path = first.path if isinstance(first, Fetched) else None
    assert len(server.requests) == 1
    assert path is not None
    assert not path.exists()


def test_a_kept_image_is_asked_about_and_taken(server: Server, start: Start) -> None:
    server.answers["/a.jpg"] = versioned('"v1"', PICTURE)
    assert fetch_once(start, server.url("/a.jpg")) == PICTURE
    assert fetch_once(start, server.url("/a.jpg")) == PICTURE
    assert statuses_asked(server) == [None, '"v1"']


def test_a_last_modified_date_serves_as_well(server: Server, start: Start) -> None:
    day = "Tue, 04 Mar 2025 10:00:00 GMT"
    server.answers["/a.jpg"] = versioned(None, PICTURE, Last_Modified=day)
    for _ in range(2):
        assert fetch_once(start, server.url("/a.jpg")) == PICTURE
    asked = [headers.get("If-Modified-Since") for _, headers in server.requests]
    assert asked == [None, day]


def test_a_changed_image_replaces_the_kept_one(server: Server, start: Start) -> None:
    server.answers["/a.jpg"] = versioned('"v1"', PICTURE)
    fetch_once(start, server.url("/a.jpg"))
    server.answers["/a.jpg"] = versioned('"v2"', OTHER)
    assert fetch_once(start, server.url("/a.jpg")) == OTHER
    assert fetch_once(start, server.url("/a.jpg")) == OTHER
    assert statuses_asked(server) == [None, '"v1"', '"v2"']


def test_a_kept_image_that_was_damaged_is_fetched_again(
    server: Server, start: Start, tmp_path: Path
) -> None:
    server.answers["/a.jpg"] = versioned('"v1"', PICTURE)
    fetch_once(start, server.url("/a.jpg"))
    (kept,) = (tmp_path / "cache").glob("*.image")
    kept.write_bytes(OTHER)
    assert fetch_once(start, server.url("/a.jpg")) == PICTURE
    assert statuses_asked(server) == [None, '"v1"', None]


@pytest.mark.parametrize("garbage", [b"", b"{}", b"\xff\xfe", b'{"url": 7}'])
def test_a_description_that_was_damaged_counts_for_nothing(
    server: Server, start: Start, tmp_path: Path, garbage: bytes
) -> None:
    server.answers["/a.jpg"] = versioned('"v1"', PICTURE)
    fetch_once(start, server.url("/a.jpg"))
    (description,) = (tmp_path / "cache").glob("*.json")
    description.write_bytes(garbage)
    assert fetch_once(start, server.url("/a.jpg")) == PICTURE
    assert statuses_asked(server) == [None, None]


def test_an_image_whose_server_fails_is_not_taken_from_the_cache(
    server: Server, start: Start
) -> None:
    server.answers["/a.jpg"] = versioned('"v1"', PICTURE)
    fetch_once(start, server.url("/a.jpg"))
    server.answers["/a.jpg"] = lambda exchange: exchange.send(503)
    with start() as fetcher:
        outcome = fetcher.fetch(server.url("/a.jpg"))
    said = "the image is remote and could not be fetched: the server answers 503"
    assert outcome == NotFetched(f"{said} Service Unavailable")


def test_the_version_is_not_asked_of_another_address(server: Server, start: Start) -> None:
    redirect = {"Location": "/b.jpg"}
    server.answers["/a.jpg"] = lambda exchange: exchange.send(302, headers=redirect)
    server.answers["/b.jpg"] = versioned('"v1"', PICTURE)
    for _ in range(2):
        assert fetch_once(start, server.url("/a.jpg")) == PICTURE
    assert statuses_asked(server) == [None, None, None, '"v1"']


def test_nothing_is_kept_without_a_version_or_where_nothing_is_to_be(
    server: Server, start: Start, tmp_path: Path
) -> None:
    server.answers["/a.jpg"] = versioned(None, PICTURE)
    server.answers["/b.jpg"] = versioned('"v1"', PICTURE)
    fetch_once(start, server.url("/a.jpg"))
    fetch_once(start, server.url("/b.jpg"), cache_mib=0)
    assert not (tmp_path / "cache").exists()


def test_a_run_makes_so_many_requests(server: Server, start: Start) -> None:
    for name in "abc":
        server.answers[f"/{name}.jpg"] = versioned(None, PICTURE)
    with start(requests=2) as fetcher:
        outcomes = [fetcher.fetch(server.url(f"/{name}.jpg")) for name in "abc"]
    reason = "the image is remote and could not be fetched: a run may make 2 requests"
    assert outcomes[2] == NotFetched(reason)
    assert len(server.requests) == 2


def test_one_server_is_asked_so_often_redirects_included(server: Server, start: Start) -> None:
    elsewhere = {"Location": server.url("/b.jpg")}
    server.answers["/a.jpg"] = lambda exchange: exchange.send(302, headers=elsewhere)
    server.answers["/b.jpg"] = versioned(None, PICTURE)
    with start(requests_per_host=2) as fetcher:
        assert isinstance(fetcher.fetch(server.url("/a.jpg")), Fetched)
        outcome = fetcher.fetch(server.url("/b.jpg"))
        assert isinstance(outcome, NotFetched)
        assert outcome.reason.endswith("a run may make 2 requests to photos.example")
        assert isinstance(fetcher.fetch(server.url("/b.jpg", "cdn.example")), Fetched)


def test_all_images_of_a_run_share_one_time(server: Server, start: Start) -> None:
    server.answers["/a.jpg"] = lambda exchange: exchange.server.stopping.wait() and None
    server.answers["/b.jpg"] = versioned(None, PICTURE)
    with start(seconds=1, run_seconds=1) as fetcher:
        slow = fetcher.fetch(server.url("/a.jpg"))
        late = fetcher.fetch(server.url("/b.jpg"))
    assert isinstance(slow, NotFetched)
    assert isinstance(late, NotFetched)
    assert late.reason.endswith("the 1 seconds that a run may take to fetch images are over")


def test_the_cache_drops_what_was_used_longest_ago(tmp_path: Path) -> None:
    import os

    cache = ImageCache(tmp_path / "cache", 2500)
    image = tmp_path / "image"
    for age, name in enumerate(("new", "middle", "old")):
        image.write_bytes(name.encode() * 300)
        cache.keep(f"https://photos.example/{name}", image, Validators("", etag=name))
        for path in (tmp_path / "cache").iterdir():
            if path.stat().st_mtime > 2_000_000:
                os.utime(path, (1_000_000 - age, 1_000_000 - age))
    cache.tidy(now=1_000_000)
    known = [cache.known(f"https://photos.example/{name}") for name in ("new", "middle", "old")]
    assert [one is not None for one in known] == [True, False, False]
    assert len(list((tmp_path / "cache").iterdir())) == 2
