"""Links to one revision: what they hold, how long, and what becomes of them."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from django.core.signing import Signer
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.models import Page, Revision, Site

from cms.domain import authoring
from cms.domain.preview import (
    InvalidPreview,
    Preview,
    PreviewGone,
    front_end_address,
    make_preview_token,
    moment,
    open_pictures,
    preview_address,
    previewed_page,
    read_preview_token,
    state_of,
)
from cms.listing.origin import ORIGIN
from tests.factories.cms import make_initiative

NOON = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)
REVISION = Revision(pk=34, object_id="12")


def test_token_says_page_revision_and_end_and_stands_in_an_address_unquoted() -> None:
    with time_machine.travel(NOON, tick=False):
        token = make_preview_token(REVISION, datetime.timedelta(hours=2))
        found = read_preview_token(token)

    assert found == Preview(12, 34, NOON + datetime.timedelta(hours=2))
    assert set(token) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")


def test_token_lasts_as_long_as_the_setting_says(settings) -> None:
    settings.PASSEUR_PREVIEW_DAYS = 2
    with time_machine.travel(NOON, tick=False):
        found = read_preview_token(make_preview_token(REVISION))

    assert found.expires_at == NOON + datetime.timedelta(days=2)


def test_token_after_its_end_is_refused_with_the_date() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        token = make_preview_token(REVISION, datetime.timedelta(minutes=5))
        clock.shift(299)
        read_preview_token(token)
        clock.shift(1)
        with pytest.raises(InvalidPreview, match="depuis le 2\u00a0mars 2026 à 13\u00a0h\u00a005"):
            read_preview_token(token)


@settings(max_examples=300)
@given(st.data())
def test_token_with_any_sign_changed_added_or_lost_is_refused(data: st.DataObject) -> None:
    token = make_preview_token(REVISION)
    start = data.draw(st.integers(0, len(token)))
    end = data.draw(st.integers(start, min(start + 3, len(token))))
    sign = data.draw(st.text(max_size=3))
    changed = token[:start] + sign + token[end:]

    if changed != token:
        with pytest.raises(InvalidPreview):
            read_preview_token(changed)


@given(st.text())
def test_text_of_somebody_is_no_token(text: str) -> None:
    with pytest.raises(InvalidPreview):
        read_preview_token(text)


def test_signature_made_for_something_else_is_no_token() -> None:
    for signer in (Signer(sep="."), Signer(sep=".", salt="wagtail")):
        with pytest.raises(InvalidPreview):
            read_preview_token(signer.sign("12.34.99999999999"))


def test_token_outlives_a_rotated_secret_key_kept_as_fallback(settings) -> None:
    token = make_preview_token(REVISION)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new", [settings.SECRET_KEY]
    assert read_preview_token(token).revision_id == 34

    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(InvalidPreview):
        read_preview_token(token)


def test_previewed_page_is_the_revision_and_not_the_latest(site: Site) -> None:
    page = make_initiative("Première", publish=False)
    preview = read_preview_token(make_preview_token(page.latest_revision))
    authoring.update(page, {"title": "Deuxième"}, publish=True)

    assert previewed_page(preview).title == "Première"


def test_revision_of_another_page_is_gone(site: Site) -> None:
    page, other = make_initiative("A"), make_initiative("B")

    with pytest.raises(PreviewGone):
        previewed_page(Preview(page.pk, other.latest_revision_id, timezone.now()))


def test_deleted_revision_is_gone(site: Site) -> None:
    page = make_initiative("Première", publish=False)
    preview = read_preview_token(make_preview_token(page.latest_revision))
    authoring.update(page, {"title": "Deuxième"})
    Revision.objects.get(pk=preview.revision_id).delete()

    with pytest.raises(PreviewGone):
        previewed_page(preview)


def test_revision_of_a_page_that_is_not_ours_is_gone(site: Site) -> None:
    foreign = Page.objects.get(depth=1).add_child(instance=Page(title="Hôte", slug="hote"))
    revision = foreign.save_revision()

    with pytest.raises(PreviewGone):
        previewed_page(read_preview_token(make_preview_token(revision)))


def test_state_tells_whether_the_page_is_online_meanwhile(site: Site) -> None:
    page = make_initiative("Première", publish=False)
    preview = read_preview_token(make_preview_token(page.latest_revision))
    assert state_of(page, preview) == "Aperçu d’une page non publiée"

    authoring.publish(page)
    assert state_of(page, preview) == "Aperçu d’une page publiée depuis"

    authoring.update(page, {"title": "Deuxième"})
    preview = read_preview_token(make_preview_token(page.latest_revision))
    assert state_of(page, preview) == "Aperçu d’une version non publiée"


def test_addresses_lead_to_our_site_and_to_the_front_end(site: Site, settings) -> None:
    page = make_initiative("La régie", publish=False)

    assert preview_address(page, "1.2.3.x") == f"{site.root_url}/apercu/1.2.3.x/"
    assert front_end_address(page, "1.2.3.x") == ""
    settings.PASSEUR_FRONT_END_URL = "https://www.exemple.fr"
    assert front_end_address(page, "1.2.3.x") == (
        "https://www.exemple.fr/initiatives/redon-agglomeration/la-regie/?preview=1.2.3.x"
    )


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        ('{"a":"@@images/i-400-ab.png"}', '{"a":"@@images/i-400-ab.png?preview=T"}'),
        (f'"{ORIGIN}/a/b/@@images/c.png"', f'"{ORIGIN}/a/b/@@images/c.png?preview=T"'),
        (
            rf'"<img src=\"{ORIGIN}/@@images/a.png\">"',
            rf'"<img src=\"{ORIGIN}/@@images/a.png?preview=T\">"',
        ),
        (
            'srcset="/@@images/s/1/a.png 4w, /@@images/s/2/b.png 8w"',
            'srcset="/@@images/s/1/a.png?preview=T 4w, /@@images/s/2/b.png?preview=T 8w"',
        ),
    ],
)
def test_pictures_are_opened_in_json_and_in_html(text: str, opened: str) -> None:
    assert open_pictures(text, "T") == opened


@pytest.mark.parametrize(
    "text",
    [
        'href="/media/a.png"',
        'href="https://autre.example.org/@@images/a.png"',
        'href="//autre.example.org/@@images/a.png"',
        f'"{ORIGIN} https://autre.example.org/@@images/a.png"',
    ],
)
def test_token_is_told_to_no_other_site(text: str) -> None:
    assert open_pictures(text, "T") == text


@pytest.mark.parametrize(
    ("instant", "said"),
    [
        ("2026-11-30T23:30:00+00:00", "1er\u00a0décembre 2026 à 0\u00a0h\u00a030"),
        ("2026-07-14T06:05:00+00:00", "14\u00a0juillet 2026 à 8\u00a0h\u00a005"),
    ],
)
def test_moment_is_said_in_french_at_paris_time(instant: str, said: str) -> None:
    assert moment(datetime.datetime.fromisoformat(instant)) == said
