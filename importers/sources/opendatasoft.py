"""Catalogues of the Opendatasoft portals (Huwise), by their Explore API v2.1.

Contract: https://help.opendatasoft.com/apis/ods-explore-v2/. Pages hold 100 records at most
and `offset + limit` must stay under 10,000, so larger catalogues are read as one export.
An export is streamed: it may break off, or end with an error message, under status 200.
What came is therefore counted against what was announced.

Options: `where` (ODSQL), `order_by`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from cms.domain import fetch
from cms.domain.fetch_errors import BadStatus
from importers.record import Row, RowError
from importers.sources import MOST_ROWS, Kind, SourceError, Table

PAGE = 100
MOST_BY_PAGES = 9_900
DATASET = re.compile(
    r"^(?P<base>.*/api/explore/v2\.1/catalog/datasets/[^/]+|.*/explore/dataset/[^/]+)"
)


def read(where: str | Path, options: dict, expected: set[str]) -> Table:
    """Open a dataset by its address, that of the API or of its page on the portal."""
    if isinstance(where, Path):
        raise SourceError("Ce type de source se lit à une adresse, pas dans un fichier.")
    address = _dataset_address(where)
    dataset = _json(address)
    if "dataset_id" not in dataset or not isinstance(dataset.get("fields"), list):
        raise SourceError("L’adresse ne donne pas un jeu de données Opendatasoft.")
    columns = tuple(str(field.get("name")) for field in dataset["fields"])
    query = {name: options[name] for name in ("where", "order_by") if options.get(name)}
    return Table(columns, _rows(address, query))


def _dataset_address(where: str) -> str:
    parts = urlsplit(where)
    found = DATASET.match(parts.path)
    if not found:
        raise SourceError(
            "L’adresse n’est pas celle d’un jeu de données Opendatasoft : elle devrait "
            "contenir /explore/dataset/… ou /api/explore/v2.1/catalog/datasets/…"
        )
    path = found["base"]
    if "/api/" not in path:
        path = path.replace("/explore/dataset/", "/api/explore/v2.1/catalog/datasets/")
    return f"{parts.scheme}://{parts.netloc}{path}"


def _rows(address: str, query: dict[str, str]) -> Iterator[Row | RowError]:
    first = _page(address, query, 0)
    total = first["total_count"]
    if total > MOST_ROWS:
        raise SourceError(f"Le catalogue compte plus de {MOST_ROWS} fiches.")
    records = _paged(address, query, first) if total <= MOST_BY_PAGES else _export(address, query)
    came = 0
    for came, record in enumerate(records, start=1):
        if isinstance(record, dict):
            yield Row(came, record)
        else:
            yield RowError(came, "la fiche n’a pas la forme attendue")
    if came != total:
        raise SourceError(
            f"Le catalogue annonce {total} fiches et en a donné {came} : la réponse est "
            "incomplète. Réessayez plus tard."
        )


def _paged(address: str, query: dict[str, str], page: dict) -> Iterator[object]:
    total = page["total_count"]
    came = 0
    while page["results"]:
        yield from page["results"]
        came += len(page["results"])
        if came >= total or came > MOST_BY_PAGES - PAGE:
            return
        page = _page(address, query, came)


def _page(address: str, query: dict[str, str], offset: int) -> dict:
    page = _json(f"{address}/records", query | {"limit": PAGE, "offset": offset})
    if not isinstance(page.get("results"), list) or not isinstance(page.get("total_count"), int):
        raise SourceError("La réponse du portail n’a pas la forme attendue.")
    return page


def _export(address: str, query: dict[str, str]) -> Iterator[object]:
    for line in _get(f"{address}/exports/jsonl", query).splitlines():
        if line.strip():
            try:
                yield json.loads(line, parse_float=Decimal)
            except (ValueError, RecursionError) as error:
                said = line[:200].decode(errors="replace")
                raise SourceError(
                    f"Le portail a interrompu sa réponse par un message : « {said} »."
                ) from error


def _json(address: str, query: Mapping[str, object] | None = None) -> dict:
    body = _get(address, query)
    try:
        content = json.loads(body, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise SourceError(
            "L’adresse répond autre chose que des données (une page web, peut-être)."
        ) from error
    if not isinstance(content, dict):
        raise SourceError("La réponse du portail n’a pas la forme attendue.")
    return content


def _get(address: str, query: Mapping[str, object] | None = None) -> bytes:
    url = f"{address}?{urlencode(query)}" if query else address
    try:
        return fetch.get(url, accept="application/json").body
    except BadStatus as error:
        raise SourceError(f"{error}{_said(error.body)}") from error


def _said(body: bytes) -> str:
    """Return what the portal says of its refusal, to be read by staff."""
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(content, dict):
        return ""
    said = content.get("message") or content.get("error") or ""
    again = content.get("reset_time")
    return (f" Le portail dit : « {str(said)[:300]} »." if said else "") + (
        f" Il répondra de nouveau à partir du {str(again)[:40]}." if again else ""
    )


KIND = Kind("opendatasoft", "Portail Opendatasoft", read)
