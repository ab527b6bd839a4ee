"""The doorbell of sending: who rings it twice does no harm, for truth is in the rows."""

from __future__ import annotations

from django_tasks import task

from newsletter.domain import sending
from newsletter.models import Dispatch


@task
def deliver_dispatch(dispatch_id: int) -> None:
    """Deliver what is due of a dispatch."""
    sending.run(Dispatch.objects.select_related("edition__series").get(pk=dispatch_id))


def resume() -> None:
    """Ring for every dispatch that a crash, a mute server or a put-off mail left unfinished."""
    for dispatch in sending.resumable():
        deliver_dispatch.enqueue(dispatch.pk)
