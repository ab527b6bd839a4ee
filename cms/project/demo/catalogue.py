"""A small partner catalogue, served over real HTTP in the contract of Opendatasoft.

So that the demo imports as one imports: through the guarded door, from a server, page by
page. Contract: Explore API v2.1, https://help.opendatasoft.com/apis/ods-explore-v2/; only
what a reader of a whole dataset asks is answered, the rest with the portal's own error.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from cms.project.demo import texts

HOST = "127.0.0.1"
DATASET = texts.table("catalogue/dataset.toml")
ROOT = f"/api/explore/v2.1/catalog/datasets/{DATASET['dataset_id']}"
MOST = 100  # records a page, as on the real portals


class PortTaken(Exception):
    """Something else answers where the catalogue should."""


def address(port: int) -> str:
    """Return the address of the dataset, as its page on a portal would have it."""
    return f"http://{HOST}:{port}/explore/dataset/{DATASET['dataset_id']}"


@contextmanager
def serving(port: int) -> Iterator[None]:
    """Serve the catalogue on a loopback port, unless it is served there already."""
    try:
        server = ThreadingHTTPServer((HOST, port), Handler)
    except OSError as error:
        if not is_up(port):
            raise PortTaken(port) from error
        yield
        return
    thread = threading.Thread(target=server.serve_forever, name="demo-catalogue", daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


def is_up(port: int) -> bool:
    """Tell whether it is our catalogue that answers on a port."""
    connection = HTTPConnection(HOST, port, timeout=2)
    try:
        connection.request("GET", ROOT)
        answer = connection.getresponse()
        return json.loads(answer.read()).get("dataset_id") == DATASET["dataset_id"]
    except (OSError, HTTPException, ValueError):
        return False
    finally:
        connection.close()


class Handler(BaseHTTPRequestHandler):
    """Answers GET for the dataset, its records and their export."""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        try:
            match parts.path.removeprefix(ROOT) if parts.path.startswith(ROOT) else None:
                case "":
                    self.say(HTTPStatus.OK, dataset())
                case "/records":
                    self.say(HTTPStatus.OK, page(asked))
                case "/exports/jsonl":
                    lines = "".join(f"{_text(record)}\n" for record in ordered(asked))
                    self.say(HTTPStatus.OK, lines)
                case _:
                    self.say(HTTPStatus.NOT_FOUND, _refusal("NotFound", "Unknown address."))
        except ValueError as error:
            self.say(HTTPStatus.BAD_REQUEST, _refusal("ODSQLError", str(error)))

    def say(self, status: HTTPStatus, content: dict[str, Any] | str) -> None:
        body = (content if isinstance(content, str) else _text(content)).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Say nothing on the terminal, where the demo tells its own progress."""


def dataset() -> dict[str, Any]:
    """Return the dataset's description."""
    return {
        "dataset_id": DATASET["dataset_id"],
        "dataset_uid": "da_exempl",
        "attachments": [],
        "has_records": True,
        "data_visible": True,
        "features": ["geo", "timeserie"],
        "metas": {
            "default": {
                "title": DATASET["title"],
                "description": DATASET["description"],
                "publisher": DATASET["publisher"],
                "license": DATASET["license"],
                "modified": DATASET["modified"],
                "records_count": len(DATASET["record"]),
            }
        },
        "fields": [
            {
                "name": name,
                "type": kind,
                "label": label,
                "description": None,
                "annotations": {"multivalued": [","]}
                if name in ("thematiques", "financeurs")
                else {},
            }
            for name, (kind, label) in DATASET["fields"].items()
        ],
    }


def page(asked: dict[str, str]) -> dict[str, Any]:
    """Return a page of records; raises ValueError where the portal answers 400."""
    limit, offset = int(asked.get("limit", 10)), int(asked.get("offset", 0))
    if not 0 <= limit <= MOST:
        raise ValueError(f"Invalid value for limit API parameter: 0 <= {limit} <= {MOST}.")
    records = ordered(asked)
    return {"total_count": len(records), "results": records[offset : offset + limit]}


def ordered(asked: dict[str, str]) -> list[dict[str, Any]]:
    """Return all records, every field in each, in the order asked for."""
    if "where" in asked:
        raise ValueError("This catalogue does not know the parameter where.")
    records = [
        {name: record.get(name) for name in DATASET["fields"]} for record in DATASET["record"]
    ]
    field = asked.get("order_by", "identifiant")
    if field not in DATASET["fields"]:
        raise ValueError(f"Unknown field: {field}.")
    return sorted(records, key=lambda record: str(record[field]))


def _refusal(code: str, message: str) -> dict[str, str]:
    return {"error_code": code, "message": message}


def _text(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False)
