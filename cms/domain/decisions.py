"""What holds of a decision of a council: its vote, and the days on which it was made public.

Both are those of the French schema of open data « Délibérations »
(https://schema.data.gouv.fr/scdl/deliberations), where each of them may be unknown.
"""

from __future__ import annotations

import datetime
from typing import NamedTuple

Day = datetime.date | None
# Where the figures of a vote are kept, in their order below.
VOTE_FIELDS = ("vote_expected", "vote_actual", "vote_for", "vote_against", "vote_abstention")


class Vote(NamedTuple):
    """A vote in figures: who could vote, who did, and how.

    `actual` counts the powers that members gave to others: they vote too.
    """

    expected: int | None = None
    actual: int | None = None
    in_favour: int | None = None
    against: int | None = None
    abstention: int | None = None


def vote_problems(vote: Vote) -> dict[str, str]:
    """Return what cannot be in a vote, as a sentence for each field in question."""
    expected, actual, *votes = vote
    if expected is not None and actual is not None and actual > expected:
        return {"vote_actual": f"Ils ne peuvent pas être plus de {expected}, tous les membres."}
    field, limit = ("vote_expected", expected) if actual is None else ("vote_actual", actual)
    counted = sum(count or 0 for count in votes)
    if limit is None or counted <= limit:
        return {}
    return {field: f"Voix et abstentions font {counted} en tout\u00a0: c’est plus que {limit}."}


def vote_text(words: str, vote: Vote) -> str:
    """Write a vote in the words of the act, in figures, or both.

    « 32 voix pour, 2 contre, 1 abstention ». Of what is not known nothing is said.
    """
    parts = []
    if vote.in_favour is not None:
        parts.append(f"{vote.in_favour}\u00a0voix pour")
    if vote.against is not None:
        parts.append(f"{vote.against}\u00a0{'' if parts else 'voix '}contre")
    if vote.abstention is not None:
        parts.append(f"{vote.abstention}\u00a0abstention{'s' if vote.abstention > 1 else ''}")
    counted = ", ".join(parts)
    return f"{words} ({counted})" if words and counted else words or counted


def date_problems(
    date: Day, sent: Day, received: Day, online: Day, months: int | None = None
) -> dict[str, str]:
    """Return what cannot be in the days of a decision, as a sentence for each field.

    It is taken, then sent to the prefecture, which acknowledges it. Online it is from a day
    on, for so many months.
    """
    problems = {}
    if date and sent and sent < date:
        problems["sent_to_prefecture_on"] = "Elle ne peut pas être transmise avant d’être prise."
    if sent and received and received < sent:
        problems["received_by_prefecture_on"] = (
            "Elle ne peut pas être reçue avant d’être transmise."
        )
    elif date and received and received < date:
        problems["received_by_prefecture_on"] = "Elle ne peut pas être reçue avant d’être prise."
    if date and online and online < date:
        problems["online_from"] = "Elle ne peut pas être en ligne avant d’être prise."
    if months and not online:
        problems["online_from"] = "Indiquez depuis quel jour elle est en ligne."
    return problems
