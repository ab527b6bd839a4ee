"""Bring a table in line with rows of reference, writing only what differs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db.models import Model
from wagtail.search.backends import get_search_backend
from wagtail.search.index import Indexed

M = TypeVar("M", bound=Model)


@dataclass
class Upserted(Generic[M]):
    """What an upsert did, and the rows themselves by key."""

    rows: dict[tuple[Any, ...], M] = field(default_factory=dict)
    created: list[M] = field(default_factory=list)
    updated: list[M] = field(default_factory=list)

    def __str__(self) -> str:
        if not (self.created or self.updated):
            return f"{len(self.rows)}, rien n’a changé"
        return (
            f"{len(self.rows)} (créations : {len(self.created)}, "
            f"mises à jour : {len(self.updated)})"
        )


def upsert(
    model: type[M],
    key: Collection[str],
    values: Iterable[Mapping[str, Any]],
    *,
    once: Collection[str] = (),
) -> Upserted[M]:
    """Create missing rows and update those that differ, found by the fields of `key`.

    Fields of `once` are given at creation and then belong to staff. Nothing is deleted.
    One query to read and none to write when nothing differs. What the admin searches is
    indexed here, since bulk writes send no signal.
    """
    wanted = {tuple(row[name] for name in key): row for row in values}
    existing = {tuple(getattr(row, name) for name in key): row for row in model.objects.all()}
    done: Upserted[M] = Upserted()
    changed: set[str] = set()
    for which, row in wanted.items():
        if which not in existing:
            done.rows[which] = model(**row)
            done.created.append(done.rows[which])
            continue
        done.rows[which] = existing[which]
        different = {
            name: value
            for name, value in row.items()
            if name not in once and getattr(existing[which], name) != value
        }
        for name, value in different.items():
            setattr(existing[which], name, value)
        if different:
            changed |= different.keys()
            done.updated.append(existing[which])
    if done.created:
        model.objects.bulk_create(done.created, batch_size=500)
    if done.updated:
        model.objects.bulk_update(done.updated, sorted(changed), batch_size=500)
    if issubclass(model, Indexed) and (written := done.created + done.updated):
        get_search_backend().add_bulk(model, written)
    return done
