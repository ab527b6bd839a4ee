"""The pages that Plone's client reads: one of each type, several to page through, a draft."""

from __future__ import annotations

import datetime

from django.contrib.auth import get_user_model

from cms.domain import authoring
from cms.models import MemberFolder
from tests.factories.cms import make_initiative, make_site, make_territory, make_topic
from tests.factories.pages import make_pages

USERNAME, PASSWORD = "lea", "un mot de passe de lectrice"


def make_content() -> None:
    """Fill a database that has nothing but what migrations put there."""
    make_pages(make_site())
    folder = MemberFolder.objects.get()
    energy = make_topic("energie", title="Énergie", colour="energie")
    for number, tags in enumerate((["bois"], ["bois", "marché"], ["marché"], ["école"]), 1):
        page = make_initiative(
            f"Essai {number}",
            folder=folder,
            topics=(energy,),
            territories=(make_territory("Blain"),),
            publish=False,
            effective=datetime.date(2024, number, 1),
        )
        authoring.update(page, {"tags": tags}, publish=True)
    make_initiative("Ce qui mûrit", folder=folder, publish=False)
    get_user_model().objects.create_superuser(USERNAME, "lea@example.org", PASSWORD)
