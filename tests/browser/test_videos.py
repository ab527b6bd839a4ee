"""Videos in a real browser: who is asked for what, and when."""

from __future__ import annotations

import io
import wave

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from cms.models import VideoCaption
from tests.factories.cms import make_video
from tests.factories.documents import make_document

pytestmark = pytest.mark.browser

PLAYER = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"


def silence(seconds: int) -> bytes:
    """Return a film of which only the sound is there: what matters is that it takes time."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(2)
        sound.setsampwidth(2)
        sound.setframerate(44_100)
        sound.writeframes(bytes(4 * 44_100 * seconds))
    return file.getvalue()


@pytest.fixture
def asked(browser) -> tuple[BrowserContext, list[str]]:
    """Return a browser and what it asks of others, which never leaves this machine."""
    context, found = browser.new_context(viewport={"width": 360, "height": 800}), []
    context.route(
        lambda address: "//localhost" not in address,
        lambda route: (found.append(route.request.url), route.fulfill(body="lecteur")),
    )
    yield context, found
    context.close()


def press(tab: Page, name: str) -> None:
    """Reach a control with the keyboard alone, and press it."""
    wanted = tab.get_by_role("button", name=name).or_(tab.get_by_role("link", name=name)).first
    for _ in range(60):
        tab.keyboard.press("Tab")
        if wanted.evaluate("control => control === document.activeElement"):
            tab.keyboard.press("Enter")
            return
    pytest.fail(f"Tab never reaches {name}")


def test_provider_is_asked_only_once_the_button_is_pressed(live_server, addresses, asked):
    context, requests = asked
    tab = context.new_page()
    tab.goto(live_server.url + addresses["video"], wait_until="networkidle")
    assert tab.locator(".video img").evaluate("image => image.naturalWidth") == 1280
    assert tab.locator("iframe").count() == 0
    assert requests == []

    press(tab, "Lire la vidéo : Des élus racontent (YouTube), 6 min. En la lisant, vous acceptez")

    frame = tab.locator("iframe.video-frame")
    expect(frame).to_be_focused()
    expect(frame).to_have_attribute("src", PLAYER)
    expect(frame).to_have_attribute("title", "Lecteur vidéo\u00a0: Des élus racontent (YouTube)")
    expect(frame).to_have_attribute("referrerpolicy", "strict-origin")
    assert frame.evaluate("frame => frame.allowFullscreen")
    expect(tab.frame_locator("iframe.video-frame").locator("body")).to_have_text("lecteur")
    assert requests == [PLAYER]
    expect(tab.get_by_role("button", name="Lire la vidéo")).to_have_count(0)


def test_chapters_start_the_player_at_their_second(live_server, addresses, asked):
    context, requests = asked
    tab = context.new_page()
    tab.goto(live_server.url + addresses["video"], wait_until="networkidle")

    press(tab, "1:15 Le hameau")
    expect(tab.locator("iframe.video-frame")).to_have_attribute("src", f"{PLAYER}&start=75")
    tab.get_by_role("link", name="0:00 Le bourg").click()
    expect(tab.locator("iframe.video-frame")).to_have_attribute("src", f"{PLAYER}&start=0")

    assert requests == [f"{PLAYER}&start=75", f"{PLAYER}&start=0"]
    assert tab.url == live_server.url + addresses["video"]


def test_poster_is_another_way_to_press_the_button(live_server, addresses, asked):
    context, requests = asked
    tab = context.new_page()
    tab.goto(live_server.url + addresses["video"])

    tab.locator(".video img").click()

    expect(tab.locator("iframe.video-frame")).to_be_focused()
    assert requests == [PLAYER]


def test_without_scripts_a_link_leads_to_the_provider(live_server, addresses, browser):
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(live_server.url + addresses["video"])

    expect(tab.get_by_role("button", name="Lire la vidéo")).to_have_count(0)
    expect(tab.get_by_role("link", name="Regarder la vidéo")).to_have_attribute(
        "href", "https://youtu.be/dQw4w9WgXcQ"
    )
    expect(tab.get_by_role("link", name="1:15 Le hameau")).to_have_attribute(
        "href", "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=75s"
    )
    context.close()


def test_file_of_ours_plays_in_the_page_and_jumps_to_its_chapters(live_server, addresses, asked):
    words = make_document("film.vtt", b"WEBVTT\n\n00:00.000 --> 00:05.000\nLe bourg\n")
    page = make_video(
        "Film",
        file=make_document("film.webm", silence(seconds=30)),
        captions=(VideoCaption(language="fr", document=words),),
        chapters={"Le bourg": 0, "Le hameau": 25},
    )
    context, requests = asked
    tab = context.new_page()
    files: list[str] = []
    tab.on("request", lambda request: files.append(request.url.rpartition(".")[2]))
    tab.goto(live_server.url + page.get_url(), wait_until="networkidle")
    assert "webm" not in files

    press(tab, "0:25 Le hameau")

    film = tab.locator("video")
    expect(film).to_be_focused()
    # Sooner than one gets there by watching.
    tab.wait_for_function("document.querySelector('video').currentTime >= 25", timeout=15_000)
    tab.wait_for_function("document.querySelector('video').textTracks[0].cues?.length === 1")
    assert requests == []
