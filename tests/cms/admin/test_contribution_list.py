"""Which contributions were asked for, and by whom they are seen."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission

from cms.domain import contributions
from cms.models import ContributionRequest, MemberFolder
from tests.cms.admin.contribution_screens import (
    DAY,
    GIVEN,
    addressed,
    listed,
    show,
    words_of,
)
from tests.factories.cms import make_initiative, make_member
from tests.factories.contributions import make_proofreading, make_request


def sign_in(folder: MemberFolder, *permissions: str) -> Client:
    """Return a client with some permissions on the pages of one member."""
    group = Group.objects.create(name=folder.title)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in permissions:
        permission = Permission.objects.get(
            codename=codename, content_type__app_label="wagtailcore"
        )
        GroupPagePermission.objects.create(group=group, page=folder, permission=permission)
    user = get_user_model().objects.create_user("agent", "agent@example.org", "secret")
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    return client


def test_list_tells_where_each_request_stands_and_filters(site, admin) -> None:
    nozay, blain = make_member("Nozay"), make_member("Blain")
    late, expired, revoked, answered = (make_request(folder=nozay) for _ in range(4))
    today = timezone.localdate()
    ContributionRequest.objects.filter(pk=late.pk).update(deadline=today - DAY)
    ContributionRequest.objects.filter(pk=expired.pk).update(deadline=today - 30 * DAY)
    contributions.revoke(revoked, None)
    contributions.answer(answered, GIVEN)
    reading = make_proofreading(make_initiative("Le bac", folder=blain))
    contributions.correct(reading, "Non.")
    validated = make_proofreading(make_initiative("La gare", folder=blain))
    contributions.validate(validated, contributions.version_of(validated.page))
    make_request(folder=blain)

    states = ["En attente", "Validée", "Répondue", "Répondue", "Révoquée", "Expirée", "En retard"]
    rows = listed(admin)
    assert len(rows) == 7
    for row, state in zip(rows, states, strict=True):
        assert state in row
    assert "Corrections demandées" in rows[2]
    assert "Une régie" in rows[3]
    for state, count in (("late", 1), ("answered", 2), ("waiting", 1), ("expired", 1)):
        assert len(listed(admin, state=state)) == count
    assert len(listed(admin, kind="proofreading")) == 2
    assert len(listed(admin, folder=nozay.pk)) == 4
    assert len(listed(admin, q="Nozay")) == 4


@pytest.mark.parametrize("count", [1, 3, 30])
def test_list_costs_the_same_for_any_number(site, admin, count: int) -> None:
    page = make_initiative("Le bac")
    for number in range(count):
        make_request() if number % 2 else make_proofreading(page)
    admin.get(reverse("contributions:index"))  # what is read once for the process

    with CaptureQueriesContext(connection) as captured:
        shown = listed(admin)

    assert len(shown) == min(count, 25)
    assert len(captured) == 15, "\n".join(query["sql"][:120] for query in captured)


def test_empty_list_says_what_to_do(site, admin) -> None:
    text = words_of(admin.get(reverse("contributions:index")))
    assert "Vous n’avez encore rien demandé." in text
    make_request()
    none = admin.get(reverse("contributions:index"), {"state": "late"})
    assert "Aucune demande ne répond à ces critères." in words_of(none)


def test_contributor_asks_and_sees_their_own_member_only(site) -> None:
    nozay, blain = make_member("Nozay"), make_member("Blain")
    client = sign_in(nozay, "add_page", "change_page")
    theirs, other = make_request(folder=nozay), make_request(folder=blain)

    assert len(listed(client)) == 1
    assert show(client, theirs).status_code == 200
    assert show(client, other).status_code == 404
    assert client.post(reverse("contributions:revoke", args=[other.pk])).status_code == 404
    form = client.post(reverse("contributions:ask"), addressed(folder=blain.pk))
    assert list(form.context["form"].errors) == ["folder"]
    foreign = make_initiative("La gare", folder=blain)
    ours = make_initiative("Le bac", folder=nozay)
    ask = [reverse("contributions:proofread", args=[page.pk]) for page in (ours, foreign)]
    assert [client.get(address).status_code for address in ask] == [200, 302]
    assert "Contributions" in client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("permissions", [("change_page",), ()])
def test_whoever_may_not_add_pages_asks_nobody(site, permissions) -> None:
    folder = make_member("Nozay")
    client = sign_in(folder, *permissions)
    asked = make_request(folder=folder)
    page = make_initiative("Le bac", folder=folder)

    assert listed(client) == []
    assert show(client, asked).status_code == 404
    for name, args in (("ask", []), ("proofread", [page.pk])):
        address = reverse(f"contributions:{name}", args=args)
        assert client.post(address, addressed(folder=folder.pk)).status_code == 302
    assert ContributionRequest.objects.count() == 1
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("contributions:index") not in home
