"""The page of a piece of news, and the list of news."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from django.test import Client
from wagtail.models import Site

from cms.listing.tracking import tracking
from cms.models import NewsIndexPage
from tests.factories.cms import make_news, make_territory, make_topic
from tests.reading import main_of


def test_page_tells_its_day_what_it_is_about_and_where(site: Site) -> None:
    page = make_news(
        summary="Il est envoyé aux parlementaires.",
        effective=datetime.date(2023, 12, 1),
        topics=(make_topic("eau"),),
        territories=(make_territory("Guer"),),
        body=[("text", "<p>Une journée de travail.</p>")],
    )
    make_news("Une autre", topics=tuple(page.topics.all()))

    html = main_of(page)

    time = html.find("p", class_="kicker").time
    assert (time["datetime"], time.get_text()) == ("2023-12-01", "1er\u00a0décembre 2023")
    assert html.find("p", class_="lead").get_text() == "Il est envoyé aux parlementaires."
    assert [place.get_text() for place in html.select(".facts dd")] == ["Guer"]
    assert "Une journée de travail." in html.get_text()
    assert [title.get_text() for title in html.select(".related h3")] == ["Une autre"]


@time_machine.travel("2024-01-31T23:30:00Z")
def test_day_of_news_without_one_is_that_of_its_publication_in_paris(site: Site) -> None:
    assert main_of(make_news()).find("time")["datetime"] == "2024-02-01"


def test_page_with_a_title_alone_shows_no_empty_part(site: Site) -> None:
    html = main_of(make_news())

    assert not html.select(".facts, .topics, .body, .related, .provenance, .lead")


def test_preview_of_a_draft_without_a_day_shows_none(site: Site) -> None:
    response = make_news(publish=False).make_preview_request()

    assert response.status_code == 200
    assert "<time" not in response.rendered_content


def test_list_shows_the_latest_first_with_their_days(site: Site) -> None:
    for title, day in (("Ancienne", 1), ("Récente", 20), ("Entre deux", 9)):
        make_news(title, effective=datetime.date(2024, 2, day))

    cards = main_of(NewsIndexPage.objects.get()).find_all("article", class_="card")

    assert [(card.h3.get_text(), card.time.get_text()) for card in cards] == [
        ("Récente", "20\u00a0février 2024"),
        ("Entre deux", "9\u00a0février 2024"),
        ("Ancienne", "1er\u00a0février 2024"),
    ]


@pytest.mark.parametrize("more", [1, 3, 30])
def test_list_of_news_costs_the_same_for_one_three_or_thirty(
    client: Client, site: Site, django_assert_num_queries, more: int
) -> None:
    topic = make_topic("eau")
    with tracking():
        for number in range(more):
            make_news(f"Actualité {number}", topics=(topic,), effective=datetime.date(2024, 1, 1))
    client.get("/actualites/")
    with django_assert_num_queries(16):
        client.get("/actualites/")
