"""How many pages each value of a facet would give."""

from __future__ import annotations

from django.db.models import Count, QuerySet
from wagtail.models import Site

from cms.listing.asking import ask
from cms.listing.query import FACETS, Query
from cms.listing.row import ListingRowQuerySet, ListingTerm

Counts = dict[str, dict[str, int]]


def facet_counts(query: Query, site: Site | int) -> Counts:
    """Return, for each facet, how many rows each value would give, by value.

    A facet is counted as if nothing of it were chosen, so that its numbers tell what
    choosing another value would bring.
    """
    site_id = site if isinstance(site, int) else site.pk
    counts: Counts = {index: {} for index in FACETS}
    chosen = {index for index, attribute in FACETS.items() if getattr(query, attribute)}
    questions = [(tuple(sorted(set(FACETS) - chosen)), query)]
    questions += [((index,), query.without(index)) for index in sorted(chosen)]
    for facets, narrowed in questions:
        for index, value, count in ask(counted, narrowed, site_id, facets):
            counts[index][value] = count
    return counts


def counted(rows: ListingRowQuerySet, facets: tuple[str, ...]) -> QuerySet:
    """Build the query for the values of some facets among rows."""
    terms = ListingTerm.objects.filter(index__in=facets, row__in=rows.order_by().values("pk"))
    return terms.values_list("index", "value").annotate(count=Count("pk"))
