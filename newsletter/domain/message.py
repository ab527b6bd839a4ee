"""The mail itself: headers and two parts, frozen once, made personal by replacing bytes.

A template engine over content would execute what others wrote, and building each mail
anew would cost a hundred times more. So the one thing that differs inside the body, the
unsubscription token, is a placeholder of the same length: random, so that no content can
hold it, and replaced in bytes after rendering.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from quopri import encodestring

from django.urls import reverse
from django.utils import timezone

from newsletter.domain.letter import absolute
from newsletter.models import SeriesPage

CRLF = "\r\n"
LINE = 76  # RFC 2045, section 6.7 (5)


class SplitToken(Exception):
    """The placeholder does not stand whole in the frozen bytes. A fault of ours."""


@dataclass(frozen=True)
class Recipient:
    address: str
    token: str
    message_id: str
    """Stays the same when a mail is tried again, so that whoever got two can tell."""


def unsubscribe_url(token: str) -> str:
    return absolute(reverse("newsletter:unsubscribe", args=[token]))


def freeze(series: SeriesPage, subject: str, html: str, text: str, placeholder: str) -> bytes:
    """Return the mail but for `To` and `Message-ID`, as it is to be sent.

    Raises:
        SplitToken: the encoding broke the placeholder, which would leave it unreplaced.
    """
    mail = EmailMessage(policy=SMTP)
    mail["From"] = Address(series.sender_name, addr_spec=series.sender_address)
    if series.reply_to:
        mail["Reply-To"] = Address(addr_spec=series.reply_to)
    mail["Subject"] = subject
    mail["Date"] = format_datetime(timezone.now())
    mail["List-Id"] = f"<{series.list_id}>"  # RFC 2919
    mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058, section 3.1
    mail["Precedence"] = "bulk"  # keeps automatic answers away, with Auto-Submitted
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834, section 5
    mail["MIME-Version"] = "1.0"
    boundary = f"=_{sha256(html.encode()).hexdigest()[:32]}"
    parts = b"".join(
        b"--%s\r\nContent-Type: text/%s; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n%s\r\n"
        % (boundary.encode(), kind, quoted_printable(body, placeholder))
        for kind, body in ((b"plain", text), (b"html", html))
    )
    frozen = _ways_out(series, placeholder) + mail.as_bytes().removesuffix(CRLF.encode())
    frozen += b'Content-Type: multipart/alternative;\r\n boundary="%s"\r\n\r\n' % boundary.encode()
    frozen += parts + b"--%s--\r\n" % boundary.encode()
    wanted = 1 + html.count(placeholder) + text.count(placeholder)
    if frozen.count(placeholder.encode()) != wanted:
        raise SplitToken(f"{frozen.count(placeholder.encode())} of {wanted} placeholders are whole")
    return frozen


def _ways_out(series: SeriesPage, placeholder: str) -> bytes:
    """Return `List-Unsubscribe` (RFC 2369, section 3.2), by web and by mail.

    Written as it is: providers do not decode or unfold an address to find the button.
    """
    ways = [f"<{unsubscribe_url(placeholder)}>"]
    if series.reply_to:
        ways.append(f"<mailto:{series.reply_to}?subject=desinscription>")
    return f"List-Unsubscribe: {f',{CRLF} '.join(ways)}{CRLF}".encode()


def personal(frozen: bytes, placeholder: str, recipient: Recipient) -> bytes:
    """Return one recipient's mail: its own address, name and token, nothing else changed."""
    head = f"To: {recipient.address}{CRLF}Message-ID: <{recipient.message_id}>{CRLF}"
    return head.encode("ascii") + frozen.replace(placeholder.encode(), recipient.token.encode())


def quoted_printable(text: str, whole: str) -> bytes:
    """Encode text (RFC 2045, section 6.7), never breaking a line inside `whole`."""
    encoded = []
    for line in text.splitlines():
        # quopri breaks lines itself: its soft breaks are taken out, and ours put in.
        plain = encodestring(line.encode()).replace(b"=\n", b"")
        encoded.append(_folded(plain, whole.encode()))
    return b"\r\n".join(encoded)


def _folded(line: bytes, whole: bytes) -> bytes:
    units = re.findall(re.escape(whole) + rb"|=[0-9A-F]{2}|.", line, re.DOTALL)
    lines, current = [], b""
    for unit in units:
        if len(current) + len(unit) > LINE - 1:
            lines.append(current + b"=")
            current = b""
        current += unit
    return b"\r\n".join([*lines, current])
