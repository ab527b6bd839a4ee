"""News in the listing: their day, and where they may stand."""

from __future__ import annotations

import datetime

from wagtail.models import Site

from cms.listing.query import Query, find
from cms.models import HomePage, ListingRow, NewsIndexPage, NewsPage
from tests.factories.cms import make_news


def test_news_stand_in_their_list_alone(site: Site) -> None:
    assert NewsIndexPage in HomePage.allowed_subpage_models()
    assert NewsIndexPage.allowed_subpage_models() == [NewsPage]
    assert NewsPage.allowed_parent_page_models() == [NewsIndexPage]


def test_day_of_news_decides_its_quarter_and_its_year(site: Site) -> None:
    make_news(effective=datetime.date(2023, 12, 1))

    row = ListingRow.objects.get(type="News Item")
    assert (row.effective, row.years) == (datetime.date(2023, 12, 1), [2023])


def test_search_finds_the_words_of_news(site: Site) -> None:
    make_news(body=[("text", "<p>Les maires en parlent.</p>")])

    found = find(Query(text="parlent", types=("News Item",)), site)
    assert [row.title for row in found] == ["Un livre blanc"]
