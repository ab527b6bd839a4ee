"""What publishing asks of images, whoever publishes."""

from __future__ import annotations

import datetime
import json

import pytest
from django.utils import timezone
from wagtail.images.models import Image
from wagtail.models import Site

from cms.domain import authoring
from cms.domain.image_rules import (
    PublicationRefused,
    shown_images,
    without_authorisation,
    without_licence,
)
from cms.domain.tick import publish_scheduled
from cms.models import NewsPage
from tests.factories.cms import make_news
from tests.factories.images import make_image

REFUSAL = (
    "L’image «\xa0La place\xa0» montre des personnes reconnaissables dont l’autorisation n’est "
    "pas encore reçue."
)


def pictures(*images) -> str:
    alt = "Une place"
    values = [{"image": {"image": image.pk, "alt_text": alt}, "caption": ""} for image in images]
    return json.dumps([{"type": "picture", "value": value} for value in values])


def test_images_of_a_page_are_its_own_and_those_of_its_body(site: Site) -> None:
    top, inside, _ = make_image("Une"), make_image("Autre"), make_image("Ailleurs")
    page = make_news(image=top, image_alt="Une", body=pictures(inside, inside))

    assert shown_images(page) == [inside, top]
    assert shown_images(make_news()) == []


@pytest.mark.parametrize("number", [1, 3, 30])
def test_images_of_a_page_cost_the_same_for_one_three_or_thirty(
    site: Site, django_assert_num_queries, number: int
) -> None:
    images = [make_image(f"Image {place}", width=32) for place in range(number)]
    page = NewsPage(title="Une régie", body=pictures(*images))

    with django_assert_num_queries(2):
        assert len(shown_images(page)) == number


def test_images_lack_an_authorisation_or_a_licence_as_their_forms_tell(site: Site) -> None:
    images = [
        make_image("Asked", people="unknown", licence="CC BY 4.0"),
        make_image("Given", people="authorised", licence=" "),
        make_image("Nobody", people="none"),
    ]

    assert [image.title for image in without_authorisation(images)] == ["Asked"]
    assert [image.title for image in without_licence(images)] == ["Given", "Nobody"]


def test_images_of_another_model_are_asked_nothing(db: None) -> None:
    images = [Image(title="Place")]

    assert without_authorisation(images) == without_licence(images) == []


@pytest.mark.parametrize("where", ["top", "body"])
def test_program_cannot_publish_people_without_their_authorisation(site: Site, where) -> None:
    image = make_image("La place", people="unknown")
    shown = {"image": image, "image_alt": "Une place"} if where == "top" else {}
    page = make_news(publish=False, body=pictures(image) if where == "body" else "[]", **shown)

    with pytest.raises(PublicationRefused, match=REFUSAL):
        authoring.publish(page)

    page.refresh_from_db()
    assert not page.live
    image.people = "authorised"
    image.save()
    assert authoring.publish(page).live


def test_revision_that_is_published_is_the_one_that_is_looked_at(site: Site) -> None:
    image = make_image("La place", people="unknown")
    page = make_news()
    authoring.update(page, {"image": image, "image_alt": "Une place"})

    with pytest.raises(PublicationRefused):
        authoring.publish(page)


def test_scheduled_page_goes_online_as_it_was_allowed_to(site: Site) -> None:
    image = make_image("La place")
    page = make_news(image=image, image_alt="Une place", publish=False)
    page.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    revision = page.save_revision()
    revision.publish()
    image.people = "unknown"
    image.save()
    past = timezone.now() - datetime.timedelta(minutes=1)
    revision.refresh_from_db()
    revision.approved_go_live_at = past
    revision.content["go_live_at"] = past.isoformat()
    revision.save()

    publish_scheduled()

    page.refresh_from_db()
    assert page.live
