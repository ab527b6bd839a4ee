"""Addresses of theme packs."""

from __future__ import annotations

from django.urls import path

from themes.views import stylesheet

app_name = "themes"
urlpatterns = [path("charte/<slug:pack>/<slug:version>.css", stylesheet, name="stylesheet")]
