"""What a transaction changes is in the listing at its end, and what it does not is left alone."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from cms.domain import authoring
from cms.listing.tracking import tracking
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

    with CaptureQueriesContext(connection) as captured:
        make_initiative("La régie", folder=folder, topics=(make_topic("eau"),), publish=False)

    assert not [q for q in captured if "passeur_cms_listingrow" in q["sql"]]


def test_draft_published_in_the_transaction_that_made_it_is_listed(site: Site) -> None:
    with tracking():
        page = make_initiative("La régie", publish=False)
        assert rows(title="La régie") == []
        authoring.publish(page)

    assert rows(title="La régie") == ["La régie"]
    assert_true()
