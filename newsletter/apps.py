"""Configuration of the newsletter app."""

from __future__ import annotations

from django.apps import AppConfig


class NewsletterConfig(AppConfig):
    name = "newsletter"
    label = "passeur_newsletter"
    verbose_name = "Lettre"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms.admin import dashboard, first_steps
        from cms.domain import roles, tick
        from newsletter import checks, tasks  # noqa: F401 -- registers the system checks
        from newsletter.dashboard import NEXT_ISSUE
        from newsletter.domain.roles import NEWSLETTER
        from newsletter.first_steps import LETTER

        roles.register(NEWSLETTER)
        dashboard.register(NEXT_ISSUE)
        first_steps.register(LETTER)
        tick.register("resume_dispatches", tasks.resume)
