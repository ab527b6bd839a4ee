"""Who saves a page is told that its pictures are heavy together."""

from __future__ import annotations

from typing import Any

from django.contrib.messages import get_messages
from django.test import Client
from wagtail.images import get_image_model
from wagtail.models import Site

from cms.models import InitiativePage
from tests.cms import staff
from tests.factories.cms import make_initiative
from tests.factories.images import make_image, noise


def warned(admin: Client, page: InitiativePage, image: Any) -> list[str]:
    """Save a page with a picture in the editor; return what staff are warned of."""
    data = staff.form(page, image=image.pk, image_alt="Une fête")
    response = staff.post(admin, "wagtailadmin_pages:edit", page.pk, data=data)
    messages = get_messages(response.wsgi_request)
    return [str(each) for each in messages if each.level_tag == "warning"]


def test_heavy_pictures_are_told_with_the_heaviest_and_the_page_is_saved(
    admin: Client, site: Site
) -> None:
    page = make_initiative("La fête du lac")
    points = noise("fete.png", 1200, 2400)
    image = get_image_model().objects.create(title="Un soir d’été", file=points)

    (warning,) = warned(admin, page, image)

    assert "pèsent 2\xa0Mo\xa0: au-delà de 1\xa0Mo," in warning
    assert "«\xa0Un soir d’été\xa0» (2\xa0Mo)" in warning
    assert InitiativePage.objects.get().get_latest_revision_as_object().image == image


def test_light_picture_is_saved_without_a_word(admin: Client, site: Site) -> None:
    assert warned(admin, make_initiative("Une régie"), make_image()) == []
