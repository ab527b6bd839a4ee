"""Batches of found pages, and what is told of each."""

from __future__ import annotations

from wagtail.models import Site

from tests.cms.restapi.asking import get
from tests.factories.cms import make_initiative, make_topic

REDON = "/initiatives/redon-agglomeration"


def test_search_batches_lead_from_one_to_the_next(site: Site) -> None:
    for number in range(5):
        make_initiative(f"Fiche {number}")
    path: str | None = "/@search?portal_type=Initiative&b_size=2&sort_on=sortable_title"
    seen = []

    while path:
        found = get(path)
        seen += [item["title"] for item in found["items"]]
        batching = found["batching"]
        following = batching.get("next")
        path = following and following.removeprefix("http://testserver/++api++")

    assert seen == [f"Fiche {number}" for number in range(5)]
    assert found["items_total"] == 5
    assert "b_start=4" in batching["last"]
    assert "b_start=2" in batching["prev"]
    assert "batching" not in get("/@search?portal_type=Initiative")
    assert get("/@search?b_size=0")["items"] == []


def test_search_gives_the_metadata_asked_for(site: Site) -> None:
    make_initiative("La régie", topics=(make_topic("eau"),))

    plain = get("/@search?SearchableText=regie")["items"][0]
    some = get("/@search?SearchableText=regie&metadata_fields=UID&metadata_fields:list=topics")
    every = get("/@search?SearchableText=regie&metadata_fields=_all")["items"][0]

    assert {"@id", "@type", "title", "description", "review_state", "image_scales"} <= set(plain)
    assert "topics" not in plain
    assert set(some["items"][0]) == {*plain, "UID", "topics"}
    assert every["getPath"] == f"{REDON}/la-regie"
    assert every["portal_type"] == "Initiative"
