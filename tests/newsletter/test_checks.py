"""What a host project is told when letters could not be sent, or not be left."""

from __future__ import annotations

import pytest
from django.urls import path

from newsletter.checks import check_addresses, check_settings


def told() -> list[str]:
    return [found.id for check in (check_addresses, check_settings) for found in check(None)]


def test_our_own_site_has_forgotten_nothing():
    assert told() == []


@pytest.mark.parametrize(
    ("name", "number"),
    [("NEWSLETTER_HASH_KEY", "E001"), ("MAIL_URL", "E002"), ("WAGTAILADMIN_BASE_URL", "E003")],
)
def test_setting_that_is_missing_is_reported_by_name(settings, name, number):
    delattr(settings, name)
    assert told() == [f"passeur_newsletter.{number}"]
    assert name in check_settings(None)[0].msg


def test_mail_url_of_an_unknown_kind_is_reported_without_its_secret(settings):
    settings.MAIL_URL = "ftp://lettre:s3cr3t@example.org"
    assert told() == ["passeur_newsletter.E002"]
    assert "s3cr3t" not in str(check_settings(None)[0])


def test_base_url_of_the_template_of_wagtail_is_reported(settings):
    settings.WAGTAILADMIN_BASE_URL = "http://example.com"
    assert told() == ["passeur_newsletter.E003"]


def test_letters_that_nobody_can_leave_are_reported(settings):
    settings.ROOT_URLCONF = (path("", check_settings),)
    assert told() == ["passeur_newsletter.E004"]
