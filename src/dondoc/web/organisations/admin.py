"""Looking after the reference data: agencies, people, roles, the calendar.

Every save goes through the services, so that the policies decide and the journal knows. Nothing is deleted here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from dondoc.web.organisations import services
from dondoc.web.organisations.models import Agency, AgencyAlias, CalendarDay, Membership, User
from dondoc.web.organisations.policies import Action, may


class ReferenceSite(admin.AdminSite):
    """The pages of reference data, for those who may manage agencies; they sign in where everybody does."""

    site_header = _("Đôn đốc: danh mục")
    site_title = _("Đôn đốc")
    index_title = _("Danh mục")
    site_url = "/"

    def has_permission(self, request: HttpRequest) -> bool:
        return may(request.user, Action.MANAGE_AGENCIES)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send people who are not signed in to the page where everybody signs in, and others to the overview."""
        if isinstance(request.user, AnonymousUser):
            return redirect(f"/accounts/login/?next={request.get_full_path()}")
        return redirect("/")


site = ReferenceSite(name="admin")


@admin.action(description=_("Khóa tài khoản"))
def close_access(model_admin: admin.ModelAdmin[Any], request: HttpRequest, rows: QuerySet[User]) -> None:
    """Close the accounts of people who have left; their open items stay with their agencies."""
    _set_active(model_admin, request, rows, active=False)


@admin.action(description=_("Mở lại tài khoản"))
def open_access(model_admin: admin.ModelAdmin[Any], request: HttpRequest, rows: QuerySet[User]) -> None:
    """Open accounts again."""
    _set_active(model_admin, request, rows, active=True)


@admin.action(description=_("Thôi vai trò từ hôm nay"))
def end_roles(model_admin: admin.ModelAdmin[Any], request: HttpRequest, rows: QuerySet[Membership]) -> None:
    """Take roles back; what was done in them stays."""
    for membership in rows.select_related("user", "agency"):
        services.end_membership(actor=_person(request), membership=membership)
    model_admin.message_user(request, _("Đã thôi các vai trò được chọn."))


def _set_active(
    model_admin: admin.ModelAdmin[Any], request: HttpRequest, rows: QuerySet[User], *, active: bool
) -> None:
    try:
        for user in rows:
            services.set_active(actor=_person(request), user=user, active=active)
    except ValidationError as error:
        model_admin.message_user(request, " ".join(error.messages), messages.ERROR)
        return
    model_admin.message_user(request, _("Đã mở lại tài khoản.") if active else _("Đã khóa tài khoản."))


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - narrows the type; the site admits only people
    return request.user


class Governed(admin.ModelAdmin[Model]):
    """A table whose access the policies decide: seen and changed by those who may manage it, never deleted."""

    action = Action.MANAGE_AGENCIES
    actions: Sequence[Any] = ()

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may(request.user, self.action)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return may(request.user, self.action)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may(request.user, self.action)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return may(request.user, self.action)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        """The journal keeps the log."""

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        """The journal keeps the log."""


@admin.register(Agency, site=site)
class AgencyAdmin(Governed):
    list_display = ("name", "abbreviation", "kind", "parent", "valid_to")
    list_filter = ("kind", "level")
    list_select_related = ("parent",)
    search_fields = ("search",)
    ordering = ("sort_key",)
    autocomplete_fields = ("parent",)
    fields = ("name", "short_name", "abbreviation", "kind", "level", "parent", "email", "valid_from")

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm[Any], change: bool) -> None:
        assert isinstance(request.user, User)  # noqa: S101 - narrows the type; the site admits only people
        if change:
            services.edit_agency(
                actor=request.user, agency=obj, changes={n: form.cleaned_data[n] for n in form.changed_data}
            )
            return
        made = services.create_agency(actor=request.user, **form.cleaned_data)
        obj.pk = made.pk


@admin.register(AgencyAlias, site=site)
class AliasAdmin(Governed):
    list_display = ("name", "agency", "learned")
    search_fields = ("folded",)
    list_select_related = ("agency",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(User, site=site)
class PersonAdmin(Governed):
    action = Action.MANAGE_PEOPLE
    list_display = ("name", "email", "position", "is_active")
    search_fields = ("name", "email")
    ordering = ("sort_key", "pk")
    actions: Sequence[Any] = (close_access, open_access)
    fields = ("email", "name", "position", "phone", "language")

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm[Any], change: bool) -> None:
        assert isinstance(request.user, User)  # noqa: S101 - narrows the type; the site admits only people
        obj.pk = services.create_person(actor=request.user, **form.cleaned_data).pk


@admin.register(Membership, site=site)
class MembershipAdmin(Governed):
    action = Action.MANAGE_PEOPLE
    list_display = ("user", "role", "agency", "is_head", "clearance", "valid_from", "valid_to")
    list_filter = ("role",)
    list_select_related = ("user", "agency")
    search_fields = ("user__name", "agency__search")
    ordering = ("user__sort_key", "pk")
    actions: Sequence[Any] = (end_roles,)
    autocomplete_fields = ("user", "agency", "acting_for")

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm[Any], change: bool) -> None:
        assert isinstance(request.user, User)  # noqa: S101 - narrows the type; the site admits only people
        obj.pk = services.grant(actor=request.user, **form.cleaned_data).pk


@admin.register(CalendarDay, site=site)
class CalendarAdmin(Governed):
    list_display = ("day", "works", "name")
    ordering = ("-day",)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm[Any], change: bool) -> None:
        assert isinstance(request.user, User)  # noqa: S101 - narrows the type; the site admits only people
        obj.pk = services.set_calendar_day(actor=request.user, **form.cleaned_data).pk
