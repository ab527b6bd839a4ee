"""The four states of a page, as lists and headers of the admin say them."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Site

from cms.domain import roles
from cms.models import InitiativePage
from cms.models.state import State, state_of
from tests.factories.cms import make_initiative, make_member


@pytest.fixture
def draft(site: Site) -> InitiativePage:
    user = get_user_model().objects.create_user("lea")
    roles.grant(user, roles.CONTRIBUTOR, folder := make_member("Nozay"))
    return make_initiative("Une régie", folder=folder, publish=False)


def said(page: Page) -> tuple[State, str]:
    fresh = type(page).objects.get(pk=page.pk)
    return state_of(fresh), str(fresh.status_string)


def submit(page: Page):
    page.save_revision()
    return page.get_workflow().start(page, get_user_model().objects.get(username="lea"))


def test_draft_is_to_complete(draft) -> None:
    assert said(draft) == (State.INCOMPLETE, "À compléter")


def test_submitted_page_is_to_review(draft) -> None:
    submit(draft)

    assert said(draft) == (State.REVIEW, "À relire")


def test_page_sent_back_is_to_complete(draft) -> None:
    state = submit(draft).current_task_state
    state.reject(user=None, comment="Il manque un chiffre.")

    assert said(draft) == (State.INCOMPLETE, "À compléter")


def test_published_page_is_online_with_what_becomes_of_its_changes(draft) -> None:
    draft.save_revision().publish()
    assert said(draft) == (State.ONLINE, "En ligne")

    draft.title = "Deux régies"
    draft.save_revision()
    assert said(draft) == (State.ONLINE, "En ligne, modifications à compléter")

    submit(draft)
    assert said(draft) == (State.ONLINE, "En ligne, modifications à relire")


def test_scheduled_page_tells_its_day(draft) -> None:
    draft.go_live_at = datetime.datetime(2031, 3, 1, 8, tzinfo=datetime.UTC)
    draft.save_revision().publish()

    assert said(draft) == (State.ONLINE, "En ligne dès le 1er\u00a0mars 2031")


def test_scheduled_change_of_a_page_online_is_told(draft) -> None:
    draft.save_revision().publish()
    draft.refresh_from_db()
    draft.go_live_at = timezone.now() + datetime.timedelta(days=9)
    draft.save_revision().publish()

    assert said(draft) == (State.ONLINE, "En ligne, modifications programmées")


def test_page_that_was_online_is_archived(draft) -> None:
    draft.save_revision().publish()
    draft.refresh_from_db()
    draft.unpublish()

    assert said(draft) == (State.ARCHIVED, "Archivé")


def test_editor_and_lists_say_the_state_in_our_words(draft, admin) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    listed = reverse("wagtailadmin_explore", args=[draft.get_parent().pk])

    for url in (edit, listed):
        page = admin.get(url).content.decode()
        assert "À compléter" in page

    draft.save_revision().publish()
    for url in (edit, listed):
        assert "En ligne" in admin.get(url).content.decode()
