"""Load the geography that ships with the plugin: territories, mergers, members' organisations."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from cms.domain.authoring import slug_of
from cms.domain.upsert import Upserted, upsert
from cms.listing.naming import naming
from cms.listing.tracking import touch, tracking
from cms.models.organisation import Organisation
from cms.models.territory import FormerCommune, Territory

DATA = Path(__file__).resolve().parent.parent / "data"
SCALE = 10_000
Level = Territory.Level
Key = tuple[str, str]


@cache
def shipped() -> dict[str, Any]:
    """Return the shipped file; `data/derive.py` says how it is written and why."""
    return json.loads((DATA / "territories.json").read_text(encoding="utf-8"))


def load() -> dict[str, Upserted]:
    """Load the shipped geography; a second run finds nothing to write.

    A name, once loaded, belongs to staff, who may know better what people say. Codes,
    populations and outlines follow the file.
    """
    with tracking():
        territories = upsert(Territory, ("level", "code"), territory_rows(), once=("name", "slug"))
        relinked = link(territories.rows)
        moved = {territory.pk for territory in territories.updated} | relinked
        touch(naming(Territory, moved) if moved else ())
        former = upsert(FormerCommune, ("code", "name"), former_rows(territories.rows))
        organisations = upsert(
            Organisation,
            ("siren",),
            organisation_rows(territories.rows),
            once=("name", "slug"),
        )
    return {
        "Territoires": territories,
        "Anciennes communes": former,
        "Intercommunalités membres": organisations,
    }


def territory_rows() -> Iterator[dict[str, Any]]:
    """Yield the fields of each territory."""
    document = shipped()
    for level, key in (
        (Level.REGION, "regions"),
        (Level.DEPARTEMENT, "departements"),
        (Level.EPCI, "epci"),
        (Level.COMMUNE, "communes"),
    ):
        vintage = document["populations"].get(level.value, {})
        for row in document[key]:
            lon, lat = row.get("point", (None, None))
            yield {
                "level": level.value,
                "code": row["code"],
                "name": row["name"],
                "official_name": row.get("official", ""),
                "slug": slug_of(row["name"]),
                "siren": row["code"] if level == Level.EPCI else row.get("siren", ""),
                "population": row.get("population"),
                "population_year": vintage.get("year"),
                "population_source": vintage.get("source", ""),
                "lon": lon,
                "lat": lat,
                "outline": outline(row["outline"]) if "outline" in row else None,
            }


def outline(polygons: list[list[list[int]]]) -> list[list[list[list[float]]]]:
    """Return the coordinates of a MultiPolygon from rings written as steps on our grid."""
    return [[ring(steps) for steps in polygon] for polygon in polygons]


def ring(steps: list[int]) -> list[list[float]]:
    """Return a closed ring of longitudes and latitudes."""
    points = [
        [lon / SCALE, lat / SCALE]
        for lon, lat in zip(accumulate(steps[::2]), accumulate(steps[1::2]), strict=True)
    ]
    return [*points, points[0]]


def parent_keys() -> dict[Key, set[Key]]:
    """Return the territories that directly contain each territory.

    An intercommunalité lies in every département where it has a commune.
    """
    document = shipped()
    parents: dict[Key, set[Key]] = {
        (Level.DEPARTEMENT, row["code"]): {(Level.REGION, row["region"])}
        for row in document["departements"]
    }
    for row in document["communes"]:
        departement, epci = (Level.DEPARTEMENT, row["departement"]), (Level.EPCI, row["epci"])
        parents[Level.COMMUNE, row["code"]] = {departement, epci}
        parents.setdefault(epci, set()).add(departement)
    return parents


def link(territories: dict[Key, Territory]) -> set[int]:
    """Put each territory in its parents; return the keys of those whose parents changed."""
    link_model = Territory.parents.through
    wanted = {
        (territories[child].pk, territories[parent].pk)
        for child, parents in parent_keys().items()
        for parent in parents
    }
    loaded = {territory.pk for territory in territories.values()}
    present = {
        (row.from_territory_id, row.to_territory_id): row.pk
        for row in link_model.objects.all()
        if row.from_territory_id in loaded
    }
    if missing := wanted - present.keys():
        link_model.objects.bulk_create(
            link_model(from_territory_id=child, to_territory_id=parent)
            for child, parent in sorted(missing)
        )
    if stale := present.keys() - wanted:
        link_model.objects.filter(pk__in=[present[pair] for pair in stale]).delete()
    return {child for child, _ in missing | stale}


def former_rows(territories: dict[Key, Territory]) -> Iterator[dict[str, Any]]:
    for row in shipped()["former"]:
        today = territories[Level.COMMUNE, row["today"]]
        yield {"code": row["code"], "name": row["name"], "territory_id": today.pk}


def organisation_rows(territories: dict[Key, Territory]) -> Iterator[dict[str, Any]]:
    """Yield one organisation for each intercommunalité: the body beside the place."""
    for row in shipped()["epci"]:
        yield {
            "siren": row["code"],
            "name": row["name"],
            "slug": slug_of(row["name"]),
            "territory_id": territories[Level.EPCI, row["code"]].pk,
        }
