from __future__ import annotations

from django.contrib.staticfiles import finders
from django.template import engines

from themes.registry import get_pack


def test_static_file_of_a_dropped_pack_is_found_and_linked(write_pack):
    folder = write_pack("commune", **{"static/commune/web.css": "body{}"})
    assert finders.find("commune/web.css") == str(folder / "static" / "commune" / "web.css")
    template = engines["engine"].from_string("{% pack_stylesheets pack %}")
    commune = get_pack("commune")
    links = template.render({"pack": commune}).splitlines()
    assert f"/charte/commune/{commune.css_hash}.css" in links[0]
    assert "/static/commune/web.css" in links[-1]
