"""Vocabularies by name: the values that a filter or a form offers.

An application of the host adds its own by `register_vocabulary`.
"""

from __future__ import annotations

from cms.restapi.own_vocabularies import OWN, Term, Vocabulary

__all__ = ["VOCABULARIES", "Term", "Vocabulary", "register_vocabulary"]

VOCABULARIES: dict[str, Vocabulary] = dict(OWN)


def register_vocabulary(name: str, function: Vocabulary) -> None:
    """Offer values under a name: `function` is given what was asked and returns them in order.

    A name registered again is taken over, so that a host can put its own in the place of ours.
    """
    VOCABULARIES[name] = function
