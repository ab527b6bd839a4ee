"""Addresses of the admin's screens, under Wagtail's."""

from __future__ import annotations

from django.urls import path

from newsletter.views import admin

app_name = "newsletter_admin"
urlpatterns = [
    path("", admin.index, name="index"),
    path("assembler/", admin.assemble_issue, name="assemble"),
    path("<int:issue_id>/envoyer/", admin.send, name="send"),
    path("<int:issue_id>/bilan/", admin.show_report, name="report"),
    path("<int:issue_id>/reprendre/", admin.resume, name="resume"),
]
