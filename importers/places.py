"""The geography against which records are read: an alliance's members and what lies in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from cms.domain.territories import ancestors
from cms.models import Alliance, FormerCommune, Territory
from importers.models import Source
from importers.record import Place
from importers.sources import SourceError


@dataclass(frozen=True)
class Places:
    """Known territories by place, and the member that each belongs to, if any.

    Members are primary keys of organisations. Old codes of communes are keys like today's:
    where a code served twice, today's commune has it.
    """

    territories: dict[Place, Territory] = field(default_factory=dict)
    members: dict[Place, int] = field(default_factory=dict)
    sirens: dict[str, int] = field(default_factory=dict)

    @property
    def communes(self) -> set[str]:
        """Return the codes of the members' communes, old ones included."""
        return {place.code for place in self.members if place.level == Territory.Level.COMMUNE}

    def resolve(self, named: Iterable[Place]) -> list[Territory]:
        """Return the territories meant: those of the first level of which any is known.

        A catalogue often names a commune and, beside it, the body that acts there: the finer
        place tells where. Raises `ValueError` when places are named and none is known.
        """
        named = list(named)
        for level in dict.fromkeys(place.level for place in named):
            found = [self.territories.get(place) for place in named if place.level == level]
            if any(found):
                return list(dict.fromkeys(territory for territory in found if territory))
        if named:
            codes = ", ".join(f"{place.level} {place.code}" for place in named)
            raise ValueError(f"territoire inconnu ({codes})")
        return []

    def member_of(self, territories: Iterable[Territory], siren: str) -> int | None:
        """Return the one member that places or body point to; None for shared work."""
        found = {self.members.get(Place(t.level, t.code)) for t in territories} - {None}
        if not found and siren in self.sirens:
            found = {self.sirens[siren]}
        return found.pop() if len(found) == 1 else None


def alliance_of(source: Source) -> Alliance:
    """Return the alliance whose members a source is read for: its own, or the site's only one."""
    if source.alliance:
        return source.alliance
    found = list(Alliance.objects.select_related("site__root_page")[:2])
    if not found:
        raise SourceError("Le site n’a pas encore d’alliance : créez-la avec ses membres.")
    if len(found) > 1:
        raise SourceError("Indiquez dans la source l’alliance dont les membres sont retenus.")
    return found[0]


def load(alliance: Alliance, day: date) -> Places:
    """Read the geography once, as an alliance stands on a day."""
    territories = list(Territory.objects.defer("outline"))
    memberships = alliance.members_on(day)
    seats = {m.organisation.territory_id: m.organisation_id for m in memberships}
    above = ancestors(territories)
    known: dict[Place, Territory] = {}
    members: dict[Place, int] = {}
    for place, territory in _codes(territories):
        known.setdefault(place, territory)
        containing = [territory.pk, *(parent.pk for parent in above[territory.pk])]
        for member in (seats[pk] for pk in containing if pk in seats):
            members.setdefault(place, member)
    sirens = {m.organisation.siren: m.organisation_id for m in memberships if m.organisation.siren}
    return Places(known, members, sirens)


def _codes(territories: list[Territory]) -> Iterable[tuple[Place, Territory]]:
    """Yield today's codes first, then those of communes that merged."""
    by_pk = {territory.pk: territory for territory in territories}
    for territory in territories:
        yield Place(territory.level, territory.code), territory
    for code, pk in FormerCommune.objects.values_list("code", "territory_id"):
        yield Place(Territory.Level.COMMUNE, code), by_pk[pk]
