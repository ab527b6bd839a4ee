"""Without any one of the calls that keep the listing true, the proof of the listing fails."""

from __future__ import annotations

import pytest

from tests.cms.listing import test_sync
from tests.cms.listing.machine import run
from tests.cms.listing.mutation import Call, calls, taken_out
from tests.cms.listing.rules import ListingMachine
from tests.factories.cms import make_site

PAGES = ("staff_edit", "staff_change_the_address")
SITES = ("staff_add_or_delete_a_site", "staff_give_a_site_another_root")
AROUND = (
    "staff_edit_a_topic",
    "staff_edit_a_territory",
    "staff_rename_an_organisation",
    "staff_illustrate",
    "staff_replace_an_image",
)
# What is likely to need a call. Without such a hint all rules are tried, which takes longer.
HINTS = {
    "signals.note_saved: touch 0": ("staff_change_the_address",),
    "signals.note_saved: touch 0 without tree": ("staff_give_a_folder_to_another_member",),
    "signals.note_saved: touch 2": ("staff_set_privacy",),
    "signals.note_saved: touch 2 without tree": ("staff_set_privacy",),
    "signals.note_saved: touch 3": SITES,
    "signals.note_saved: touch 3 without tree": SITES,
    "signals.note_saved: touch 4": SITES,
    "signals.note_saved: touch 5": AROUND,
    "signals.note_deleted: touch 0": ("program_deletes", "staff_delete"),
    "signals.note_deleted: touch 1": SITES,
    "signals.note_deleted: touch 1 without tree": SITES,
    "signals.note_deleted: touch 2": ("staff_delete_a_topic",),
    "signals.note_unrestricted: touch 0": ("staff_set_privacy",),
    "signals.note_unrestricted: touch 0 without tree": ("staff_set_privacy",),
    "signals.note_moved: touch 0": ("staff_move", "staff_set_privacy"),
    "signals.note_moved: touch 0 without tree": ("staff_move", "staff_set_privacy"),
    "sync.tracking: bump 1": ("staff_edit_a_topic", "staff_delete_a_topic"),
    "sync.refresh: aliases_of 0": ("staff_copy", "program_creates", "staff_set_privacy"),
    "sync.refresh: aliases_of 4": ("staff_copy", "staff_set_privacy", "program_updates"),
    "sync.refresh: bury 1": ("program_unpublishes", "staff_delete"),
    "sync.refresh: moved 2": ("staff_change_the_address",),
    "sync.refresh: below 3": ("staff_set_privacy",),
    "sync.bury: bulk_create 0": ("program_unpublishes", "staff_delete"),
    "authoring.create: tracking 0": ("program_creates",),
    "authoring.update: tracking 0": ("program_updates",),
    "authoring.publish: tracking 0": ("program_unpublishes", "program_publishes"),
    "authoring.unpublish: tracking 0": ("program_unpublishes",),
    "authoring.delete: tracking 0": ("program_deletes",),
    "tick.publish_scheduled: tracking 0": ("staff_schedule", "wait"),
}
# What only programs of others reach, and what repairs after them.
ELSEWHERE = {
    "note_parents": test_sync.test_territory_renamed_or_moved_shows_in_rows_and_facets,
    "repair_listing": test_sync.test_tick_repairs_what_foreign_writers_did,
}
REPAIRS = ("rebuild", "stale")
CALLS = [call for call in calls() if call.function not in REPAIRS]


def hint_of(call: Call) -> tuple[str, ...]:
    return HINTS.get(str(call).removeprefix("cms.listing.").removeprefix("cms.domain."), PAGES)


def rules() -> set[str]:
    return {name for name in dir(ListingMachine) if name.startswith(("program_", "staff_", "wait"))}


def machine_of(names: tuple[str, ...]) -> type[ListingMachine]:
    """Return the machine with some of its rules only."""
    return type("ListingMachine", (ListingMachine,), dict.fromkeys(rules() - set(names)))


def prove(call: Call) -> None:
    if proof := ELSEWHERE.get(call.function):
        proof(make_site())
        return
    # The same sequences each time: whether a loss is noticed must not depend on luck.
    options = {"derandomize": True, "database": None, "report_multiple_bugs": False}
    run(machine_of(hint_of(call)), examples=25, steps=10, **options)


@pytest.mark.slow
@pytest.mark.parametrize("call", CALLS, ids=str)
def test_without_the_call_the_proof_of_the_listing_fails(call: Call, db) -> None:
    with taken_out(call), pytest.raises(AssertionError):
        prove(call)


def test_hints_are_about_calls_and_rules_that_are_there() -> None:
    ours = {str(call).removeprefix("cms.listing.").removeprefix("cms.domain.") for call in calls()}

    assert set(HINTS) <= ours
    assert {name for names in HINTS.values() for name in names} | set(PAGES) <= rules()
