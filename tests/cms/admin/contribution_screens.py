"""The screens by which members are asked for contributions, as staff read and fill them."""

from __future__ import annotations

import datetime

from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.domain.contribution_draft import Answer
from cms.models import ContributionRequest
from tests.reading import text_of

DAY = datetime.timedelta(days=1)
GIVEN = Answer("Une régie", "Des fuites.", "Deux communes.", "", "")


def soup_of(response: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def words_of(response: HttpResponse) -> str:
    return text_of(soup_of(response).select_one("#main"))


def listed(client: Client, **query) -> list[str]:
    rows = soup_of(client.get(reverse("contributions:index"), query)).select("tbody tr")
    return [text_of(row) for row in rows]


def show(client: Client, asked: ContributionRequest, **data) -> HttpResponse:
    address = reverse("contributions:show", args=[asked.pk])
    return client.post(address, data, follow=True) if data else client.get(address)


def addressed(**changes) -> dict:
    deadline = timezone.localdate() + 21 * DAY
    return {
        "email": "mairie@example.org",
        "office": "Secrétariat",
        "message": "Un mot.",
        "deadline": f"{deadline:%Y-%m-%d}",
    } | changes
