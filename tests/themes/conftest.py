"""Packs written by tests, in folders that the site is told about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import get_finder
from django.template import engines

WritePack = Callable[..., Path]


@pytest.fixture
def write_pack(tmp_path: Path, settings) -> WritePack:
    """Return a function that drops a pack, as `{path: text}`, into a folder the site reads."""
    folder = tmp_path / "chartes"
    settings.THEME_PACK_DIRS = [str(folder)]
    get_finder.cache_clear()
    engines["engine"].engine.template_loaders[0].reset()

    def write(name: str, parent: str = "base", **files: str) -> Path:
        pack = folder / name
        manifest = f'name = "{name}"\ntitle = "{name.title()}"\nparent = "{parent}"\n'
        for path, text in {"manifest.toml": manifest, **files}.items():
            file = pack / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return pack

    yield write
    get_finder.cache_clear()
