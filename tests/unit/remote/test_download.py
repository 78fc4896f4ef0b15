from collections.abc import Callable
from pathlib import Path

import pytest
import trustme

from capaudit.pipeline.remote_images import why_no_image
from capaudit.remote.connect import AddressRefusedError, CheckedBackend
from capaudit.remote.deadline import Deadline
from capaudit.remote.download import Download, Downloader, DownloadError
from capaudit.remote.urls import web_address
from support.images import build_image
from support.web import Exchange, Server, local_ways

PICTURE = build_image("jpeg", fields={"photoshop:Credit": "AFP"})
LARGEST = 1024 * 1024


def spend_freely(host: str) -> None:
    del host


@pytest.fixture
def get(server: Server, authority: trustme.CA, tmp_path: Path) -> Callable[..., bytes]:
    def download(
        path: str, host: str = "photos.example", seconds: float = 20, **hosts: tuple[str, ...]
    ) -> bytes:
        named = {f"{name}.example": addresses for name, addresses in hosts.items()}
        ways = local_ways(server, authority, named)
        downloader = Downloader(ways, largest=LARGEST, spend=spend_freely, sniff=why_no_image)
        try:
            address = web_address(server.url(path, host), ways.ports)
            got = downloader.download(address, tmp_path / "image", seconds, None)
        finally:
            downloader.close()
        assert isinstance(got, Download)
        return got.path.read_bytes()

    return download


def sends(*args: object, **headers: str) -> Callable[[Exchange], None]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda exchange: exchange.send(*args, headers=named)  # type: ignore[arg-type]


def refused(get: Callable[..., bytes], *args: object, **kwargs: object) -> str:
    with pytest.raises(DownloadError) as caught:
        get(*args, **kwargs)
    return str(caught.value)


def test_an_image_is_fetched(server: Server, get: Callable[..., bytes]) -> None:
    server.answers["/a.jpg?w=80"] = sends(200, PICTURE)
    assert get("/a.jpg?w=80") == PICTURE
    ((_, headers),) = server.requests
    assert headers["Host"] == f"photos.example:{server.port}"
    assert headers["Accept-Encoding"] == "identity"


def test_neither_cookies_nor_credentials_nor_proxies_are_used(
    server: Server, get: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "netrc").write_text("machine photos.example login desk password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    server.answers["/a.jpg"] = sends(302, Location="/b.jpg", Set_Cookie="id=7; Path=/")
    server.answers["/b.jpg"] = sends(200, PICTURE)
    assert get("/a.jpg") == PICTURE
    for _, headers in server.requests:
        assert not {"Cookie", "Authorization"} & set(headers)


def test_a_redirect_to_another_server_is_followed(
    server: Server, get: Callable[..., bytes]
) -> None:
    server.answers["/a.jpg"] = sends(301, Location=server.url("/b.jpg", "cdn.example"))
    server.answers["/b.jpg"] = sends(200, PICTURE)
    assert get("/a.jpg") == PICTURE


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("http://cdn.example/b.jpg", "only https is fetched, and it is on http"),
        ("https://desk:secret@cdn.example/b.jpg", "the URL holds a user name or password"),
        ("https://cdn.example:22/b.jpg", "it is on port 22"),
        ("/a.jpg", "it redirects more than 5 times"),
    ],
)
def test_a_redirect_that_is_not_followed(
    server: Server, get: Callable[..., bytes], location: str, reason: str
) -> None:
    server.answers["/a.jpg"] = sends(302, Location=location)
    assert refused(get, "/a.jpg") == reason


def test_a_redirect_into_a_private_network_is_refused(
    server: Server, get: Callable[..., bytes]
) -> None:
    server.answers["/a.jpg"] = sends(302, Location=server.url("/b.jpg", "inside.example"))
    reason = refused(get, "/a.jpg", inside=("10.0.0.5",))
    assert reason == "its address 10.0.0.5 is not public (private)"
    assert len(server.requests) == 1


def test_a_host_with_one_private_address_among_public_ones_is_refused(
    server: Server, get: Callable[..., bytes]
) -> None:
    reason = refused(get, "/a.jpg", "mixed.example", mixed=("127.0.0.1", "169.254.169.254"))
    assert reason == "its address 169.254.169.254 is not public (link-local)"
    assert not server.requests


def test_the_address_that_was_checked_is_the_one_connected_to(server: Server) -> None:
    answers = iter([("127.0.0.1",), ("10.0.0.5",)])
    checked: list[str] = []
    backend = CheckedBackend(lambda *_: next(answers), checked.append)  # type: ignore[arg-type]
    backend.deadline = Deadline(20)
    stream = backend.connect_tcp("rebinding.example", server.port)
    assert checked == ["127.0.0.1"]
    assert stream.get_extra_info("server_addr") == ("127.0.0.1", server.port)
    stream.close()


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "127.1", "[::ffff:127.0.0.1]"])
def test_an_address_in_disguise_is_judged_by_what_it_is_looked_up_as(host: str) -> None:
    backend = CheckedBackend(lambda *_: ("127.0.0.1",), lambda _: "it is private")
    backend.deadline = Deadline(20)
    with pytest.raises(AddressRefusedError):
        backend.connect_tcp(host, 443)


