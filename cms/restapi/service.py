"""What a service of the API is: a name that begins with @, and the function that answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

SAFE = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True)
class Service:
    """A service and how it is asked.

    `answer` returns a JSON value, or JSON text with ORIGIN in its addresses; None where no
    public page stands. On a page it is
    called with the `Place`, so that it can stand in `@components` too; otherwise with the
    `Asked` and the path below which it is asked. The segments that follow its name in the
    address come after these: at most `segments` of them.

    Where it does not heed credentials, a token that has expired is no hindrance: to sign in
    again, for one.
    """

    answer: Callable[..., Any]
    on_page: bool = False
    component: bool = False
    segments: int = 0
    reads: bool = True
    posts: bool = False
    heeds_credentials: bool = True
    content_type: str = "application/json"

    @property
    def methods(self) -> tuple[str, ...]:
        return (*(SAFE if self.reads else ()), *(("POST",) if self.posts else ()))
