"""What forms may ask of `@querystring-search`."""

from __future__ import annotations

import json
from urllib.parse import quote

from wagtail.models import Site

from tests.cms.restapi.asking import HOME, get
from tests.factories.cms import make_topic

PREFIX = "plone.app.querystring.operation."


def test_querystring_tells_the_indexes_and_their_operators(site: Site) -> None:
    make_topic("eau", title="Eau")

    found = get("/initiatives/@querystring")

    assert found["@id"] == f"{HOME}/initiatives/@querystring"
    topic = found["indexes"]["topic"]
    assert topic["title"] == "Thématique"
    assert topic["values"] == {"eau": {"title": "Eau"}}
    assert topic["vocabulary"] == "topics"
    assert topic["operators"][f"{PREFIX}selection.any"]["widget"] == "MultipleSelectionWidget"
    assert found["indexes"]["territory"]["values"] == {}
    assert found["indexes"]["territory"]["fetch_vocabulary"] is False
    assert "UID" not in found["indexes"]
    assert {"effective", "sortable_title", "getObjPositionInParent", "created"} <= set(
        found["sortable_indexes"]
    )
    assert found["sortable_indexes"]["effective"] == found["indexes"]["effective"]
    assert get("/nulle-part/@querystring", 404)["type"] == "NotFound"


def test_querystring_tells_nothing_that_search_does_not_know(site: Site) -> None:
    found = get("/@querystring")
    samples = {"DateRangeWidget": ["2024-01-01", "2024-12-31"], "DateWidget": "2024-01-01"}

    for name, index in found["indexes"].items():
        assert sorted(index["operations"]) == sorted(index["operators"])
        for operation, said in index["operators"].items():
            criterion = {"i": name, "o": operation, "v": samples.get(said["widget"], "1")}
            get_found([criterion])
    for name in found["sortable_indexes"]:
        get(f"/@search?sort_on={name}")


def get_found(criteria: list[dict[str, object]]) -> None:
    get(f"/@querystring-search?query={quote(json.dumps(criteria))}")
