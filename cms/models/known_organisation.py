"""A body that a page names: one of the directory, or one that has no place there, in words."""

from __future__ import annotations

from typing import Any

from django.db import models

from cms.models.organisation import Organisation


def known_organisation(label: str) -> models.ForeignKey:
    """Return a field for a body of the directory, beside the one in which its name is written.

    The directory's name is shown, so that a body that changes its name does so everywhere.
    """
    return models.ForeignKey(
        "passeur_cms.Organisation",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=label,
        help_text="Si vous en choisissez un, son nom remplace celui que vous avez écrit.",
    )


def name_of(organisation: Organisation | None, written: str) -> str:
    return organisation.name if organisation else written


def told(organisation: Organisation | None) -> dict[str, Any] | None:
    """Return what clients are told of a body of the directory; None of any other."""
    if organisation is None:
        return None
    return {"name": organisation.name, "slug": organisation.slug, "kind": organisation.kind}
