from __future__ import annotations

import pytest
from django.template import TemplateDoesNotExist, engines
from django.template.loader import get_template

from themes.checks import check_engine, check_static_files

HOSTS_OWN = {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}
APP_TEMPLATE = "wagtailadmin/base.html"


def test_engine_in_one_line_renders_packs_beside_the_hosts_own(settings):
    settings.TEMPLATES = [HOSTS_OWN, {"BACKEND": "themes.engine.Packs"}]
    assert check_engine(None) == []
    assert get_template("pack/base/web/layout.html").backend is engines["engine"]
    assert get_template(APP_TEMPLATE).backend is engines["django"]


def test_engine_knows_no_template_of_an_application():
    with pytest.raises(TemplateDoesNotExist):
        engines["engine"].get_template(APP_TEMPLATE)


def test_engine_that_is_missing_is_reported(settings):
    settings.TEMPLATES = [HOSTS_OWN]
    assert [error.id for error in check_engine(None)] == ["passeur_themes.E007"]


def test_finder_that_is_missing_is_reported(settings):
    assert check_static_files(None) == []
    settings.STATICFILES_FINDERS = settings.STATICFILES_FINDERS[1:]
    assert [error.id for error in check_static_files(None)] == ["passeur_themes.E008"]
