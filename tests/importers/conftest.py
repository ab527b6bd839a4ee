"""Servers that answer as catalogues do, over real HTTP on the loopback."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from cms.domain import geography, starter_topics
from cms.models import Alliance, FormerCommune, Membership, Organisation, Territory
from importers.models import Source
from tests.factories.cms import make_member, make_site, make_territory, make_topic
from tests.factories.importers import make_source

DATASET = "/api/explore/v2.1/catalog/datasets/experiences"


@dataclass
class Portal:
    """An Opendatasoft portal with one dataset, composed after the published contract v2.1."""

    server: HTTPServer
    records: list[dict]
    total: int | None = None
    broken_tail: str = ""
    lost: int = 0
    asked: list[tuple[str, dict]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return self.server.url_for(DATASET)

    @property
    def columns(self) -> list[str]:
        return list(self.records[0]) if self.records else ["id", "titre"]

    def answer(self, request: Request) -> Response:
        self.asked.append((request.path.removeprefix(DATASET), request.args.to_dict()))
        total = len(self.records) if self.total is None else self.total
        sent = self.records[: len(self.records) - self.lost]
        if request.path == DATASET:
            fields = [{"name": name, "label": name, "type": "text"} for name in self.columns]
            return _json({"dataset_id": "experiences", "has_records": True, "fields": fields})
        if request.path == f"{DATASET}/records":
            limit, offset = int(request.args["limit"]), int(request.args["offset"])
            if limit > 100 or offset + limit >= 10_000:
                refusal = {"message": "Invalid value for limit API parameter", "error_code": "X"}
                return _json(refusal, 400)
            return _json({"total_count": total, "results": sent[offset : offset + limit]})
        if request.path == f"{DATASET}/exports/jsonl":
            lines = "".join(json.dumps(record) + "\n" for record in sent)
            return Response(lines + self.broken_tail, content_type="application/jsonl")
        return _json({"message": "unknown"}, 404)


def _json(content: dict, status: int = 200) -> Response:
    return Response(json.dumps(content), status, content_type="application/json")


@pytest.fixture
def web(httpserver, settings) -> HTTPServer:
    """A web server that the guarded door may reach."""
    settings.FETCH_ALLOW = [f"{httpserver.host}:{httpserver.port}"]
    return httpserver


@pytest.fixture
def portal(web):
    def make(records: list[dict], **options) -> Portal:
        portal = Portal(web, records, **options)
        web.expect_request(DATASET).respond_with_handler(portal.answer)
        web.expect_request(f"{DATASET}/records").respond_with_handler(portal.answer)
        web.expect_request(f"{DATASET}/exports/jsonl").respond_with_handler(portal.answer)
        return portal

    return make


@pytest.fixture(scope="module")
def module_alliance(module_database) -> int:
    """The alliance below, made once for a module."""
    return make_small_alliance().pk


@pytest.fixture
def alliance(module_alliance, db) -> Alliance:
    """An alliance of two members with a commune each, one of them grown by a merger."""
    return Alliance.objects.get(pk=module_alliance)


def make_small_alliance() -> Alliance:
    site = make_site()
    redon, blain = make_member("Redon Agglomération"), make_member("Pays de Blain")
    for folder, name, code in ((redon, "Redon", "35236"), (blain, "Blain", "44015")):
        make_territory(name, code=code, parents=[folder.organisation.territory])
    merged = Territory.objects.get(code="44015")
    FormerCommune.objects.create(code="44900", name="Saint-Émilien", territory=merged)
    make_topic("energie")
    make_topic("eau")
    return site.alliance


def make_whole_alliance() -> Alliance:
    """Return the alliance with its fourteen members, their geography and the topics."""
    site = make_site()
    geography.load()
    starter_topics.load()
    for organisation in Organisation.objects.filter(territory__level="epci"):
        Membership.objects.create(alliance=site.alliance, organisation=organisation)
    return site.alliance


@pytest.fixture
def source(alliance) -> Source:
    return make_source()
