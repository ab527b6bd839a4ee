"""Configuration of the importers app."""

from __future__ import annotations

from django.apps import AppConfig


class ImportersConfig(AppConfig):
    name = "importers"
    label = "passeur_importers"
    verbose_name = "Imports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms.domain import roles, tick
        from importers import runs

        roles.allow(roles.EDITOR, "passeur_importers.pull_source")
        roles.allow(roles.PUBLISHER, "passeur_importers.pull_source")
        tick.register("imports", runs.repair)
