"""`@components`: what surrounds a page, by address or, where `expand` names it, in full."""

from __future__ import annotations

from cms.listing.fragments import extended, written
from cms.restapi.place import Place
from cms.restapi.services import COMPONENTS


def components(place: Place) -> str:
    """Return every component as JSON text; the same functions serve the services."""
    wanted = {name for value in place.asked.params.all("expand") for name in value.split(",")}
    return extended(
        "{}",
        {
            name: written(answer(place)) if name in wanted else f'{{"@id":"{place.id}/@{name}"}}'
            for name, answer in COMPONENTS.items()
        },
    )
