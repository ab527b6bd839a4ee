"""The extension point for vocabularies, as its documentation shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from wagtail.models import Site

from cms.models import Organisation
from cms.restapi.vocabularies import VOCABULARIES
from tests.cms.restapi.asking import get
from tests.conftest import ROOT


@pytest.fixture
def example(site: Site) -> Iterator[None]:
    """Run the worked example as written, and forget it afterwards."""
    section = (ROOT / "docs/extending.md").read_text().split("\n## A vocabulary\n")[1]
    (code,) = re.findall(r"```python\n(.*?)```", section.split("\n## ")[0], re.DOTALL)
    names: dict[str, object] = {"__name__": "example"}
    exec(code, names)  # noqa: S102 -- our own documentation
    yield
    # Its receivers go with `names`: signals hold them weakly.
    del VOCABULARIES["organisations"]


@pytest.mark.usefixtures("example")
def test_vocabulary_of_the_documentation_is_served_like_ours() -> None:
    Organisation.objects.create(name="Élus en région", slug="elus")
    Organisation.objects.create(name="Agence de l’eau", slug="agence")

    assert get("/@vocabularies/organisations")["items"] == [
        {"token": "agence", "title": "Agence de l’eau"},
        {"token": "elus", "title": "Élus en région"},
    ]
    assert get("/@vocabularies/organisations?title=elus")["items_total"] == 1


@pytest.mark.usefixtures("example")
def test_vocabulary_of_the_documentation_is_read_again_when_its_table_changes() -> None:
    def known() -> str:
        return Client().get("/++api++/@vocabularies/organisations")["ETag"]

    before = known()
    assert known() == before
    body = Organisation.objects.create(name="Agence de l’eau", slug="agence")
    created = known()
    body.delete()

    assert len({before, created, known()}) == 3
