"""Several people at work at once."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from cms.domain import authoring
from cms.listing.check import differences
from cms.listing.tracking import tracking
from cms.models import InitiativePage, ListingRow, Topic
from tests.factories.cms import make_initiative, make_site, make_topic


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_refresh_of_the_same_row_by_two_people_loses_neither_change() -> None:
    make_site()
    topic = make_topic("eau", title="Eau 0")
    page = make_initiative("La régie 0", topics=(topic,))
    start, problems = threading.Barrier(2), []

    def work(change: Callable[[int], None]) -> None:
        try:
            for number in range(1, 6):
                start.wait(timeout=60)
                change(number)
        except Exception as problem:  # noqa: BLE001 -- shown by the assertion below
            problems.append(problem)
            start.abort()
        finally:
            connection.close()

    def edit_topic(number: int) -> None:
        with tracking():
            renamed = Topic.objects.get(pk=topic.pk)
            renamed.title = f"Eau {number}"
            renamed.save()

    def edit_page(number: int) -> None:
        found = InitiativePage.objects.get(pk=page.pk)
        authoring.update(found, {"title": f"La régie {number}"}, publish=True)

    threads = [threading.Thread(target=work, args=[do]) for do in (edit_topic, edit_page)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert problems == []
    row = ListingRow.objects.get(page_id=page.pk)
    assert (row.title, row.topics[0]["title"]) == ("La régie 5", "Eau 5")
    assert differences() == []
