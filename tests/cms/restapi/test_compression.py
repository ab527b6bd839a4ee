"""The forms in which answers travel."""

from __future__ import annotations

import gzip

import brotli
import pytest
import zstandard
from django.test import Client
from wagtail.models import Site

from tests.factories.cms import make_initiative

pytestmark = pytest.mark.django_db

UNPACK = {
    "br": brotli.decompress,
    "gzip": gzip.decompress,
    "zstd": zstandard.decompress,
}


@pytest.mark.parametrize(
    ("accepted", "sent"),
    [
        ("gzip, deflate, br, zstd", "br"),  # Chromium; zstd would not survive Volto's proxy
        ("gzip, deflate", "gzip"),  # Node
        ("gzip, br;q=0", "gzip"),
        ("zstd", "zstd"),
        ("*", "br"),
    ],
)
def test_answer_travels_in_the_first_form_the_client_takes(
    site: Site, accepted: str, sent: str
) -> None:
    make_initiative("Régie des eaux")
    plain = Client().get("/++api++/")
    response = Client().get("/++api++/", HTTP_ACCEPT_ENCODING=accepted)
    assert response["Content-Encoding"] == sent
    assert "Accept-Encoding" in response["Vary"]
    assert UNPACK[sent](response.content) == plain.content
    assert "Content-Encoding" not in plain.headers


def test_answer_goes_as_it_is_to_a_client_that_takes_no_form(site: Site) -> None:
    make_initiative("Régie des eaux")
    response = Client().get("/++api++/", HTTP_ACCEPT_ENCODING="identity")
    assert "Content-Encoding" not in response.headers
