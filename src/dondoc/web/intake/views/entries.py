"""What a person does at the desk to what is no item: the head of the document, an indicator, a citation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dondoc.web.intake import half_typed
from dondoc.web.intake.desk import CITATION, HEAD, INDICATOR, Entry, desk_address
from dondoc.web.intake.field_forms import Correctable, FieldsForm
from dondoc.web.intake.half_typed import forget
from dondoc.web.intake.selection import number_in
from dondoc.web.intake.views.answering import (
    answered,
    asked_field,
    asked_first,
    chosen_reading,
    corrected,
    version_to_undo,
)
from dondoc.web.intake.views.desk import reviewed_document
from dondoc.web.organisations.models import User
from dondoc.web.people import person
from dondoc.web.register.models import Citation, Document, Indicator
from dondoc.web.register.services import correcting
from dondoc.web.register.services.secrecy import WouldHide

Act = Callable[[User, Correctable, int], object]


@login_required
@require_POST
def confirm(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Say that an entry is right as it stands and go on to the next; with `field`, that this one field is."""
    field = request.POST.get("field", "")

    def act(user: User, thing: Correctable, version: int) -> object:
        return correcting.confirm(actor=user, thing=thing, version=version, field=field)

    return _done(request, pk, key, act, _("Đã xác nhận."), forward=not field, checks=False)


@login_required
@require_POST
def take(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Take one of several readings of a field ("reference:1"; 0 keeps the one in force)."""
    field, _bar, choice = request.POST.get("choice", "").partition(":")
    chosen: list[dict[str, Any]] = []

    def act(user: User, thing: Correctable, version: int) -> object:
        taken = chosen_reading(thing, field, choice)
        chosen.append(taken.changes if taken else {})
        return correcting.correct(actor=user, thing=thing, version=version, changes=chosen[-1], only=field)

    try:
        return _done(request, pk, key, act, _("Đã chọn cách đọc."))
    except WouldHide as error:
        return asked_first(request, reviewed_document(request, pk), field, chosen[-1], error)


@login_required
@require_POST
def edit(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Correct an entry, or one field of it."""
    document = reviewed_document(request, pk)
    thing = _thing(document, key)
    only = asked_field(request, thing)

    def store(form: FieldsForm) -> object:
        return correcting.correct(
            actor=person(request),
            thing=thing,
            version=form.cleaned_data["version"],
            changes=form.changes(),
            targets=form.new_targets(),
            only=only,
            knowing="knowing" in request.POST,
        )

    return corrected(request, document, thing, only, store)


@login_required
@require_POST
def dismiss(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Say that an indicator or a citation is none."""

    def act(user: User, thing: Correctable, version: int) -> object:
        return correcting.dismiss(actor=user, thing=thing, version=version)

    return _done(request, pk, key, act, _("Đã loại."), forward=True)


@login_required
@require_POST
def undo(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Take back the last change of an entry."""

    def act(user: User, thing: Correctable, _version: int) -> object:
        return correcting.undo(actor=user, thing=thing, version=version_to_undo(request))

    return _done(request, pk, key, act, _("Đã hoàn tác."), undo=False)


@login_required
@require_POST
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what is typed in the open form, now and then while somebody types; `discard` lets go of it."""
    document, key = reviewed_document(request, pk), request.POST.get("key", "")
    if "discard" in request.POST:
        forget(person(request), document, key)
        return redirect(desk_address(document.pk, key))
    version = number_in(request.POST.get("version", ""))
    kept = half_typed.keep(actor=person(request), document=document, key=key, version=version, sent=request.POST)
    return HttpResponse(status=204 if kept else 422)


def _done(
    request: HttpRequest,
    pk: int,
    key: str,
    act: Act,
    words: str,
    *,
    forward: bool = False,
    undo: bool = True,
    checks: bool = True,
) -> HttpResponse:
    """Do one act to the entry that a key names and answer: what changed with "undo", or why it was refused."""
    document = reviewed_document(request, pk)
    thing = _thing(document, key)
    version = number_in(request.POST.get("version", ""))
    return answered(
        request,
        document,
        key,
        lambda: act(person(request), thing, version),
        f"{words} {Entry(thing).title[:80]}",
        forward=forward,
        undo=Entry(thing).act("undo") if undo else "",
        checks=checks,
    )


def _thing(document: Document, key: str) -> Correctable:
    kind, _bar, number = key.partition("-")
    if key == HEAD:
        return document
    if kind == INDICATOR:
        rows = Indicator.objects.select_related("document__held_by", "programme")
        return get_object_or_404(rows, document=document, pk=number_in(number))
    if kind == CITATION:
        return get_object_or_404(
            Citation.objects.select_related("document__held_by"), document=document, pk=number_in(number)
        )
    raise Http404
