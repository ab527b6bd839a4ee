"""Models of the importers app, by concept. This is their stable import path."""

from importers.models.imported_record import ImportedRecord
from importers.models.run import Run
from importers.models.source import Source

__all__ = ["ImportedRecord", "Run", "Source"]
