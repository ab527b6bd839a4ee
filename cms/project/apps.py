"""The composition root as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "cms.project"
    label = "passeur_project"
    verbose_name = "Projet"

    def ready(self) -> None:
        """Leave one mail for a request: that of the step, which says by when.

        Wagtail sends administrators a second one, about the workflow as a whole.
        """
        from wagtail.models import WorkflowState
        from wagtail.signals import workflow_submitted

        workflow_submitted.disconnect(
            sender=WorkflowState, dispatch_uid="workflow_state_submitted_email_notification"
        )
