"""Configuration of the themes app."""

from __future__ import annotations

from types import ModuleType

from django.apps import AppConfig

from themes.shadows import refuse_shadows


class ThemesConfig(AppConfig):
    name = "themes"
    label = "passeur_themes"
    verbose_name = "Chartes"
    default_auto_field = "django.db.models.BigAutoField"

    def __init__(self, app_name: str, app_module: ModuleType) -> None:
        super().__init__(app_name, app_module)
        refuse_shadows()

    def ready(self) -> None:
        from themes import checks  # noqa: F401 -- registers the system checks
