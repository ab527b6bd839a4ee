"""A small site with one page of each type."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.db import transaction
from wagtail.models import Page, Site

from cms.domain import authoring
from cms.models import Funding, InitiativePage, Provenance, StandardPage
from tests.factories.cms import (
    make_cycle,
    make_initiative,
    make_member,
    make_territory,
    make_topic,
    make_video,
)

BODY = json.dumps(
    [
        {"type": "heading", "value": "Ce que cela a donné"},
        {"type": "text", "value": "<p>Deux communes <b>en régie</b>.</p>"},
        {"type": "key_figure", "value": {"value": "1 240 m", "label": "de réseau renouvelé"}},
        {"type": "quote", "value": {"text": "On a appris à compter.", "author": "Maire"}},
    ]
)


@pytest.fixture(scope="module")
def module_pages(module_site, django_db_blocker) -> Iterator[dict[str, int]]:
    """The pages below, made once for a module and taken back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        pages = make_pages(Site.objects.get(pk=module_site))
        yield {name: page.pk for name, page in pages.items()}
        transaction.set_rollback(True)


@pytest.fixture
def pages(module_pages, site) -> dict[str, Page]:
    """Return a published page of each type, by the name of its template."""
    found = Page.objects.specific().in_bulk(module_pages.values())
    return {name: found[pk] for name, pk in module_pages.items()}


def make_pages(site: Site) -> dict[str, Page]:
    folder = make_member("Redon Agglomération", site)
    topic = make_topic("eau", title="Eau", colour="eau")
    commune = make_territory("Allaire", parents=[folder.organisation.territory])
    page = make_initiative(
        "Une régie pour l’eau",
        folder=folder,
        topics=(topic,),
        territories=(commune,),
        publish=False,
        body=BODY,
        effective=datetime.date(2024, 6, 3),
        start_year=2023,
        status=InitiativePage.Status.UNDERWAY,
        contact=folder.organisation,
        is_fictional=True,
    )
    page.fundings.add(Funding(funder="Fonds vert", amount=Decimal("13445.76")))
    page.save_revision()
    authoring.publish(page)
    about = StandardPage(title="Mentions légales", summary="Qui publie.", body=BODY)
    return {
        "home": site.root_page.specific,
        "index": folder.get_parent().specific,
        "member": folder,
        "initiative": page,
        "cycle": make_cycle("Habiter demain", topics=(topic,), body=BODY, start_year=2023),
        "video": make_video("Des élus racontent", topics=(topic,), episode=2, minutes=6),
        "standard": authoring.create(site.root_page, about, publish=True),
    }


@pytest.fixture
def imported(pages) -> InitiativePage:
    """Return the initiative, as if a partner had written it."""
    Provenance.objects.create(
        page=pages["initiative"].page_ptr,
        source_name="Fonds vert 2023",
        source_url="https://catalogue.example.org/",
        original_url="https://catalogue.example.org/12",
        external_id="12",
        licence="Licence Ouverte 2.0",
        licence_url="https://licence.example.org/",
    )
    return pages["initiative"]
