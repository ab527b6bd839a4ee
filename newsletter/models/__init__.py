"""Models of the newsletter app, by concept. This is their stable import path."""

from newsletter.models.consent import ConsentRecord
from newsletter.models.dispatch import Delivery, Dispatch, IssueItem
from newsletter.models.issues import Edition, IssuePage
from newsletter.models.series import SeriesPage
from newsletter.models.subscribers import Subscriber, Subscription

__all__ = [
    "ConsentRecord",
    "Delivery",
    "Dispatch",
    "Edition",
    "IssueItem",
    "IssuePage",
    "SeriesPage",
    "Subscriber",
    "Subscription",
]
