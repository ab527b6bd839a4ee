"""The topics that a new site starts with."""

from __future__ import annotations

import pytest

from cms.domain import starter_topics
from cms.models import Topic

pytestmark = pytest.mark.django_db


def test_load_creates_every_topic_with_its_synonyms():
    starter_topics.load()
    assert Topic.objects.count() == 16
    habitat = Topic.objects.get(slug="habitat")
    assert (habitat.title, habitat.colour) == ("Habitat", "habitat")
    assert "logement" in habitat.synonyms.splitlines()


def test_load_again_leaves_what_staff_changed():
    starter_topics.load()
    Topic.objects.filter(slug="habitat").update(title="Habiter")
    done = starter_topics.load()
    assert (done.created, done.updated) == ([], [])
    assert Topic.objects.get(slug="habitat").title == "Habiter"
