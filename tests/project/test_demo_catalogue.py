"""The demo's own catalogue, asked over HTTP as any portal is."""

from __future__ import annotations

import json
import socket
import threading
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from cms.project.demo import catalogue


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind((catalogue.HOST, 0))
        return probe.getsockname()[1]


def ask(port: int, path: str) -> tuple[int, bytes]:
    connection = HTTPConnection(catalogue.HOST, port, timeout=5)
    connection.request("GET", catalogue.ROOT + path)
    answer = connection.getresponse()
    return answer.status, answer.read()


def test_dataset_names_its_fields(port):
    with catalogue.serving(port):
        status, body = ask(port, "")
    assert status == 200
    fields = {field["name"]: field["type"] for field in json.loads(body)["fields"]}
    assert fields["geo_point_2d"] == "geo_point_2d"
    assert fields.keys() == catalogue.page({})["results"][0].keys()


def test_records_come_by_pages(port):
    with catalogue.serving(port):
        pages = [json.loads(ask(port, f"/records?limit=5&offset={offset}")[1]) for offset in (0, 5)]
    assert [page["total_count"] for page in pages] == [8, 8]
    names = [record["identifiant"] for page in pages for record in page["results"]]
    assert names == [f"EX-00{number}" for number in range(1, 9)]


def test_export_gives_one_record_a_line(port):
    with catalogue.serving(port):
        status, body = ask(port, "/exports/jsonl")
    assert (status, len(body.splitlines())) == (200, 8)


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/records?limit=101", 400, "ODSQLError"),
        ("/records?order_by=nothing", 400, "ODSQLError"),
        ("/records?where=x", 400, "ODSQLError"),
        ("/elsewhere", 404, "NotFound"),
    ],
)
def test_what_is_not_known_is_refused_as_a_portal_refuses(port, path, status, code):
    with catalogue.serving(port):
        answered, body = ask(port, path)
    assert (answered, json.loads(body)["error_code"]) == (status, code)


def test_serving_where_it_is_served_already_uses_that_one(port):
    with catalogue.serving(port):
        with catalogue.serving(port):
            assert ask(port, "")[0] == 200
        assert ask(port, "")[0] == 200


def test_serving_where_another_program_answers_is_refused():
    class Other(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_error(418)

        def log_message(self, *args):
            pass

    other = HTTPServer((catalogue.HOST, 0), Other)
    threading.Thread(target=other.serve_forever, daemon=True).start()
    try:
        with pytest.raises(catalogue.PortTaken), catalogue.serving(other.server_port):
            pass
    finally:
        other.shutdown()
        other.server_close()
