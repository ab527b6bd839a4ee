"""Pulling a catalogue of 500 records, beside Wagtail's own calls for the same pages."""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from django.core.management import call_command
from django.db import transaction

from cms.models import InitiativePage, MemberFolder
from importers.models import ImportedRecord, Run
from tests.factories.cms import make_site, make_topic
from tests.factories.importers import make_row, make_source, pull_rows

RECORDS, ROUNDS = 500, 5


def report() -> None:
    """Print the rates as one line of JSON."""
    rates: dict[str, list[float]] = {"drafts": [], "unchanged": [], "loop": []}
    make_site()
    call_command("load_territories", verbosity=0)
    topic = make_topic("energie")
    rows = [make_row(number) for number in range(RECORDS)]
    source = make_source()
    with tempfile.TemporaryDirectory() as folder:

        def pull() -> Run:
            return pull_rows(source, Path(folder), rows)

        for _ in range(ROUNDS):
            rates["drafts"].append(timed(pull))
            rates["unchanged"].append(timed(pull))
            forget()
            rates["loop"].append(timed(lambda: loop(rows, topic)))
            forget()
    print(json.dumps({name: round(statistics.median(found), 1) for name, found in rates.items()}))


def timed(work: Callable[[], object]) -> float:
    """Return how many records a second a piece of work over all of them handles."""
    started = time.perf_counter()
    work()
    return RECORDS / (time.perf_counter() - started)


def loop(rows: list[dict[str, str]], topic: object) -> None:
    """Make the same drafts as anybody would: `add_child` and `save_revision`, one by one."""
    folder = MemberFolder.objects.order_by("pk").first()
    for row in rows:
        page = InitiativePage(title=row["titre"], summary=row["resume"], live=False)
        page.body = [("heading", "Le contexte"), ("text", row["texte"])]
        page.topics = [topic]
        with transaction.atomic():
            folder.add_child(instance=page)
            page.save_revision()


def forget() -> None:
    """Delete the initiatives and their traces, for the next round to begin anew."""
    ImportedRecord.objects.all().delete()
    for page in InitiativePage.objects.all():
        page.delete()
