"""What clients and caches may keep of an answer."""

from __future__ import annotations

import gzip
import json

import brotli
import pytest
import zstandard
from django.test import Client
from wagtail.models import Site

from cms.domain import authoring
from cms.listing.tracking import tracking
from cms.models import Topic
from tests.factories.cms import make_initiative, make_topic

REDON = "/++api++/initiatives/redon-agglomeration"
ADDRESSES = [
    f"{REDON}/la-regie",
    f"{REDON}?fullobjects=true",
    "/++api++/@search?SearchableText=marché",
    "/++api++/@navigation?expand.navigation.depth=3",
    f"{REDON}/la-regie?expand=breadcrumbs,navigation",
]


def etag(address: str, **headers: str) -> str:
    found = Client().get(address, headers=headers)
    assert found.status_code == 200, found.content
    return found["ETag"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_answer_that_the_client_has_is_a_304_of_one_query(
    site: Site, address: str, django_assert_num_queries
) -> None:
    make_initiative("La régie")
    known = etag(address)

    with django_assert_num_queries(1):
        found = Client().get(address, headers={"if-none-match": f'"other", {known}'})

    assert (found.status_code, found.content) == (304, b"")
    assert found["ETag"] == known
    assert found["Vary"] == "Accept, Authorization, origin"
    assert found["Cache-Control"] == "public, max-age=0, must-revalidate"


@pytest.mark.parametrize("address", ADDRESSES)
def test_validator_changes_with_whatever_the_answer_is_made_of(site: Site, address: str) -> None:
    page = make_initiative("La régie", topics=(make_topic("eau"),))
    known = {etag(address)}

    neighbour = make_initiative("Le marché")
    known.add(etag(address))
    authoring.update(page, {"summary": "Autrement."}, publish=True)
    known.add(etag(address))
    with tracking():
        Topic.objects.get(slug="eau").delete()
    known.add(etag(address))
    authoring.unpublish(neighbour)
    known.add(etag(address))

    assert len(known) == 5


def test_validator_differs_by_address_question_and_host(site: Site, settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    make_initiative("La régie")

    known = {etag(address) for address in (REDON, f"{REDON}/", f"{REDON}?b_size=1")}
    known.add(etag(REDON, host="autre.example.org"))

    assert len(known) == 4


def test_errors_are_kept_by_nobody(site: Site) -> None:
    for address in ("/++api++/nulle-part", "/++api++/@search?b_size=x"):
        found = Client().get(address)
        assert found["Cache-Control"] == "no-cache"
        assert "ETag" not in found


@pytest.mark.parametrize(
    ("coding", "decode"),
    [
        ("gzip", gzip.decompress),
        ("br", brotli.decompress),
        ("zstd", zstandard.ZstdDecompressor().decompress),
    ],
)
def test_answer_comes_compressed_as_the_client_likes(site: Site, coding: str, decode) -> None:
    make_initiative("La régie")
    plain = Client().get("/++api++/")

    found = Client().get("/++api++/", headers={"accept-encoding": coding})

    assert found["Content-Encoding"] == coding
    assert json.loads(decode(found.content)) == json.loads(plain.content)
    assert "Accept-Encoding" in plain["Vary"]
    assert "Accept-Encoding" in found["Vary"]


def test_shared_caches_may_answer_for_the_time_that_the_setting_says(site: Site, settings) -> None:
    settings.PASSEUR_CDN_SECONDS = 60

    found = Client().get("/++api++/")

    assert found["Cache-Control"] == "public, max-age=0, must-revalidate, s-maxage=60"


def test_other_origins_are_refused_unless_named(site: Site, settings) -> None:
    asked = {"origin": "https://front.example.org"}
    assert "Access-Control-Allow-Origin" not in Client().get("/++api++/", headers=asked)

    settings.CORS_ALLOWED_ORIGINS = ["https://front.example.org"]
    named = Client().get("/++api++/", headers=asked)
    page = Client().get("/", headers=asked)

    assert named["Access-Control-Allow-Origin"] == "https://front.example.org"
    assert "Access-Control-Allow-Credentials" not in named
    assert "Access-Control-Allow-Origin" not in page
