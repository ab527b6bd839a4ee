"""What a front end asks once of a site."""

from __future__ import annotations

from wagtail.models import Locale, Page, Site

from cms.domain import authoring
from cms.listing.tracking import tracking
from cms.models import InitiativeIndexPage
from tests.cms.restapi.asking import HOME, get


def test_site_says_name_sizes_and_language(site: Site) -> None:
    found = get("/@site")

    assert found["@id"] == f"{HOME}/@site"
    assert found["plone.site_title"] == "Alliance d’essai"
    assert found["plone.default_language"] == "fr"
    assert found["plone.available_languages"] == ["fr"]
    assert found["plone.portal_timezone"] == "Europe/Paris"
    assert "huge 1600:65536" in found["plone.allowed_sizes"]
    assert "icon 32:32" in found["plone.allowed_sizes"]
    assert found["features"]["multilingual"] is False
    assert "Sitemap: {portal_url}/sitemap.xml.gz" in found["plone.robots_txt"]
    assert "Disallow: /admin/" in found["plone.robots_txt"]


def test_site_is_told_below_any_page_and_nowhere_else(site: Site) -> None:
    assert get("/initiatives/@site")["@id"] == f"{HOME}/initiatives/@site"
    assert get("/nulle-part/@site", 404)["type"] == "NotFound"


def test_site_with_another_language_is_multilingual(site: Site, settings) -> None:
    settings.WAGTAIL_I18N_ENABLED = True
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [("fr", "français"), ("br", "breton")]
    with tracking():
        site.root_page.copy_for_translation(Locale.objects.create(language_code="br"))

    found = get("/@site")

    assert found["plone.available_languages"] == ["br", "fr"]
    assert found["features"]["multilingual"] is True


def test_site_of_a_host_is_known_by_its_own_name(site: Site) -> None:
    put_below_a_host_page(site)

    assert get("/@site")["plone.site_title"] == "Alliance d’essai"
    site.alliance.delete()
    assert get("/@site")["plone.site_title"] == "localhost"
    Site.objects.update(site_name="Notre mairie")
    assert get("/@site")["plone.site_title"] == "Notre mairie"


def put_below_a_host_page(site: Site) -> Page:
    """Give the site a root of Wagtail's own, with our list of initiatives below it."""
    with tracking():
        root = Page(title="Projet hôte", slug="hote", live=True)
        Page.objects.get(depth=1).add_child(instance=root)
        site.root_page = root
        site.save()
    authoring.create(root, InitiativeIndexPage(title="Initiatives"), publish=True)
    return root
