"""What can go wrong when another server is asked; each error's text is a sentence for staff.

`detail` is for the log, `shown` the address without its query, which may hold a key.
"""

from __future__ import annotations

from urllib.parse import urlsplit


class FetchError(Exception):
    """Another server could not be asked, or its answer could not be used."""

    sentence = "L’adresse {shown} n’a pas pu être lue."
    retry_after: float | None = None

    def __init__(self, url: str, detail: str = "", **values: object) -> None:
        self.url = url
        self.detail = detail
        self.shown = _without_secrets(url)
        super().__init__(self.sentence.format(shown=self.shown, **values))


class AddressRefused(FetchError):
    """The address is not one that a server should be sent to."""

    sentence = (
        "L’adresse {shown} est refusée : seules les adresses publiques en http ou https, "
        "sans mot de passe, sont interrogées."
    )


class Unreachable(FetchError):
    """Nobody answers at that address."""

    sentence = "{shown} ne répond pas. Vérifiez l’adresse ou réessayez plus tard."


class TooSlow(FetchError):
    """The answer did not come in time."""

    sentence = "{shown} met trop de temps à répondre. Réessayez plus tard."


class TooManyRedirects(FetchError):
    """One redirection leads to the next."""

    sentence = "{shown} renvoie sans fin d’une adresse à l’autre."


class TooLarge(FetchError):
    """The body is larger than we are ready to hold."""

    sentence = "La réponse de {shown} est trop volumineuse : elle n’a pas été lue."


class Broken(FetchError):
    """The answer stops in the middle or cannot be decoded."""

    sentence = "La réponse de {shown} est incomplète ou illisible. Réessayez plus tard."


class BadStatus(FetchError):
    """The server refuses; what it says may help to explain why."""

    sentence = "{shown} refuse la demande (code {status})."

    def __init__(self, url: str, status: int, body: bytes = b"") -> None:
        self.status = status
        self.body = body
        super().__init__(url, f"status {status}: {body[:200]!r}", status=status)


class Busy(BadStatus):
    """The server asks to come back later."""

    sentence = "{shown} est momentanément saturé (code {status}). Réessayez plus tard."

    def __init__(
        self, url: str, status: int, body: bytes = b"", retry_after: float | None = None
    ) -> None:
        super().__init__(url, status, body)
        self.retry_after = retry_after


def _without_secrets(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return "(adresse illisible)"
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}{parts.path}"[:200]
