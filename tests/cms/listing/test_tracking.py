"""What a transaction changes is in the listing at its end, and what it does not is left alone."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from cms.domain import authoring
from cms.listing.tracking import tracking
from cms.models import InitiativePage, Provenance
from tests.cms.listing.truth import assert_true, rows
from tests.factories.cms import make_initiative, make_member, make_topic


def test_rolled_back_change_leaves_the_listing_as_it_was(site: Site) -> None:
    page = make_initiative("La régie")

    def write_and_fail() -> None:
        with tracking():
            page.title = "Autre"
            page.save()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()

    assert rows(type="Initiative") == ["La régie"]
    assert_true()


def test_saving_a_draft_recomputes_nothing(site: Site) -> None:
    folder = make_member()
    make_initiative("La régie", folder=folder)

    with CaptureQueriesContext(connection) as captured, tracking():
        folder.title = "Autre"
        folder.save_revision()

    assert not [q for q in captured if "passeur_cms_listingrow" in q["sql"]]


def test_making_a_draft_recomputes_nothing(site: Site) -> None:
    folder = make_member()
    page = InitiativePage(title="La régie")
    page.topics, page.territories = [make_topic("eau")], [folder.organisation.territory]

    with CaptureQueriesContext(connection) as captured:
        authoring.create(
            folder,
            page,
            prepare=lambda made: Provenance.objects.create(page=made, source_name="Fonds vert"),
        )

    assert not [q for q in captured if "passeur_cms_listingrow" in q["sql"]]


def test_draft_published_in_the_transaction_that_made_it_is_listed(site: Site) -> None:
    with tracking():
        page = authoring.create(make_member(), InitiativePage(title="La régie"))
        assert rows(title="La régie") == []
        authoring.publish(page)

    assert rows(title="La régie") == ["La régie"]
    assert_true()
