from __future__ import annotations

from bs4 import BeautifulSoup


def test_page_of_a_series_wears_the_pack_and_says_when_nothing_came_out(client, series):
    response = client.get(series.get_url())
    assert response.status_code == 200
    html = BeautifulSoup(response.content, "html.parser")
    assert [h1.get_text() for h1 in html("h1")] == [series.title]
    assert "/charte/passeur/" in html.find("link", rel="stylesheet")["href"]
    assert "Aucun numéro n’est encore paru." in html.main.get_text()
    assert html.find("nav", class_="site-nav") is not None
