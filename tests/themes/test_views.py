from __future__ import annotations

from django.urls import reverse

from themes.registry import get_pack


def address(version: str) -> str:
    return reverse("themes:stylesheet", args=["passeur", version])


def test_stylesheet_is_served_for_good_under_its_version(client):
    pack = get_pack("passeur")
    response = client.get(address(pack.css_hash))
    assert response.content.decode() == pack.css
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in response["Cache-Control"]


def test_stylesheet_already_known_is_not_sent_again(client):
    first = client.get(address(get_pack("passeur").css_hash))
    again = client.get(first.request["PATH_INFO"], headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304


def test_stylesheet_of_an_older_version_sends_on_to_today_s(client):
    response = client.get(address("0123456789ab"))
    assert response.status_code == 302
    assert response["Location"] == address(get_pack("passeur").css_hash)


def test_stylesheet_of_an_unknown_pack_is_not_found(client, db):
    assert client.get("/charte/absente/0123456789ab.css").status_code == 404


def test_stylesheet_refuses_to_be_changed(client):
    assert client.post(address(get_pack("passeur").css_hash)).status_code == 405
