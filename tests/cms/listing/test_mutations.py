"""Without any one of the calls that keep the listing true, the proof of the listing fails."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Site

from tests.cms.listing import test_middleware, test_signals, test_sync
from tests.cms.listing.mutation import Call, calls, taken_out
from tests.cms.listing.rules import ListingMachine
from tests.factories.cms import make_site

Step = tuple[str, dict[str, Any]]
EDIT: Step = (
    "staff_edit",
    {"number": 0, "publish": True, "effective": None, "start": None, "tags": []},
)
HIDE_FOLDER: Step = ("staff_set_privacy", {"number": 1, "kind": "login"})
OPEN_FOLDER: Step = ("staff_set_privacy", {"number": 1, "kind": "none"})
HIDE_INDEX: Step = ("staff_set_privacy", {"number": 0, "kind": "login"})
SITE: Step = ("staff_add_or_delete_a_site", {"number": 1})
UNPUBLISH: Step = ("program_unpublishes", {"number": 1})
CREATE = {"slug": "eau", "publish": True, "sourced": False, "tags": []}
ADDRESS = {"slug": "bois", "publish": True}
# Sequences that the machine may draw, and that need a call; editing a page, where none is
# named. Drawn at random, each would be found too, in minutes instead of seconds.
SEQUENCES: dict[str, list[Step]] = {
    "signals.note_saved: touch 0": [("staff_change_the_address", {"number": 1, **ADDRESS})],
    "signals.note_saved: touch 0 without tree": [
        ("staff_give_a_folder_to_another_member", {"number": 0, "body": 1})
    ],
    "signals.note_saved: touch 2": [HIDE_FOLDER],
    "signals.note_saved: touch 2 without tree": [HIDE_FOLDER],
    "signals.note_saved: touch 3": [SITE],
    "signals.note_saved: touch 3 without tree": [SITE],
    "signals.note_saved: touch 4": [SITE, ("staff_give_a_site_another_root", {"number": 2})],
    "signals.note_saved: touch 5": [("staff_edit_a_topic", {"number": 0, "slug": "gare"})],
    "signals.note_deleted: touch 0": [("program_deletes", {"number": 0})],
    "signals.note_deleted: touch 1": [SITE, SITE],
    "signals.note_deleted: touch 1 without tree": [SITE, SITE],
    "signals.note_deleted: touch 2": [("staff_delete_a_topic", {"number": 0})],
    "signals.note_around: touch_around 0": [("staff_edit_a_topic", {"number": 1, "slug": "gare"})],
    "signals.note_unrestricted: touch 0": [HIDE_FOLDER, OPEN_FOLDER],
    "signals.note_unrestricted: touch 0 without tree": [HIDE_FOLDER, OPEN_FOLDER],
    "signals.note_moved: touch 0": [HIDE_INDEX, ("staff_move", {"number": 0, "parent": 1})],
    "signals.note_moved: touch 0 without tree": [
        HIDE_INDEX,
        ("staff_move", {"number": 0, "parent": 1}),
    ],
    "tracking.tracking: bump 1": [("staff_edit_a_topic", {"number": 1, "slug": "gare"})],
    "sync.refresh: aliases_of 0": [
        ("staff_copy", {"number": 0, "parent": 0, "slug": "bois", "alias": True, "live": True}),
        ("program_creates", {"folder": 2, **CREATE}),
        HIDE_FOLDER,
    ],
    "sync.refresh: bury 1": [UNPUBLISH],
    "sync.refresh: moved 2": [("staff_change_the_address", {"number": 0, **ADDRESS})],
    "sync.refresh: below 3": [HIDE_FOLDER],
    "sync.bury: bulk_create 0": [UNPUBLISH],
    "authoring.create: tracking 0": [("program_creates", {"folder": 0, **CREATE})],
    "authoring.update: tracking 0": [
        ("program_updates", {"number": 0, "publish": True, "tags": [], "somewhere": False})
    ],
    "authoring.publish: tracking 0": [UNPUBLISH, ("program_publishes", {"number": 1})],
    "authoring.unpublish: tracking 0": [UNPUBLISH],
    "authoring.delete: tracking 0": [("program_deletes", {"number": 0})],
    "tick.publish_scheduled: tracking 0": [
        ("staff_schedule", {"number": 0, "starts": None, "ends": 1.0}),
        ("wait", {"hours": 3.0, "ticks": "cut short"}),
    ],
}
# What only programs of others reach, and what repairs after them: proven by other tests.
PARENTS = test_signals.test_territory_renamed_or_moved_shows_in_rows_and_facets
ELSEWHERE: dict[str, Callable[[Site, Client], None]] = {
    "signals.note_parents: touch 0": lambda site, admin: PARENTS(site),
    "signals.note_parents: touch 1": lambda site, admin: PARENTS(site),
    "signals.note_parents: touch 2": lambda site, admin: PARENTS(site),
    # Wagtail saves the aliases of what staff save; `refresh` by hand has to know them.
    "sync.refresh: aliases_of 4": test_middleware.test_admin_alias_follows_its_source,
    "tick.repair_listing: refresh 0": lambda site, admin: (
        test_sync.test_tick_repairs_what_foreign_writers_did(site)
    ),
}
REPAIRS = ("rebuild", "stale")
CALLS = [call for call in calls() if call.function not in REPAIRS]


def sequence_of(call: Call) -> list[Step]:
    return SEQUENCES.get(name_of(call), [EDIT])


def name_of(call: Call) -> str:
    return str(call).removeprefix("cms.listing.").removeprefix("cms.domain.")


def run(steps: list[Step]) -> None:
    """Take the machine through some steps, and look after each at what is served."""
    state = ListingMachine()
    try:
        state.plant()
        state.what_is_served_is_what_the_tree_says()
        for name, drawn in steps:
            getattr(state, name)(**drawn)
            state.what_is_served_is_what_the_tree_says()
    finally:
        state.teardown()


def prove(call: Call, admin: Client) -> None:
    if proof := ELSEWHERE.get(name_of(call)):
        proof(make_site(), admin)
    else:
        run(sequence_of(call))


@pytest.mark.slow
@pytest.mark.parametrize("call", CALLS, ids=name_of)
def test_without_the_call_the_proof_of_the_listing_fails(call: Call, request) -> None:
    admin = request.getfixturevalue("admin" if name_of(call) in ELSEWHERE else "db")
    with taken_out(call), pytest.raises(AssertionError):
        prove(call, admin)


@pytest.mark.slow
def test_with_every_call_all_sequences_keep_the_listing_true(db) -> None:
    for _, steps in itertools.groupby([[EDIT], *SEQUENCES.values()]):
        run(next(steps))


def test_sequences_are_about_calls_that_are_there() -> None:
    assert {*SEQUENCES, *ELSEWHERE} <= {name_of(call) for call in CALLS}
