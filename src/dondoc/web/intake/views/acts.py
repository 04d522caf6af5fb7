"""What a person does at the review desk: each act is one POST that answers with the desk, what changed, and "undo"."""

from __future__ import annotations

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
from dondoc.web.dashboard.answers import say_done, say_refused
from dondoc.web.intake.checking import check_after
from dondoc.web.intake.desk import desk_address
from dondoc.web.intake.doubles import doubles_of, is_followed
from dondoc.web.intake.forms import PublishForm
from dondoc.web.intake.readings import with_lead
from dondoc.web.intake.selection import number_in, selected_span
from dondoc.web.intake.views.answering import (
    answered,
    asked_field,
    chosen_reading,
    corrected,
    undoing,
    version_to_undo,
)
from dondoc.web.intake.views.desk import WHOLE, desk_page, reviewed_document
from dondoc.web.organisations.models import User
from dondoc.web.people import person
from dondoc.web.register.field_reviews import fields_of, words_of
from dondoc.web.register.forms import ItemForm
from dondoc.web.register.models import Document, Finding, WorkItem
from dondoc.web.register.services import reviewing
from dondoc.web.register.services.editing import edit_item
from dondoc.web.register.services.publishing import NotReviewed, publish

Act = Callable[[User, WorkItem, int], object]


@login_required
@require_POST
def confirm(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Say that an item is right as it stands and go on to the next; with `field`, that this one field is."""
    field = request.POST.get("field", "")

    def act(user: User, found: WorkItem, version: int) -> object:
        if field:
            return reviewing.confirm_field(actor=user, item=found, version=version, field=field)
        return reviewing.confirm_item(actor=user, item=found, version=version)

    return _done(request, pk, item, act, _("Đã xác nhận."), forward=not field, checks=False)


@login_required
@require_POST
def take(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Take one of two readings of a field ("deadline:1"; 0 keeps the one in force); an item keeps what was decided."""
    field, _bar, choice = request.POST.get("choice", "").partition(":")

    def act(user: User, found: WorkItem, version: int) -> object:
        read = words_of(found, field) if field in fields_of(found) else ""
        taken = chosen_reading(found, field, choice)
        if taken is None:
            note = _decided(found, _("Giữ “%(read)s”.") % {"read": read})
            return edit_item(actor=user, item=found, version=version, changes={"decided_note": note}, only=field)
        note = _decided(found, _("Chọn “%(taken)s”, không phải “%(read)s”.") % {"taken": taken.words, "read": read})
        changes = {**with_lead(found, taken.changes), "decided_note": note}
        return edit_item(actor=user, item=found, version=version, changes=changes, only=field)

    return _done(request, pk, item, act, _("Đã chọn cách đọc."))


@login_required
@require_POST
def edit(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Correct an item, or one field of it; what could not be stored stays in the form, with the reason beside it."""
    document = reviewed_document(request, pk)
    found = _item(document, item)
    only = asked_field(request, found)

    def store(form: ItemForm) -> object:
        return edit_item(
            actor=person(request),
            item=found,
            version=form.cleaned_data["version"],
            changes=form.changes(),
            cooperating=form.cooperating_names(),
            learn=form.cleaned_data.get("learn", False),
            only=only,
        )

    return corrected(request, document, found, only, store)


@login_required
@require_POST
def split(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Make several items of one: one title a line."""
    titles = [line.strip() for line in request.POST.get("titles", "").splitlines() if line.strip()]

    def act(user: User, found: WorkItem, version: int) -> object:
        return reviewing.split_item(actor=user, item=found, version=version, titles=titles)[0]

    return _done(request, pk, item, act, _("Đã tách."))


@login_required
@require_POST
def merge(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Fold an item into another one ("12:3" is item 12 as its third version shows it)."""
    document = reviewed_document(request, pk)
    key, _bar, seen = request.POST.get("into", "").partition(":")
    into = _item(document, number_in(key))

    def act(user: User, found: WorkItem, version: int) -> object:
        reviewing.merge_items(actor=user, item=found, version=version, into=into, into_version=number_in(seen))
        return WorkItem.objects.get(pk=found.pk)

    return _done(request, pk, item, act, _("Đã gộp."))


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

    def act(user: User, found: WorkItem, _version: int) -> object:
        return reviewing.undo(actor=user, item=found, version=version_to_undo(request))

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
    check_after(document)
    back = undoing(reverse("intake:undo", args=[pk, made.pk]), made.version)
    say_done(request, _("Đã thêm nhiệm vụ; hãy bổ sung cơ quan chủ trì và thời hạn."), undo=back)
    return redirect(desk_address(pk, str(made.pk), edit=WHOLE))


@login_required
@require_POST
def confirm_rest(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that all that nobody has looked at singly is right as read."""
    document, told = reviewed_document(request, pk), number_in(request.POST.get("left", ""), otherwise=-1)
    try:
        count = reviewing.confirm_rest(actor=person(request), document=document, told=told if told >= 0 else None)
    except ValidationError as error:
        say_refused(request, " ".join(error.messages))
        return redirect(desk_address(pk))
    say_done(request, ngettext("Đã xác nhận %(n)s mục.", "Đã xác nhận %(n)s mục.", count) % {"n": count})
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
    followed = is_followed(doubles_of(document, person(request)))
    form = PublishForm.of(document, request.POST, followed=followed)
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
    say_done(request, _("Đã công bố. Dưới đây là các bước để chương trình tự vận hành."))
    return redirect(f"{reverse('follow_up:setup')}?programme={programme.pk}")


def _done(
    request: HttpRequest,
    pk: int,
    item: int,
    act: Act,
    words: str,
    *,
    forward: bool = False,
    undo: bool = True,
    checks: bool = True,
) -> HttpResponse:
    """Do one act to one item of a draft and answer: what changed with "undo", or why it was refused."""
    document = reviewed_document(request, pk)
    found = _item(document, item)
    undoing = reverse("intake:undo", args=[pk, item]) if undo else ""
    return answered(
        request,
        document,
        str(item),
        lambda: act(person(request), found, number_in(request.POST.get("version", ""))),
        f"{words} {found.title[:80]}",
        forward=forward,
        undo=undoing,
        checks=checks,
    )


def _item(document: Document, pk: int) -> WorkItem:
    rows = WorkItem.objects.select_related("document__held_by", "lead_agency")
    return get_object_or_404(rows, pk=pk, document=document)


def _decided(item: WorkItem, words: str) -> str:
    return f"{item.decided_note}\n{words}".strip()


def _added(title: str, document: Document, span: Span | None) -> dict[str, Any]:
    if not title:
        raise ValidationError(_("Hãy ghi tên nhiệm vụ, hoặc bôi đen câu trong văn bản."))
    path = ""
    if span is not None:
        before = document.provisions.filter(source_start__lte=span.start)
        path = before.order_by("-source_start").values_list("address", flat=True).first() or ""
    return {"title": title, "path": path}
