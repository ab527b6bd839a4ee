"""What search engines are told."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from django.test import Client
from wagtail.models import Site

from cms.domain import authoring
from tests.factories.cms import make_initiative

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def test_robots_names_the_sitemap_and_keeps_out_of_the_admin(site: Site) -> None:
    text = Client().get("/robots.txt").content.decode()

    assert text.splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Sitemap: http://localhost/sitemap.xml",
    ]


def test_sitemap_lists_exactly_the_public_pages(site: Site, django_assert_num_queries) -> None:
    page = make_initiative("L’eau & nous")
    make_initiative("Brouillon", publish=False)
    authoring.unpublish(make_initiative("Retirée"))

    with django_assert_num_queries(2):
        answer = Client().get("/sitemap.xml").content
        tree = ElementTree.fromstring(answer)  # noqa: S314 -- our own answer

    found = {
        url.findtext("s:loc", namespaces=SITEMAP): url.findtext("s:lastmod", namespaces=SITEMAP)
        for url in tree.findall("s:url", SITEMAP)
    }
    assert {url.removeprefix("http://localhost") for url in found} == {
        "/",
        "/initiatives/",
        "/initiatives/redon-agglomeration/",
        "/initiatives/redon-agglomeration/l-eau-nous/",
        "/cycles/",
        "/videos/",
    }
    published = page.last_published_at.isoformat(timespec="seconds")
    assert found["http://localhost/initiatives/redon-agglomeration/l-eau-nous/"] == published


@pytest.mark.parametrize("path", ["/robots.txt", "/sitemap.xml"])
def test_crawlers_other_methods_are_405(site: Site, path: str) -> None:
    assert Client().post(path).status_code == 405
