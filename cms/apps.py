"""Configuration of the cms app."""

from __future__ import annotations

from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "cms"
    label = "passeur_cms"
    verbose_name = "Contenus"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.signals import page_published

        from cms import checks  # noqa: F401 -- app ready
        from cms.admin import dashboard, dashboard_sections
        from cms.domain.contribution_draft import open_photographs
        from cms.listing import signals

        signals.connect()
        dashboard.register(*dashboard_sections.SECTIONS)
        page_published.connect(open_photographs, dispatch_uid="contributions-open-photographs")
