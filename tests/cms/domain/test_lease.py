from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.domain import lease
from importers.models import Source
from tests.factories.importers import make_source

MINUTE = timedelta(minutes=1)


@pytest.fixture
def rows(db):
    make_source("un")
    make_source("deux")
    return Source.objects.all()


def test_claim_free_rows_are_held_by_one_name(rows):
    holder = lease.claim(rows, MINUTE)
    assert {source.leased_by for source in rows.all()} == {holder}
    assert all(source.is_leased for source in rows.all())


def test_claim_held_rows_are_not_taken(rows):
    holder = lease.claim(rows.filter(slug="un"), MINUTE)
    other = lease.claim(rows, MINUTE)
    assert Source.objects.get(slug="un").leased_by == holder
    assert Source.objects.get(slug="deux").leased_by == other
    assert lease.claim(rows, MINUTE) is None


def test_claim_lease_that_ran_out_is_taken_and_its_holder_learns_it(rows):
    first = lease.claim(rows, MINUTE)
    rows.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert not Source.objects.first().is_leased
    second = lease.claim(rows, MINUTE)
    assert second not in (None, first)
    assert not lease.renew(rows, first, MINUTE)
    lease.release(rows, first)
    assert Source.objects.first().leased_by == second


def test_renew_prolongs_the_holder_s_lease(rows):
    holder = lease.claim(rows, MINUTE)
    assert lease.renew(rows, holder, timedelta(hours=1))
    assert Source.objects.first().leased_until > timezone.now() + timedelta(minutes=50)


def test_release_frees_the_rows(rows):
    lease.release(rows, lease.claim(rows, MINUTE))
    assert lease.claim(rows, MINUTE)
