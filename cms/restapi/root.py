"""The root of a site where a page of the host project stands, or one page a language."""

from __future__ import annotations

import uuid

from wagtail.models import Site

from cms.listing.build import NEVER, effective_date
from cms.listing.document import document
from cms.listing.fragments import text_of
from cms.listing.row import ListingRow
from cms.listing.summary import summary
from cms.models.home import HomePage
from cms.restapi.asked import Asked
from cms.restapi.place import Place, Stop


def root_place(asked: Asked) -> Place | None:
    """Return the root as clients need it: they begin there, whatever page it is.

    Only its title is told, and only where the public may see the page: its fields are not
    ours to publish.
    """
    page = Site.objects.select_related("root_page__locale").get(pk=asked.site_id).root_page
    if not page.live or page.get_view_restrictions().exists():
        return None
    language = page.locale.language_code
    stand_in = HomePage(
        title=page.title,
        first_published_at=page.first_published_at,
        last_published_at=page.last_published_at,
    )
    row = ListingRow(
        page_id=page.pk,
        parent_id=None,
        depth=page.depth,
        tree_path=page.path,
        path="/",
        uid=uuid.uuid5(page.translation_key, language),
        locale=language,
        type=HomePage.portal_type,
        type_label=HomePage.type_label,
        title=page.title,
        created=page.first_published_at or NEVER,
        modified=page.last_published_at or NEVER,
        effective=effective_date(stand_in),
    )
    row.brief = text_of(summary(row, None))
    row.document = text_of(document(row, stand_in))
    return Place(asked, [Stop(*(getattr(row, name) for name in Stop._fields))])
