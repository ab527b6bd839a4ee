"""Topics and territories of many pages at once, as staff give and take them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Site, Workflow

from cms.admin.bulk_labels import report
from cms.domain import authoring, roles
from cms.domain.labelling import Outcome
from cms.listing.tracking import tracking
from cms.models import HomePage, InitiativePage, Topic
from tests.factories.cms import (
    make_initiative,
    make_initiatives,
    make_member,
    make_territory,
    make_topic,
)
from tests.factories.images import make_image


def address(name: str, pages: Iterable[Page]) -> str:
    ids = "".join(f"id={page.pk}&" for page in pages)
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', name])}?{ids}next=/admin/"


def give(client: Client, pages: Iterable[Page], name: str, *chosen: Any, how: str = "add") -> str:
    """Give pages some topics or territories and return what the next screen says."""
    data = {"how": how, "chosen": [each.pk for each in chosen]}
    response = client.post(address(name, pages), data, follow=True)
    soup = BeautifulSoup(response.content, "html.parser")
    found = soup.select(".messages, .w-field__errors")
    return " ".join(each.get_text(" ", strip=True) for each in found).replace("\xa0", " ").strip()


def asked(client: Client, name: str, pages: Iterable[Page]) -> str:
    """Return the words of the confirmation."""
    soup = BeautifulSoup(client.get(address(name, pages)).content, "html.parser")
    return " ".join(soup.main.get_text().split())


def slugs(page: Page) -> list[str]:
    """Return the topics of a page's latest draft."""
    draft = InitiativePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return sorted(topic.slug for topic in draft.topics.all())


def live_slugs(page: Page) -> list[str]:
    return sorted(topic.slug for topic in InitiativePage.objects.get(pk=page.pk).topics.all())


def signed_in(role: roles.Role, page: Page) -> Client:
    user = get_user_model().objects.create_user(role.key, f"{role.key}@example.org")
    roles.grant(user, role, page)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def water() -> Topic:
    return make_topic("eau", title="Eau")


@pytest.fixture
def soil() -> Topic:
    return make_topic("sols", title="Sols")


def test_topic_is_added_to_live_pages_and_drafts_with_one_revision_each(
    site: Site, admin: Client, water: Topic, soil: Topic
) -> None:
    live = make_initiative("En ligne", topics=(soil,))
    draft = make_initiative("Brouillon", publish=False)

    told = give(admin, [live, draft], "topics", water)

    assert told == "1 page en ligne est à jour. 1 brouillon est à jour."
    assert live_slugs(live) == slugs(live) == ["eau", "sols"]
    assert slugs(draft) == ["eau"]
    for page in (live, draft):
        page.refresh_from_db()
        assert page.revisions.count() == 2
        assert page.latest_revision.user.username == "chef"
    assert (live.live, live.has_unpublished_changes, draft.live) == (True, False, False)
    assert set(PageLogEntry.objects.filter(page=live.pk).values_list("action", flat=True)) == {
        "wagtail.edit",
        "wagtail.publish",
    }
    assert not ModelLogEntry.objects.exists()


def test_page_with_changes_that_wait_stays_online_as_it_was(
    site: Site, admin: Client, water: Topic
) -> None:
    page = make_initiative("La régie")
    authoring.update(page, {"summary": "À relire."})

    told = give(admin, [page], "topics", water)

    assert told == "1 page reste en ligne telle quelle : son changement attend en brouillon."
    page = InitiativePage.objects.get(pk=page.pk)
    assert (live_slugs(page), slugs(page)) == ([], ["eau"])
    assert page.summary == "Deux communes s’unissent."
    assert page.get_latest_revision_as_object().summary == "À relire."


def test_page_that_shows_people_to_ask_stays_online_as_it_was(
    site: Site, admin: Client, water: Topic
) -> None:
    page = make_initiative(image=make_image(), image_alt="Le lavoir")
    page.image.people = "unknown"
    page.image.save()

    said = give(admin, [page], "topics", water)

    assert said == "1 page reste en ligne telle quelle : son changement attend en brouillon."
    assert (slugs(page), live_slugs(page)) == (["eau"], [])


def test_topic_is_removed_and_others_stay(
    site: Site, admin: Client, water: Topic, soil: Topic
) -> None:
    both = make_initiative("Les deux", topics=(water, soil))
    neither = make_initiative("Aucune")

    told = give(admin, [both, neither], "topics", water, how="remove")

    assert told == "1 page en ligne est à jour. 1 page ne change pas."
    assert live_slugs(both) == ["sols"]
    assert neither.revisions.count() == 1


def test_page_that_has_the_topic_is_not_written(site: Site, admin: Client, water: Topic) -> None:
    page = make_initiative(topics=(water,))

    assert give(admin, [page], "topics", water) == "1 page ne change pas."
    assert page.revisions.count() == 1


def test_territories_are_added_after_those_of_the_page_and_removed(
    site: Site, admin: Client
) -> None:
    redon, derval = make_territory("Redon"), make_territory("Derval")
    page = make_initiative(territories=(redon,))

    give(admin, [page], "territories", derval, redon)
    assert InitiativePage.objects.get(pk=page.pk).territories == [redon, derval]

    give(admin, [page], "territories", redon, how="remove")
    assert InitiativePage.objects.get(pk=page.pk).territories == [derval]


