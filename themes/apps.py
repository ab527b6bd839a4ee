"""Configuration of the themes app."""

from __future__ import annotations

from django.apps import AppConfig


class ThemesConfig(AppConfig):
    name = "themes"
    label = "passeur_themes"
    verbose_name = "Chartes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from themes import checks  # noqa: F401 -- registers the system checks
