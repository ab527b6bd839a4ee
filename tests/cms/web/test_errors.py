from __future__ import annotations

from django.test import RequestFactory

from cms.domain import authoring
from cms.web.views import server_error


def test_address_that_never_was_answers_404_with_a_search(client, pages):
    response = client.get("/absente/")
    assert response.status_code == 404
    assert "Page introuvable" in response.content.decode()
    assert 'action="/recherche/"' in response.content.decode()


def test_address_of_a_page_taken_down_answers_410(client, pages):
    address = pages["initiative"].get_url()
    authoring.unpublish(pages["initiative"])
    response = client.get(address)
    assert response.status_code == 410
    assert "puis retirée" in response.content.decode()


def test_error_page_asks_nothing_of_the_database(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Le site a rencontré une erreur" in response.content.decode()


def test_icon_asked_for_by_habit_is_the_pack_s(client, site):
    response = client.get("/favicon.ico")
    assert response.status_code == 302
    assert response["Location"].endswith("/icon.svg")
