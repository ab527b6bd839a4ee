"""A contributor of one member is refused everything outside the member's part of the tree.

Every action of the admin on every type of page in every other part of the site, through the
addresses that a browser would post to; then the same actions inside, some of which are allowed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Site

from cms.domain import roles
from cms.models import InitiativePage, MemberFolder, Territory, Topic, Triage
from tests.cms import staff
from tests.factories.cms import make_initiative, make_member
from tests.factories.pages import make_pages

OURS = "Nozay"


@pytest.fixture(scope="module")
def tree(module_site: int) -> dict[str, Page]:
    """Return a page of each type, none of them Nozay's, each with an unpublished draft."""
    site = Site.objects.get(pk=module_site)
    pages = {name: page for name, page in make_pages(site).items() if page.get_parent()}
    pages["index"] = pages["initiative"].get_parent().get_parent().specific
    pages["member"] = pages["initiative"].get_parent().specific
    pages["draft"] = make_initiative("Encore secrète", folder=pages["member"], publish=False)
    for page in pages.values():
        page.save_revision()
    Triage.objects.create(page=pages["draft"])
    return pages


@pytest.fixture(scope="module")
def folder(module_site: int) -> MemberFolder:
    return make_member(OURS)


@pytest.fixture(scope="module")
def user(folder: MemberFolder):
    user = get_user_model().objects.create_user("lea", "lea@example.org")
    roles.grant(user, roles.CONTRIBUTOR, folder)
    return user


@pytest.fixture
def contributor(user, site: Site, db: None) -> Client:
    client = Client()
    client.force_login(user)
    return client


def pages_url(name: str, *args: Any) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=args)


def actions(page: Page, into: Page) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield what can be asked of a page: method, address, form."""
    revision = page.latest_revision_id
    here = ("wagtailcore", "page")
    yield "get", pages_url("edit", page.pk), {}
    for action in ("", "action-publish", "action-submit", "action-unpublish"):
        data = {"title": "Détournée", "slug": "detournee"} | ({action: "1"} if action else {})
        yield "post", pages_url("edit", page.pk), data
    for name in ("delete", "unpublish", "copy", "move", "lock", "unlock", "history"):
        yield "post" if name != "history" else "get", pages_url(name, page.pk), {}
    for name in ("view_draft", "set_privacy", "workflow_history", "convert_alias", "usage"):
        yield "get", pages_url(name, page.pk), {}
    yield "post", pages_url("set_privacy", page.pk), {"restriction_type": "login"}
    yield "post", pages_url("move_confirm", page.pk, into.pk), {}
    yield "post", pages_url("set_page_position", page.pk) + "?position=0", {}
    copied = {"new_title": "x", "new_slug": "x", "new_parent_page": str(into.pk)}
    yield "post", pages_url("copy", page.pk), copied
    yield "get", pages_url("revisions_view", page.pk, revision), {}
    yield "get", pages_url("revisions_revert", page.pk, revision), {}
    yield "get", pages_url("revisions_compare", page.pk, "live", "latest"), {}
    yield "post", pages_url("preview_on_edit", page.pk), {"title": "x", "slug": "x"}
    for name in page.specific_class.allowed_subpage_models():
        label = (name._meta.app_label, name._meta.model_name)
        yield "get", pages_url("add", *label, page.pk), {}
        yield "post", pages_url("add", *label, page.pk), {"title": "x", "action-publish": "1"}
    for name in ("delete", "move", "publish", "unpublish"):
        address = reverse("wagtail_bulk_action", args=[*here, name])
        yield "post", f"{address}?id={page.pk}&next=/admin/", {"chosen_page": into.pk}
    for name, model in (("topics", Topic), ("territories", Territory)):
        address = reverse("wagtail_bulk_action", args=[*here, name])
        chosen = model.objects.values_list("pk", flat=True)[:1]
        yield "get", f"{address}?id={page.pk}&next=/admin/", {}
        yield "post", f"{address}?id={page.pk}&next=/admin/", {"how": "add", "chosen": chosen}
        yield "post", f"{address}?id={page.pk}&next=/admin/", {"how": "remove", "chosen": chosen}
    yield "get", reverse("passeur_share_preview", args=[page.pk]), {}
    yield "get", reverse("passeur_duplicate", args=[page.pk]), {}
    yield "post", reverse("passeur_duplicate", args=[page.pk]), {"title": "Détournée"}


def everything() -> list[Any]:
    """Return what must stay as it is."""
    fields = ("pk", "path", "title", "live", "locked", "numchild", "latest_revision_id")
    return list(Page.objects.order_by("path").values_list(*fields))


def is_refused(response: Any, page: Page) -> bool:
    """Tell whether an answer is a refusal; that of Wagtail's bulk actions names the page."""
    text = response.content.decode()
    if response.status_code in {302, 403, 404} or "ous n’avez pas l’autorisation" in text:
        return True
    return page.latest_revision.content["title"] not in text


