from __future__ import annotations

import email
import email.policy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsletter.domain.message import (
    LINE,
    Recipient,
    SplitToken,
    freeze,
    personal,
    quoted_printable,
    unsubscribe_url,
)
from newsletter.models import SeriesPage
from newsletter.models.subscribers import new_token
from tests.factories.newsletter import DEFAULTS

pytestmark = pytest.mark.django_db  # a page asks for its content type


def make(html: str = "", text: str = "Bonjour", **fields):
    placeholder, token = new_token(), new_token()
    html = html or f'<a href="{unsubscribe_url(placeholder)}">Se désinscrire</a>'
    series = SeriesPage(**(DEFAULTS | fields))
    frozen = freeze(
        series, "Énergie : l’été", html.replace("PLACE", placeholder), text, placeholder
    )
    raw = personal(frozen, placeholder, Recipient("a@example.org", token, "1@example.org"))
    return raw, email.message_from_bytes(raw, policy=email.policy.default), token, placeholder


def test_mail_has_the_headers_that_let_people_leave():
    _, mail, token, _ = make()
    assert mail["List-Unsubscribe"] == (
        f"<{unsubscribe_url(token)}>, <mailto:contact@example.org?subject=desinscription>"
    )
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["List-Id"] == "<passeur-d-idees.example.org>"
    assert (mail["Message-ID"], mail["To"]) == ("<1@example.org>", "a@example.org")
    assert (mail["Precedence"], mail["Auto-Submitted"]) == ("bulk", "auto-generated")
    assert mail["Subject"] == "Énergie : l’été"
    assert str(mail["From"]) == "Passeur d’idées <lettre@example.org>"
    assert not mail.defects


def test_mail_without_reply_address_can_be_left_by_web():
    _, mail, token, _ = make(reply_to="")
    assert mail["List-Unsubscribe"] == f"<{unsubscribe_url(token)}>"
    assert mail["Reply-To"] is None


def test_mail_holds_text_then_html_with_the_reader_s_own_token():
    raw, mail, token, placeholder = make(text="Ligne une\n\n.point\nfin")
    text, html = mail.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert text.get_content().splitlines() == ["Ligne une", "", ".point", "fin"]
    assert unsubscribe_url(token) in html.get_content()
    assert placeholder.encode() not in raw


def test_mail_lines_are_short_and_end_as_smtp_wants():
    raw, *_ = make(html=f'<p>{"é" * 500} {"x" * 500}</p>\n<a href="PLACE">x</a>')
    lines = raw.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(len(line) for line in lines if b"desinscription" not in line) <= LINE


def test_mail_subject_cannot_add_a_header():
    with pytest.raises(ValueError, match="Header"):
        freeze(SeriesPage(**DEFAULTS), "Bonjour\r\nBcc: x@example.org", "x", "x", new_token())


def test_content_cannot_hold_the_placeholder():
    """Two letters never have the same one: what was seen in one does nothing in another."""
    assert make()[3] != make()[3]


def test_placeholder_that_the_encoding_would_break_is_noticed():
    with pytest.raises(SplitToken):
        freeze(SeriesPage(**DEFAULTS), "Objet", "<a>a=b</a>", "x", "a=b")


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        st.characters(codec="utf-8", exclude_characters="\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
    ),
    st.integers(0, 90),
)
def test_quoted_printable_keeps_text_and_token(text, offset):
    token = new_token()
    line = f"{'é' * offset}{token}{text} {token}"
    encoded = quoted_printable(line, token)
    mail = (
        b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
    )
    assert email.message_from_bytes(mail + encoded).get_payload(decode=True).decode() == line
    assert encoded.count(token.encode()) == 2
    assert all(len(part) <= LINE for part in encoded.split(b"\r\n"))
