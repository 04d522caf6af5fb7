"""What a person does at the review desk: each act is one POST that answers with the desk, what changed, and "undo"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dondoc.reading.source import Span
from dondoc.web import clock
from dondoc.web.dashboard.answers import say_done, say_refused
from dondoc.web.intake.desk import desk_address, next_waiting
from dondoc.web.intake.forms import PublishForm
from dondoc.web.intake.selection import selected_span
from dondoc.web.intake.views.desk import desk_page, reviewed_document
from dondoc.web.organisations.linking import AgencyIndex
from dondoc.web.organisations.models import Agency, User
from dondoc.web.people import person
from dondoc.web.register.forms import ItemForm
from dondoc.web.register.models import Document, Finding, WorkItem
from dondoc.web.register.services import reviewing
from dondoc.web.register.services.editing import edit_item
from dondoc.web.register.services.locking import StaleVersion
from dondoc.web.register.services.publishing import NotReviewed, publish

Act = Callable[[User, WorkItem, int], object]


@login_required
@require_POST
def confirm(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Say that an item is right as it stands, and go on to the next."""

    def act(user: User, found: WorkItem, version: int) -> object:
        return reviewing.confirm_item(actor=user, item=found, version=version)

    return _done(request, pk, item, act, _("Đã xác nhận."), forward=True)


