"""The episodes of a series in their order, from rows of the listing."""

from __future__ import annotations

from wagtail.models import Site

from cms.listing.row import ListingRow
from cms.web.navigation import Link, url_of


def episodes_of(series_id: int | None, site: Site) -> list[ListingRow]:
    """Return the public episodes of a series in one query: by number, then as in the tree."""
    rows = ListingRow.objects.of(site).filter(parent_id=series_id, type="Video")
    return sorted(rows.order_by("tree_path"), key=lambda row: number_of(row) or float("inf"))


def number_of(row: ListingRow) -> int | None:
    return row.fields["episode"]


def beside(page_id: int, episodes: list[ListingRow]) -> tuple[Link | None, Link | None]:
    """Return the episodes before and after one, where there are any."""
    links = [None, *(Link(row.title, url_of(row)) for row in episodes), None]
    places = [place for place, row in enumerate(episodes) if row.pk == page_id]
    return (links[places[0]], links[places[0] + 2]) if places else (None, None)


def length_text(episodes: list[ListingRow]) -> str:
    """Say how many episodes there are and how long they last: « 4 épisodes, 32 min en tout »."""
    count, lengths = len(episodes), [row.fields["minutes"] for row in episodes]
    if not count:
        return ""
    text = f"{count}\u00a0épisode{'s' if count > 1 else ''}"
    known = [minutes for minutes in lengths if minutes]
    if not known:
        return text
    more = " en tout" if len(known) == count > 1 else ""
    at_least = "" if len(known) == count else "au moins "
    return f"{text}, {at_least}{duration_text(sum(known))}{more}"


def duration_text(minutes: int) -> str:
    """Write « 45 min », « 1 h », « 1 h 05 »."""
    hours, left = divmod(minutes, 60)
    if not hours:
        return f"{minutes}\u00a0min"
    return f"{hours}\u00a0h" + (f"\u00a0{left:02}" if left else "")