def test_nothing_chosen_asks_again_and_writes_nothing(
    site: Site, admin: Client, water: Topic
) -> None:
    page = make_initiative()

    for name, wanted in (("topics", "une thématique"), ("territories", "un territoire")):
        assert f"Choisissez au moins {wanted}" in give(admin, [page], name)
    assert page.revisions.count() == 1


@pytest.mark.parametrize("query", ["", "id=x", "id=-1", "id=999999", "id=" + "9" * 40, "id=1"])
def test_ids_of_nothing_find_no_page(site: Site, admin: Client, query: str) -> None:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "topics"])

    html = admin.get(f"{url}?{query}&next=/admin/").content.decode()

    assert "Aucune page" in html
    assert "Changer" not in BeautifulSoup(html, "html.parser").select_one("main").get_text()


def test_select_all_takes_the_pages_of_the_list(site: Site, admin: Client, water: Topic) -> None:
    blain, nozay = make_member("Blain"), make_member("Nozay")
    here, there = make_initiative("Ici", folder=blain), make_initiative("Là", folder=nozay)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "topics"])

    data = {"how": "add", "chosen": water.pk}
    admin.post(f"{url}?id=all&childOf={blain.pk}&next=/admin/", data)

    assert (slugs(here), slugs(there)) == (["eau"], [])
    for wrong in ("", "&childOf=x", "&childOf=999999"):
        assert admin.get(f"{url}?id=all{wrong}").status_code == 404


def test_locked_pages_reviews_aliases_and_other_types_are_named_and_left(
    site: Site, admin: Client, water: Topic
) -> None:
    locked, fine = make_initiative("Verrouillée"), make_initiative("Libre")
    Page.objects.filter(pk=locked.pk).update(locked=True)
    reviewed = make_initiative("Relue", publish=False)
    signed_in(roles.PUBLISHER, HomePage.objects.get())
    user = get_user_model().objects.get(username="chef")
    Workflow.objects.get(name__startswith="Relecture").start(reviewed, user)
    alias = fine.create_alias(update_slug="alias")
    pages = [locked, reviewed, alias, fine, site.root_page]

    text = asked(admin, "topics", pages)
    give(admin, pages, "topics", water)

    for told in (
        "Page à changer (1)",
        "Pages laissées telles quelles (4)",
        "« Verrouillée » est verrouillée.",
        "« Relue » est en relecture.",
        "est l’alias d’une autre page.",
        "« Alliance d’essai » n’a pas de thématiques.",
    ):
        assert told in text
    assert (slugs(fine), slugs(locked), slugs(reviewed)) == (["eau"], [], [])


def test_page_that_is_not_valid_is_named_and_the_others_change(
    site: Site, admin: Client, water: Topic
) -> None:
    wrong, fine = make_initiative("Fausse", publish=False), make_initiative("Juste")
    wrong.start_year, wrong.end_year = 2024, 2020
    wrong.save_revision(clean=False)

    told = give(admin, [wrong, fine], "topics", water)

    assert "« Fausse » ne change pas : L’année de fin ne peut pas précéder" in told
    assert (slugs(wrong), live_slugs(fine)) == ([], ["eau"])


def test_contributor_changes_drafts_of_the_own_member_only(site: Site, water: Topic) -> None:
    blain, nozay = make_member("Blain"), make_member("Nozay")
    ours = make_initiative("La nôtre", folder=blain, publish=False)
    live = make_initiative("En ligne", folder=blain)
    theirs = make_initiative("La leur", folder=nozay)
    secret = make_initiative("Secrète", folder=nozay, publish=False)
    client = signed_in(roles.CONTRIBUTOR, blain)
    pages = [ours, live, theirs, secret]

    text = asked(client, "topics", pages)
    told = give(client, pages, "topics", water)

    assert "« La leur » reste telle quelle : vous n’avez pas l’autorisation" in text
    assert "Secrète" not in text
    assert "1 brouillon est à jour." in told
    assert "1 page reste en ligne telle quelle" in told
    assert [slugs(page) for page in pages] == [["eau"], ["eau"], [], []]
    assert live_slugs(live) == []


def test_report_counts_in_french() -> None:
    assert report(dict.fromkeys(Outcome, 0)) == ""
    many = report(dict.fromkeys(Outcome, 2)).replace("\xa0", " ")
    assert many == (
        "2 pages en ligne sont à jour. 2 brouillons sont à jour. 2 pages restent en ligne telles "
        "quelles : leurs changements attendent en brouillon. 2 pages ne changent pas."
    )


@pytest.mark.parametrize("name", ["topics", "territories", "unpublish"])
def test_confirmation_costs_the_same_for_any_number(site: Site, name: str) -> None:
    client = signed_in(roles.PUBLISHER, HomePage.objects.get())
    costs = []
    for count in (1, 3, 30):
        with tracking():
            make_initiatives(count, title=f"Page{count}")
        pages = list(InitiativePage.objects.filter(title__startswith=f"Page{count} "))
        client.get(address(name, pages))  # what is read once for the process
        with CaptureQueriesContext(connection) as captured:
            html = client.get(address(name, pages)).content.decode()
        assert html.count(f"Page{count} ") >= count
        costs.append(len(captured))

    assert len(set(costs)) == 1, costs
