"""The write door for programs."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from wagtail.models import Page, PageLogEntry, Site

from cms.domain import authoring
from cms.models import InitiativePage, ListingRow, Triage
from tests.factories.cms import make_initiative, make_member, make_topic


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("L’eau d’ici", "l-eau-d-ici"),
        ("Une œuvre à Ancenis-Saint-Géréon", "une-oeuvre-a-ancenis-saint-gereon"),
        ("Qu'en dire ?", "qu-en-dire"),
    ],
)
def test_slug_of_keeps_french_words_apart(title: str, slug: str) -> None:
    assert authoring.slug_of(title) == slug


def test_create_numbers_a_slug_that_is_taken(site: Site) -> None:
    folder = make_member()

    slugs = [make_initiative("La régie", folder=folder).slug for _ in range(3)]

    assert slugs == ["la-regie", "la-regie-2", "la-regie-3"]


def test_create_leaves_a_draft_with_a_revision_and_a_log_line(site: Site) -> None:
    user = get_user_model().objects.create_user("robot")
    page = authoring.create(make_member(), InitiativePage(title="La régie"), user=user)

    page.refresh_from_db()
    assert (page.live, page.has_unpublished_changes) == (False, True)
    assert page.latest_revision.user == user
    actions = PageLogEntry.objects.filter(page=page.pk).values_list("action", flat=True)
    assert "wagtail.edit" in actions
    assert not ListingRow.objects.filter(page_id=page.pk).exists()


def test_create_that_is_not_valid_leaves_nothing(site: Site) -> None:
    folder = make_member()

    with pytest.raises(ValidationError):
        authoring.create(folder, InitiativePage(title=""))

    assert not InitiativePage.objects.exists()


def test_create_whose_preparation_fails_leaves_nothing(site: Site) -> None:
    folder = make_member()

    def fail(page: Page) -> None:
        Triage.objects.create(page=page)
        raise RuntimeError("panne")

    with pytest.raises(RuntimeError):
        authoring.create(folder, InitiativePage(title="La régie"), prepare=fail, publish=True)

    assert not Page.objects.filter(title="La régie").exists()
    assert not Triage.objects.exists()
    assert not ListingRow.objects.filter(title="La régie").exists()


def test_update_keeps_the_other_fields_of_a_draft_in_progress(site: Site) -> None:
    page = make_initiative("La régie")
    draft = page.get_latest_revision_as_object()
    draft.summary = "Écrit par un agent, pas encore en ligne."
    draft.save_revision()

    authoring.update(page, {"title": "La régie agrandie"})

    latest = InitiativePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert (latest.title, latest.summary) == (
        "La régie agrandie",
        "Écrit par un agent, pas encore en ligne.",
    )
    assert InitiativePage.objects.get(pk=page.pk).title == "La régie"


def test_update_writes_topics_and_tags_when_published(site: Site) -> None:
    page = make_initiative("La régie")

    authoring.update(page, {"topics": [make_topic("eau")], "tags": ["bois"]}, publish=True)

    found = InitiativePage.objects.get(pk=page.pk)
    assert [topic.slug for topic in found.topics.all()] == ["eau"]
    assert [tag.name for tag in found.tags.all()] == ["bois"]


def test_update_with_a_value_that_is_not_valid_changes_nothing(site: Site) -> None:
    page = make_initiative("La régie")
    before = page.latest_revision_id

    with pytest.raises(ValidationError, match="L’année de fin"):
        authoring.update(page, {"start_year": 2024, "end_year": 2020})

    page.refresh_from_db()
    assert page.latest_revision_id == before


def test_writing_an_alias_is_refused_with_a_sentence_and_changes_nothing(site: Site) -> None:
    page = make_initiative("La régie")
    alias = page.create_alias(update_slug="la-regie-ici")

    with pytest.raises(ValidationError, match="est l’alias d’une autre page"):
        authoring.update(alias, {"title": "La coopérative"}, publish=True)
    with pytest.raises(ValidationError, match="est l’alias d’une autre page"):
        authoring.publish(alias)

    alias.refresh_from_db()
    assert (alias.title, alias.latest_revision) == ("La régie", None)
