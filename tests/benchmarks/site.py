"""A site of so many initiatives, written straight into the tables.

Publishing 10,000 pages one by one takes half an hour. Only rows that reading needs are
written here: revisions and audit log are left out, the listing is rebuilt by its command.
"""

from __future__ import annotations

import datetime
import random
import uuid

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Page
from wagtail.rich_text import RichText

from cms.domain import authoring
from cms.domain.statistics import refresh_statistics
from cms.listing import sync
from cms.models import InitiativePage, PageTerritory, Territory, Topic
from tests.factories.cms import make_member, make_site, make_territory, make_topic
from tests.factories.rows import write

# A word in one page of five, and one in exactly thirty pages whatever the number of pages.
BROAD, RARE, HITS = "covoiturage", "méthanisation", 30
TEXT = (
    "Les communes ont réuni habitants et services autour d’un même besoin, puis partagé les "
    "moyens, les études et le suivi. Le bilan de la première année montre ce qui a tenu. "
)
DAY = datetime.datetime(2024, 1, 1, 9, tzinfo=datetime.UTC)


def make_bench_site(count: int) -> None:
    """Write a site with `count` initiatives in 14 members' folders."""
    draw = random.Random(count)  # the same pages each time
    with transaction.atomic():
        make_site()
        folders = [make_member(f"Communauté {number}") for number in range(14)]
        topics = [make_topic(f"sujet-{number}") for number in range(12)]
        places = [make_territory(f"Commune {number}") for number in range(60)]
        pages = [new_page(number, count, folders[number % 14], draw) for number in range(count)]
        write(pages)
        link(pages, topics, places, draw)
        for folder in folders:
            Page.objects.filter(pk=folder.pk).update(numchild=Page.objects.child_of(folder).count())
    sync.rebuild()
    refresh_statistics()


def new_page(number: int, count: int, folder: Page, draw: random.Random) -> InitiativePage:
    step = count // HITS
    is_rare = number % step == 0 and number // step < HITS
    words = [BROAD] * (number % 5 == 0) + [RARE] * is_rare
    title = " ".join([f"Initiative {number}", *words])
    slug = authoring.slug_of(title)
    day = DAY + datetime.timedelta(days=draw.randrange(700))
    return InitiativePage(
        title=title,
        draft_title=title,
        slug=slug,
        path=Page._get_path(folder.path, folder.depth + 1, number // 14 + 1),
        depth=folder.depth + 1,
        url_path=f"{folder.url_path}{slug}/",
        content_type=ContentType.objects.get_for_model(InitiativePage),
        locale_id=folder.locale_id,
        translation_key=uuid.UUID(int=draw.getrandbits(128)),
        live=True,
        first_published_at=day,
        last_published_at=day,
        summary=TEXT[:170],
        start_year=2020 + number % 5,
        body=[
            ("heading", "Ce qui a été fait"),
            ("text", RichText(f"<p>{TEXT * 3}</p><p>{TEXT * 2} <b>{number}</b></p>")),
            ("quote", {"text": TEXT, "author": "Présidence"}),
        ],
    )


def link(
    pages: list[InitiativePage], topics: list[Topic], places: list[Territory], draw: random.Random
) -> None:
    through = InitiativePage.topics.through
    through.objects.bulk_create(
        through(initiativepage_id=page.pk, topic_id=topic.pk)
        for page in pages
        for topic in draw.sample(topics, 2)
    )
    PageTerritory.objects.bulk_create(
        PageTerritory(page_id=page.pk, territory=draw.choice(places), sort_order=0)
        for page in pages
    )
