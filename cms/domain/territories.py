"""Rules of the geography: what lies in what."""

from __future__ import annotations

from collections.abc import Iterable

from cms.models.territory import Territory


def ancestors(territories: Iterable[Territory]) -> dict[int, set[Territory]]:
    """Return, for each territory by primary key, all that contain it, at any distance.

    The geography of an alliance is a few hundred rows: its links are read at once, which
    costs two queries for one territory or for a thousand.
    """
    wanted = set(territories)
    if not wanted:
        return {}
    parents: dict[int, set[int]] = {}
    for child, parent in Territory.parents.through.objects.values_list(
        "from_territory_id", "to_territory_id"
    ):
        parents.setdefault(child, set()).add(parent)
    above = {territory.pk: _closure(territory.pk, parents) for territory in wanted}
    places = Territory.objects.defer("outline").in_bulk(set().union(*above.values()))
    return {pk: {places[parent] for parent in found} for pk, found in above.items()}


def _closure(pk: int, parents: dict[int, set[int]]) -> set[int]:
    found: set[int] = set()
    new = set(parents.get(pk, ()))
    while new:
        found |= new
        new = set().union(*(parents.get(p, set()) for p in new)) - found
    return found
