"""Where a page stands on the web: its site, its locale and its path below the site's root."""

from __future__ import annotations

from typing import NamedTuple

from django.conf import settings
from wagtail.models import Locale, Page, Site


class Root(NamedTuple):
    """The root page of a site in one language."""

    site_id: int
    url_path: str
    tree_path: str
    locale: str
    prefix: str


class Address(NamedTuple):
    site_id: int
    locale: str
    path: str


def site_roots() -> list[Root]:
    """Return the roots of all sites, deepest first, read from the database.

    Not Wagtail's cached root paths: another process may have changed a site, and a listing
    row outlives that cache. Where a site has several languages, addresses carry the
    language, as Wagtail's own do.
    """
    i18n = getattr(settings, "WAGTAIL_I18N_ENABLED", False)
    languages = dict(Locale.objects.values_list("pk", "language_code"))
    roots = []
    for site in Site.objects.select_related("root_page"):
        pages = [site.root_page]
        if i18n:
            pages += site.root_page.get_translations()
        for page in pages:
            language = languages[page.locale_id]
            prefix = f"/{language}" if i18n else ""
            roots.append(Root(site.pk, page.url_path, page.path, language, prefix))
    return sorted(roots, key=lambda root: len(root.tree_path), reverse=True)


def address_of(page: Page, roots: list[Root]) -> Address | None:
    """Return where a page is served, or None when it lies outside every site.

    The path has no trailing slash: `/initiatives/redon`. That of a site's root is `/`.
    """
    for root in roots:
        if page.path.startswith(root.tree_path):
            below = page.url_path[len(root.url_path) :].strip("/")
            path = f"{root.prefix}/{below}".rstrip("/") or "/"
            return Address(root.site_id, root.locale, path)
    return None


def page_at(site_id: int, path: str) -> tuple[Page, Address] | None:
    """Return the page, public or not, that stands at a path of a site, with its address."""
    roots = site_roots()
    for root in roots:
        below = path.removeprefix(root.prefix).strip("/")
        url_path = f"{root.url_path}{below}/" if below else root.url_path
        wanted = Address(root.site_id, root.locale, path)
        pages = Page.objects.filter(url_path=url_path, path__startswith=root.tree_path)
        for page in pages if root.site_id == site_id else ():
            if address_of(page, roots) == wanted:
                return page, wanted
    return None
