"""What the letter adds to the roles of the cms."""

from __future__ import annotations

from cms.domain.roles import Role
from newsletter.models import SeriesPage

NEWSLETTER = Role(
    "newsletter",
    "Lettre",
    "Assemble les numéros d’une lettre, les envoie et tient la liste des abonnés.",
    SeriesPage,
    ("add_page", "change_page", "publish_page"),
    (
        "passeur_newsletter.view_subscription",
        "passeur_newsletter.add_subscription",
        "passeur_newsletter.change_subscription",
        "passeur_newsletter.delete_subscription",
    ),
)
