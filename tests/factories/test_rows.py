"""Pages of the factory are those that the write door leaves, to the last column."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db.models import Model
from wagtail.models import Page, Site

from cms.domain import authoring
from cms.listing.check import differences
from cms.listing.row import ListingRow
from cms.models import Funding, InitiativePage, MemberFolder
from tests.factories.cms import make_initiatives, make_member, make_site, make_territory, make_topic
from tests.factories.rows import plant

# What two pages never share.
OWN = {"id", "pk", "page", "page_ptr", "path", "slug", "url_path", "translation_key"}
OWN |= {"content_object", "latest_revision", "live_revision", "object_id", "content"}


@pytest.fixture
def folder(db: None) -> MemberFolder:
    make_site()
    return make_member()


def new_page(folder: MemberFolder) -> InitiativePage:
    page = InitiativePage(title="L’eau", summary="Deux communes.", start_year=2023)
    page.contact = folder.organisation
    page.topics = [make_topic("eau")]
    page.territories = [folder.organisation.territory]
    page.fundings = [Funding(funder="État", amount=10)]
    page.tags.add("bois")
    return page


def told(row: Model) -> dict[str, Any]:
    """Return the columns of a row, moments as the mere fact that there is one."""
    columns = {
        field.name: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name not in OWN
    }
    return {name: isinstance(value, datetime.datetime) or value for name, value in columns.items()}


def beside(page: InitiativePage) -> list[Any]:
    return [
        [topic.slug for topic in page.topics.all()],
        [place.name for place in page.territories],
        [(line.funder, line.amount) for line in page.fundings.all()],
        [tag.name for tag in page.tags.all()],
    ]


def rid(content: Any) -> Any:
    """Return the content of a revision without what two pages never share."""
    if isinstance(content, dict):
        return {name: rid(value) for name, value in content.items() if name not in OWN}
    return [rid(value) for value in content] if isinstance(content, list) else content


@pytest.mark.parametrize("publish", [True, False])
def test_planted_page_is_the_one_the_write_door_leaves(folder, publish):
    ours = plant(folder, new_page(folder), publish=publish)
    theirs = authoring.create(folder, new_page(folder), publish=publish)

    ours, theirs = (InitiativePage.objects.get(pk=page.pk) for page in (ours, theirs))
    assert told(ours) == told(theirs)
    assert beside(ours) == beside(theirs)
    assert told(ours.latest_revision) == told(theirs.latest_revision)
    assert rid(ours.latest_revision.content) == rid(theirs.latest_revision.content)
    assert ours.live_revision == (ours.latest_revision if publish else None)
    assert not any(Page.find_problems())
    assert not list(differences())


def test_copies_stand_beside_the_first_and_are_public(folder):
    make_initiatives(3, folder=folder, territories=(make_territory(),))

    assert not any(Page.find_problems())
    assert not list(differences())
    found = ListingRow.objects.filter(type="Initiative").values_list("title", flat=True)
    assert sorted(found) == ["La régie 0", "La régie 1", "La régie 2"]
    assert Site.objects.get().root_page.get_descendants().type(InitiativePage).count() == 3
