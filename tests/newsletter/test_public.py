from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from newsletter.domain import sending
from newsletter.domain.message import unsubscribe_url
from newsletter.models import ConsentRecord, Edition, IssuePage, Subscription
from tests.factories.newsletter import make_dispatch, make_issue, make_subscription


@pytest.fixture
def subscription(series) -> Subscription:
    return make_subscription(series)


@pytest.fixture
def strict() -> Client:
    """A mail provider: no cookie, no token, no patience for redirects."""
    return Client(enforce_csrf_checks=True)


def address(subscription: Subscription) -> str:
    return unsubscribe_url(subscription.token).removeprefix("http://localhost:8000")


def test_get_changes_nothing_and_asks(subscription, strict):
    for method in (strict.get, strict.head, strict.get):
        response = method(address(subscription))
        assert response.status_code == 200
    subscription.refresh_from_db()
    assert subscription.state == "active"
    assert ConsentRecord.objects.count() == 1
    page = response.content.decode()
    assert "Me désinscrire" in page
    assert "camille@example.org" not in page
    assert "c…@example.org" in page


def test_one_click_post_unsubscribes_without_cookie_or_redirect(subscription, strict):
    body = {"List-Unsubscribe": "One-Click"}
    responses = [strict.post(address(subscription), body) for _ in range(3)]
    assert [response.status_code for response in responses] == [200, 200, 200]
    assert not any(response.cookies for response in responses)
    subscription.refresh_from_db()
    assert subscription.state == "unsubscribed"
    record = ConsentRecord.objects.get(event="unsubscribed")
    assert record.method == "bouton de la messagerie"
    assert subscription.token not in record.source


def test_button_unsubscribes_and_says_so(subscription, strict):
    response = strict.post(address(subscription))
    assert "Vous êtes désinscrit" in response.content.decode()
    assert "Vous êtes désinscrit" in strict.get(address(subscription)).content.decode()
    assert ConsentRecord.objects.get(event="unsubscribed").wording.startswith("Me désinscrire")


def test_page_keeps_its_secret_address_to_itself(subscription, strict):
    response = strict.get(address(subscription))
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"
    assert "no-store" in response["Cache-Control"]


def test_unknown_token_is_not_found(series, strict):
    assert strict.post("/lettre/desinscription/inconnu/").status_code == 404


def test_other_methods_are_refused(subscription, strict):
    assert strict.put(address(subscription)).status_code == 405


def test_issue_not_sent_has_no_public_page(series, client):
    issue = make_issue(series)
    issue.get_latest_revision().publish()
    issue.refresh_from_db()
    assert client.get(issue.url).status_code == 404


def test_archive_is_what_was_sent_and_loads_nothing_else(series, client):
    issue = make_issue(series, initiatives=2)
    dispatch = sending.prepare(issue)
    issue.refresh_from_db()
    response = client.get(issue.url)
    assert response.content.decode() == dispatch.archive_html
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script" not in policy
    assert dispatch.placeholder not in response.content.decode()


def publish_sent_issue(series, number: int) -> IssuePage:
    dispatch = make_dispatch(series, recipients=0, period=f"{2000 + number}-Q1")
    issue = IssuePage(title=f"Numéro {number}", slug=f"numero-{number}", number=number)
    series.add_child(instance=issue)
    Edition.objects.filter(pk=dispatch.edition_id).update(issue=issue)
    return issue


def test_series_lists_the_issues_that_were_sent(series, client):
    assert "Aucun numéro n’est encore paru" in client.get(series.url).content.decode()
    issue = publish_sent_issue(series, 1)
    page = client.get(series.url).content.decode()
    assert f'href="{issue.url}"' in page
    assert "N°&nbsp;1&nbsp;: Energie" in page


def test_series_is_listed_with_the_same_queries_for_few_or_many(
    series, client, django_assert_num_queries
):
    publish_sent_issue(series, 1)
    client.get(series.url)
    with CaptureQueriesContext(connection) as one:
        client.get(series.url)
    for count in (3, 30):
        for number in range(IssuePage.objects.count() + 1, count + 1):
            publish_sent_issue(series, number)
        with django_assert_num_queries(len(one)):
            assert client.get(series.url).content.decode().count("envoyé en") == count
