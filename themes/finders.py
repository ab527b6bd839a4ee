"""Static files of theme packs: `themes/packs/<name>/static/<name>/…`."""

from __future__ import annotations

from typing import Any

from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage

from themes.registry import packs


class PackFinder(FileSystemFinder):
    """Looks into the `static` folder of every pack; name it in `STATICFILES_FINDERS`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.locations = [("", str(pack.path / "static")) for pack in packs()]
        self.storages = {root: FileSystemStorage(location=root) for _, root in self.locations}
        for storage in self.storages.values():
            storage.prefix = ""

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        """Say nothing: the system checks of `themes.checks` look at packs."""
        return []
