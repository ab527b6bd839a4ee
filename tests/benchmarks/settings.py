"""The site as it is served, with the comparators' addresses beside its own."""

from __future__ import annotations

from cms.project.settings import *  # noqa: F403 -- settings extend

ROOT_URLCONF = "tests.benchmarks.urls"
