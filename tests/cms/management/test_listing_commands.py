"""The commands that check and rebuild the listing, as operators type them."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Site

from cms.models import InitiativePage, ListingRow
from tests.factories.cms import make_initiative

FOLDER = "/initiatives/redon-agglomeration"


def run(command: str) -> str:
    out = StringIO()
    call_command(command, stdout=out)
    return out.getvalue()


def test_listing_check_is_content_with_a_true_listing(site: Site) -> None:
    make_initiative("La régie")

    assert run("listing_check") == "La liste dit la même chose que les pages.\n"


def test_listing_check_names_every_difference_and_rebuild_mends_them(site: Site) -> None:
    missing, extra, outdated = (make_initiative(title) for title in ("A", "B", "C"))
    ListingRow.objects.filter(page_id=missing.pk).delete()
    InitiativePage.objects.filter(pk=extra.pk).update(live=False)
    ListingRow.objects.filter(page_id=outdated.pk).update(title="Faux", etag="faux")
    out = StringIO()

    with pytest.raises(CommandError, match="3 différence"):
        call_command("listing_check", stdout=out)

    assert out.getvalue().splitlines() == [
        f"absente : {FOLDER}/a",
        f"en trop : {FOLDER}/b",
        f"périmée : {FOLDER}/c",
    ]
    assert "pages examinées." in run("listing_rebuild")
    assert "la même chose" in run("listing_check")
