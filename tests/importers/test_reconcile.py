from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from importers.reconcile import Outcome, decide, vanished

NAMES = ["title", "summary", "topics"]
VALUES = st.fixed_dictionaries({name: st.sampled_from(["a", "b", "c"]) for name in NAMES})


def test_decide_record_never_seen_is_created():
    assert decide(None, {}, {"title": "a"}).outcome is Outcome.CREATE


def test_decide_field_changed_by_the_source_alone_is_updated():
    base = {"title": "a", "summary": "s"}
    decision = decide(base, base, {"title": "b", "summary": "s"})
    assert (decision.outcome, decision.fields) == (Outcome.UPDATE, ("title",))


def test_decide_field_changed_by_staff_alone_is_kept():
    base = {"title": "a", "summary": "s"}
    decision = decide(base, {"title": "mine", "summary": "s"}, base)
    assert decision.outcome is Outcome.UNCHANGED


def test_decide_field_changed_by_both_is_a_conflict_that_names_it():
    base = {"title": "a", "summary": "s"}
    decision = decide(base, {"title": "mine", "summary": "s"}, {"title": "b", "summary": "t"})
    assert (decision.outcome, decision.fields) == (Outcome.CONFLICT, ("title",))


def test_decide_both_wrote_the_same_is_unchanged():
    assert decide({"title": "a"}, {"title": "b"}, {"title": "b"}).outcome is Outcome.UNCHANGED


def test_decide_staff_and_source_changed_different_fields_takes_the_source_s():
    base = {"title": "a", "summary": "s"}
    decision = decide(base, {"title": "mine", "summary": "s"}, {"title": "a", "summary": "t"})
    assert (decision.outcome, decision.fields) == (Outcome.UPDATE, ("summary",))


@given(base=VALUES, ours=VALUES, theirs=VALUES)
def test_decide_never_loses_what_staff_wrote(base, ours, theirs):
    decision = decide(base, ours, theirs)
    if decision.outcome is Outcome.UPDATE:
        assert all(ours[name] == base[name] for name in decision.fields)
    if decision.outcome is Outcome.CONFLICT:
        assert all(
            ours[name] != base[name] and theirs[name] not in (base[name], ours[name])
            for name in decision.fields
        )


@given(base=VALUES, ours=VALUES, theirs=VALUES)
def test_decide_after_an_update_there_is_nothing_left_to_do(base, ours, theirs):
    decision = decide(base, ours, theirs)
    if decision.outcome is Outcome.UPDATE:
        merged = ours | {name: theirs[name] for name in decision.fields}
        assert decide(theirs, merged, theirs).outcome is Outcome.UNCHANGED
        untouched = set(NAMES) - set(decision.fields)
        assert all(merged[name] == ours[name] for name in untouched)


@given(base=VALUES, ours=VALUES)
def test_decide_source_that_did_not_move_never_writes(base, ours):
    assert decide(base, ours, base).outcome is Outcome.UNCHANGED


@given(st.sets(st.integers()), st.sets(st.integers()))
def test_vanished_is_known_only_after_a_complete_reading(known, seen):
    assert vanished(known, seen, complete=True) == known - seen
    assert vanished(known, seen, complete=False) == set()
