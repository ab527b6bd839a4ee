"""The place that an address leaves for the origin under which it will be read."""

from __future__ import annotations

# Private use, so no text of a page means it. Rows are stored once and read under any host:
# the public one, that of a front end's server, that of a proxy.
ORIGIN = "\ue000"


def with_origin(text: str, base: str) -> str:
    """Return a stored text with the origin that was asked, such as `https://www.exemple.fr`."""
    return text.replace(ORIGIN, base)
