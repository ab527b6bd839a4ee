"""Drafts through the API: for who may edit them, and for who has a link to one."""

from __future__ import annotations

import datetime
import json
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    GroupApprovalTask,
    GroupPagePermission,
    Page,
    PageViewRestriction,
    Site,
    Workflow,
    WorkflowTask,
)

from cms.domain import authoring
from cms.domain.preview import make_preview_token
from cms.listing.tracking import tracking
from cms.models import InitiativePage, MemberFolder, VideoPage
from cms.restapi.tokens import make_token
from tests.factories.cms import make_initiative, make_member, make_territory, make_topic, make_video
from tests.factories.images import png

REDON = "/initiatives/redon-agglomeration"
SECRET = "Zanzibar"


@pytest.fixture
def chief(site: Site) -> Any:
    return get_user_model().objects.create_superuser("chef", "chef@example.org", "secret")


def make_editor(name: str, folder: Page, *permissions: str) -> Any:
    """Return somebody who may do something to the pages of a folder, and no more."""
    group = Group.objects.create(name=name)
    for codename in permissions:
        permission = Permission.objects.get(
            codename=codename, content_type__app_label="wagtailcore"
        )
        GroupPagePermission.objects.create(group=group, page=folder.page_ptr, permission=permission)
    user = get_user_model().objects.create_user(name)
    user.groups.add(group)
    return user


def ask(path: str, user: Any = None, page: Page | None = None, **headers: str) -> HttpResponse:
    """Ask as a user, or with a link to a page's latest revision."""
    if user:
        headers["authorization"] = f"Bearer {make_token(user)}"
    link = {"preview": make_preview_token(page.latest_revision)} if page else {}
    return Client().get(f"/++api++{path}", link, headers=headers)


def assert_for_nobody_else(response: HttpResponse) -> None:
    assert response["Cache-Control"] == "private, no-store"
    assert "ETag" not in response
    assert response["X-Robots-Tag"] == "noindex"


def test_draft_is_content_for_its_editor_and_for_a_link_and_for_nobody_else(chief) -> None:
    page = make_initiative(
        SECRET,
        topics=(make_topic("eau", title="Eau"),),
        territories=(make_territory("Blain", slug="blain"),),
        publish=False,
    )
    authoring.update(page, {"tags": ["bois"], "start_year": 2023})
    stranger = get_user_model().objects.create_user("habitante")
    path = f"{REDON}/zanzibar"

    for response in (ask(path, chief), ask(path, page=page)):
        found = response.json()
        assert response.status_code == 200
        assert found["@id"] == f"http://testserver{path}"
        assert (found["title"], found["review_state"]) == (SECRET, "private")
        assert [topic["slug"] for topic in found["topics"]] == ["eau"]
        assert [place["slug"] for place in found["territories"]] == ["blain"]
        assert found["subjects"] == ["bois"]
        assert found["years"] == [2023]
        assert found["parent"]["@id"] == f"http://testserver{REDON}"
        assert found["created"][:10] == datetime.datetime.now(datetime.UTC).date().isoformat()
        assert_for_nobody_else(response)
    for response in (ask(path), ask(path, stranger)):
        assert response.status_code == 404
        assert SECRET not in response.content.decode()


def test_draft_is_read_at_its_own_address_too(chief) -> None:
    page = make_initiative(SECRET, publish=False)
    json_please = {"accept": "application/json"}
    bearer = {"authorization": f"Bearer {make_token(chief)}"}
    link = {"preview": make_preview_token(page.latest_revision)}
    path = f"{REDON}/zanzibar/"

    for response in (
        Client().get(path, headers=json_please | bearer),
        Client().get(path, link, headers=json_please),
    ):
        assert response.json()["title"] == SECRET
        assert_for_nobody_else(response)
    assert Client().get(path, headers=json_please).status_code == 404


