"""The next issue of each letter, and how far it has come."""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from wagtail.permission_policies.pages import PagePermissionPolicy

from newsletter.domain.period import Quarter
from newsletter.models import Edition, SeriesPage


class NextIssue(NamedTuple):
    """`edition` is None while nobody has assembled it."""

    series: SeriesPage
    quarter: Quarter
    edition: Edition | None


def next_issues(user: Any, today: datetime.date) -> list[NextIssue]:
    """Return the next issue of each letter that a user may edit.

    The oldest one begun and not sent; else that of this quarter; else, once that has gone
    out, the following one.
    """
    allowed = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
    editions: dict[int, list[Edition]] = {}
    for edition in Edition.objects.select_related("issue", "topic").order_by("period"):
        editions.setdefault(edition.series_id, []).append(edition)
    series = SeriesPage.objects.filter(pk__in=allowed.order_by().values("pk")).order_by("title")
    return [_next(each, editions.get(each.pk, []), today) for each in series]


def _next(series: SeriesPage, editions: list[Edition], today: datetime.date) -> NextIssue:
    for edition in editions:
        if edition.state != Edition.State.SENT:
            return NextIssue(series, Quarter.parse(edition.period), edition)
    quarter = Quarter(today.year, (today.month + 2) // 3)
    if str(quarter) in {edition.period for edition in editions}:
        quarter = quarter.next()
    return NextIssue(series, quarter, None)
