"""What the letter adds to the dashboard: how far the next issue has come."""

from __future__ import annotations

import datetime
from urllib.parse import urlencode

from django.urls import reverse

from cms.admin.dashboard import Line, Section, edit_url
from newsletter.domain.next_issue import NextIssue, next_issues


def issue_line(coming: NextIssue, today: datetime.date) -> Line:
    title = f"{coming.series.title}, {coming.quarter.label}"
    if coming.edition is None:
        chosen = urlencode({"series": coming.series.pk, "period": str(coming.quarter)})
        return Line(title, "à assembler", f"{reverse('newsletter_admin:assemble')}?{chosen}")
    state = coming.edition.get_state_display().lower()
    detail = f"{coming.edition.topic.title}, {state}"
    issue = coming.edition.issue
    return Line(title, detail, edit_url(issue.pk) if issue else reverse("newsletter_admin:index"))


NEXT_ISSUE = Section("prochain-numero", "Prochain numéro", next_issues, issue_line, order=1)
