from __future__ import annotations

import gzip
import socket
import threading
import time

import pytest
from werkzeug import Request, Response

from cms.domain import fetch
from cms.domain.fetch_errors import (
    AddressRefused,
    BadStatus,
    Broken,
    Busy,
    TooLarge,
    TooManyRedirects,
    TooSlow,
    Unreachable,
)

QUICK = fetch.Limits(total=5, connect=1, read=1, retries=2, backoff=0.01, patience=1)


@pytest.fixture
def server(httpserver, settings):
    settings.FETCH_ALLOW = [f"{httpserver.host}:{httpserver.port}"]
    return httpserver


@pytest.fixture
def raw_server(settings):
    """Serve one connection with bytes of the test's own, some time apart."""
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    settings.FETCH_ALLOW = [f"127.0.0.1:{port}"]
    stop = threading.Event()

    def serve(chunks, pause=0.0):
        def run():
            client, _ = listener.accept()
            with client:
                client.recv(65536)
                for chunk in chunks:
                    if stop.wait(pause):
                        return
                    try:
                        client.sendall(chunk)
                    except OSError:
                        return

        threading.Thread(target=run, daemon=True).start()
        return f"http://127.0.0.1:{port}/"

    yield serve
    stop.set()
    listener.close()


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "gopher://example.org/",
        "ftp://example.org/",
        "//example.org/",
        "http:///sans-hote",
        "https://nom:secret@example.org/",
        "http://example.org:22/",
        "http://exa mple.org/",
        f"http://{'a' * 70}.example.org/",
        "http://example.org:99999/",
        "http://[::1",
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://169.254.169.254/latest/meta-data/",
    ],
)
def test_get_address_that_is_not_public_is_refused_without_a_connection(url, settings):
    settings.FETCH_ALLOW = []
    with pytest.raises(AddressRefused, match="est refusée"):
        fetch.get(url, QUICK)


def test_get_loopback_without_exact_exception_is_refused(httpserver, settings):
    settings.FETCH_ALLOW = [f"{httpserver.host}:{httpserver.port + 1}"]
    with pytest.raises(AddressRefused):
        fetch.get(httpserver.url_for("/"), QUICK)
    assert httpserver.log == []


def test_get_name_that_resolves_to_loopback_is_refused_at_connect_time(httpserver, settings):
    """The exception is for the name as written: another name of the same place is checked."""
    settings.FETCH_ALLOW = [f"localhost:{httpserver.port}"]
    with pytest.raises(AddressRefused):
        fetch.get(f"http://127.0.0.1:{httpserver.port}/", QUICK)
    assert httpserver.log == []


def test_get_allowed_address_returns_body_and_introduces_us(server):
    server.expect_request("/données").respond_with_data("épée", content_type="text/plain")
    answer = fetch.get(server.url_for("/données"), QUICK)
    assert answer.body.decode() == "épée"
    request = server.log[0][0]
    assert request.headers["User-Agent"].startswith("Passeur/")
    assert request.method == "GET"


def test_get_proxy_in_the_environment_is_ignored(server, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    server.expect_request("/").respond_with_data("direct")
    assert fetch.get(server.url_for("/"), QUICK).body == b"direct"


def test_get_redirections_are_followed_up_to_the_limit(server):
    for step in range(6):
        server.expect_request(f"/{step}").respond_with_data(
            status=302, headers={"Location": f"/{step + 1}"}
        )
    server.expect_request("/6").respond_with_data("trouvé")
    assert fetch.get(server.url_for("/1"), QUICK).body == "trouvé".encode()
    with pytest.raises(TooManyRedirects):
        fetch.get(server.url_for("/0"), QUICK)


@pytest.mark.parametrize("location", ["http://127.0.0.1:9/", "file:///etc/passwd", "http://[::1]/"])
def test_get_redirection_to_a_private_place_is_refused(server, location):
    server.expect_request("/").respond_with_data(status=301, headers={"Location": location})
    with pytest.raises(AddressRefused):
        fetch.get(server.url_for("/"), QUICK)


def test_get_redirection_to_no_address_at_all_is_refused(raw_server):
    url = raw_server([b"HTTP/1.1 302 Found\r\nLocation: http://[\r\nContent-Length: 0\r\n\r\n"])
    with pytest.raises(AddressRefused):
        fetch.get(url, QUICK)


def test_get_compressed_body_is_decoded(server):
    text = b"une ligne\n" * 100
    packed = gzip.compress(text, mtime=0) + gzip.compress(b"fin")
    server.expect_request("/").respond_with_data(packed, headers={"Content-Encoding": "gzip"})
    assert fetch.get(server.url_for("/"), QUICK).body == text + b"fin"


def test_get_gzip_bomb_is_refused(server):
    bomb = gzip.compress(b"\0" * 60_000_000, mtime=0)
    server.expect_request("/").respond_with_data(bomb, headers={"Content-Encoding": "gzip"})
    with pytest.raises(TooLarge, match="trop volumineuse"):
        fetch.get(server.url_for("/"), QUICK)


def test_get_compressed_body_over_the_size_is_refused(server):
    noise = gzip.compress(bytes(range(256)) * 100)
    server.expect_request("/").respond_with_data(noise, headers={"Content-Encoding": "gzip"})
    with pytest.raises(TooLarge):
        fetch.get(server.url_for("/"), fetch.Limits(size=1000))


@pytest.mark.parametrize("announced", [True, False])
def test_get_body_over_the_size_is_refused(server, announced):
    def answer(request: Request) -> Response:
        if announced:
            return Response(b"x" * 2001)
        return Response((b"x" for _ in range(2001)), headers={"Connection": "close"})

    server.expect_request("/").respond_with_handler(answer)
    with pytest.raises(TooLarge):
        fetch.get(server.url_for("/"), fetch.Limits(size=2000))


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", b"not gzip at all"),
        ("gzip", gzip.compress(b"abc" * 1000, mtime=0)[:-12]),
        ("br", b"x"),
        ("gzip, gzip", gzip.compress(gzip.compress(b"abc", mtime=0), mtime=0)),
    ],
)
def test_get_undecodable_body_is_reported_as_broken(server, encoding, body):
    server.expect_request("/").respond_with_data(body, headers={"Content-Encoding": encoding})
    with pytest.raises(Broken, match="incomplète ou illisible"):
        fetch.get(server.url_for("/"), QUICK)


