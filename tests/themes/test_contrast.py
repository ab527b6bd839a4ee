from __future__ import annotations

import pytest

from themes.contrast import contrast, is_colour, luminance


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.00),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_contrast_of_known_pairs_is_the_published_ratio(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


def test_luminance_of_primaries_is_their_weight():
    assert luminance("#00ff00") == pytest.approx(0.7152)


@pytest.mark.parametrize("value", ["#fff", "red", "#12345g", 7, "#123456;}"])
def test_colour_in_another_notation_is_refused(value):
    assert not is_colour(value)
