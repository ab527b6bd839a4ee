"""What the letter adds to the first steps."""

from __future__ import annotations

from django.urls import reverse

from cms.admin.first_steps import Step, explore_url
from newsletter.models import SeriesPage, Subscription


def letter_url() -> str:
    if not SeriesPage.objects.exists():
        return explore_url()
    return reverse("newsletter_subscriptions:index")


LETTER = Step(
    "Votre lettre",
    "Sous la page d’accueil, une page «\xa0Lettre\xa0»\xa0; puis ses premiers abonnés.",
    lambda: Subscription.objects.exists(),
    letter_url,
)
