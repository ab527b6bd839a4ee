"""Staff who sign in to Volto, to read what is not public yet."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.volto.reading import rendered

pytestmark = pytest.mark.volto

DRAFT = "/initiatives/ploermel-communaute/le-minibus-du-marche"
TITLE = "Le minibus du marché"


def test_draft_is_shown_to_staff_who_signed_in_and_to_nobody_else(volto, visit):
    assert TITLE not in rendered(volto + DRAFT, status=404).get_text()

    tab = visit(f"/login?return_url={DRAFT}")
    tab.locator("#login").fill("redaction")
    tab.locator("#password").fill("demo-passeur-redaction")
    tab.locator("#login-form-submit").click()
    expect(tab.locator("main h1")).to_have_text(TITLE)
    tab.reload()  # Volto's server asks in the reader's name, too
    expect(tab.locator("main h1")).to_have_text(TITLE)