def test_unpublished_changes_are_read_by_the_editor_and_not_by_the_public(chief) -> None:
    page = make_initiative("La régie", topics=(make_topic("eau"),))
    draft = page.get_latest_revision_as_object()
    draft.title, draft.slug, draft.topics = SECRET, "autre", [make_topic("energie")]
    draft.save_revision()
    path = f"{REDON}/la-regie"

    found = ask(path, chief).json()
    public = ask(path).json()

    assert (found["title"], found["review_state"]) == (SECRET, "published")
    assert [topic["slug"] for topic in found["topics"]] == ["energie"]
    assert found["@id"] == public["@id"]
    assert public["title"] == "La régie"
    assert [topic["slug"] for topic in public["topics"]] == ["eau"]


def test_page_without_unpublished_changes_is_the_public_one_for_its_editor(chief) -> None:
    make_initiative("La régie")
    path = f"{REDON}/la-regie?expand=breadcrumbs,navigation"

    response = ask(path, chief)

    assert response.json() == ask(path).json()
    assert_for_nobody_else(response)


@pytest.mark.parametrize("permission", ["change_page", "publish_page"])
def test_editor_of_one_member_reads_its_drafts_and_no_others(site: Site, permission: str) -> None:
    ours, theirs = make_member("Redon Agglomération"), make_member("Nozay")
    make_initiative(SECRET, folder=ours, publish=False)
    make_initiative(SECRET, folder=theirs, publish=False)
    user = make_editor("lea", ours, permission)

    assert ask(f"{REDON}/zanzibar", user).status_code == 200
    assert ask("/initiatives/nozay/zanzibar", user).status_code == 404


def test_draft_submitted_for_moderation_is_pending(chief) -> None:
    page = make_initiative(SECRET, publish=False)
    task = GroupApprovalTask.objects.create(name="Relecture")
    workflow = Workflow.objects.create(name="Relecture")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    workflow.start(page, chief)

    found = ask(f"{REDON}/zanzibar", chief).json()
    assert found["review_state"] == "pending"
    state = ask(f"{REDON}/zanzibar/@workflow", chief).json()["state"]
    assert state == {"id": "pending", "title": "À relire"}


def test_page_that_was_taken_down_is_a_draft_for_its_editor(chief) -> None:
    page = make_initiative("La régie")
    authoring.unpublish(page)
    path = f"{REDON}/la-regie"

    assert ask(path).status_code == 410
    assert ask(path, chief).json()["review_state"] == "private"


def test_private_page_is_content_for_its_editor(chief) -> None:
    page = make_initiative("La régie")
    with tracking():
        PageViewRestriction.objects.create(page=page, restriction_type="login")

    assert ask(f"{REDON}/la-regie", chief).json()["title"] == "La régie"


def test_components_stand_around_a_draft_as_around_a_public_page(chief) -> None:
    page = make_initiative("B", publish=False)
    make_initiative("A")
    make_initiative("C")
    page.refresh_from_db()
    with tracking():
        page.move(MemberFolder.objects.get().get_children().get(title="C"), pos="left")

    found = ask(f"{REDON}/b?expand=breadcrumbs,navigation", chief).json()
    crumbs = ask(f"{REDON}/b/@breadcrumbs", chief).json()

    assert (found["previous_item"]["title"], found["next_item"]["title"]) == ("A", "C")
    assert [item["title"] for item in crumbs["items"]] == [
        "Initiatives",
        "Redon Agglomération",
        "B",
    ]
    assert found["@components"]["breadcrumbs"] == crumbs
    assert found["@components"]["navigation"]["items"]


def test_draft_of_a_folder_lists_its_public_pages_only(chief) -> None:
    make_initiative("La régie")
    make_initiative(SECRET, publish=False)
    authoring.update(MemberFolder.objects.get(), {"title": "Redon réuni"})

    found = ask(REDON, chief).json()

    assert found["title"] == "Redon réuni"
    assert [item["title"] for item in found["items"]] == ["La régie"]
    assert found["items_total"] == 1


