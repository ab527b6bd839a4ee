"""Configuration of the themes app."""

from __future__ import annotations

from django.apps import AppConfig


class ThemesConfig(AppConfig):
    name = "themes"
    label = "passeur_themes"
    verbose_name = "Chartes"
    default_auto_field = "django.db.models.BigAutoField"
