"""Many pages at once, written straight into the tables.

What the write door makes one by one takes a tenth of a second each. Only rows that reading
needs are written here: revisions and the audit log are left out.
"""

from __future__ import annotations

import copy
import uuid
from typing import Any

from django.db import transaction
from wagtail.models import Page

from cms.listing.sync import refresh
from cms.models import InitiativePage, PageTerritory
from tests.factories.cms import make_initiative


def write(pages: list[InitiativePage]) -> None:
    """Insert both tables of each page: Django inserts only one table at once in bulk."""
    columns = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    bases = [Page(**{name: getattr(page, name) for name in columns}) for page in pages]
    Page.objects.bulk_create(bases, batch_size=500)
    for page, base in zip(pages, bases, strict=True):
        page.pk = page.id = base.pk
        page.save_base(raw=True, force_insert=True)


@transaction.atomic
def make_initiatives(count: int, title: str = "La régie", **fields: Any) -> None:
    """Publish “La régie 0”, and stand `count` − 1 copies beside it, numbered from 1."""
    first = make_initiative(f"{title} 0", **fields)
    parent, base = first.get_parent(), first.slug.removesuffix("0")
    copies, last = [], first
    for number in range(1, count):
        page = copy.copy(first)
        page.title = page.draft_title = f"{title} {number}"
        page.slug, page.url_path = f"{base}{number}", f"{parent.url_path}{base}{number}/"
        page.path = last._inc_path()
        page.translation_key = uuid.uuid4()
        page.latest_revision_id = page.live_revision_id = None
        copies.append(last := page)
    write(copies)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(copies))
    through = InitiativePage.topics.through
    through.objects.bulk_create(
        through(initiativepage_id=page.pk, topic=topic)
        for page in copies
        for topic in first.topics.all()
    )
    PageTerritory.objects.bulk_create(
        PageTerritory(page_id=page.pk, territory=territory)
        for page in copies
        for territory in first.territories
    )
    refresh({page.pk for page in copies})