def test_lists_and_searches_stay_public_for_an_editor(chief) -> None:
    make_initiative(SECRET, publish=False)
    authoring.update(make_initiative("La régie"), {"title": f"{SECRET} aussi"})

    for path in ("/@search?b_size=100", f"/@search?SearchableText={SECRET}", REDON, "/@navigation"):
        response = ask(path, chief)
        said = json.dumps(response.json() | {"@id": "repeats the question"})
        assert SECRET not in said, path
        assert_for_nobody_else(response)


def test_reader_who_knows_the_public_answer_hears_no_304(chief) -> None:
    page = make_initiative("La régie")
    etag = ask(f"{REDON}/la-regie")["ETag"]
    authoring.update(page, {"title": SECRET})

    response = ask(f"{REDON}/la-regie", chief, **{"if-none-match": etag})

    assert response.json()["title"] == SECRET


@pytest.mark.parametrize("path", ["/", REDON, "/@search", f"{REDON}/@breadcrumbs", "/nulle-part"])
def test_credentials_that_do_not_hold_are_refused_wherever_they_are_shown(chief, path: str) -> None:
    make_member()
    with time_machine.travel("2026-03-02T09:00:00Z", tick=False) as clock:
        token = make_token(chief)
        clock.shift(datetime.timedelta(hours=1))
        late = Client().get(f"/++api++{path}", headers={"authorization": f"Bearer {token}"})
        forged = Client().get(f"/++api++{path}", {"preview": "1.2.3.4"})

    for response in (late, forged):
        assert response.status_code == 401
        assert response["WWW-Authenticate"].startswith("Bearer")
        assert response.json()["type"] == "Unauthorized"


def test_link_shows_its_revision_whatever_is_written_after_it(site: Site) -> None:
    page = make_initiative("Première", publish=False)
    token = make_preview_token(page.latest_revision)
    authoring.update(page, {"title": "Deuxième"})
    path = f"/++api++{REDON}/premiere"

    first = Client().get(path, {"preview": token}).json()
    authoring.publish(page)
    later = Client().get(path, {"preview": token}).json()

    assert first["title"] == later["title"] == "Première"


def test_link_to_a_page_opens_no_other(site: Site) -> None:
    page = make_initiative("La régie", publish=False)
    make_initiative(SECRET, publish=False)
    make_initiative("Publique")

    for path in (f"{REDON}/zanzibar", f"{REDON}/publique", REDON, f"{REDON}/nulle-part"):
        response = ask(path, page=page)
        assert response.status_code == 401
        assert SECRET not in response.content.decode()
    assert SECRET not in ask("/@search?b_size=100", page=page).content.decode()


def test_link_is_over_after_seven_days(site: Site) -> None:
    with time_machine.travel("2026-11-24T08:45:00Z", tick=False) as clock:
        page = make_initiative(SECRET, publish=False)
        link = {"preview": make_preview_token(page.latest_revision)}
        clock.shift(datetime.timedelta(days=7, seconds=-1))
        before = Client().get(f"/++api++{REDON}/zanzibar", link).status_code
        clock.shift(1)
        late = Client().get(f"/++api++{REDON}/zanzibar", link)

    assert (before, late.status_code) == (200, 401)
    assert "depuis le 1er\u00a0décembre 2026 à 9\u00a0h\u00a045" in late.json()["message"]


def test_link_to_a_deleted_page_is_a_410(site: Site) -> None:
    page = make_initiative(SECRET, publish=False)
    token = make_preview_token(page.latest_revision)
    authoring.delete(page)

    response = Client().get(f"/++api++{REDON}/zanzibar", {"preview": token})

    assert (response.status_code, response.json()["type"]) == (410, "Gone")


