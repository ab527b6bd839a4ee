"""Writing the description of a source into its row."""

from __future__ import annotations

from importers.config import SourceConfig, parse, preset
from importers.models import Source


def configure(config: SourceConfig) -> tuple[Source, bool]:
    """Create or update a source after its description; True when something changed.

    What staff can edit (name, address, rights) follows the description too: a person who
    loads it again means it.
    """
    wanted = {
        "title": config.title,
        "kind": config.kind,
        "address": config.address,
        "site_url": config.site,
        "licence": config.licence,
        "licence_url": config.licence_url,
        "attribution": config.attribution,
        "options": config.options,
        "mapping_rules": config.mapping.model_dump(mode="json", by_alias=True),
    }
    source = Source.objects.filter(slug=config.slug).first()
    if source is None:
        return Source.objects.create(slug=config.slug, **wanted), True
    changed = [name for name, value in wanted.items() if getattr(source, name) != value]
    for name in changed:
        setattr(source, name, wanted[name])
    if changed:
        source.save(update_fields=changed)
    return source, bool(changed)


def source_named(slug: str) -> Source | None:
    """Return a source, configured from its preset when it ships with Passeur and is new."""
    source = Source.objects.filter(slug=slug).first()
    if source is None and (path := preset(slug)):
        source, _ = configure(parse(path.read_text(encoding="utf-8"), path.name))
    return source
