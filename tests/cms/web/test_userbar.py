"""Staff gets Wagtail's bar on public pages; the public gets pages that caches may keep."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from wagtail.models import Page


def test_userbar_leads_signed_in_staff_to_the_editor(admin_client, pages):
    page = pages["initiative"]
    html = admin_client.get(page.get_url()).content.decode()
    assert f"/admin/pages/{page.pk}/edit/" in html


def test_public_page_has_no_userbar_and_does_not_vary_by_cookie(client, pages):
    response = client.get(pages["initiative"].get_url())
    assert "wagtail-userbar" not in response.content.decode()
    assert "Cookie" not in response.get("Vary", "")


def test_visitor_with_a_session_but_no_rights_sees_no_userbar(client, django_user_model, pages):
    client.force_login(django_user_model.objects.create_user("habitante"))
    assert "wagtail-userbar" not in client.get(pages["initiative"].get_url()).content.decode()


def test_expired_page_is_refused_before_the_tick_takes_it_down(client, pages):
    page = pages["initiative"]
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    assert client.get(page.get_url()).status_code == 404
