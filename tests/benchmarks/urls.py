"""Addresses of the comparators, in the same process and behind the same middleware."""

from __future__ import annotations

from django.urls import path

from cms.project.urls import urlpatterns as ours
from tests.benchmarks import bare

urlpatterns = [
    path("bare/unchanged", bare.unchanged),
    path("bare/<slug:name>", bare.payload),
    *ours,
]