def test_get_truncated_body_is_reported_as_broken(raw_server):
    url = raw_server([b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\ndebut"])
    with pytest.raises(Broken):
        fetch.get(url, QUICK)


def test_get_https_on_a_server_without_tls_is_reported_as_broken(server):
    url = server.url_for("/").replace("http://", "https://")
    with pytest.raises(Broken):
        fetch.get(url, QUICK)


def test_get_nobody_listening_is_reported_as_unreachable(settings):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    settings.FETCH_ALLOW = [f"127.0.0.1:{port}"]
    with pytest.raises(Unreachable, match="ne répond pas"):
        fetch.get(f"http://127.0.0.1:{port}/", QUICK)


def test_get_silent_server_is_reported_as_too_slow(raw_server):
    url = raw_server([b""], pause=10)
    with pytest.raises(TooSlow, match="trop de temps"):
        fetch.get(url, fetch.Limits(read=0.2))


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_get_server_that_drips_is_cut_at_the_total_time(raw_server, start):
    url = raw_server([start, *[b"x"] * 200], pause=0.05)
    began = time.monotonic()
    with pytest.raises(TooSlow):
        fetch.get(url, fetch.Limits(total=0.5, read=5))
    assert time.monotonic() - began < 2


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_get_busy_server_is_asked_again(server, status):
    server.expect_ordered_request("/").respond_with_data("attendez", status=status)
    server.expect_ordered_request("/").respond_with_data("voilà")
    assert fetch.get(server.url_for("/"), QUICK).body == "voilà".encode()


def test_get_server_that_stays_busy_is_given_up_with_what_it_said(server):
    server.expect_request("/").respond_with_data("trop de demandes", status=503)
    with pytest.raises(Busy, match="saturé") as caught:
        fetch.get(server.url_for("/"), QUICK)
    assert caught.value.body == b"trop de demandes"
    assert len(server.log) == 1 + QUICK.retries


def test_get_retry_after_is_obeyed(server):
    server.expect_ordered_request("/").respond_with_data(status=429, headers={"Retry-After": "1"})
    server.expect_ordered_request("/").respond_with_data("voilà")
    began = time.monotonic()
    fetch.get(server.url_for("/"), QUICK)
    assert time.monotonic() - began >= 1


@pytest.mark.parametrize("value", ["3600", "Fri, 31 Dec 2999 23:59:59 GMT"])
def test_get_retry_after_beyond_our_patience_leaves_the_server_alone(server, value):
    server.expect_request("/").respond_with_data(status=429, headers={"Retry-After": value})
    with pytest.raises(Busy):
        fetch.get(server.url_for("/"), QUICK)
    assert len(server.log) == 1


@pytest.mark.parametrize("status", [400, 401, 404, 500])
def test_get_refusal_is_not_asked_again_and_keeps_the_body(server, status):
    server.expect_request("/").respond_with_data("explication", status=status)
    with pytest.raises(BadStatus, match=f"code {status}") as caught:
        fetch.get(server.url_for("/"), QUICK)
    assert caught.value.body == b"explication"
    assert len(server.log) == 1


def test_get_failure_writes_a_log_line_without_the_query(server, caplog):
    server.expect_request("/").respond_with_data(status=404)
    with pytest.raises(BadStatus) as caught:
        fetch.get(server.url_for("/?cle=secret"), QUICK)
    [line] = [r.getMessage() for r in caplog.records if r.name == "cms.domain.fetch"]
    assert "status 404" in line
    assert "secret" not in line + str(caught.value)
