"""Where the links and choices of a body lead."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction, Site

from cms.blocks.targets import read_targets
from cms.blocks.volto import volto_blocks
from cms.domain import authoring
from cms.listing.origin import ORIGIN
from cms.models import HomePage
from tests.cms.blocks.bodies import (
    PATH,
    blocks_of,
    link,
    make_document,
    make_live_cycles,
    make_page,
    queries_of,
    urls,
    with_letter_blocks,
)
from tests.factories.cms import make_cycle
from tests.factories.images import make_image

pytestmark = pytest.mark.usefixtures("site")


def test_volto_blocks_links_lead_to_pages_documents_and_elsewhere():
    cycle, document = make_cycle("Habiter demain"), make_document()
    page = make_page(
        (
            "text",
            f'<p><a linktype="page" id="{cycle.pk}">a</a>'
            f'<a linktype="document" id="{document.pk}">b</a>'
            '<a href="https://exemple.fr/?a=1&amp;b=2">c</a><a href="mailto:a@exemple.fr">d</a>'
            '<a href="/recherche">e</a></p>',
        )
    )

    assert urls(blocks_of(page)) == [
        f"{ORIGIN}/cycles/habiter-demain",
        f"{ORIGIN}{document.url}",
        "https://exemple.fr/?a=1&b=2",
        "mailto:a@exemple.fr",
        f"{ORIGIN}/recherche",
    ]


def test_volto_blocks_link_to_the_home_page_leads_to_its_root(site):
    assert urls(blocks_of(make_page(link(site.root_page)))) == [f"{ORIGIN}/"]


def test_volto_blocks_link_to_another_site_of_ours_has_its_host(site):
    other = HomePage(title="Autre alliance", slug="autre", live=True)
    site.root_page.get_parent().add_child(instance=other)
    Site.objects.create(hostname="autre.exemple.fr", port=443, root_page=other)

    assert urls(blocks_of(make_page(link(other)))) == ["https://autre.exemple.fr/"]


def restrict(page):
    PageViewRestriction.objects.create(
        page=page.get_parent(), restriction_type=PageViewRestriction.LOGIN
    )


@pytest.mark.parametrize(
    "hide",
    [authoring.unpublish, restrict, lambda page: page.delete()],
    ids=["unpublished", "restricted", "deleted"],
)
def test_volto_blocks_link_to_a_hidden_page_leaves_its_text(hide):
    cycle = make_cycle("Habiter demain")
    page = make_page(link(cycle, "le cycle"))
    hide(cycle)

    (block,) = blocks_of(page)

    assert block["value"] == [{"type": "p", "children": [{"text": "le cycle"}]}]


def test_volto_blocks_chosen_page_becomes_a_teaser():
    cycle = make_cycle("Habiter", summary="Se loger.", image=make_image(), image_alt="Rue")
    page = with_letter_blocks(make_page(), ("page", cycle.pk))

    (teaser,) = blocks_of(page)
    (href,) = teaser["href"]

    assert (teaser["@type"], teaser["title"], teaser["description"]) == (
        "teaser",
        "Habiter",
        "Se loger.",
    )
    assert (href["@id"], href["@type"], href["hasPreviewImage"]) == (
        f"{ORIGIN}/cycles/habiter",
        "Cycle",
        True,
    )
    assert href["image_scales"]["image"][0]["download"].startswith("@@images/image-")


def test_volto_blocks_chosen_draft_is_left_out():
    draft = make_cycle("Brouillon", publish=False)

    assert blocks_of(with_letter_blocks(make_page(), ("page", draft.pk))) == []


def test_volto_blocks_links_take_the_same_queries_whatever_their_number():
    links = [link(page) for page in make_live_cycles(30)]

    one, three, thirty = (queries_of(make_page(*links[:number])) for number in (1, 3, 30))

    assert one == three == thirty


def test_read_targets_many_pages_take_the_queries_of_one(django_assert_num_queries):
    pages = [make_page(link(page)) for page in make_live_cycles(10)]
    with CaptureQueriesContext(connection) as captured:
        read_targets(pages[:1])

    with django_assert_num_queries(len(captured)):
        found = read_targets(pages)
    with django_assert_num_queries(0):
        blocks = [volto_blocks(page, PATH, found) for page in pages]

    assert [urls(block) for block in blocks] == [
        [f"{ORIGIN}/cycles/cycle-{number}"] for number in range(10)
    ]
