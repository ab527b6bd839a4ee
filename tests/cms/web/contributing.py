"""What a member does with the form of a personal link."""

from __future__ import annotations

import io

from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from PIL import Image

from cms.domain import authoring
from cms.models import ContributionRequest, InitiativePage
from tests.factories.contributions import STORY, address_of
from tests.reading import text_of

PHOTO = {"alt": "Le nouveau puits", "credit": "Ville de Nozay", "agreed": "on"}


def picture(
    name: str = "puits.jpg", kind: str = "JPEG", size: tuple[int, int] = (900, 600), **options
) -> SimpleUploadedFile:
    drawn = io.BytesIO()
    Image.new("RGB", size, "teal").save(drawn, kind, **options)
    return SimpleUploadedFile(name, drawn.getvalue())


def with_photo(number: int = 1, file=None, **changes) -> dict:
    values = PHOTO | {"file": file or picture()} | changes
    return {f"photo-{number}-{name}": value for name, value in values.items() if value}


def send(asked: ContributionRequest, **changes) -> HttpResponse:
    """Send the form as a mail reader's browser does: no cookie, no token of ours."""
    return Client(enforce_csrf_checks=True).post(address_of(asked), STORY | changes)


def words_of(response: HttpResponse) -> str:
    return text_of(BeautifulSoup(response.content, "html.parser").main)


def problems_of(response: HttpResponse) -> list[str]:
    soup = BeautifulSoup(response.content, "html.parser")
    return [" ".join(item.get_text().split()) for item in soup.select(".form-problem li")]


def made() -> InitiativePage:
    return InitiativePage.objects.get()


def shown(page: InitiativePage) -> BeautifulSoup:
    """Publish a draft and return what visitors then see."""
    authoring.publish(page)
    return BeautifulSoup(Client().get(page.get_url()).content, "html.parser")