@login_required
@require_POST
def take(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Take one of two readings of a deadline or a lead; what was decided is kept with the item."""

    def act(user: User, found: WorkItem, version: int) -> object:
        changes = _reading_taken(found, request.POST.get("field", ""), request.POST.get("choice", ""))
        return edit_item(actor=user, item=found, version=version, changes=changes)

    return _done(request, pk, item, act, _("Đã chọn cách đọc."))


@login_required
@require_POST
def edit(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Correct fields of an item; what could not be stored stays in the form, with the reason beside it."""
    document = reviewed_document(request, pk)
    found = _item(document, item)
    form = ItemForm.of(found, request.POST)
    if not form.is_valid():
        return desk_page(request, document, item=str(item), edit=True, form=form, status=422)
    try:
        edit_item(
            actor=person(request),
            item=found,
            version=form.cleaned_data["version"],
            changes=form.changes(),
            cooperating=form.cooperating_names(),
            learn=form.cleaned_data["learn"],
        )
    except StaleVersion as stale:
        say_refused(request, stale.sentence)
        data = request.POST.copy()
        data["version"] = str(stale.current.version)
        kept = ItemForm.of(stale.current, data)
        return desk_page(request, document, item=str(item), edit=True, form=kept, status=409)
    except ValidationError as error:
        form.refuse(error)
        return desk_page(request, document, item=str(item), edit=True, form=form, status=422)
    say_done(request, _("Đã sửa."), undo=_undo_address(pk, item))
    return redirect(desk_address(pk, item))


@login_required
@require_POST
def split(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Make several items of one: one title a line."""
    titles = [line.strip() for line in request.POST.get("titles", "").splitlines() if line.strip()]

    def act(user: User, found: WorkItem, version: int) -> object:
        return reviewing.split_item(actor=user, item=found, version=version, titles=titles)

    return _done(request, pk, item, act, _("Đã tách."), undo=False)


@login_required
@require_POST
def merge(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Fold an item into another one."""
    document = reviewed_document(request, pk)
    into = _item(document, int(request.POST.get("into", "0") or 0))

    def act(user: User, found: WorkItem, version: int) -> object:
        return reviewing.merge_items(actor=user, item=found, version=version, into=into)

    return _done(request, pk, item, act, _("Đã gộp."), undo=False)


@login_required
@require_POST
def dismiss(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Say that a candidate is no work item, and why."""

    def act(user: User, found: WorkItem, version: int) -> object:
        return reviewing.dismiss_item(actor=user, item=found, version=version, why=request.POST.get("why", ""))

    return _done(request, pk, item, act, _("Đã loại."), forward=True)


@login_required
@require_POST
def restore(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Take a candidate back that was set aside."""

    def act(user: User, found: WorkItem, version: int) -> object:
        return reviewing.restore_item(actor=user, item=found, version=version)

    return _done(request, pk, item, act, _("Đã khôi phục."), undo=False)


@login_required
@require_POST
def undo(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Take back the last change of an item."""

    def act(user: User, found: WorkItem, version: int) -> object:
        return reviewing.undo(actor=user, item=found, version=version or found.version)

    return _done(request, pk, item, act, _("Đã hoàn tác."), undo=False)


@login_required
@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add an item that the reader did not find, from a selection of the text or without a place."""
    document = reviewed_document(request, pk)
    span = selected_span(document, request.POST)
    title = " ".join(request.POST.get("title", "").split())
    try:
        made = reviewing.add_item(
            actor=person(request), document=document, fields=_added(title, document, span), span=span
        )
    except ValidationError as error:
        say_refused(request, " ".join(error.messages))
        return redirect(desk_address(pk))
    say_done(request, _("Đã thêm nhiệm vụ; hãy bổ sung cơ quan chủ trì và thời hạn."))
    return redirect(desk_address(pk, made.pk, edit=True))


@login_required
@require_POST
def confirm_rest(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that all items nobody has looked at singly are right as read."""
    count = reviewing.confirm_rest(actor=person(request), document=reviewed_document(request, pk))
    say_done(request, ngettext("Đã xác nhận %(n)s nhiệm vụ.", "Đã xác nhận %(n)s nhiệm vụ.", count) % {"n": count})
    return redirect(desk_address(pk))


@login_required
@require_POST
def settle(request: HttpRequest, pk: int, finding: int) -> HttpResponse:
    """Say what became of a finding."""
    document = reviewed_document(request, pk)
    found = get_object_or_404(Finding, pk=finding, document=document)
    reviewing.settle_finding(actor=person(request), finding=found, why=request.POST.get("why", "") or _("đã xem"))
    say_done(request, _("Đã xử lý phát hiện."))
    return redirect(desk_address(pk))


@login_required
@require_POST
def publish_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a programme of a reviewed draft."""
    document = reviewed_document(request, pk)
    form = PublishForm.of(document, request.POST)
    if not form.is_valid():
        return desk_page(request, document, publish=form, status=422)
    try:
        programme = publish(actor=person(request), document=document, **form.cleaned_data)
    except NotReviewed as error:
        form.add_error(None, error.sentence_en if get_language() == "en" else error.sentence_vi)
        return desk_page(request, document, publish=form, status=422)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return desk_page(request, document, publish=form, status=422)
    say_done(request, _("Đã công bố; các nhiệm vụ được theo dõi từ nay."))
    return redirect(f"{reverse('register:items')}?programme={programme.pk}")


def _done(
    request: HttpRequest, pk: int, item: int, act: Act, words: str, *, forward: bool = False, undo: bool = True
) -> HttpResponse:
    """Do one act to one item of a draft and answer: what changed with "undo", or why it was refused."""
    document = reviewed_document(request, pk)
    found = _item(document, item)
    try:
        act(person(request), found, _version(request))
    except StaleVersion as stale:
        say_refused(request, stale.sentence)
    except ValidationError as error:
        say_refused(request, " ".join(error.messages))
    else:
        say_done(request, f"{words} {found.title[:80]}", undo=_undo_address(pk, item) if undo else "")
        return redirect(desk_address(pk, next_waiting(document, found) if forward else item))
    return redirect(desk_address(pk, item))


def _item(document: Document, pk: int) -> WorkItem:
    return get_object_or_404(WorkItem.objects.select_related("document", "lead_agency"), pk=pk, document=document)


def _version(request: HttpRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() else 0


def _undo_address(pk: int, item: int) -> str:
    return reverse("intake:undo", args=[pk, item])


def _reading_taken(item: WorkItem, field: str, choice: str) -> dict[str, Any]:
    """Give the changes that a choice between readings means; choice 0 keeps what was read."""
    others = item.deadline_alternatives if field == "deadline" else item.alternative_leads
    read = item.deadline_as_written if field == "deadline" else item.lead_as_written
    number = int(choice) if choice.isascii() and choice.isdigit() else -1
    if not 0 <= number <= len(others):
        raise ValidationError(_("Không có cách đọc này."))
    if number == 0:
        return {"decided_note": _decided(item, _("Giữ “%(read)s”.") % {"read": read})}
    taken = others[number - 1]
    words = taken["as_written"] if field == "deadline" else str(taken)
    note = _decided(item, _("Chọn “%(taken)s”, không phải “%(read)s”.") % {"taken": words, "read": read})
    if field == "deadline":
        days = {"due_from": _day(taken["from"]), "due_on": _day(taken["to"])}
        return {"deadline_as_written": words, **days, "decided_note": note}
    index = AgencyIndex.load((item.document and item.document.issued_on) or clock.real_today())
    lead = Agency.objects.filter(pk=index.agency(words) or 0).first()
    return {"lead_as_written": words, "lead_agency": lead, "decided_note": note}


def _decided(item: WorkItem, words: str) -> str:
    return f"{item.decided_note}\n{words}".strip()


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _added(title: str, document: Document, span: Span | None) -> dict[str, Any]:
    if not title:
        raise ValidationError(_("Hãy ghi tên nhiệm vụ, hoặc bôi đen câu trong văn bản."))
    path = ""
    if span is not None:
        before = document.provisions.filter(source_start__lte=span.start)
        path = before.order_by("-source_start").values_list("address", flat=True).first() or ""
    return {"title": title, "path": path}
