"""What is told of one way to ask a service."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cms.restapi.openapi.answers import Schema
from cms.restapi.openapi.parameters import Parameter


@dataclass(frozen=True)
class Operation:
    """One way to ask a service. `segments` follow its name in the address.

    `body` is what is sent, `answer` the schema of what comes back; None where that is no
    JSON. `refusals` are the statuses of errors beside those that every service has.
    """

    summary: str
    answer: Schema | None
    description: str = ""
    method: str = "get"
    segments: Sequence[Parameter] = ()
    parameters: Sequence[Parameter] = ()
    body: Schema | None = None
    status: int = 200
    content_type: str = "application/json"
    refusals: Sequence[int] = ()
