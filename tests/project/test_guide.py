"""The editor's guide: it is read in the admin, and it speaks the words of the screens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import wagtail
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client

from tests.conftest import ROOT

PAGES = sorted(path.stem for path in (ROOT / "docs" / "guide").glob("*.md"))
APPS = ("cms", "newsletter", "importers")


@pytest.fixture
def admin(db) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("chef", "chef@example.org", "x"))
    return client


def plain(text: str) -> str:
    """Return a text as it is compared: one kind of space, of apostrophe, small letters."""
    text = text.replace("\\xa0", " ").replace("&nbsp;", " ").replace("'", "’")
    return re.sub(r"\s+", " ", text).casefold()


@pytest.fixture(scope="module")
def words_of_screens() -> str:
    """Return everything that our screens and Wagtail's French ones can say."""
    sources = [
        path
        for app in APPS
        for kind in ("*.py", "*.html", "*.txt")
        for path in (ROOT / app).rglob(kind)
    ]
    french = Path(wagtail.__file__).parent.glob("**/locale/fr/LC_MESSAGES/django.po")
    return plain("\n".join(path.read_text() for path in [*sources, *french]))


@pytest.mark.parametrize("name", PAGES)
def test_page_of_the_guide_is_read_in_the_admin_and_its_links_lead_somewhere(
    admin: Client, name: str
) -> None:
    response = admin.get(f"/admin/guide/{name}/")
    soup = BeautifulSoup(response.content, "html.parser")

    assert response.status_code == 200
    assert soup.h1.get_text(strip=True)
    links = {link["href"] for link in soup.select(".w-prose a") if link["href"].startswith("../")}
    for link in links:
        assert admin.get(f"/admin/guide/{link.removeprefix('../')}").status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_words_in_bold_are_those_of_the_screens(words_of_screens: str, name: str) -> None:
    text = (ROOT / "docs" / "guide" / f"{name}.md").read_text()
    bold = {plain(found) for found in re.findall(r"\*\*([^*]+)\*\*", text)}

    assert {words for words in bold if words not in words_of_screens} == set()


def test_contents_name_every_page(admin: Client) -> None:
    text = (ROOT / "docs" / "guide" / "README.md").read_text()

    assert set(re.findall(r"\]\(([a-z-]+)\.md\)", text)) == set(PAGES) - {"README"}


def test_help_menu_leads_to_the_guide_alone(admin: Client) -> None:
    page = admin.get("/admin/").content.decode()

    assert page.count("/admin/guide/README/") == 2  # beside one's name too
    assert "wagtail.org" not in page
    assert admin.get("/admin/guide/inconnu/").status_code == 404


def test_page_of_the_guide_breaks_no_line_before_a_colon(admin: Client) -> None:
    page = admin.get("/admin/guide/tableau-de-bord/").content.decode()

    assert "«\xa0Rien ne vous attend\xa0»" in page
    assert " »" not in page
