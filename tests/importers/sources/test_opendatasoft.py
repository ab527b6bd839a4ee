from __future__ import annotations

import json
from pathlib import Path

import pytest

from cms.domain.fetch_errors import Busy, Unreachable
from importers.record import Row, RowError
from importers.sources import SourceError
from importers.sources.opendatasoft import KIND
from tests.importers.conftest import DATASET


def records(number: int) -> list[dict]:
    return [{"id": f"x{place}", "titre": f"Fiche {place}"} for place in range(number)]


def read_all(address, **options) -> list[Row | RowError]:
    return list(KIND.read(address, options, set()).rows)


@pytest.mark.parametrize(
    ("number", "pages"), [(0, 1), (1, 1), (99, 1), (100, 1), (101, 2), (250, 3)]
)
def test_read_pages_until_the_announced_number(portal, number, pages):
    catalogue = portal(records(number))
    rows = read_all(catalogue.address)
    assert [row.cells["id"] for row in rows] == [f"x{place}" for place in range(number)]
    assert [row.number for row in rows] == list(range(1, number + 1))
    assert [path for path, _ in catalogue.asked] == ["", *["/records"] * pages]


def test_read_columns_are_those_of_the_dataset(portal):
    assert KIND.read(portal(records(1)).address, {}, set()).columns == ("id", "titre")


def test_read_at_the_limit_of_pages_stays_under_ten_thousand(portal):
    catalogue = portal(records(9_900))
    assert len(read_all(catalogue.address)) == 9_900
    assert max(int(q["offset"]) + int(q["limit"]) for p, q in catalogue.asked if q) == 9_900


def test_read_beyond_the_limit_of_pages_asks_for_one_export(portal):
    catalogue = portal(records(9_901))
    assert len(read_all(catalogue.address)) == 9_901
    assert [path for path, _ in catalogue.asked] == ["", "/records", "/exports/jsonl"]


def test_read_address_of_the_portal_page_is_understood(portal, web):
    catalogue = portal(records(2))
    rows = read_all(web.url_for("/explore/dataset/experiences/information/?sort=titre"))
    assert len(rows) == 2
    assert catalogue.asked[0][0] == ""


def test_read_options_are_sent(portal):
    catalogue = portal(records(1))
    read_all(catalogue.address, where='departement="35"', order_by="id")
    assert catalogue.asked[1][1]["where"] == 'departement="35"'
    assert catalogue.asked[1][1]["order_by"] == "id"


@pytest.mark.parametrize("number", [150, 10_000])
def test_read_fewer_records_than_announced_is_refused(portal, number):
    catalogue = portal(records(number), lost=7)
    catalogue.total = number
    with pytest.raises(SourceError, match=f"annonce {number} fiches et en a donné {number - 7}"):
        read_all(catalogue.address)


def test_read_export_that_ends_with_an_error_text_is_refused(portal):
    message = "Streaming interrupted due to the following error: InvalidRESTParameterError"
    catalogue = portal(records(10_000), lost=3, total=10_000, broken_tail=message)
    with pytest.raises(SourceError, match="InvalidRESTParameterError"):
        read_all(catalogue.address)


def test_read_refused_query_says_what_the_portal_says(portal, web):
    web.expect_oneshot_request(f"{DATASET}/records").respond_with_json(
        {"message": "Unknown field: departemant", "error_code": "ODSQLError"}, status=400
    )
    catalogue = portal(records(1))
    with pytest.raises(SourceError, match=r"code 400.*Unknown field: departemant"):
        read_all(catalogue.address, where="departemant=1")


def test_read_quota_spent_says_when_to_come_back(web):
    web.expect_request(DATASET).respond_with_json(
        {
            "errorcode": 10002,
            "reset_time": "2026-11-24T00:00:00Z",
            "error": "Too many requests on the domain",
        },
        status=429,
        headers={"Retry-After": "86400"},
    )
    with pytest.raises(SourceError, match=r"saturé.*Too many requests.*2026-11-24T00") as got:
        read_all(web.url_for(DATASET))
    assert isinstance(got.value.__cause__, Busy)
    assert len(web.log) == 1


@pytest.mark.parametrize(
    "body", ["<!doctype html><p>Bonjour</p>", "", "[1, 2]", "null", "[" * 100_000, '{"a": 1}']
)
def test_read_answer_that_is_no_dataset_is_refused(web, body):
    web.expect_request(DATASET).respond_with_data(body, content_type="text/html")
    with pytest.raises(SourceError):
        read_all(web.url_for(DATASET))


@pytest.mark.parametrize("body", ["<p>panne</p>", '{"results": 3}', '{"total_count": 2}'])
def test_read_page_of_another_form_is_refused(portal, web, body):
    web.expect_oneshot_request(f"{DATASET}/records").respond_with_data(body)
    catalogue = portal(records(1))
    with pytest.raises(SourceError):
        read_all(catalogue.address)


def test_read_record_of_another_form_is_one_error(portal):
    catalogue = portal(records(2))
    catalogue.records = [{"id": "a"}, "texte", {"id": "b"}]
    first, second, third = read_all(catalogue.address)
    assert (first.number, second.number, third.number) == (1, 2, 3)
    assert isinstance(second, RowError)


def test_read_server_gone_is_reported(settings):
    settings.FETCH_ALLOW = ["127.0.0.1:9"]
    with pytest.raises(Unreachable):
        read_all(f"http://127.0.0.1:9{DATASET}")


@pytest.mark.parametrize("where", [Path("catalogue.json"), "https://exemple.fr/fichier.csv"])
def test_read_something_else_than_a_dataset_s_address_is_refused(where):
    with pytest.raises(SourceError):
        read_all(where)


def test_read_vendor_s_own_example_keeps_lists_and_numbers(data, portal):
    example = json.loads((data / "opendatasoft/openapi-example_records-v2.1.json").read_text())
    catalogue = portal(example["results"])
    first = read_all(catalogue.address)[0].cells
    assert first["alternate_names"] == ["Saint-Leu"]
    assert str(first["coordinates"]["lat"]) == "46.7306"
