"""A StreamField that migrations know by name alone."""

from __future__ import annotations

from typing import Any

from wagtail.fields import StreamField


class BlocksField(StreamField):
    """Keeps its blocks out of migrations.

    The database holds JSON whatever the blocks are, and Wagtail's own field would write all
    of them into a migration for each type of page, each time that one changes. A migration
    of data reads `raw_data`, which needs no blocks.
    """

    def __init__(self, block_types: Any = (), **kwargs: Any) -> None:
        super().__init__(block_types, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _, _, kwargs = super().deconstruct()
        kwargs.pop("block_lookup")
        return name, f"{__name__}.{type(self).__name__}", [], kwargs
