"""Configure the sources that ship, and import the demo's own catalogue into the vivier."""

from __future__ import annotations

from io import StringIO

from django.apps import apps
from django.conf import settings
from django.core.management import call_command

from cms.domain.triage import waiting
from cms.project.demo import catalogue, texts

SOURCE = texts.CONTENT / "catalogue" / "source.toml"
EXAMPLES = "exemples"
SHIPPED = ("fonds-vert",)


class NoPort(Exception):
    """No loopback port may be fetched from: the demo's catalogue has no place."""


def configure() -> int:
    """Configure the sources that are missing; one that exists belongs to staff."""
    sources = apps.get_model("passeur_importers", "Source").objects
    known = set(sources.values_list("slug", flat=True))
    files = {name: name for name in SHIPPED} | {EXAMPLES: str(SOURCE)}
    missing = [file for slug, file in files.items() if slug not in known]
    for file in missing:
        call_command("configure_source", file, stdout=StringIO())
    return len(missing)


def import_examples() -> int:
    """Import the catalogue over HTTP; return how many drafts came into the vivier."""
    port = catalogue_port()
    before = waiting().count()
    with catalogue.serving(port):
        call_command(
            "import_catalogue",
            EXAMPLES,
            "--from",
            catalogue.address(port),
            stdout=StringIO(),
            stderr=StringIO(),
        )
    return waiting().count() - before


def catalogue_port() -> int:
    """Return the port of the demo's catalogue: the loopback exception to public addresses."""
    for exception in settings.FETCH_ALLOW:
        host, _, port = exception.rpartition(":")
        if host == catalogue.HOST and port.isdecimal():
            return int(port)
    raise NoPort
