"""Lists and facet counts of any question over any pages, against a count by hand."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from wagtail.models import Site

from cms.domain import authoring
from cms.listing.facets import facet_counts
from cms.listing.query import Query, find
from cms.listing.tracking import tracking
from cms.models import Territory
from tests.factories.cms import make_cycle, make_initiative, make_member, make_territory, make_topic

# As written, folded, and the class of forms that find each other.
WORDS = {
    "régie": ("regie", 1),
    "RÉGIES": ("regies", 1),
    "région": ("region", 2),
    "mobilité": ("mobilite", 3),
    "mobilites": ("mobilites", 3),
    "mobile": ("mobile", 4),
    "œuvre": ("oeuvre", 5),
    "d’œuvres": ("oeuvres", 5),
}
TOPICS, TAGS, YEARS = ("bois", "energie"), ("Vélo", "À pied"), ("2022", "2023", "2024")
# Each place with those that it lies in.
PLACES = {"bain": ("bain", "pays"), "nozay": ("nozay",), "pays": ("pays",)}
FOLDERS = ("blain", "blainville")
FOLDER_TYPES = {"Folder", "Plone Site"}  # are there too, and hold none of the words
DAYS = [datetime.date(2024, month, 1) for month in (1, 4, 7)]


@dataclass(frozen=True)
class Spec:
    """A page as it is drawn: all that a count by hand needs."""

    title: tuple[str, ...]
    summary: tuple[str, ...]
    topics: frozenset[str]
    tags: frozenset[str]
    places: frozenset[str]
    start: int | None
    folder: str
    day: datetime.date

    @property
    def values(self) -> dict[str, set[str]]:
        """Return the values of the page in each facet."""
        years = {str(self.start), str(self.start + 1)} if self.start else {str(self.day.year)}
        around = {place for name in self.places for place in PLACES[name]}
        is_cycle = self.folder == "cycles"
        return {
            "topic": set(self.topics),
            "tag": set(self.tags),
            "territory": set() if is_cycle else around,
            "year": years,
            "type": {"Cycle" if is_cycle else "Initiative"},
        }

    @property
    def path(self) -> str:
        return "/cycles" if self.folder == "cycles" else f"/initiatives/{self.folder}"


some = st.lists(st.sampled_from([*WORDS]), max_size=2).map(tuple)
specs = st.builds(
    Spec,
    title=some,
    summary=some,
    topics=st.frozensets(st.sampled_from(TOPICS)),
    tags=st.frozensets(st.sampled_from(TAGS)),
    places=st.frozensets(st.sampled_from([*PLACES])),
    start=st.sampled_from([None, 2022, 2023]),
    folder=st.sampled_from([*FOLDERS, "cycles"]),
    day=st.sampled_from(DAYS),
)


def subset(values: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.just([]) | st.lists(st.sampled_from([*values, "inconnu"]), max_size=2, unique=True)


asked = st.lists(st.tuples(st.sampled_from([*WORDS, "mobil", "rég"]), st.sampled_from(["", "*"])))
questions = st.builds(
    dict,
    text=st.just([]) | asked.map(lambda words: words[:2]),
    topics=subset(TOPICS),
    tags=subset(TAGS),
    territories=subset(tuple(PLACES)),
    years=subset(YEARS),
    types=st.sampled_from([["Initiative", "Cycle"], ["Initiative"], ["Cycle"]]),
    under=st.sampled_from(["", "/initiatives", "/initiatives/blain", "/cycles"]),
    locale=st.sampled_from(["", "fr", "br"]),
    effective_from=st.sampled_from([None, *DAYS]),
    effective_until=st.sampled_from([None, *DAYS]),
)
FACETS = {"topic": "topics", "tag": "tags", "territory": "territories", "year": "years"}
FACETS |= {"type": "types"}
MORE = {"mobil": ("mobil", 4), "rég": ("reg", 1)}  # what the stemmer makes of half a word


def holds(words: tuple[str, ...], wanted: tuple[str, str]) -> bool:
    folded, kind = {**WORDS, **MORE}[wanted[0]]
    found = [WORDS[word] for word in words]
    begins = wanted[1] and any(form.startswith(folded) for form, _ in found)
    return bool(begins) or any(each == kind for _, each in found)


def answers(spec: Spec, question: dict, but: str = "") -> bool:
    """Tell whether a page answers a question, one facet of it left open."""
    start, end = question["effective_from"], question["effective_until"]
    under = question["under"]
    return (
        all(holds(spec.title + spec.summary, word) for word in question["text"])
        and all(
            not question[asked] or spec.values[facet] & set(question[asked])
            for facet, asked in FACETS.items()
            if facet != but
        )
        and (not under or f"{spec.path}/".startswith(f"{under}/"))
        and question["locale"] in ("", "fr")
        and (start is None or spec.day >= start)
        and (end is None or spec.day < end)
    )


def make(spec: Spec, number: int, places: dict[str, Territory]) -> str:
    """Publish a page and return its path."""
    fields = {
        "title": f"Fiche {' '.join(spec.title)}",
        "slug": f"fiche-{number}",
        "summary": " ".join(spec.summary),
        "topics": [make_topic(slug) for slug in sorted(spec.topics)],
        "effective": spec.day,
        "start_year": spec.start,
        "end_year": spec.start and spec.start + 1,
        "publish": False,
    }
    if spec.folder == "cycles":
        page = make_cycle(**fields)
    else:
        folder = Site.objects.get().root_page.get_descendants().get(slug=spec.folder)
        where = [places[name] for name in sorted(spec.places)]
        page = make_initiative(folder=folder, territories=where, **fields)
    authoring.update(page, {"tags": sorted(spec.tags)}, publish=True)
    return f"{spec.path}/fiche-{number}"


def check(pages: dict[str, Spec], question: dict) -> None:
    text = " ".join(word + star for word, star in question["text"])
    query, site = Query(**question | {"text": text}), Site.objects.get()
    kept = {path: spec for path, spec in pages.items() if answers(spec, question)}

    rows = list(find(query, site))
    assert {row.path for row in rows} == set(kept), query
    hits = [sum(holds(kept[row.path].title, word) for word in question["text"]) for row in rows]
    assert hits == sorted(hits, reverse=True), query

    counts = facet_counts(query, site)
    for facet in FACETS:
        found = [s.values[facet] for s in pages.values() if answers(s, question, but=facet)]
        every = [value for values in found for value in values]
        by_hand = {value: every.count(value) for value in every}
        ours = {name: n for name, n in counts[facet].items() if name not in FOLDER_TYPES}
        assert ours == by_hand, (facet, query)


def run(examples: int) -> None:
    @settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        # Pages take long to publish: what fails is told as it was found.
        phases=(Phase.reuse, Phase.generate),
    )
    @given(st.lists(specs, min_size=5, max_size=7), st.lists(questions, min_size=30, max_size=40))
    def any_question(drawn: list[Spec], asked: list[dict]) -> None:
        with transaction.atomic():
            with tracking():
                for name in FOLDERS:
                    make_member(name)
                pays = make_territory("Pays", "epci", slug="pays")
                bain = make_territory("Bain", slug="bain", parents=[pays])
                places = {"pays": pays, "bain": bain}
                places["nozay"] = make_territory("Nozay", slug="nozay")
                pages = {make(spec, n, places): spec for n, spec in enumerate(drawn)}
            for question in asked:
                check(pages, question)
            transaction.set_rollback(True)

    any_question()


def test_find_and_facet_counts_equal_a_count_by_hand_for_any_question(site: Site) -> None:
    run(examples=2)


@pytest.mark.slow
def test_find_and_facet_counts_equal_a_count_by_hand_for_many_questions(site: Site) -> None:
    run(examples=25)
