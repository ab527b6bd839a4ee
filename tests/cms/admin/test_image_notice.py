"""Who publishes a page is told what its images lack, and cannot show people against their will."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Site, Workflow, WorkflowPage

from cms.domain import authoring
from cms.models import InitiativePage
from tests.cms import staff
from tests.cms.listing.truth import assert_true
from tests.factories.cms import make_initiative, make_member, make_news
from tests.factories.images import make_image

NOT_YET = "n’est pas publiée\xa0: elle est gardée en brouillon"


@pytest.fixture
def asked():
    """Return an image whose people have not answered yet."""
    return make_image("La place", people="unknown", licence="CC BY 4.0")


def told(client: Client, level: str) -> list[str]:
    """Return the messages that the next screen shows, with the address of their button."""
    html = BeautifulSoup(client.get(reverse("wagtailadmin_home")).content, "html.parser")
    return [
        f"{each.get_text(' ', strip=True)} {each.a['href'] if each.a else ''}"
        for each in html.select(f".messages .{level}")
    ]


def shown(image: Any) -> dict[str, Any]:
    return {"image": image.pk, "image_alt": "Une place pleine"}


def test_publishing_such_an_image_keeps_a_draft_and_leads_to_its_form(
    admin: Client, site: Site, asked
) -> None:
    page = make_initiative("Une place", publish=False)

    staff.edit(admin, page, **shown(asked))

    (error,) = told(admin, "error")
    assert f"Cette version de «\xa0Une place\xa0» {NOT_YET}." in error
    assert "L’image «\xa0La place\xa0» montre des personnes reconnaissables" in error
    assert error.endswith(reverse("wagtailimages:edit", args=[asked.pk]))
    page.refresh_from_db()
    assert not page.live
    assert page.get_latest_revision_as_object().image == asked


def test_new_page_is_kept_as_a_draft_too(admin: Client, site: Site, asked) -> None:
    page = InitiativePage(title="Une place", slug="place", image=asked, image_alt="Une place")

    staff.create(admin, page, make_member(), publish=True)

    assert NOT_YET in told(admin, "error")[0]
    page = InitiativePage.objects.get()
    assert (page.live, page.has_unpublished_changes) == (False, True)
    assert Client().get(page.get_url()).status_code == 404
    assert_true()


def test_page_online_keeps_what_it_shows_until_people_agree(
    admin: Client, site: Site, asked
) -> None:
    page = make_initiative("Une place")

    staff.edit(admin, page, **shown(asked))
    assert Page.objects.get(pk=page.pk).specific.image is None

    staff.edit_image(admin, asked, people="authorised", licence="CC BY 4.0")
    page.refresh_from_db()
    staff.edit(admin, page)

    assert Page.objects.get(pk=page.pk).specific.image == asked


def test_draft_may_show_what_must_not_be_published(admin: Client, site: Site, asked) -> None:
    staff.edit(admin, make_initiative("Une place"), publish=False, **shown(asked))

    assert told(admin, "error") == []


def test_approval_in_a_workflow_is_refused_in_the_same_words(
    admin: Client, site: Site, asked
) -> None:
    page = make_initiative("Une place", publish=False)
    authoring.update(page, {"image": asked, "image_alt": "Une place"})
    workflow = Workflow.objects.get()
    WorkflowPage.objects.get_or_create(workflow=workflow, page=Page.get_first_root_node())
    state = workflow.start(page, get_user_model().objects.get())
    data = staff.form(page.get_latest_revision_as_object())
    data |= {"action-workflow-action": "true", "workflow-action-name": "approve"}

    staff.post(admin, "wagtailadmin_pages:edit", page.pk, data=data)

    assert NOT_YET in told(admin, "error")[0]
    state.refresh_from_db()
    assert state.status == state.STATUS_IN_PROGRESS
    # The window that asks for a comment has no screen of its own to say why.
    address = reverse(
        "wagtailadmin_pages:workflow_action",
        args=[page.pk, "approve", state.current_task_state.pk],
    )
    admin.post(address, {"comment": ""})
    state.refresh_from_db()
    assert state.status == state.STATUS_IN_PROGRESS
    assert not Page.objects.get(pk=page.pk).live


def test_bulk_publication_publishes_none_where_one_may_not_be(
    admin: Client, site: Site, asked
) -> None:
    fine = make_initiative("Une rue", publish=False)
    wrong = make_initiative("Une place", image=asked, image_alt="Une place", publish=False)

    staff.bulk(admin, "publish", [fine, wrong])

    (error,) = told(admin, "error")
    assert "«\xa0Une place\xa0»" in error
    assert not Page.objects.filter(pk__in=[fine.pk, wrong.pk], live=True).exists()

    staff.bulk(admin, "publish", [fine.get_parent()], include_descendants="on")
    assert NOT_YET in told(admin, "error")[0]
    staff.bulk(admin, "publish", [fine])
    assert Page.objects.get(pk=fine.pk).live


def test_image_without_a_licence_is_published_with_a_warning_that_leads_to_its_form(
    admin: Client, site: Site
) -> None:
    top, inside = make_image("Le lavoir"), make_image("Le pont")
    licensed = make_image("Le bourg", licence="CC BY 4.0")
    body = [
        {"type": "picture", "value": {"image": {"image": each.pk, "alt_text": "Un pont"}}}
        for each in (inside, licensed)
    ]
    page = make_initiative(
        "Une place", image=top, image_alt="Une place", body=json.dumps(body), publish=False
    )

    staff.bulk(admin, "publish", [page])

    assert Page.objects.get(pk=page.pk).live
    first, second = told(admin, "warning")
    assert "L’image «\xa0Le lavoir\xa0» n’a pas de licence" in first
    assert first.endswith(reverse("wagtailimages:edit", args=[top.pk]))
    assert "L’image «\xa0Le pont\xa0» n’a pas de licence" in second

    staff.edit(admin, make_initiative("Une rue"), **shown(top))
    (warning,) = told(admin, "warning")
    assert "«\xa0Le lavoir\xa0»" in warning


def test_page_without_images_is_published_without_a_word(admin: Client, site: Site) -> None:
    page = make_news(publish=False)

    response = admin.post(
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        + f"?id={page.pk}&next=/admin/"
    )

    assert [m.level_tag for m in get_messages(response.wsgi_request)] == ["success"]
