"""Carrying out decisions: drafts in the vivier, new revisions, conflicts put aside.

All goes through the cms's write door, one short transaction a record, in which the page
and its traces are written together or not at all.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from wagtail.models import Page

from cms.domain import authoring, triage
from cms.listing.tracking import tracking
from cms.models import Alliance, InitiativePage, Provenance, Topic, Triage
from importers import values
from importers.folders import Folders
from importers.models import ImportedRecord, Source
from importers.places import Places
from importers.reconcile import Decision, Outcome, decide
from importers.record import Record, Row, fingerprint

TRACED = ("original_url", "licence")  # of the record, kept beside the page


@dataclass(frozen=True)
class Incoming:
    """A record ready to be reconciled: its row, its values and the member it belongs to."""

    row: Row
    record: Record
    values: dict[str, Any]
    member: int | None

    @property
    def fingerprint(self) -> str:
        traced = {name: getattr(self.record, name) for name in TRACED}
        return fingerprint(self.values | traced)


@dataclass
class Writer:
    """Writes the records of one source at one time."""

    source: Source
    alliance: Alliance
    places: Places
    now: datetime
    topics: set[str] = field(init=False)
    folders: Folders = field(init=False)

    def __post_init__(self) -> None:
        self.topics = set(Topic.objects.values_list("slug", flat=True))
        self.folders = Folders(self.alliance)

    def incoming(self, row: Row, record: Record) -> Incoming:
        """Return the record in the site's own words; `ValueError` when it lacks one."""
        found = values.of_record(record, self.places, self.topics)
        member = self.places.member_of(
            self.places.resolve(record.territories), record.beneficiary_siren
        )
        return Incoming(row, record, found, member)

    def decide(self, known: ImportedRecord | None, new: Incoming) -> Decision:
        """Return what is to be done; only a record that moved makes its page be read."""
        if known is None:
            return decide(None, {}, new.values)
        if known.page_id is None:
            return Decision(Outcome.IGNORED)
        if known.fingerprint == new.fingerprint:
            return Decision(Outcome.UNCHANGED)
        page = self._page(known)
        if Triage.objects.filter(page=page, state=Triage.State.SET_ASIDE).exists():
            return Decision(Outcome.IGNORED)
        draft = page.get_latest_revision_as_object()
        decision = decide(known.imported, values.of_page(draft), new.values)
        if decision.outcome is Outcome.UPDATE and (page.locked or page.current_workflow_state):
            return Decision(Outcome.CONFLICT, decision.fields)
        return decision

    def write(self, known: ImportedRecord | None, new: Incoming, decision: Decision) -> None:
        """Carry a decision out, whole or not at all."""
        if known is None:
            self._create(new)
        elif decision.outcome is Outcome.IGNORED:
            return
        elif decision.outcome is Outcome.CONFLICT:
            known.conflict = {name: new.values[name] for name in decision.fields}
            known.save(update_fields=["conflict"])
        elif known.fingerprint != new.fingerprint or known.conflict:
            self._update(known, new, decision.fields)

    def _create(self, new: Incoming) -> None:
        page = InitiativePage(**values.to_fields(new.values, new.values))

        def trace(page: Page) -> None:
            Provenance.objects.create(page=page, **self._provenance(new.record))
            triage.put_in_vivier(page)
            ImportedRecord.objects.create(
                source=self.source,
                external_id=new.record.external_id,
                page=page,
                imported=new.values,
                fingerprint=new.fingerprint,
                raw=_plain(new.row.cells),
                first_seen_at=self.now,
                last_seen_at=self.now,
            )

        authoring.create(self.folders.of(new.member), page, prepare=trace)

    def _update(self, known: ImportedRecord, new: Incoming, names: Iterable[str]) -> None:
        with tracking():
            if changes := values.to_fields(new.values, names):
                authoring.update(self._page(known), changes)
            Provenance.objects.update_or_create(
                page_id=known.page_id, defaults=self._provenance(new.record)
            )
            known.imported = new.values
            known.fingerprint = new.fingerprint
            known.raw = _plain(new.row.cells)
            known.conflict = None
            known.save()

    def _provenance(self, record: Record) -> dict[str, Any]:
        same_licence = record.licence in {"", self.source.licence}
        return {
            "source_name": self.source.attribution,
            "source_url": self.source.site_url,
            "original_url": record.original_url,
            "external_id": record.external_id,
            "licence": record.licence or self.source.licence,
            "licence_url": self.source.licence_url if same_licence else "",
            "last_seen_at": self.now,
        }

    @staticmethod
    def _page(known: ImportedRecord) -> InitiativePage:
        return InitiativePage.objects.get(pk=known.page_id)


def _plain(cells: dict[str, object]) -> dict[str, object]:
    """Return cells as JSON can hold them, numbers within lists and objects included."""
    return json.loads(json.dumps(cells, default=str))