def test_a_host_that_nobody_knows_is_said(get: Callable[..., bytes]) -> None:
    reason = refused(get, "/a.jpg", "nowhere.example")
    assert reason == "the connection fails: no address is known for nowhere.example"


def test_a_certificate_for_another_host_is_not_taken(
    server: Server, get: Callable[..., bytes]
) -> None:
    reason = refused(get, "/a.jpg", "other.example", other=("127.0.0.1",))
    assert "certificate verify failed" in reason.lower()
    assert not server.requests


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (sends(404), "the server answers 404 Not Found"),
        (sends(599), "the server answers 599"),
        (sends(304), "the server answers 304 Not Modified"),
        (sends(200, PICTURE, Content_Encoding="gzip"), "it comes compressed (gzip)"),
        (sends(200, PICTURE, Content_Type="text/html"), "the server sends text/html, no image"),
        (
            sends(200, b"<!doctype html><html><body>Not here</body></html>"),
            "what the server sends is an HTML page, not an image",
        ),
        (sends(200, b"%PDF-1.7 "), "what the server sends is of no known image format"),
        (sends(200, b""), "what the server sends is empty"),
        (sends(200, PICTURE, Content_Length=str(LARGEST + 1)), "it is larger than 1 MiB"),
        (sends(200, PICTURE, Content_Length="a few"), None),
        (sends(200, b"\xff\xd8\xff" + b"\0" * LARGEST, Content_Length="-1"), None),
    ],
)
def test_what_is_no_image_to_be_had(
    server: Server,
    get: Callable[..., bytes],
    answer: Callable[[Exchange], None],
    reason: str | None,
) -> None:
    server.answers["/a.jpg"] = answer
    said = refused(get, "/a.jpg")
    assert said == reason or (reason is None and said.startswith("the connection fails: "))


def test_a_body_without_a_length_is_read_as_far_as_it_may_be(
    server: Server, get: Callable[..., bytes]
) -> None:
    def endless(exchange: Exchange) -> None:
        exchange.send_response(200)
        exchange.send_header("Content-Type", "image/jpeg")
        exchange.send_header("Transfer-Encoding", "chunked")
        exchange.end_headers()
        chunk = b"10000\r\n" + b"\xff\xd8\xff" + b"\0" * 65533 + b"\r\n"
        while not exchange.server.stopping.is_set():
            exchange.wfile.write(chunk)

    server.answers["/a.jpg"] = endless
    assert refused(get, "/a.jpg") == "it is larger than 1 MiB"


def test_a_body_that_is_cut_off_is_no_image(server: Server, get: Callable[..., bytes]) -> None:
    def cut(exchange: Exchange) -> None:
        exchange.send(200, PICTURE[:600], headers={"Content-Length": str(len(PICTURE))})
        exchange.close_connection = True

    server.answers["/a.jpg"] = cut
    assert refused(get, "/a.jpg").startswith("the connection fails: ")


def drip(exchange: Exchange) -> None:
    """Send a byte now and then: no single one is late."""
    while not exchange.server.stopping.wait(0.01):
        exchange.wfile.write(b"\xff")


def drip_body(exchange: Exchange) -> None:
    exchange.send(200, b"\xff\xd8\xff", headers={"Content-Length": "100000"})
    drip(exchange)


def drip_headers(exchange: Exchange) -> None:
    exchange.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: ")
    drip(exchange)


def stay_silent(exchange: Exchange) -> None:
    exchange.server.stopping.wait()


@pytest.mark.parametrize("answer", [drip_body, drip_headers, stay_silent])
def test_the_time_counts_for_all_steps_together(
    server: Server, get: Callable[..., bytes], answer: Callable[[Exchange], None]
) -> None:
    server.answers["/a.jpg"] = answer
    assert refused(get, "/a.jpg", seconds=0.4) == "it took more than 0.4 seconds"


def test_a_look_up_that_hangs_ends_with_the_time(server: Server) -> None:
    def hang(host: str, port: int) -> tuple[str, ...]:
        del host, port
        server.stopping.wait()
        return ()

    backend = CheckedBackend(hang, lambda _: None)
    backend.deadline = Deadline(0.1)
    with pytest.raises(Exception, match="look-up of its address took too long"):
        backend.connect_tcp("slow.example", 443)


def test_no_request_is_made_without_leave(
    server: Server, authority: trustme.CA, tmp_path: Path
) -> None:
    def refuse(host: str) -> None:
        raise DownloadError(f"no more of {host}")

    ways = local_ways(server, authority)
    downloader = Downloader(ways, largest=LARGEST, spend=refuse, sniff=why_no_image)
    address = web_address(server.url("/a.jpg"), ways.ports)
    with pytest.raises(DownloadError, match=r"no more of photos\.example"):
        downloader.download(address, tmp_path / "image", 20, None)
    downloader.close()
    assert not server.requests
