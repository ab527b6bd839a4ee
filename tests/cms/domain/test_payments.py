"""Who pays for a programme."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from cms.domain.payments import by_funder


class Payment(NamedTuple):
    funder: str
    number: int = 0


@given(st.lists(st.sampled_from(["État", " état ", "Région  Bretagne", "Région bretagne", "ANCT"])))
def test_each_payment_stands_once_under_its_funder(names):
    payments = [Payment(name, number) for number, name in enumerate(names)]
    found = by_funder(payments)

    assert sorted(payment for group in found.values() for payment in group) == sorted(payments)
    for funder, group in found.items():
        assert {payment.funder.casefold().split()[0] for payment in group} == {
            funder.casefold().split()[0]
        }
        assert [payment.number for payment in group] == sorted(p.number for p in group)
    assert len(found) == len({name.casefold().split()[0] for name in names})


def test_funder_is_named_as_it_was_first():
    found = by_funder([Payment("Région  Bretagne"), Payment("ANCT"), Payment("région bretagne")])
    assert list(found) == ["Région Bretagne", "ANCT"]
    assert len(found["Région Bretagne"]) == 2
