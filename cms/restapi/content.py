"""The content of one page, composed from its row and the rows around it."""

from __future__ import annotations

import mimetypes
from typing import Any

from django.db.models import Count, Q, Subquery
from django.utils.translation import get_language_info

from cms.listing.row import ListingRow
from cms.restapi.batching import Batch
from cms.restapi.components import components
from cms.restapi.params import Params
from cms.restapi.place import Place, address
from cms.restapi.summary import FOLDERISH, effective, picture, position, summary


def content(place: Place, params: Params) -> dict[str, Any]:
    """Return a page as plone.restapi serialises content.

    Topics, territories, years, member, position and provenance are ours: a client that
    does not know them leaves them alone. So are the fields of the page's own type, which
    never hide a key of Plone's.
    """
    row, base, batch = place.row, place.base, Batch.of(params)
    children, previous, following, total = neighbours(row, batch)
    folderish = row.type in FOLDERISH
    return {
        **row.fields,
        "@components": components(place, params),
        "@id": place.id,
        "@type": row.type,
        "UID": row.uid.hex,
        "id": row.path.rpartition("/")[2],
        "title": row.title,
        "description": row.description,
        "type_title": row.type_label,
        "review_state": "published",
        "language": {"token": row.locale, "title": language(row.locale)},
        "created": row.created.isoformat(),
        "modified": row.modified.isoformat(),
        "effective": effective(row),
        "expires": row.expires_at.isoformat() if row.expires_at else None,
        "exclude_from_nav": not row.in_menu,
        "subjects": row.tags,
        "topics": row.topics,
        "territories": row.territories,
        "years": row.years,
        "member": row.member,
        "position": position(row),
        "provenance": row.provenance,
        "image": image(place),
        "is_folderish": folderish,
        "layout": "listing_view" if folderish else "document_view",
        "parent": summary(place.parent, base) if place.parent else {},
        "previous_item": link(previous, base),
        "next_item": link(following, base),
        **(
            {
                "items": [summary(child, base) for child in children],
                "items_total": total,
                **batch.links(params, total),
            }
            if folderish
            else {}
        ),
    }


def neighbours(
    row: ListingRow, batch: Batch
) -> tuple[list[ListingRow], ListingRow | None, ListingRow | None, int]:
    """Return a batch of the children, the sibling before, the one after, and how many children.

    One query, whatever their number.
    """
    public = ListingRow.objects.all().public().filter(site=row.site_id)
    children = public.filter(parent_id=row.page_id).order_by("tree_path")
    siblings = public.filter(parent_id=row.parent_id, parent_id__isnull=False)
    before = siblings.filter(tree_path__lt=row.tree_path).order_by("-tree_path")
    after = siblings.filter(tree_path__gt=row.tree_path).order_by("tree_path")
    total = children.order_by().values("parent_id").annotate(count=Count("pk")).values("count")
    wanted = Q(pk=row.pk)  # is always found, and so the total is
    for rows in (children[batch.start : batch.stop], before[:1], after[:1]):
        wanted |= Q(pk__in=rows.values("pk"))
    found = list(
        public.filter(wanted)
        .annotate(children_total=Subquery(total))
        .defer("title_stems", "text_stems")
        .order_by("tree_path")
    )
    others = [r for r in found if r.pk != row.pk and r.parent_id == row.parent_id]
    return (
        [r for r in found if r.parent_id == row.page_id],
        next((r for r in others if r.tree_path < row.tree_path), None),
        next((r for r in others if r.tree_path > row.tree_path), None),
        next((r.children_total for r in found), 0) or 0,
    )


def link(row: ListingRow | None, base: str) -> dict[str, Any]:
    """Return a sibling as plone.restapi names it, or an empty object at either end."""
    if row is None:
        return {}
    return {
        "@id": address(base, row),
        "@type": row.type,
        "title": row.title,
        "description": row.description,
    }


def image(place: Place) -> dict[str, Any] | None:
    if place.row.image is None:
        return None
    value = picture(place.row.image, lambda path: place.id + path)
    return {"content-type": mimetypes.guess_type(value["filename"])[0], **value}


def language(token: str) -> str:
    return get_language_info(token)["name_local"].capitalize()