def test_contributor_is_refused_every_action_on_every_type_elsewhere(
    tree, folder, contributor
) -> None:
    before, done = everything(), []
    for name, page in tree.items():
        for method, address, data in actions(page, folder):
            response = getattr(contributor, method)(address, data)
            if not is_refused(response, page):
                done.append((name, method, address, response.status_code))

    assert done == []
    assert everything() == before


def test_contributor_moves_and_copies_nothing_into_what_is_not_theirs(
    tree, folder, contributor
) -> None:
    ours = make_initiative("La nôtre", folder=folder, publish=False)
    before = Page.objects.child_of(tree["member"]).count()

    contributor.post(pages_url("move_confirm", ours.pk, tree["member"].pk))
    contributor.post(
        pages_url("copy", ours.pk),
        {"new_title": "x", "new_slug": "x", "new_parent_page": tree["member"].pk},
    )

    assert Page.objects.child_of(tree["member"]).count() == before


def test_contributor_finds_no_draft_of_others(tree, contributor) -> None:
    secret = tree["draft"].title
    lists = [
        pages_url("search") + "?q=secrète",
        reverse("wagtailadmin_choose_page") + "?q=secrète",
        reverse("wagtailadmin_choose_page_search") + "?q=secrète",
        reverse("wagtailadmin_choose_page_child", args=[tree["member"].pk]),
        reverse("wagtailadmin_explore", args=[tree["member"].pk]),
        f"/admin/api/main/pages/?child_of={tree['member'].pk}",
        f"/admin/api/main/pages/{tree['draft'].pk}/",
        reverse("wagtailadmin_reports:site_history"),
        reverse("wagtailadmin_reports:aging_pages"),
        reverse("wagtailadmin_home"),
        reverse("vivier:index"),
        "/admin/lettres/",
    ]
    shown = [
        address
        for address in lists
        if secret in contributor.get(address, follow=True).content.decode()
    ]

    assert shown == []


def test_contributor_decides_nothing_in_the_vivier_about_others(tree, contributor) -> None:
    waiting = Triage.objects.get(page=tree["draft"])

    contributor.post(reverse("vivier:decide"), {"keep": waiting.pk})

    waiting.refresh_from_db()
    assert waiting.state == Triage.State.WAITING


@pytest.mark.parametrize(
    "address",
    [
        "/admin/equipe/",
        "/admin/users/",
        "/admin/groups/",
        "/admin/sites/",
        "/admin/collections/",
        "/admin/workflows/list/",
        "/admin/redirects/",
        "/admin/snippets/passeur_cms/topic/",
        "/admin/snippets/passeur_cms/alliance/",
        "/admin/lettres/abonnes/",
    ],
)
def test_contributor_is_refused_the_settings(contributor: Client, address: str) -> None:
    assert contributor.get(address).status_code in {302, 403, 404}


def test_contributor_writes_and_submits_under_the_own_member(folder, contributor) -> None:
    ours = make_initiative("La nôtre", folder=folder, publish=False)

    assert contributor.get(pages_url("edit", ours.pk)).status_code == 200
    label = (InitiativePage._meta.app_label, InitiativePage._meta.model_name)
    assert contributor.get(pages_url("add", *label, folder.pk)).status_code == 200
    data = staff.form(ours, title="La nôtre, relue") | {"action-submit": "1"}
    assert contributor.post(pages_url("edit", ours.pk), data).status_code == 302
    ours.refresh_from_db()
    assert (ours.draft_title, ours.live, ours.workflow_in_progress) == (
        "La nôtre, relue",
        False,
        True,
    )
