"""Which issue of a letter comes next."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.urls import reverse

from newsletter.dashboard import issue_line
from newsletter.domain.next_issue import next_issues
from newsletter.models import Edition
from tests.factories.newsletter import make_issue, make_series

TODAY = datetime.date(2026, 11, 23)


@pytest.fixture
def chief(db):
    return get_user_model().objects.create_superuser("chef", "chef@example.org", "x")


def coming(user) -> list[tuple[str, str | None]]:
    return [
        (str(each.quarter), each.edition and each.edition.state)
        for each in next_issues(user, TODAY)
    ]


def test_nothing_begun_is_this_quarter(series, chief) -> None:
    assert coming(chief) == [("2026-Q4", None)]


def test_oldest_issue_begun_and_not_sent_comes_first(series, chief) -> None:
    make_issue(series, period="2026-Q4")
    make_issue(series, period="2026-Q3")

    assert coming(chief) == [("2026-Q3", "draft")]


def test_once_this_quarter_is_sent_the_following_one_comes(series, chief) -> None:
    make_issue(series, period="2026-Q4")
    Edition.objects.update(state=Edition.State.SENT)

    assert coming(chief) == [("2027-Q1", None)]


def test_letter_that_one_may_not_edit_is_not_told(series) -> None:
    assert coming(get_user_model().objects.create_user("lea")) == []


def test_dashboard_leads_to_the_draft_or_to_its_making(series, chief, client) -> None:
    client.force_login(chief)
    assert reverse("newsletter_admin:assemble") in client.get("/admin/").content.decode()

    issue = make_issue(series, period="2026-Q4")
    page = client.get("/admin/").content.decode()
    assert "Passeur d’idées, T4 2026" in page
    assert reverse("wagtailadmin_pages:edit", args=[issue.pk]) in page


def test_line_of_an_issue_to_assemble_leads_to_a_form_with_its_letter_and_quarter(
    series, chief, client
) -> None:
    make_issue(series, period="2026-Q4")
    Edition.objects.update(state=Edition.State.SENT)
    other = make_series(title="Autre lettre", slug="autre", list_id="autre.example.org")
    lines = {each.series: issue_line(each, TODAY).url for each in next_issues(chief, TODAY)}
    client.force_login(chief)

    with time_machine.travel("2026-11-23 10:00:00+01:00"):
        chosen = {
            letter: {
                name: client.get(url).context["form"][name].value() for name in ("series", "period")
            }
            for letter, url in lines.items()
        }

    assert chosen == {
        series: {"series": str(series.pk), "period": "2027-Q1"},
        other: {"series": str(other.pk), "period": "2026-Q4"},
    }
