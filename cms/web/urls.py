"""Addresses of public pages that are no page of the tree."""

from __future__ import annotations

from django.urls import path

from cms.web import preview, views
from cms.web.contribute import contribute
from cms.web.proofread import proofread

app_name = "passeur_web"
urlpatterns = [
    path("recherche/", views.search, name="search"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("apercu/<str:token>/", preview.preview, name="preview"),
    path("contribuer/<str:token>/", contribute, name="contribute"),
    path("relire/<str:token>/", proofread, name="proofread"),
    path(
        "couvertures/<slug:pack>/<slug:hue>/<slug:place>/<slug:size>.png",
        views.cover,
        name="cover",
    ),
    path(
        "affiches/<slug:pack>/<slug:hue>/<int:episode>/<slug:size>.png",
        views.poster,
        name="poster",
    ),
]
