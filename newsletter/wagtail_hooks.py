"""Where the newsletter meets Wagtail's admin: menu, addresses, editor, audit log."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from newsletter import admin_urls
from newsletter.models import Edition, IssuePage, SeriesPage, Subscription
from newsletter.views.admin import writable_series
from newsletter.views.subscriptions import SubscriptionViewSet, subscriptions

NOT_FOR_ISSUES = {"action-publish", "action-unpublish", "action-submit"}


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    return [path("lettres/", include(admin_urls))]


@hooks.register("register_admin_viewset")
def register_subscriptions() -> SubscriptionViewSet:
    return subscriptions


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(
        content_type__app_label="passeur_newsletter", content_type__model="subscription"
    )


class _EditorsItem(MenuItem):
    """Shown to those who may add an issue to some series."""

    def is_shown(self, request: HttpRequest) -> bool:
        return writable_series(request).exists()


class _SubscribersItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("passeur_newsletter.view_subscription")


@hooks.register("register_admin_menu_item")
def register_menu() -> MenuItem:
    items = [
        _EditorsItem("Numéros", reverse("newsletter_admin:index"), icon_name="list-ul", order=1),
        _EditorsItem(
            "Assembler un numéro", reverse("newsletter_admin:assemble"), icon_name="plus", order=2
        ),
        _SubscribersItem(
            "Abonnés", reverse("newsletter_subscriptions:index"), icon_name="group", order=3
        ),
    ]
    return SubmenuMenuItem(
        "Lettres", Menu(items=items), name="newsletter", icon_name="mail", order=250
    )


class SendMenuItem(ActionMenuItem):
    """« Envoyer… » in an issue's editor: leads to the screen that says what will happen."""

    name = "action-newsletter-send"
    label = "Envoyer…"
    icon_name = "mail"

    def is_shown(self, context: dict[str, Any]) -> bool:
        page = context.get("page")
        return (
            isinstance(page, IssuePage)
            and page.permissions_for_user(context["request"].user).can_publish()
        )

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return reverse("newsletter_admin:send", args=[parent_context["page"].pk])


@hooks.register("construct_page_action_menu")
def offer_sending(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Put sending where publishing is: an issue goes online by being sent."""
    if isinstance(context.get("page"), IssuePage):
        items[:] = [item for item in items if item.name not in NOT_FOR_ISSUES]
        items.append(SendMenuItem(order=90))


@hooks.register("register_page_header_buttons")
def header_buttons(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    if (
        isinstance(page.specific_deferred, IssuePage)
        and page.permissions_for_user(user).can_publish()
    ):
        yield Button(
            "Envoi et bilan",
            reverse("newsletter_admin:send", args=[page.pk]),
            icon_name="mail",
            priority=5,
        )


@hooks.register("before_delete_page")
def keep_series(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete a series that people receive, or one that has a past."""
    return _refusal(request, [page])


@hooks.register("before_bulk_action")
def keep_series_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    if action_type != "delete":
        return None
    return _refusal(request, [page for page in objects if isinstance(page, Page)])


def _refusal(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    for page in pages:
        for series in SeriesPage.objects.descendant_of(page, inclusive=True):
            if (
                Subscription.objects.filter(series=series).exists()
                or Edition.objects.filter(series=series).exists()
            ):
                messages.error(
                    request,
                    f"« {series.title} » ne peut être supprimée : elle a des abonnés ou des "
                    "numéros, dont il faut garder la mémoire. Vous pouvez la dépublier.",
                )
                return redirect("wagtailadmin_explore", page.pk)
    return None


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    actions.register_action("newsletter.assemble", "Assembler", "Numéro assemblé")
    actions.register_action("newsletter.freeze", "Figer pour l’envoi", "Numéro validé et figé")
    actions.register_action("newsletter.sent", "Terminer l’envoi", "Envoi terminé")
