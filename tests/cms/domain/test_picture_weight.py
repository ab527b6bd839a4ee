"""What the pictures of a page weigh together."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.images import get_image_model

from cms.domain.picture_weight import BUDGET, over_budget, weights
from cms.listing.pictures import picture_value, scale_address
from tests.factories.images import make_image, noise

pytestmark = pytest.mark.django_db


def heavy(title: str) -> object:
    return get_image_model().objects.create(title=title, file=noise("bruit.png", 1400, 900))


def test_weight_is_what_a_visitor_fetches_at_the_most() -> None:
    image = heavy("La fête")

    ((found, size),) = weights([image])

    value = picture_value(image, "")
    sent = [Client().get(scale_address(value, name)) for name in value["scales"]]
    assert found == image
    assert size == max(len(b"".join(answer)) for answer in sent)
    assert {answer["Content-Type"] for answer in sent} == {"image/webp"}


def test_pictures_are_over_budget_together_and_the_heaviest_comes_first() -> None:
    light, first, second = make_image(), heavy("La fête"), heavy("Le marché")
    found = weights([light, first, second])
    assert [weight.image for weight in found[2:]] == [light]

    assert over_budget([light]) == []
    assert over_budget([light, first, second]) == found
    assert sum(weight.size for weight in found) > BUDGET


def test_picture_whose_file_is_lost_or_no_picture_weighs_nothing() -> None:
    lost, broken, whole = make_image("Perdue"), make_image("Abîmée"), make_image("Entière")
    lost.file.storage.delete(lost.file.name)
    with broken.file.storage.open(broken.file.name, "wb") as file:
        file.write(b"rien")

    assert [weight.image for weight in weights([lost, broken, whole])] == [whole]
