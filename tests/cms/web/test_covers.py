from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from tests.factories.cms import make_territory


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        }
    }


def test_cover_of_a_territory_is_a_picture_kept_for_the_next_visitor(client, site):
    place = make_territory("Redon")
    address = f"/couvertures/passeur/eau/{place.slug}/carte.png"
    first = client.get(address)
    assert first["Content-Type"] == "image/png"
    assert Image.open(BytesIO(first.content)).size == (600, 315)
    [name] = default_storage.listdir("couvertures")[1]
    assert default_storage.open(f"couvertures/{name}").read() == first.content
    assert client.get(address).content == first.content
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304


def test_cover_follows_the_territory_s_outline(client, site):
    place = make_territory("Redon")
    address = f"/couvertures/passeur/eau/{place.slug}/carte.png"
    before = client.get(address).content
    place.outline = [[[[-2.1, 47.6], [-1.8, 47.6], [-2.0, 47.8], [-2.1, 47.6]]]]
    place.save()
    assert client.get(address).content != before


def test_cover_that_cannot_be_is_not_found(client, site):
    for address in (
        "/couvertures/absente/eau/alliance/carte.png",
        "/couvertures/passeur/inconnue/alliance/carte.png",
        "/couvertures/passeur/eau/nulle-part/carte.png",
        "/couvertures/passeur/eau/alliance/immense.png",
        "/affiches/passeur/eau/100/carte.png",
        "/affiches/passeur/eau/1/immense.png",
    ):
        assert client.get(address).status_code == 404


def test_posters_of_two_episodes_differ(client, site):
    one = client.get("/affiches/passeur/eau/1/carte.png").content
    two = client.get("/affiches/passeur/eau/2/carte.png").content
    assert Image.open(BytesIO(one)).size == (640, 360)
    assert one != two


def test_cover_cut_by_a_full_disk_is_drawn_anew(client, site):
    place = make_territory("Redon")
    address = f"/couvertures/passeur/eau/{place.slug}/carte.png"
    whole = client.get(address).content
    [name] = default_storage.listdir("couvertures")[1]
    path = default_storage.path(f"couvertures/{name}")
    with open(path, "wb") as file:
        file.write(whole[:500])
    assert client.get(address).content == whole
    assert client.get(address).content == whole
    with open(path, "rb") as file:
        assert file.read() == whole


def test_cover_on_a_storage_that_takes_nothing_is_still_shown(client, site, tmp_path):
    place = make_territory("Redon")
    (tmp_path / "couvertures").write_text("a file where the folder should be")
    response = client.get(f"/couvertures/passeur/eau/{place.slug}/carte.png")
    assert response.status_code == 200
    assert Image.open(BytesIO(response.content)).size == (600, 315)
