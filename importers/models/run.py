"""One pulling of a source: its state, its counts and its report."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from importers.models.source import Source

MOST_LINES = 500
COUNTERS = {
    "created": ("nouvelle", "nouvelles"),
    "updated": ("modifiée", "modifiées"),
    "unchanged": ("inchangée", "inchangées"),
    "conflicts": ("conflit", "conflits"),
    "vanished": ("disparue", "disparues"),
    "errors": ("illisible", "illisibles"),
}


class Run(models.Model):
    """One execution. `lines` tells what a person should look at, `message` why it failed."""

    class State(models.TextChoices):
        WAITING = "waiting", "En attente"
        RUNNING = "running", "En cours"
        DONE = "done", "Terminée"
        FAILED = "failed", "Échec"

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="runs")
    state = models.CharField(
        "état", max_length=20, choices=State.choices, default=State.WAITING, db_index=True
    )
    asked_at = models.DateTimeField("demandée le", auto_now_add=True)
    started_at = models.DateTimeField("commencée le", null=True, blank=True)
    ended_at = models.DateTimeField("terminée le", null=True, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="demandée par",
    )
    created = models.PositiveIntegerField("nouvelles", default=0)
    updated = models.PositiveIntegerField("modifiées", default=0)
    unchanged = models.PositiveIntegerField("inchangées", default=0)
    conflicts = models.PositiveIntegerField("conflits", default=0)
    vanished = models.PositiveIntegerField("disparues", default=0)
    errors = models.PositiveIntegerField("illisibles", default=0)
    lines = models.JSONField("compte rendu", default=list)
    message = models.TextField("message", blank=True)

    class Meta:
        verbose_name = "mise à jour"
        verbose_name_plural = "mises à jour"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.source} : {self.get_state_display()}"

    def count(self, counter: str) -> None:
        setattr(self, counter, getattr(self, counter) + 1)

    def note(self, counter: str, title: str, text: str, row: int | None = None) -> None:
        """Count a record that a person should look at, and say which and why."""
        self.count(counter)
        if len(self.lines) < MOST_LINES:
            self.lines.append({"what": counter, "row": row, "title": title, "text": text})

    @property
    def summary(self) -> str:
        """What came of it, in words: why it failed, or how many of what."""
        if self.message:
            return self.message.rstrip(".")
        told = (
            f"{count} {COUNTERS[name][count > 1]}" for name, count in self.counts().items() if count
        )
        return ", ".join(told) or "aucune fiche"

    def counts(self) -> dict[str, int]:
        return {name: getattr(self, name) for name in COUNTERS}
