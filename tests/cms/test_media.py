"""Uploaded files reach those who may see them, and nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction

from cms.listing.pictures import picture_value, scale_address
from tests.factories.images import png


@pytest.fixture
def image(db):
    return get_image_model().objects.create(title="Pont", file=png("pont.png", 300, 200))


def hide(image) -> None:
    """Put an image into a collection that asks to sign in."""
    collection = Collection.get_first_root_node().add_child(name="Interne")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    image.collection = collection
    image.save()


def test_file_of_a_public_image_is_served_with_an_hour_of_cache(image) -> None:
    for file in (image.file, image.get_rendition("width-100").file):
        response = Client().get(file.url)

        assert response.status_code == 200
        assert response["Content-Type"] == "image/png"
        assert response["Cache-Control"] == "public, max-age=3600"
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
        with default_storage.open(file.name) as stored:
            assert b"".join(response.streaming_content) == stored.read()


def test_file_that_the_browser_has_is_a_304(image) -> None:
    first = Client().get(image.file.url)

    for headers in (
        {"if-none-match": first["ETag"]},
        {"if-modified-since": first["Last-Modified"]},
    ):
        assert Client().get(image.file.url, headers=headers).status_code == 304


def test_image_and_rendition_of_a_private_collection_are_refused_to_strangers(
    image, admin: Client
) -> None:
    hide(image)
    rendition = image.get_rendition("width-100").file.url
    drawn = scale_address(picture_value(image, ""), "preview")

    for url in (image.file.url, rendition, drawn):
        assert Client().get(url).status_code == 403
        response = admin.get(url)
        assert response.status_code == 200
        assert response["Cache-Control"] == "private, no-cache"


def test_picture_is_drawn_at_first_use_and_kept(image) -> None:
    url = scale_address(picture_value(image, ""), "preview")
    assert image.renditions.count() == 0

    assert [Client().get(url).status_code for _ in range(2)] == [200, 200]

    assert image.renditions.count() == 1


@pytest.mark.parametrize(
    ("old", "new", "status"),
    [
        ("width-300", "width-9999", 403),
        ("@@images/", "@@images/x", 403),
        ("/@@images", "/a/b/@@images", 200),
    ],
)
def test_picture_answers_signed_addresses_only_and_under_any_page(
    image, old: str, new: str, status: int
) -> None:
    url = scale_address(picture_value(image, ""), "preview")
    assert old in url

    assert Client().get(url.replace(old, new)).status_code == status


@pytest.mark.parametrize(
    "name",
    [
        "original_images/../../test.sqlite3",
        "../test.sqlite3",
        "%2e%2e/test.sqlite3",
        "/etc/passwd",
        "original_images",
        "original_images/absent.png",
        "nul%00.png",
        "a" * 3000,
    ],
)
def test_file_outside_or_absent_is_a_404(image, name: str) -> None:
    assert Client().get(f"/media/{name}").status_code == 404


def test_file_in_an_owned_folder_without_its_row_is_a_404(image) -> None:
    default_storage.save("images/orphan.png", ContentFile(b"x"))

    assert Client().get("/media/images/orphan.png").status_code == 404


def test_document_is_left_to_its_own_view(db) -> None:
    document = get_document_model().objects.create(
        title="Compte rendu", file=ContentFile(b"%PDF-1.4", "compte-rendu.pdf")
    )

    assert Client().get(f"/media/{document.file.name}").status_code == 404
    assert Client().get(document.url).status_code == 200


def test_file_of_no_collection_that_is_no_picture_is_a_download(db) -> None:
    name = default_storage.save("lettre/page.html", ContentFile(b"<script>alert(1)</script>"))

    response = Client().get(f"/media/{name}")

    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_file_other_methods_are_405(image, method: str) -> None:
    assert getattr(Client(), method)(image.file.url).status_code == 405


def test_file_head_has_no_body(image) -> None:
    response = Client().head(image.file.url)

    assert response.status_code == 200
    assert Path(image.file.path).stat().st_size == int(response["Content-Length"])
