"""Comparisons between members on web pages, in each pack."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.domain import authoring
from cms.models import Look
from tests.factories.figures import comparison

HOSTILE = '<script>alert("1")</script>{{ pack }}'


def read(client, page, value) -> BeautifulSoup:
    body = json.dumps([{"type": "comparison", "value": value}])
    authoring.update(page, {"body": body}, publish=True)
    html = BeautifulSoup(client.get(page.get_url()).content, "html.parser")
    return html.find("div", class_="comparison")


@pytest.mark.parametrize("pack", ["base", "passeur"])
def test_table_has_a_line_a_member_and_says_what_is_missing(client, site, pages, pack):
    Look.objects.create(site=site, pack=pack)
    value = comparison(("Redon", "12500"), ("Nozay", ""), ("Blain", "en cours"), year=2024)
    value |= {"note": "Sans les syndicats.", "source": "Enquête"}

    block = read(client, pages["standard"], value)

    assert [[cell.get_text() for cell in tr(["th", "td"])] for tr in block("tr")] == [
        ["Membre", "Valeur (km)"],
        ["Redon", "12\xa0500"],
        ["Nozay", "non renseigné"],
        ["Blain", "en cours"],
    ]
    assert [p.get_text() for p in block("p")] == ["Sans les syndicats.", "Source\xa0: Enquête"]


def test_table_is_told_to_those_who_hear_it(client, pages):
    block = read(client, pages["standard"], comparison(("Redon", "1")))

    region = block.find(role="region")
    assert (region["tabindex"], region["aria-label"]) == ("0", "Tableau\xa0: Comparaison")
    assert region.caption.get_text() == "Comparaison"
    assert [th["scope"] for th in region.thead("th")] == ["col", "col"]
    assert [th["scope"] for th in region.tbody("th")] == ["row"]


def test_hostile_words_are_words(client, pages):
    value = comparison((HOSTILE, HOSTILE), title=HOSTILE, unit=HOSTILE[:40], note=HOSTILE)

    block = read(client, pages["standard"], value)

    assert block.find("script") is None
    assert block.get_text().count(HOSTILE) == 5


def test_members_cost_no_query(client, pages):
    def queries(number: int) -> int:
        read(client, pages["standard"], comparison(*[("Redon", "1")] * number))
        with CaptureQueriesContext(connection) as captured:
            client.get(pages["standard"].get_url())
        return len(captured)

    assert queries(1) == queries(3) == queries(30)
