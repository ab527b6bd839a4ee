"""Words and facets find pages."""

from __future__ import annotations

import pytest

from cms.listing.query import Query, find
from tests.factories.cms import make_initiative, make_site, make_topic, make_video

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("words", ["régie", "régies", "regie", "REGIE"])
def test_find_word_in_any_number_and_accent_finds_the_page(words):
    site = make_site()
    wanted = make_initiative("Une régie pour l’eau")
    make_initiative("Un chemin piéton")
    assert [row.page_id for row in find(Query(text=words), site)] == [wanted.pk]


def test_find_topic_and_type_narrow_each_other():
    site = make_site()
    water = make_topic("eau")
    make_initiative("Une régie", topics=(water,))
    video = make_video("Une vidéo", topics=(water,))
    query = Query(topics=["eau"], types=["Video"])
    assert [row.page_id for row in find(query, site)] == [video.pk]
