"""How an act at the desk answers: what changed with "undo", why it was refused, or the form as it was sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from dondoc.web.dashboard.answers import say_done, say_refused
from dondoc.web.intake.checking import check_after
from dondoc.web.intake.desk import HEAD, Entry, desk_address, document_of, key_of, next_waiting
from dondoc.web.intake.field_forms import form_of
from dondoc.web.intake.fields import readings_of
from dondoc.web.intake.followed import Days
from dondoc.web.intake.half_typed import forget
from dondoc.web.intake.readings import Reading
from dondoc.web.intake.selection import number_in
from dondoc.web.intake.views.desk import WHOLE, around_of, desk_page
from dondoc.web.intake.views.rebasing import rebased
from dondoc.web.people import person
from dondoc.web.register.field_reviews import ReadThing, fields_of
from dondoc.web.register.models import Document
from dondoc.web.register.services.locking import StaleVersion
from dondoc.web.register.services.secrecy import WouldHide


def answered(
    request: HttpRequest,
    document: Document,
    key: str,
    act: Callable[[], Any],
    words: str,
    *,
    forward: bool = False,
    undo: str = "",
    checks: bool = True,
) -> HttpResponse:
    """Do an act and answer with the desk, at the same entry or at the next that waits (`forward`).

    `checks`: it changes what the checks of the reader speak of. Raises `WouldHide`.
    """
    days = Days.of(document, key)
    try:
        done = act()
    except StaleVersion as stale:
        say_refused(request, stale.sentence)
    except WouldHide:
        raise
    except ValidationError as error:
        say_refused(request, " ".join(error.messages))
    else:
        if checks:
            check_after(document)
        back = undoing(undo, done.version) if undo else ""
        say_done(request, f"{words} {days.what_followed()}".strip(), undo=back)
        return _onwards(request, document, next_waiting(document, key) if forward else key)
    return redirect(desk_address(document.pk, key))


def corrected(
    request: HttpRequest, document: Document, thing: ReadThing, only: str, store: Callable[[Any], Any]
) -> HttpResponse:
    """Take a correction in; what could not be stored stays in the form, with the reason beside it."""
    key = key_of(thing)
    form: Any = form_of(thing, request.POST, only=only)
    shown: dict[str, Any] = {"item": key, "edit": only or WHOLE}
    if not form.is_valid():
        return desk_page(request, document, form=form, status=422, **shown)
    days = Days.of(document, key)
    try:
        done = store(form)
    except StaleVersion as stale:
        say_refused(request, stale.sentence)
        kept = form_of(stale.current, rebased(stale.current, request.POST, only=only), only=only)
        return desk_page(request, document, form=kept, status=409, **shown)
    except ValidationError as error:
        return _refused(request, document, form, error, shown)
    forget(person(request), document, key)
    check_after(document)
    say_done(
        request, f"{_('Đã sửa.')} {days.what_followed()}".strip(), undo=undoing(Entry(thing).act("undo"), done.version)
    )
    return _onwards(request, document, key)


def asked_first(
    request: HttpRequest, document: Document, field: str, changes: dict[str, Any], error: WouldHide
) -> HttpResponse:
    """Ask before a reading is taken that would hide the draft: its field opens as a form that says so."""
    form: Any = form_of(document, {**changes, "version": document.version}, only=field)
    form.is_valid()
    return _refused(request, document, form, error, {"item": HEAD, "edit": field})


def _refused(
    request: HttpRequest, document: Document, form: Any, error: ValidationError, shown: dict[str, Any]
) -> HttpResponse:
    """Show the form again with the reason; what only has to be known is stored when it is sent once more."""
    form.refuse(error)
    return desk_page(request, document, form=form, status=422, asks=isinstance(error, WouldHide), **shown)


def _onwards(request: HttpRequest, document: Document, key: str) -> HttpResponse:
    """Lead to the desk; to the list of uploads where the person may no longer see the draft."""
    if Document.objects.visible_to(request.user).filter(pk=document.pk).exists():
        return redirect(desk_address(document.pk, key))
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": reverse("intake:intake")})
    return redirect("intake:intake")


def undoing(address: str, version: int) -> str:
    """Give the address that takes an act back as long as nobody has done another one to the same entry."""
    return f"{address}?version={version}"


def version_to_undo(request: HttpRequest) -> int:
    """Give the version that is to be taken back, as a form or the button of a message names it."""
    return number_in(request.POST.get("version") or request.GET.get("version", ""))


def asked_field(request: HttpRequest, thing: ReadThing) -> str:
    """Give the one field that is corrected; none where the whole form is sent."""
    only = request.POST.get("only", "")
    return only if only in fields_of(thing) else ""


def chosen_reading(thing: ReadThing, field: str, choice: str) -> Reading | None:
    """Give the reading that was chosen for a field, None for the one in force. Raises `ValidationError`."""
    found: list[Reading] = []
    if field in fields_of(thing):
        found = readings_of(thing, field, around_of(Document.objects.get(pk=document_of(thing))))
    number = number_in(choice, otherwise=-1)
    if not 0 <= number <= len(found) or field not in fields_of(thing):
        raise ValidationError(_("Không có cách đọc này."))
    return found[number - 1] if number else None
