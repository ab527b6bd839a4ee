"""Fixtures of the tests of blocks."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def media(settings, tmp_path: Path) -> None:
    """Keep uploaded files in a folder of the test."""
    settings.MEDIA_ROOT = tmp_path
