"""The list of subscriptions. Nobody is deleted here: people are taken off the list."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from newsletter.domain import consent
from newsletter.domain.consent import Evidence
from newsletter.forms import OfficeForm, SubscriptionForm
from newsletter.models import Subscription


class UnsubscribeView(generic.DeleteView):
    """Wagtail's confirmation of a deletion, which takes off the list and deletes nothing."""

    page_title = "Désinscrire"
    success_message = "%(object)s."
    template_name = "newsletter/admin/unsubscribe.html"

    def delete_action(self) -> None:
        evidence = Evidence(
            wording="", method="désinscription par un agent", recorded_by=str(self.request.user)
        )
        consent.unsubscribe(self.object, evidence)


class SubscriptionViewSet(ModelViewSet):
    model = Subscription
    name = "newsletter_subscriptions"
    url_prefix = "lettres/abonnes"
    icon = "group"
    menu_label = "Abonnés"
    delete_view_class = UnsubscribeView
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = [
        "subscriber",
        "series",
        Column("get_basis_display", label="Base légale", sort_key="basis"),
        "office",
        Column("get_state_display", label="État", sort_key="state"),
    ]
    list_filter = ["series", "basis", "state"]
    search_fields = ["subscriber__email", "office"]
    search_backend_name = None
    list_per_page = 50

    def get_form_class(self, for_update: bool = False) -> type[Any]:
        return OfficeForm if for_update else SubscriptionForm

    def get_edit_handler(self) -> None:
        """Use the forms as they are: what may be changed differs before and after."""
        return None


subscriptions = SubscriptionViewSet()
