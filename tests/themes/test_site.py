"""A pack dropped into a folder changes the site, without a line of Python."""

from __future__ import annotations

from cms.models import Look
from tests.factories.cms import make_site


def test_dropped_pack_changes_colours_templates_and_files(client, db, write_pack):
    write_pack(
        "commune",
        parent="passeur",
        **{
            "tokens.toml": '[light]\naccent = "#5a2a6b"\n',
            "web/layout.html": '{% extends "web/layout.html"|of:pack %}'
            '{% block mark %}<b id="blason"></b>{% endblock %}',
            "static/commune/web.css": ".brand{letter-spacing:0}",
        },
    )
    Look.objects.create(site=make_site(), pack="commune")
    page = client.get("/").content.decode()
    assert '<b id="blason"></b>' in page
    assert "/static/commune/web.css" in page
    sheet = page.split('href="/charte/')[1].split('"')[0]
    assert "--accent:#5a2a6b" in client.get(f"/charte/{sheet}").content.decode()
