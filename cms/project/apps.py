"""The composition root as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "cms.project"
    label = "passeur_project"
    verbose_name = "Projet"
