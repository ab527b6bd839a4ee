"""Every fact of the activity report (seed 000) about a video series is entered, shown and found."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cms.models import VideoIndexPage, VideoSeriesPage
from tests.cms.staff import NO_FORMS
from tests.factories.cms import make_site
from tests.seeds.facts import facts_of

FACTS = {
    fact["field"]: fact["value"] for fact in facts_of("activity_report", "video series").values()
}


def enter(staff: Client, model: str, parent: Page, **fields: str) -> None:
    """Send the form of a new page and put it online."""
    url = reverse("wagtailadmin_pages:add", args=("passeur_cms", model, parent.pk))
    response = staff.post(url, NO_FORMS | fields | {"action-publish": "1"})
    assert response.status_code == 302, response.context["form"].errors


@pytest.mark.django_db
def test_video_series_of_the_report_is_entered_shown_served_and_found() -> None:
    make_site()
    staff = Client()
    staff.force_login(get_user_model().objects.create_superuser("chef", "chef@example.org", "x"))
    title, count = FACTS["title"], FACTS["number of episodes"]

    enter(staff, "videoseriespage", VideoIndexPage.objects.get(), title=title, slug="serie")
    for number in range(1, count + 1):
        enter(
            staff,
            "videopage",
            VideoSeriesPage.objects.get(),
            title=f"Épisode {number}",
            slug=f"episode-{number}",
            video_url="https://www.youtube.com/channel/UC39aIWdISouz_7aVX46u1Ng",
            episode=str(number),
        )

    html = BeautifulSoup(Client().get("/videos/serie/").content, "html.parser").main
    content = Client().get("/++api++/videos/serie").json()
    found = Client().get("/++api++/@search", {"SearchableText": title}).json()["items"]
    assert html.h1.get_text() == content["title"] == title
    assert f"{count}\u00a0épisodes" in html.get_text()
    assert [int(card.span.get_text().split()[1]) for card in html(class_="card-foot")] == [
        1,
        2,
        3,
        4,
    ]
    assert content["items_total"] == count
    assert [item["@id"] for item in found] == ["http://testserver/videos/serie"]
