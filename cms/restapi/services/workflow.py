"""`@workflow`: where a page stands; nothing changes here."""

from __future__ import annotations

import json
from typing import Any

from cms.restapi.place import Place

# As the admin tells people.
TITLES = {"private": "À compléter", "pending": "À relire", "published": "En ligne"}


def workflow(place: Place) -> dict[str, Any]:
    """Return the state of a page. Who published it and when is told to staff, in Wagtail.

    The public meets published pages only; who reads a draft hears what it is.
    """
    state = json.loads(place.page.brief)["review_state"]
    return {
        "@id": f"{place.id}/@workflow",
        "history": [],
        "state": {"id": state, "title": TITLES[state]},
        "transitions": [],
    }
