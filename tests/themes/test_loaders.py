from __future__ import annotations

import pytest
from django.template import TemplateDoesNotExist
from django.template.loader import get_template, render_to_string

from themes.registry import get_pack


def test_template_a_pack_lacks_comes_from_its_parent(write_pack):
    write_pack("mere", **{"web/page.html": "mère"})
    write_pack("fille", parent="mere")
    assert render_to_string("pack/fille/web/page.html") == "mère"


def test_template_a_pack_holds_overrides_its_parent(write_pack):
    write_pack("mere", **{"web/page.html": "mère"})
    write_pack("fille", parent="mere", **{"web/page.html": "fille"})
    assert render_to_string("pack/fille/web/page.html") == "fille"
    assert render_to_string("pack/mere/web/page.html") == "mère"


def test_template_extending_its_own_name_continues_with_the_parent(write_pack):
    own = '{% extends "web/page.html"|of:pack %}'
    write_pack("aieule", **{"web/page.html": "a{% block x %}{% endblock %}"})
    write_pack(
        "mere",
        parent="aieule",
        **{"web/page.html": own + "{% block x %}m{% block y %}{% endblock %}{% endblock %}"},
    )
    write_pack("fille", parent="mere", **{"web/page.html": own + "{% block y %}f{% endblock %}"})
    assert render_to_string("pack/fille/web/page.html", {"pack": get_pack("fille")}) == "amf"


@pytest.mark.parametrize(
    "name",
    [
        "pack/base/web/absent.html",
        "pack/absente/web/layout.html",
        "pack/base/../../registry.py",
        "pack/base/web",
        "pack/base",
    ],
)
def test_name_outside_the_packs_is_no_template(name):
    with pytest.raises(TemplateDoesNotExist):
        get_template(name)
