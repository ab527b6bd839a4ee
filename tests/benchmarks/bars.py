"""What the project asks of itself: at least so much of a comparator's rate."""

from __future__ import annotations

Results = dict[str, dict[str, float]]

BARS = [
    ("api.item", "bare", 0.45),
    ("api.list", "bare", 0.35),
    ("api.search", "bare", 0.2),
    ("api.not_modified", "bare", 0.5),
    ("api.item.10000", "at_500", 0.8),
    ("api.list.10000", "at_500", 0.8),
    ("api.search.10000", "at_500", 0.8),
]
BROAD_HITS = {"api.search_broad": 100, "api.search_broad.10000": 2000}


def verdicts(results: Results) -> list[str]:
    """Return one line for each bar: the ratio measured and whether it is reached."""
    lines = []
    for name, comparator, bar in BARS:
        if name in results:
            ratio = results[name]["ours"] / results[name][comparator]
            said = f"{name}: {ratio:.2f} of {comparator}, at least {bar}"
            lines.append(verdict(ratio >= bar, said))
    if set(BROAD_HITS) <= set(results):
        small, large = (hits * results[name]["ours"] for name, hits in BROAD_HITS.items())
        ratio = small / large
        said = f"api.search_broad: a hit at 10,000 takes {ratio:.2f} of its time at 500, at most 1"
        lines.append(verdict(ratio <= 1, said))
    return lines


def verdict(reached: bool, said: str) -> str:
    return f"{'ok ' if reached else 'LOW'} {said}"
