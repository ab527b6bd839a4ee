"""What became of a dispatch: counts that always add up, and who is behind each."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Min, Q

from newsletter.models import Delivery, Dispatch

State = Delivery.State


@dataclass(frozen=True)
class Report:
    """candidates = recipients + excluded, and recipients = the sum of all outcomes."""

    candidates: int
    excluded: int
    accepted: int
    refused: int
    unknown: int
    withdrawn: int
    pending: int

    @property
    def recipients(self) -> int:
        return self.accepted + self.refused + self.unknown + self.withdrawn + self.pending

    @property
    def is_clean(self) -> bool:
        """Everybody who still wanted the letter got it."""
        return not (self.refused or self.unknown or self.pending)

    @property
    def sentence(self) -> str:
        """Say it in one sentence: what went well first, then what a person must look at."""
        parts = [
            f"{count(self.accepted, 'lettre acceptée', 'lettres acceptées')} sur {self.recipients}"
        ]
        if self.refused:
            parts.append(count(self.refused, "refusée", "refusées"))
        if self.unknown:
            parts.append(
                count(self.unknown, "dont l’issue est inconnue", "dont l’issue est inconnue")
                + " (à vérifier, jamais renvoyée d’elle-même)"
            )
        if self.withdrawn:
            parts.append(
                count(self.withdrawn, "désinscription", "désinscriptions") + " entre-temps"
            )
        if self.pending:
            parts.append(f"{self.pending} en attente")
        return ", ".join(parts) + "."


def count(number: int, one: str, many: str) -> str:
    """Write a number with its noun: in French, zero is singular."""
    return f"{number} {many if number > 1 else one}"


def report(dispatch: Dispatch) -> Report:
    """Count the rows as they are now."""
    totals = dispatch.deliveries.aggregate(
        **{
            state.value: Count("pk", filter=Q(state=state))
            for state in State
            if state not in (State.PENDING, State.CLAIMED)
        },
        pending=Count("pk", filter=Q(state__in=(State.PENDING, State.CLAIMED))),
    )
    return Report(
        candidates=dispatch.candidates, excluded=sum(dispatch.exclusions.values()), **totals
    )


def next_attempt(dispatch: Dispatch):
    """Return when the next mail that was put off is due, or None."""
    return dispatch.deliveries.filter(state=State.PENDING).aggregate(at=Min("next_attempt_at"))[
        "at"
    ]
