"""Who is named as having sent an image."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from wagtail.models import Page, Site

from cms.domain.credits import credit_of
from cms.models import Alliance
from tests.cms.domain.test_reminders import make_user
from tests.factories.cms import make_member


def test_contributor_of_a_member_sends_in_its_name(site: Site) -> None:
    folder = make_member("Pays de Blain")
    user = make_user("contribution", ("add", folder), ("change", folder))

    assert credit_of(user) == "Transmise par Pays de Blain"


def test_staff_sends_in_the_name_of_the_alliance(site: Site) -> None:
    make_member("Pays de Blain")
    editor = make_user("redaction", ("change", Page.objects.get(pk=site.root_page_id)))

    assert credit_of(editor) == "Transmise par Alliance d’essai"


def test_nobody_is_named_where_it_may_be_several_or_none(site: Site) -> None:
    both = make_user("deux", *(("add", make_member(name)) for name in ("Blain", "Redon")))
    assert credit_of(both) == ""

    Alliance.objects.all().delete()
    assert credit_of(get_user_model().objects.create_user("chef")) == ""
