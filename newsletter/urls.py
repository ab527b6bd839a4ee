"""Public addresses of the letters, besides their pages."""

from __future__ import annotations

from django.urls import path

from newsletter.views.public import unsubscribe

app_name = "newsletter"
urlpatterns = [path("desinscription/<str:token>/", unsubscribe, name="unsubscribe")]
