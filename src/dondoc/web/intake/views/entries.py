"""What a person does at the desk to what is no item: the head of the document, an indicator, a citation."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dondoc.web.intake import half_typed
from dondoc.web.intake.desk import CITATION, HEAD, INDICATOR, Entry, desk_address
from dondoc.web.intake.field_forms import Correctable, FieldsForm
from dondoc.web.intake.half_typed import forget
from dondoc.web.intake.views.answering import answered, asked_field, chosen_reading, corrected, number_in
from dondoc.web.intake.views.desk import reviewed_document
from dondoc.web.people import person
from dondoc.web.register.models import Citation, Document, Indicator
from dondoc.web.register.services import correcting


@login_required
@require_POST
def confirm(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Say that an entry is right as it stands and go on to the next; with `field`, that this one field is."""
    document, thing, version = _asked(request, pk, key)
    field = request.POST.get("field", "")
    return answered(
        request,
        document,
        key,
        lambda: correcting.confirm(actor=person(request), thing=thing, version=version, field=field),
        _words(_("Đã xác nhận."), thing),
        forward=not field,
        undo=Entry(thing).act("undo"),
    )


@login_required
@require_POST
def take(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Take one of several readings of a field ("reference:1"; 0 keeps the one in force)."""
    document, thing, version = _asked(request, pk, key)
    field, _bar, choice = request.POST.get("choice", "").partition(":")

    def act() -> object:
        taken = chosen_reading(thing, field, choice)
        changes = taken.changes if taken else {}
        return correcting.correct(actor=person(request), thing=thing, version=version, changes=changes, only=field)

    words = _words(_("Đã chọn cách đọc."), thing)
    return answered(request, document, key, act, words, undo=Entry(thing).act("undo"))


@login_required
@require_POST
def edit(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Correct an entry, or one field of it."""
    document, thing, _version = _asked(request, pk, key)
    only = asked_field(request, thing)

    def store(form: FieldsForm) -> object:
        return correcting.correct(
            actor=person(request),
            thing=thing,
            version=form.cleaned_data["version"],
            changes=form.changes(),
            targets=form.new_targets(),
            only=only,
        )

    return corrected(request, document, thing, only, store)


@login_required
@require_POST
def dismiss(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Say that an indicator or a citation is none."""
    document, thing, version = _asked(request, pk, key)
    return answered(
        request,
        document,
        key,
        lambda: correcting.dismiss(actor=person(request), thing=thing, version=version),
        _words(_("Đã loại."), thing),
        forward=True,
        undo=Entry(thing).act("undo"),
    )


@login_required
@require_POST
def undo(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Take back the last change of an entry."""
    document, thing, version = _asked(request, pk, key)
    return answered(
        request,
        document,
        key,
        lambda: correcting.undo(actor=person(request), thing=thing, version=version or thing.version),
        _words(_("Đã hoàn tác."), thing),
    )


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


def _asked(request: HttpRequest, pk: int, key: str) -> tuple[Document, Correctable, int]:
    """Give the document, the entry of it that a key names, and the version the person saw."""
    document = reviewed_document(request, pk)
    return document, _thing(document, key), number_in(request.POST.get("version", ""))


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


def _words(words: str, thing: Correctable) -> str:
    return f"{words} {Entry(thing).title[:80]}"