def test_link_with_any_sign_changed_shows_nothing(site: Site) -> None:
    page = make_initiative(SECRET, publish=False)
    token = make_preview_token(page.latest_revision)

    @settings(max_examples=100)
    @given(st.integers(0, len(token) - 1), st.characters(exclude_categories=["Cs"]))
    def refused(place: int, sign: str) -> None:
        changed = token[:place] + sign + token[place + 1 :]
        response = Client().get(f"/++api++{REDON}/zanzibar", {"preview": changed})
        assert response.status_code == (200 if changed == token else 401)
        assert changed == token or SECRET not in response.content.decode()

    refused()


@pytest.fixture
def illustrated(site: Site) -> InitiativePage:
    """A draft with two pictures of a collection that strangers may not see."""
    private = Collection.get_first_root_node().add_child(name="Réservée")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    images = [
        get_image_model().objects.create(
            title=name, file=png(f"{name}.png", 900, 600), collection=private
        )
        for name in ("pont", "quai")
    ]
    block = {"image": images[1].pk, "caption": ""}
    body = json.dumps([{"type": "picture", "value": block}])
    return make_initiative(SECRET, image=images[0], image_alt="Un pont", body=body, publish=False)


def picture_addresses(value: Any) -> set[str]:
    """Return every address of a picture anywhere in an answer."""
    if isinstance(value, dict):
        return set().union(*map(picture_addresses, value.values()))
    if isinstance(value, list):
        return set().union(*map(picture_addresses, value))
    return {value} if isinstance(value, str) and "@@images/" in value else set()


def test_pictures_of_a_draft_are_shown_by_the_addresses_it_gives(illustrated) -> None:
    found = ask(f"{REDON}/zanzibar", page=illustrated).json()

    small = {each for each in picture_addresses(found) if "-400-" in each}
    assert small
    for each in small:
        address = urlsplit(f"{found['@id']}/@@images/{each.partition('@@images/')[2]}")
        shown = Client().get(f"{address.path}?{address.query}")
        assert (shown.status_code, shown["Content-Type"]) == (200, "image/png")
        assert shown["Cache-Control"].startswith("private")
        assert Client().get(address.path).status_code == 404


def test_pictures_of_a_draft_are_shown_to_its_editor(illustrated, chief) -> None:
    found = ask(f"{REDON}/zanzibar", chief).json()
    path = urlsplit(found["image"]["scales"]["preview"]["download"]).path
    bearer = {"authorization": f"Bearer {make_token(chief)}"}

    assert Client().get(path, headers=bearer).status_code == 200


def test_link_shows_no_picture_of_another_page(illustrated) -> None:
    other = make_initiative("La régie", publish=False)
    found = ask(f"{REDON}/zanzibar", page=illustrated).json()
    name = urlsplit(found["image"]["download"]).path.rpartition("/")[2]
    link = {"preview": make_preview_token(other.latest_revision)}

    assert Client().get(f"{REDON}/zanzibar/@@images/{name}", link).status_code == 401
    assert Client().get(f"{REDON}/la-regie/@@images/{name}", link).status_code == 404


def test_draft_costs_the_same_queries_for_1_3_and_30_neighbours(chief) -> None:
    folder = make_member()
    authoring.update(folder, {"title": "Redon réuni"})
    costs, pages = set(), 0

    for count in (1, 3, 30):
        with tracking():
            while pages < count:
                pages += 1
                make_initiative(f"La régie {pages}", folder=folder, topics=(make_topic("eau"),))
        ask(REDON, chief)  # reads what is read once for the process
        with CaptureQueriesContext(connection) as captured:
            response = ask(f"{REDON}?expand=breadcrumbs", chief)
        assert response.json()["items_total"] == count
        costs.add(len(captured))

    assert len(costs) == 1


def test_draft_of_a_video_is_content_too(chief) -> None:
    video = make_video("Épisode 3", publish=False)

    assert ask("/videos/episode-3", chief).json()["@type"] == VideoPage.portal_type
    assert ask("/videos/episode-3", page=video).json()["title"] == "Épisode 3"
