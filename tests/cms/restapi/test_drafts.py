"""Drafts through the API: for who may edit them, and for who has a link to one."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import (
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
from cms.models import MemberFolder, VideoPage
from cms.restapi.tokens import make_token
from tests.cms.restapi.asking import ask, assert_for_nobody_else
from tests.factories.cms import (
    make_initiative,
    make_initiatives,
    make_member,
    make_territory,
    make_topic,
    make_video,
)

REDON = "/initiatives/redon-agglomeration"
SECRET = "Zanzibar"


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


def test_draft_costs_the_same_queries_for_1_3_and_30_neighbours(chief) -> None:
    folder = make_member()
    authoring.update(folder, {"title": "Redon réuni"})
    costs, pages = set(), 0

    for count in (1, 3, 30):
        make_initiatives(
            count - pages, f"La régie {count}", folder=folder, topics=(make_topic("eau"),)
        )
        pages = count
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
