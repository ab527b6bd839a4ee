"""The pictures of a letter."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from newsletter.domain import letter as letters
from newsletter.domain.images import LARGE, draw
from newsletter.models import Edition
from tests.factories.cms import make_topic, make_video
from tests.factories.images import make_image
from tests.factories.newsletter import make_issue
from themes.contrast import channels


@pytest.mark.parametrize("chosen", [True, False])
def test_video_is_shown_by_a_poster_with_the_play_mark(series, chosen):
    topic = make_topic()
    shown = {"image": make_image(width=1300), "image_alt": "Un lavoir"} if chosen else {}
    make_video("Film", topics=(topic,), episode=2, **shown)
    issue = make_issue(series, topic=topic)
    edition = Edition.objects.get()

    letter = letters.read(issue, edition)

    pictures = {page.title: page.picture for _, page in letter.shown()}
    drawn = {
        title: Image.open(BytesIO(draw(found, letter.pack, LARGE, True))).convert("RGB")
        for title, found in pictures.items()
    }
    assert {found.size for found in drawn.values()} == {LARGE}
    spark = channels(letter.pack.tokens.light["spark"])
    mark = (round(1200 * 0.11) + 6, round(630 * (0.5 - 0.24 * 0.62)) + 6)  # its upper left corner
    near = {title: found.getpixel(mark) for title, found in drawn.items()}
    assert near["Film"] == pytest.approx(spark, abs=12)
    assert near["Initiative 1"] != pytest.approx(spark, abs=60)
