"""An answer that is sent twice at the same instant, as impatient fingers do."""

from __future__ import annotations

import threading

import pytest
from django.db import connection
from django.test import Client

from cms.models import ContributionRequest, InitiativePage
from tests.factories.cms import make_site
from tests.factories.contributions import STORY, address_of, make_request


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_answer_sent_twice_at_once_makes_one_page_only() -> None:
    make_site()
    asked = make_request()
    start, statuses = threading.Barrier(2), []

    def press() -> None:
        start.wait(timeout=60)
        try:
            statuses.append(Client().post(address_of(asked), STORY).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert InitiativePage.objects.count() == 1
    assert sorted(statuses) in ([200, 302], [302, 302])
    assert ContributionRequest.objects.get().page_id == InitiativePage.objects.get().pk
