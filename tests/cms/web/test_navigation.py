"""The menu at the head of each page and the one at its foot."""

from __future__ import annotations

from bs4 import BeautifulSoup

from cms.models import AgendaPage, HomePage, NewsPage, ReportIndexPage, StandardPage
from tests.factories.rows import plant


def test_list_or_page_out_of_the_menu_is_found_at_the_foot(client, site):
    home = HomePage.objects.get()
    plant(home, NewsPage(title="Une nouvelle mal rangée"))
    plant(home, StandardPage(title="Mentions légales"))
    plant(home, ReportIndexPage(title="Rapports"))
    plant(home, AgendaPage(title="Agenda"))
    plant(home, StandardPage(title="L’alliance", show_in_menus=True))

    head, foot = titles(client, "Navigation principale"), titles(client, "Pied de page")

    assert "L’alliance" in head
    assert foot == [*head, "Mentions légales", "Rapports", "Agenda"]


def titles(client, menu: str) -> list[str]:
    html = BeautifulSoup(client.get("/").content, "html.parser")
    return [link.get_text() for link in html.find("nav", attrs={"aria-label": menu})("a")]
