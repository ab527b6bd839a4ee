"""Pulling a source: fetch → parse → record → reconcile → apply.

Everything is read and checked before anything is written: a catalogue that breaks off, or
whose columns changed, changes nothing here. Then each record is one short transaction, so
that the site stays usable meanwhile and a run that was killed can simply be started again.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page

from cms.domain import lease
from cms.domain.fetch import FetchError
from cms.domain.paris import day_in_paris
from cms.listing.tracking import touch, tracking
from cms.models import Provenance
from importers import places, reconcile, values
from importers.apply import Incoming, Writer
from importers.mapping import Mapping
from importers.models import ImportedRecord, Run, Source
from importers.reading import record_of, reference_of, refuse_drift
from importers.reconcile import Outcome
from importers.record import Row, RowError
from importers.sources import SourceError

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)  # longer than one answer may take
BEAT = 2.0  # seconds between two signs of life
BATCH = 100
COUNTER_OF = {
    Outcome.CREATE: "created",
    Outcome.UPDATE: "updated",
    Outcome.UNCHANGED: "unchanged",
    Outcome.IGNORED: "unchanged",
    Outcome.CONFLICT: "conflicts",
}

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Request:
    """How a source is pulled this time: from elsewhere, only looking, only the first ones."""

    where: str | Path | None = None
    dry_run: bool = False
    limit: int | None = None


def pull(run: Run, request: Request = Request(), progress: Progress | None = None) -> Run:
    """Pull the run's source and return the run with its report; it tells a failure in French.

    With `dry_run` nothing is written, not even the run. Two pulls of one source never
    overlap: the second fails at once. `progress` hears how many records of how many are done.
    """
    rows = Source.objects.filter(pk=run.source_id)
    holder = None if request.dry_run else lease.claim(rows, LEASE)
    pulling = _Pulling(run, request, rows, holder, progress)
    if not (holder or request.dry_run):
        return pulling.end(
            "Une mise à jour de cette source est déjà en cours. Si elle a été interrompue, "
            "vous pourrez la relancer dans deux minutes."
        )
    try:
        pulling.go()
        return pulling.end()
    except (FetchError, SourceError) as error:
        logger.warning("pull of %s failed: %s", run.source.slug, error)
        return pulling.end(str(error))
    except Exception:
        logger.exception("pull of %s failed", run.source.slug)
        pulling.end("Une erreur imprévue a interrompu la mise à jour.")
        raise
    finally:
        if holder:
            lease.release(rows, holder)


@dataclass
class _Pulling:
    run: Run
    request: Request
    rows: QuerySet[Source]
    holder: str | None
    progress: Progress | None
    seen: set[str] = field(default_factory=set)
    complete: bool = True
    last_beat: float = field(default_factory=time.monotonic)

    def go(self) -> None:
        source = self.run.source
        self.run.state, self.run.started_at = Run.State.RUNNING, timezone.now()
        self.save()
        alliance = places.alliance_of(source)
        geography = places.load(alliance, day_in_paris())
        writer = Writer(source, alliance, geography, self.run.started_at)
        incoming = self.read(writer)
        known = {r.external_id: r for r in source.records.defer("raw", "imported")}
        for done, new in enumerate(incoming, start=1):
            self.handle(writer, known.get(new.record.external_id), new)
            self.beat()
            if self.progress:
                self.progress(done, len(incoming))
        gone = reconcile.vanished(known, self.seen, complete=self.complete)
        self.note_vanished([known[key] for key in sorted(gone)])
        self.note_seen([record for key, record in known.items() if key in self.seen])

    def read(self, writer: Writer) -> list[Incoming]:
        """Return the records that concern us; what cannot be read goes to the report."""
        source, mapping = self.run.source, self.run.source.mapping
        where = self.request.where or source.address
        if not where:
            raise SourceError("La source n’a pas d’adresse : indiquez-la, ou donnez un fichier.")
        table = source.get_kind().read(where, source.options, mapping.columns())
        refuse_drift(mapping, table)
        communes, sirens = writer.places.communes, writer.places.sirens
        if mapping.members and not (communes or sirens):
            raise SourceError(
                "Aucun territoire membre n’est connu : chargez les territoires et indiquez "
                "les membres de l’alliance."
            )
        incoming: dict[str, Incoming] = {}
        is_empty = True
        for row in table.rows:
            is_empty = False
            self.beat()
            if isinstance(row, Row) and not mapping.concerns(row, communes, sirens):
                continue
            if self.request.limit is not None and len(incoming) >= self.request.limit:
                self.complete = False
                break
            try:
                new = _incoming(row, mapping, writer)
                if first := incoming.get(new.record.external_id):
                    raise RowError(
                        row.number,
                        f"la référence {new.record.external_id} figure déjà "
                        f"à la ligne {first.row.number}",
                    )
                incoming[new.record.external_id] = new
            except RowError as error:
                self.note_unreadable(error, row, mapping)
        if is_empty:
            raise SourceError("Le catalogue ne contient aucune fiche : rien n’a été changé.")
        self.seen |= set(incoming)
        return list(incoming.values())

    def handle(self, writer: Writer, known: ImportedRecord | None, new: Incoming) -> None:
        try:
            decision = writer.decide(known, new)
            if not self.request.dry_run:
                writer.write(known, new, decision)
        except ValidationError as error:
            self.run.note("errors", new.record.title, " ".join(error.messages), row=new.row.number)
            return
        counter = COUNTER_OF[decision.outcome]
        if decision.outcome is Outcome.CONFLICT:
            self.run.note(counter, new.record.title, _named(decision.fields), row=new.row.number)
        else:
            self.run.count(counter)

    def note_unreadable(self, error: RowError, row: Row | RowError, mapping: Mapping) -> None:
        """Report a row; its record has not vanished, and without its name none has."""
        reference = reference_of(row, mapping) if isinstance(row, Row) else None
        if reference:
            self.seen.add(reference)
        else:
            self.complete = False
        logger.info("%s, row %d: %s", self.run.source.slug, error.number, error.reason)
        self.run.note("errors", reference or "", error.reason, row=error.number)

    def note_vanished(self, records: list[ImportedRecord]) -> None:
        for record in records:
            if record.missing_since is None:
                title = str(record.imported.get("title", record.external_id))
                self.run.note("vanished", title, "ne figure plus dans le catalogue")
        if not self.request.dry_run:
            ImportedRecord.objects.filter(
                pk__in=[record.pk for record in records], missing_since=None
            ).update(missing_since=self.run.started_at)

    def note_seen(self, records: list[ImportedRecord]) -> None:
        """Write when the source last spoke of its records; no page is touched."""
        if self.request.dry_run:
            return
        for start in range(0, len(records), BATCH):
            batch = records[start : start + BATCH]
            pages = [record.page_id for record in batch if record.page_id]
            with tracking():
                ImportedRecord.objects.filter(pk__in=[record.pk for record in batch]).update(
                    last_seen_at=self.run.started_at, missing_since=None
                )
                Provenance.objects.filter(page__in=pages).update(last_seen_at=self.run.started_at)
                touch(Page.objects.filter(pk__in=pages, live=True).values_list("pk", flat=True))
            self.beat()

    def beat(self) -> None:
        """Show that the run lives, and stop when somebody else has taken the source."""
        if self.request.dry_run or time.monotonic() - self.last_beat < BEAT:
            return
        self.last_beat = time.monotonic()
        if not lease.renew(self.rows, self.holder, LEASE):
            raise SourceError("Une autre mise à jour de cette source a pris la suite.")
        self.save()

    def end(self, failure: str = "") -> Run:
        self.run.state = Run.State.FAILED if failure else Run.State.DONE
        self.run.message = failure
        self.run.ended_at = timezone.now()
        self.save()
        return self.run

    def save(self) -> None:
        if not self.request.dry_run:
            self.run.save()


def _incoming(row: Row | RowError, mapping: Mapping, writer: Writer) -> Incoming:
    if isinstance(row, RowError):
        raise row
    record = record_of(row, mapping)
    try:
        return writer.incoming(row, record)
    except ValueError as error:
        raise RowError(row.number, str(error)) from error


def _named(fields: tuple[str, ...]) -> str:
    names = ", ".join(values.NAMES[name] for name in fields)
    return f"modifié ici et dans la source : {names}"
