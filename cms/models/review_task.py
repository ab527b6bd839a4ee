"""The step of a workflow at which somebody reads a page again before it goes online."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from wagtail.models import AbstractGroupApprovalTask, Task

A_WEEK = 7


class ReviewTask(AbstractGroupApprovalTask):
    """Wagtail's approval by a group, with a time to answer: a request without a day waits."""

    # The reverse accessor `reviewtask` stays free for a step of the host's own.
    task_ptr = models.OneToOneField(
        Task,
        on_delete=models.CASCADE,
        parent_link=True,
        primary_key=True,
        related_name="%(app_label)s_%(class)s",
    )
    days = models.PositiveSmallIntegerField(
        "jours pour répondre",
        default=A_WEEK,
        validators=[MinValueValidator(1), MaxValueValidator(90)],
        help_text="Le courriel et le tableau de bord disent pour quel jour la relecture est "
        "attendue.",
    )

    admin_form_fields = [*AbstractGroupApprovalTask.admin_form_fields, "days"]

    class Meta:
        verbose_name = "relecture"
        verbose_name_plural = "relectures"

    @classmethod
    def get_description(cls) -> str:
        return "Les membres des groupes choisis relisent la page, dans un délai, et la publient."
