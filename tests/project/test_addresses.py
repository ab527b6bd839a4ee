"""Addresses of services become the settings Django needs."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import send_mail

from cms.project import addresses


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://127.0.0.1:8000", True),
        ("http://localhost", True),
        ("http://[::1]:80", True),
        ("http://192.168.1.4", False),
        ("https://www.example.fr", False),
    ],
)
def test_is_loopback_tells_this_machine_from_others(url, expected):
    assert addresses.is_loopback(url) is expected


def test_mail_smtp_address_asks_for_starttls_and_decodes_the_password():
    options = addresses.mail("smtp://lettre%40example.org:p%2Fs@relay.example.org:2525")["OPTIONS"]
    assert options["host"] == "relay.example.org"
    assert options["port"] == 2525
    assert options["username"] == "lettre@example.org"
    assert options["password"] == "p/s"
    assert options["use_tls"] is True
    assert options["use_ssl"] is False


def test_mail_smtp_address_without_tls_is_plain():
    assert addresses.mail("smtp://127.0.0.1:25?tls=no")["OPTIONS"]["use_tls"] is False


def test_mail_file_address_writes_an_ordinary_mail_into_the_folder(tmp_path, settings):
    settings_of_mail = addresses.mail_settings(addresses.mail(f"file://{tmp_path}"))
    for name, value in settings_of_mail.items():
        setattr(settings, name, value)
    send_mail("Bonjour", "Un mot", "lettre@example.org", ["elue@example.org"])
    (written,) = tmp_path.iterdir()
    assert "Subject: Bonjour" in written.read_text()


@pytest.mark.parametrize("url", ["http://relay.example.org", "smtp://", "relay.example.org:25"])
def test_mail_unknown_address_is_refused_in_a_sentence(url):
    with pytest.raises(ImproperlyConfigured, match="MAIL_URL n’est pas une adresse connue"):
        addresses.mail(url)


def test_tasks_unknown_queue_is_refused_in_a_sentence():
    with pytest.raises(ImproperlyConfigured, match="TASKS_URL"):
        addresses.tasks("celery://broker")


def test_media_unknown_storage_is_refused_in_a_sentence():
    with pytest.raises(ImproperlyConfigured, match="MEDIA_URL"):
        addresses.media("ftp://files")
