"""The order of the rows beside a page, which the admin's forms number and programs forget."""

from __future__ import annotations

from collections.abc import Container

from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.models import Orderable


def number_rows(page: ClusterableModel, names: Container[str] | None = None) -> None:
    """Number the rows of a page that have no number, in the order in which they were given.

    PostgreSQL puts rows without a number in any order, and in another one after a change.
    `names` are the relations to look at; None is for all of them.
    """
    for relation in get_all_child_relations(page):
        name = relation.get_accessor_name()
        if not issubclass(relation.related_model, Orderable):
            continue
        if names is None or name in names:
            rows = list(getattr(page, name).all())
            if any(row.sort_order is None for row in rows):
                for number, row in enumerate(rows):
                    row.sort_order = number
