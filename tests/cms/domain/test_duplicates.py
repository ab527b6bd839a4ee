"""A page duplicated as a model: what stays, what goes."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateField, DecimalField, TimeField
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from cms.domain import authoring
from cms.domain.duplicates import ALWAYS, OWN, duplicate, left_out
from cms.models import (
    InitiativePage,
    Provenance,
    Reminder,
    SessionAttendance,
    SessionPage,
)
from tests.factories.cms import (
    make_initiative,
    make_member,
    make_session,
    make_territory,
    make_topic,
)
from tests.factories.pages import make_pages


@pytest.mark.parametrize("model", OWN, ids=lambda model: model.__name__)
def test_every_name_that_is_left_out_is_a_field_or_a_relation(model: type[Page]) -> None:
    names = [name for own in (OWN[model], ALWAYS) for group in own.values() for name in group]

    for name in names:
        try:
            model._meta.get_field(name)
        except FieldDoesNotExist:
            pytest.fail(f"{model.__name__} has no {name}")
    assert len(names) == len(set(names))


@pytest.mark.parametrize("model", OWN, ids=lambda model: model.__name__)
def test_no_day_amount_or_file_of_a_type_is_kept(model: type[Page]) -> None:
    left = {name for own in (OWN[model], ALWAYS) for group in own.values() for name in group}

    happened = {
        field.name
        for field in model._meta.get_fields()
        if field.concrete
        and field.model is model
        and (
            isinstance(field, DateField | TimeField | DecimalField)
            or field.related_model in (get_image_model(), get_document_model())
        )
    }
    assert happened - left == set()


def test_initiative_keeps_texts_and_links_without_what_happened_once(site: Site) -> None:
    original = make_pages(site)["initiative"]
    Provenance.objects.create(page=original, source_name="Fonds vert")
    original.reminders = [Reminder(due=datetime.date(2026, 1, 1), note="Relire")]
    original.tags.add("régie")
    authoring.update(original, {"seo_title": "Régie", "go_live_at": None})
    original.save_revision().publish()

    made = duplicate(original, title="Copie de la régie")

    copy = InitiativePage.objects.get(pk=made.pk)
    draft = copy.get_latest_revision_as_object()
    assert (copy.live, copy.first_published_at, copy.revisions.count()) == (False, None, 1)
    assert copy.get_parent() == original.get_parent()
    for page in (copy, draft):
        assert page.title == "Copie de la régie"
        assert page.slug == "copie-de-la-regie"
        assert [topic.slug for topic in page.topics.all()] == ["eau"]
        assert [place.name for place in page.territories] == ["Allaire"]
        assert list(page.tags.names()) == ["régie"]
        assert page.context == original.context
        assert page.body.raw_data[0]["value"] == original.body.raw_data[0]["value"]
        assert page.partners.count() == original.partners.count() > 0
        assert page.is_fictional
        assert left_out(page) == []
        assert page.effective is page.total_cost is page.start_year is None
    assert not Provenance.objects.filter(page=copy).exists()
    assert copy.translation_key != original.translation_key


@pytest.mark.parametrize(
    "name", ["initiative", "cycle", "session", "resource", "programme", "news"]
)
def test_duplicate_of_each_type_is_valid_and_leaves_the_original_alone(
    site: Site, name: str
) -> None:
    page = make_pages(site)[name]
    Page.objects.filter(pk=page.pk).update(locked=True)
    original = type(page).objects.get(pk=page.pk)
    before = original.serializable_data()

    made = duplicate(original, title=f"Copie de {original.title}")

    made = type(original).objects.get(pk=made.pk)
    made.full_clean()
    assert left_out(original)
    assert left_out(made) == []
    assert (made.live, made.locked) == (False, False)
    after = type(original).objects.get(pk=original.pk).serializable_data()
    assert after == before


def test_session_leaves_day_report_attendance_and_reminders(site: Site) -> None:
    organisation = make_member().organisation
    original = make_session(
        place="Derval",
        date=datetime.date(2024, 2, 15),
        starts=datetime.time(9),
        registration_url="https://example.org/inscription",
        attendance=[SessionAttendance(organisation=organisation, officials=3)],
    )
    original.reminders.add(Reminder(due=datetime.date(2026, 1, 1)))
    original.save_revision().publish()

    made = SessionPage.objects.get(pk=duplicate(original, title="Copie").pk)

    assert (made.place, made.kind, made.date, made.starts) == ("Derval", "seminar", None, None)
    assert made.registration_url == ""
    assert (made.attendance.count(), made.reminders.count()) == (0, 0)


def test_plain_copy_of_a_session_takes_no_reminder_and_no_attendance(site: Site) -> None:
    organisation = make_member().organisation
    original = make_session(attendance=[SessionAttendance(organisation=organisation)])
    original.reminders.add(Reminder(due=datetime.date(2026, 1, 1)))
    original.save_revision().publish()

    copy = original.copy(update_attrs={"slug": "copie"})

    assert (copy.attendance.count(), copy.reminders.count()) == (0, 0)


def test_duplicate_starts_from_the_latest_draft(site: Site) -> None:
    original = make_initiative(topics=(make_topic("eau"),))
    authoring.update(
        original,
        {
            "summary": "Trois communes.",
            "topics": [make_topic("sols")],
            "territories": [make_territory("Derval")],
        },
    )

    made = InitiativePage.objects.get(pk=duplicate(original, title="Copie").pk)

    assert made.summary == "Trois communes."
    assert [topic.slug for topic in made.topics.all()] == ["sols"]
    assert [place.name for place in made.territories] == ["Derval"]


def test_duplicate_twice_has_an_address_of_its_own(site: Site) -> None:
    original = make_initiative()

    slugs = [duplicate(original, title="Copie").slug for _ in range(2)]

    assert slugs == ["copie", "copie-2"]


def test_duplicate_of_a_scheduled_page_is_not_scheduled(site: Site) -> None:
    original = make_initiative()
    later = timezone.now() + datetime.timedelta(days=9)
    authoring.update(original, {"go_live_at": later, "expire_at": later + datetime.timedelta(1)})

    made = duplicate(original, title="Copie")

    assert (made.go_live_at, made.expire_at) == (None, None)
    assert "la mise en ligne et l’archivage programmés" in left_out(
        original.get_latest_revision_as_object()
    )
