"""Rules of the geography: what lies in what, and which place a code means."""

from __future__ import annotations

from collections.abc import Iterable

from cms.models.territory import FormerCommune, Territory

Level = Territory.Level


def resolve(level: str, code: str) -> Territory | None:
    """Return the territory of a code, through mergers of communes; None where unknown.

    Levels are never mixed: 53 is a département and a région. Today's communes come before
    former ones, since a merged commune often keeps the code of one of those it replaces.
    """
    today = Territory.objects.filter(level=level, code=code).first()
    if today or level != Level.COMMUNE:
        return today
    former = FormerCommune.objects.filter(code=code).select_related("territory").first()
    return former.territory if former else None


def by_siren(siren: str) -> Territory | None:
    """Return the commune or intercommunalité that has a SIREN; None where unknown."""
    if not siren:
        return None
    return Territory.objects.filter(siren=siren).first()


def ancestors(territories: Iterable[Territory]) -> dict[int, set[Territory]]:
    """Return, for each territory by primary key, all that contain it, at any distance.

    The geography of an alliance is a few hundred rows: its links are read at once, which
    costs two queries for one territory or for a thousand.
    """
    wanted = set(territories)
    if not wanted:
        return {}
    parents = _links("from_territory_id", "to_territory_id")
    straddling = set(Territory.objects.filter(level=Level.EPCI).values_list("pk", flat=True))
    above = {territory.pk: _closure(territory.pk, parents, straddling) for territory in wanted}
    places = Territory.objects.defer("outline").in_bulk(set().union(*above.values()))
    return {pk: {places[parent] for parent in found} for pk, found in above.items()}


def within(territory: Territory) -> set[int]:
    """Return the primary keys of a territory and of all whose ancestors it may be among."""
    children = _links("to_territory_id", "from_territory_id")
    return {territory.pk} | _closure(territory.pk, children, set())


def _links(source: str, target: str) -> dict[int, set[int]]:
    links: dict[int, set[int]] = {}
    for start, end in Territory.parents.through.objects.values_list(source, target):
        links.setdefault(start, set()).add(end)
    return links


def _closure(pk: int, links: dict[int, set[int]], straddling: set[int]) -> set[int]:
    """Climb from a territory, but not on from an intercommunalité met on the way.

    It may straddle départements and régions: what happens in its commune of
    Ille-et-Vilaine does not happen in Loire-Atlantique because a neighbour lies there.
    """
    found: set[int] = set()
    new = set(links.get(pk, ()))
    while new:
        found |= new
        climbing = new - straddling
        new = set().union(*(links.get(p, set()) for p in climbing)) - found
    return found
