"""Reading the body of an answer without letting it grow past what was agreed."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from urllib3.response import BaseHTTPResponse

from cms.domain.fetch_errors import Broken, TooLarge

CHUNK = 65_536
STEP = 1_048_576  # largest piece decompressed at once
RATIO_FROM = 1_048_576  # small bodies may compress as well as they like


def read_body(url: str, response: BaseHTTPResponse, size: int, ratio: int) -> bytes:
    """Return the decoded body of a response whose content has not been read yet.

    Raises `TooLarge` as soon as it holds more than `size` bytes or swells more than `ratio`
    times, which no honest catalogue does, and `Broken` when it cannot be decoded.
    """
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in {"identity", "", "gzip", "x-gzip"}:
        raise Broken(url, f"content encoding {encoding!r}")
    announced = response.headers.get("Content-Length", "")
    if announced.isdecimal() and int(announced) > size:
        raise TooLarge(url, f"announces {announced} bytes")
    packed = response.stream(CHUNK, decode_content=False)
    body = bytearray()
    if "gzip" not in encoding:
        for piece in packed:
            body += piece
            if len(body) > size:
                raise TooLarge(url, f"more than {size} bytes")
        return bytes(body)
    for received, piece in _unzipped(url, packed):
        body += piece
        if len(body) > size or (len(body) > RATIO_FROM and len(body) > ratio * received):
            raise TooLarge(url, f"{len(body)} bytes out of {received} received")
    return bytes(body)


def _unzipped(url: str, packed: Iterator[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield decompressed pieces, each with the number of packed bytes received so far."""
    received = 0
    member = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        for chunk in packed:
            received += len(chunk)
            rest = chunk
            while rest:
                if member.eof:  # RFC 1952: members may follow one another
                    member = zlib.decompressobj(zlib.MAX_WBITS | 16)
                yield received, member.decompress(rest, STEP)
                rest = member.unused_data if member.eof else member.unconsumed_tail
    except zlib.error as error:
        raise Broken(url, str(error)) from error
    if received and not member.eof:
        raise Broken(url, "compressed body cut short")
