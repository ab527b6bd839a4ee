"""What pages still want: for readers a sentence, for staff what is due."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import AbstractBaseUser
from modelcluster.models import model_from_serializable_data
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from cms.models.reminder import Reminder


def more_soon(page: Page) -> list[str]:
    """Return the sentences that readers of a page are shown: those of reminders not done."""
    open_ones = [each for each in page.reminders.all() if not each.done]
    return list(dict.fromkeys(each.sentence for each in open_ones if each.sentence))


def due(day: datetime.date, user: AbstractBaseUser) -> list[Reminder]:
    """Return what is due on a day or was before, on the pages that a user may edit.

    The longest due comes first. Read from the latest revisions, which are what staff see: a
    reminder set while writing a draft lies nowhere else, and one taken out of it is settled.
    """
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    reminded = pages.filter(latest_revision__content__reminders__0__isnull=False)
    found = []
    for page in reminded.select_related("latest_revision"):
        for line in page.latest_revision.content["reminders"]:
            reminder = model_from_serializable_data(Reminder, line, check_fks=False)
            reminder.page = page
            if reminder.due <= day and not reminder.done:
                found.append(reminder)
    return sorted(found, key=lambda each: (each.due, each.page.title))
