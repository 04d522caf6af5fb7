"""The review desk: the page with the sentence lit on the left, the register on the right, one entry open."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from dondoc.web.intake.desk import Entry, coverage_of, entries_of, neighbours, progress_of
from dondoc.web.intake.doubles import doubles_of, is_followed
from dondoc.web.intake.field_forms import form_of
from dondoc.web.intake.fields import Around, rows_of, unanswered, with_doubts
from dondoc.web.intake.forms import PublishForm
from dondoc.web.intake.half_typed import put_back, typed_before
from dondoc.web.intake.lit import lit_boxes, lit_words
from dondoc.web.intake.selection import framed_words
from dondoc.web.intake.views.rebasing import rebased
from dondoc.web.organisations.policies import Action, require
from dondoc.web.people import person
from dondoc.web.register.document_text import pages_of
from dondoc.web.register.field_reviews import fields_of
from dondoc.web.register.models import Document, DocumentText, WorkItem
from dondoc.web.register.pictures import has_pictures, pictured_pages

WHOLE = "1"  # `edit=1`: all fields of the open entry


@login_required
@require_safe
def desk(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the draft of a document for review."""
    document = reviewed_document(request, pk)
    if document.status != Document.Status.DRAFT:
        return redirect("register:document", pk)
    return desk_page(request, document, item=request.GET.get("item", ""), edit=request.GET.get("edit", ""))


@login_required
@require_safe
def words(request: HttpRequest, pk: int) -> JsonResponse:
    """Give the words inside a frame that somebody drew on the picture of a page, and where they stand."""
    document = reviewed_document(request, pk)
    found = framed_words(document, request.GET.get("page", ""), request.GET.get("box", ""))
    if found is None:
        return JsonResponse({"start": 0, "end": 0, "words": "", "sentence": _("Không có chữ nào trong khung này.")})
    span, text = found
    count = len(text.split())
    sentence = ngettext("Đã lấy %(n)s chữ trong khung.", "Đã lấy %(n)s chữ trong khung.", count) % {"n": count}
    return JsonResponse({"start": span.start, "end": span.end, "words": text, "sentence": sentence})


def reviewed_document(request: HttpRequest, pk: int) -> Document:
    """Give a document that the person may review."""
    document = get_object_or_404(Document.objects.visible_to(request.user).select_related("held_by"), pk=pk)
    require(person(request), Action.REVIEW, document)
    return document


def around_of(document: Document, text: DocumentText | None = None) -> Around:
    """Give what of a document speaks of the fields of its entries; its text is read where it is not at hand."""
    text = text or DocumentText.objects.filter(pk=document.pk).only("changes").first()
    return Around(
        findings=list(document.findings.filter(settled_at__isnull=True).order_by("severity", "source_start")),
        signatures=list(document.signatures.order_by("pk")),
        changes=[one for one in text.changes if one["alternatives"]] if text else [],
    )


def desk_page(
    request: HttpRequest,
    document: Document,
    *,
    item: str = "",
    edit: str = "",
    form: forms.Form | None = None,
    publish: PublishForm | None = None,
    status: int = 200,
    asks: bool = False,
) -> HttpResponse:
    """Show the desk, with what a person sent kept where it could not be stored (`form`, `publish`).

    `asks`: the form was not refused; it is stored when it is sent once more.
    """
    entries = entries_of(document, item)
    opened = next(one for one in entries if one.is_open)
    only = edit if edit in fields_of(opened.thing) else ""
    restored = ""
    if edit and form is None and not opened.is_aside:
        form, restored = _unsent(request, document, opened, only)
    text = None if _is_part(request) else DocumentText.objects.filter(pk=document.pk).defer("register").first()
    around = around_of(document, text)
    entries = with_doubts(entries, around.findings)
    doubles = doubles_of(document, person(request))
    context: dict[str, Any] = {
        "document": document,
        "entries": entries,
        "opened": opened,
        "rows": rows_of(opened.thing, around),
        "form": form,
        "only": only,
        "asks": asks,
        "restored": restored,
        "doubles": doubles,
        "publish_form": publish or PublishForm.of(document, followed=is_followed(doubles)),
        "publish_open": publish is not None,
        "progress": progress_of(entries),
        "coverage": coverage_of(document),
        "findings": unanswered(entries, around.findings),
        **(_text(request, document, entries, text) if text else {}),
        **neighbours(entries),
    }
    return render(request, "intake/desk.html", context, status=status)


def _unsent(request: HttpRequest, document: Document, opened: Entry, only: str) -> tuple[forms.Form, str]:
    """Give the form of an entry, with what was typed before put back: "typed", or "rebased" on a newer state."""
    form = form_of(opened.thing, only=only)
    kept = typed_before(person(request), document, opened.key, only)
    if kept is None:
        return form, ""
    if kept.version == opened.thing.version:
        return put_back(form, kept.as_sent()), "typed"
    return put_back(form, rebased(opened.thing, kept.as_sent(), only=only)), "rebased"


def _is_part(request: HttpRequest) -> bool:
    """Tell whether only the right side is fetched: the text on the left stays as it is."""
    return request.headers.get("HX-Target") == "desk-register"


def _text(request: HttpRequest, document: Document, entries: list[Entry], text: DocumentText) -> dict[str, Any]:
    """Give the left side: the pictures of the pages where there are some, unless the text is asked for."""
    items = [one.thing for one in entries if isinstance(one.thing, WorkItem)]
    opened = next(one.key for one in entries if one.is_open)
    pictured = has_pictures(document)
    if pictured and request.GET.get("view") != "text":
        pages = pictured_pages(text, items, more=lit_boxes(entries, text))
        return {"pictures": pages, "has_pictures": True, "selectable": bool(text.words)}
    return {
        "pages": pages_of(text, items, raw=False, opened=opened, more=lit_words(entries, text)),
        "has_pictures": pictured,
    }
