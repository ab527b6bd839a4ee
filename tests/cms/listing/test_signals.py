"""What programs change within `tracking()` shows in the listing."""

from __future__ import annotations

from wagtail.models import Page, Site

from cms.domain import authoring
from cms.listing.query import Query, find
from cms.listing.tracking import tracking
from cms.models import InitiativeIndexPage, InitiativePage, ListingRow, Tombstone
from tests.cms.listing.truth import assert_true, rows
from tests.factories.cms import make_cycle, make_initiative, make_member, make_territory


def test_slug_change_of_a_page_that_the_listing_does_not_know_follows(site: Site) -> None:
    host = site.root_page.add_child(instance=Page(title="Hôte", slug="hote", live=True))
    index = authoring.create(host, InitiativeIndexPage(title="Actions"), publish=True)
    assert rows(page_id=index.pk, path="/hote/actions") == ["Actions"]

    host.slug = "maison"
    with tracking():
        host.save()

    assert rows(page_id=index.pk, path="/maison/actions") == ["Actions"]
    assert_true()


def test_territory_renamed_or_moved_shows_in_rows_and_facets(site: Site) -> None:
    region, department = make_territory("X", "region"), make_territory("Y", "departement")
    commune = make_territory("Carentoir")
    make_initiative("La salle", territories=(commune,))

    for change, place in (
        (lambda: commune.parents.add(department), department),
        (lambda: region.children.add(department), region),  # two levels up, from the other end
    ):
        with tracking():
            change()
        assert [row.title for row in find(Query(territories=[place.slug]), site)] == ["La salle"]
        assert_true()

    region.slug = "bretagne"
    with tracking():
        region.save()
    assert [row.title for row in find(Query(territories=["bretagne"]), site)] == ["La salle"]

    with tracking():
        region.children.clear()
    assert not find(Query(territories=[region.slug]), site).exists()
    assert_true()


def test_organisation_and_tag_renamed_show_in_rows(site: Site) -> None:
    folder = make_member("Blain")
    page = make_initiative("La régie", folder=folder)
    authoring.update(page, {"tags": ["bois"]}, publish=True)
    folder.organisation.name = "Pays de Blain"
    tag = InitiativePage.objects.get().tags.get()
    tag.name = "filière bois"

    with tracking():
        folder.organisation.save()
        tag.save()

    row = ListingRow.objects.get(type="Initiative")
    assert (row.member, row.tags) == ("Pays de Blain", ["filière bois"])
    assert_true()


def test_cycle_moved_out_of_every_site_is_gone(site: Site) -> None:
    cycle = make_cycle()
    root = Page.objects.get(depth=1)

    with tracking():
        cycle.move(root, pos="last-child")

    assert rows(page_id=cycle.pk) == []
    assert Tombstone.objects.get(path="/cycles/habiter-demain").uid is not None
    assert_true()
