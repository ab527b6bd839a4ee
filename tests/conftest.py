"""Fixtures that every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import hypothesis
import pytest

ROOT = Path(__file__).resolve().parent.parent

# A loaded machine is slow, which is no failure of the property.
hypothesis.settings.register_profile("passeur", deadline=None)
hypothesis.settings.load_profile("passeur")


@pytest.fixture(scope="session")
def data() -> Path:
    """Folder of real open data kept beside the project; someone with the project alone has none."""
    folder = ROOT.parent / "shared" / "data"
    if folder.is_dir():
        return folder
    reason = "the open data that lies beside the project (shared/data) is absent"
    if os.environ.get("PASSEUR_DATA") == "required":
        pytest.fail(reason)
    pytest.skip(reason)
