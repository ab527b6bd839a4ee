"""Who came to the sessions of a cycle."""

from __future__ import annotations

import datetime
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Site

from cms.domain.attendance import Count, Tally, tally, total
from cms.models import Membership, SessionAttendance
from tests.factories.cms import make_cycle, make_member, make_session

JANUARY, MARCH = datetime.date(2024, 1, 9), datetime.date(2024, 3, 1)


def came(member, officials: int, staff: int) -> SessionAttendance:
    return SessionAttendance(
        organisation=member.organisation, officials=officials, staff=staff, sort_order=0
    )


def test_tally_counts_each_member_at_each_session_and_in_all(site: Site) -> None:
    redon, evran, zone = make_member("Redon"), make_member("Évran"), make_member("Zone")
    cycle = make_cycle("Déchets")
    make_session("Mars", cycle=cycle, date=MARCH, attendance=[came(redon, 1, 0), came(zone, 0, 2)])
    make_session("Janvier", cycle=cycle, date=JANUARY, attendance=[came(redon, 2, 1)])
    make_session("Ailleurs", cycle=make_cycle("Autre"), attendance=[came(redon, 9, 9)])

    found = tally(cycle)

    assert [session.title for session in found.sessions] == ["Janvier", "Mars"]
    assert found.lines() == [
        ("Évran", [(0, 0), (0, 0), (0, 0)]),
        ("Redon", [(2, 1), (1, 0), (3, 1)]),
        ("Zone", [(0, 0), (0, 2), (0, 2)]),
    ]
    assert found.totals() == [(2, 1), (1, 2), (3, 3)]
    assert evran.organisation_id in found.names


def test_tally_tells_of_members_of_those_days_and_of_whoever_came(site: Site) -> None:
    left, late, guest = make_member("Ancien"), make_member("Futur"), make_member("Invité")
    Membership.objects.filter(organisation=left.organisation).update(ends=JANUARY)
    Membership.objects.filter(organisation=late.organisation).update(starts=MARCH)
    Membership.objects.filter(organisation=guest.organisation).delete()
    session = make_session("Janvier", date=JANUARY, attendance=[came(guest, 1, 1)])

    found = tally(session.get_parent())

    assert [name for name, _ in found.lines()] == ["Invité"]


def test_tally_of_a_cycle_without_sessions_is_empty(site: Site) -> None:
    make_member()

    found = tally(make_cycle())

    assert (found.lines(), found.totals()) == ([], [(0, 0)])


@pytest.mark.parametrize("number", [1, 3, 30])
def test_tally_costs_the_same_for_one_three_or_thirty(
    site: Site, django_assert_num_queries, number: int
) -> None:
    cycle, members = make_cycle(), [make_member(f"Membre {n}") for n in range(min(number, 5))]
    for place in range(number):
        lines = [came(member, 1, 0) for member in members]
        make_session(f"Rendez-vous {place}", cycle=cycle, date=JANUARY, attendance=lines)

    with django_assert_num_queries(6):
        assert tally(cycle).totals()[-1] == (number * len(members), 0)


counts = st.builds(Count, st.integers(0, 50), st.integers(0, 50))


@given(st.dictionaries(st.tuples(st.integers(1, 4), st.integers(1, 3)), counts))
def test_totals_add_up_by_line_and_by_column(given_counts) -> None:
    sessions = [SimpleNamespace(pk=number) for number in (1, 2, 3)]
    names = {member: f"Membre {member}" for member, _ in given_counts}
    found = Tally(sessions, names, given_counts)

    assert found.totals()[-1] == total(given_counts.values())
    assert found.totals()[-1] == total(counts[-1] for _, counts in found.lines())
    for column in range(3):
        by_line = total(counts[column] for _, counts in found.lines())
        assert found.totals()[column] == by_line
