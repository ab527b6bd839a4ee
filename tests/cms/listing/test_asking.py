"""Questions of one shape share their SQL and never their answers."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Site

from cms.domain import authoring
from cms.listing.asking import ask, compiled, mark
from cms.listing.query import Query, find
from cms.listing.row import ListingRowQuerySet
from cms.models import InitiativePage
from tests.factories.cms import make_initiative, make_territory, make_topic


def titles(rows: ListingRowQuerySet):
    return rows.values_list("title")


@pytest.fixture(scope="module")
def module_pages(module_site: int) -> None:
    blain = make_territory("Blain", slug="blain")
    make_initiative("La régie de l’eau", topics=(make_topic("eau"),), territories=(blain,))
    make_initiative("Le marché 7000000001", topics=(make_topic("bois"),))
    make_initiative("La mobilité à Blain", territories=(blain,))


@pytest.fixture
def pages(module_pages, site: Site) -> Site:
    return site


QUERIES = [
    Query(text="régie"),
    Query(text="marché"),
    Query(text="mobil*"),
    Query(text="mar*"),
    Query(text="7000000001"),
    Query(text="7000000000"),
    Query(text="régie eau"),
    Query(text="le la"),
    Query(text="régie", topics=["eau"]),
    Query(text="régie", topics=["bois"]),
    Query(topics=["eau", "bois"]),
    Query(topics=["70000 00000"]),
    Query(territories=["blain"], locale="fr"),
    Query(territories=["blain"], locale="br"),
    Query(types=["Folder"]),
    Query(tags=["\0", "\ud800"]),
    Query(effective_from=datetime.date(2000, 1, 1), types=["Initiative"]),
    Query(under="/initiatives/redon-agglomeration"),
]


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_ask_finds_what_find_finds_in_the_same_order(pages: Site, query: Query) -> None:
    for other in QUERIES:  # some of them of the same shape
        ask(titles, other, pages.pk)

    found = [title for (title,) in ask(titles, query, pages.pk)]

    assert found == [row.title for row in find(query, pages)]


def test_ask_compiles_once_for_all_questions_of_a_shape(pages: Site) -> None:
    ask(titles, Query(text="régie", topics=["eau"]), pages.pk)
    before = compiled.cache_info().misses

    ask(titles, Query(text="marché", topics=["bois"]), pages.pk)
    assert compiled.cache_info().misses == before

    ask(titles, Query(text="marché", topics=["bois", "eau"]), pages.pk)
    assert compiled.cache_info().misses == before + 1


def test_ask_keeps_no_moment_of_the_first_question(pages: Site) -> None:
    """What is public is asked of the present each time."""
    page = InitiativePage.objects.get(title="La régie de l’eau")
    expiry = timezone.now() + datetime.timedelta(hours=1)
    authoring.update(page, {"expire_at": expiry}, publish=True)
    query = Query(text="régie")
    assert ask(titles, query, pages.pk)

    with time_machine.travel(expiry + datetime.timedelta(seconds=1)):
        assert ask(titles, query, pages.pk) == []


def test_mark_leaves_no_value_of_the_question_in_its_shape() -> None:
    query = Query(text="régie bois*", topics=["eau"], types=["Initiative"], locale="fr")
    marked = mark(query)
    assert marked is not None

    template, values = marked

    assert not {"regi", "bois", "eau", "Initiative", "fr"} & set(str(template).split("'"))
    assert sorted(values.values()) == ["Initiative", "bois", "bois", "eau", "fr", "reg"]


def test_ask_asks_one_query(pages: Site) -> None:
    ask(titles, QUERIES[0], pages.pk)
    with CaptureQueriesContext(connection) as captured:
        ask(titles, QUERIES[1], pages.pk)
    assert len(captured) == 1
