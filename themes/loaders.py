"""Template loader of theme packs: `pack/<pack>/<path>`, through the parents.

The pack is part of the name, because Django's loaders see no request and its cached
loader keeps templates by name: the pack of a site is resolved once per request into the
context, and templates name each other through the filter `of` of `themes.templatetags.pack`.
A template that extends its own name continues with the version of the next parent.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.core.exceptions import SuspiciousFileOperation
from django.template import Origin, TemplateDoesNotExist
from django.template.loaders.base import Loader as BaseLoader
from django.utils._os import safe_join

from themes.registry import UnknownPack, get_pack


class Loader(BaseLoader):
    """Finds the templates of packs and nothing else; put it under the cached loader."""

    def get_template_sources(self, template_name: str) -> Iterator[Origin]:
        """Yield where the template may lie: in the pack first, then in each parent."""
        prefix, _, rest = template_name.partition("/")
        name, _, path = rest.partition("/")
        if prefix != "pack" or not path:
            return
        try:
            chain = get_pack(name).chain
        except UnknownPack:
            return
        for pack in chain:
            try:
                file = safe_join(pack.path, path)
            except SuspiciousFileOperation:
                return
            yield Origin(name=file, template_name=template_name, loader=self)

    def get_contents(self, origin: Origin) -> str:
        """Return the source of a template."""
        try:
            return Path(origin.name).read_text(encoding="utf-8")
        except (FileNotFoundError, IsADirectoryError) as error:
            raise TemplateDoesNotExist(origin) from error
