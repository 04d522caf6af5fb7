"""One item: its facts, its sentence in the source beside them, its history."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dondoc.web.dashboard.answers import say_done, say_refused
from dondoc.web.dashboard.frame import frame_of
from dondoc.web.follow_up.facts import with_cycle
from dondoc.web.follow_up.services.assigning import follow_lead
from dondoc.web.follow_up.services.many import acts_of
from dondoc.web.journal.models import Entry
from dondoc.web.organisations.policies import Action, require
from dondoc.web.people import person
from dondoc.web.register.field_reviews import said_of
from dondoc.web.register.forms import ItemForm
from dondoc.web.register.models import Completion, Cooperation, DeadlineChange, WorkItem
from dondoc.web.register.querysets import WorkItemQuerySet
from dondoc.web.register.services.editing import edit_item
from dondoc.web.register.services.locking import StaleVersion
from dondoc.web.register.source_view import SourceView, source_view

HISTORY = 50


@login_required
@require_safe
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """Show everything about one item."""
    frame = frame_of(request)
    found = get_object_or_404(_with_its_rows(request), pk=pk)
    return render(
        request,
        "register/item.html",
        {
            "item": found,
            "source": _source(found),
            "said": said_of(found),
            "children": _parts(request, found),
            "many_acts": [] if frame.looks_back else acts_of(request.user, found.programme),
            "history": Entry.objects.about(found)
            .visible_to(request.user)
            .until(frame.day)
            .select_related("acting_for")[:HISTORY],
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct fields of an item under follow-up."""
    found = get_object_or_404(_with_its_rows(request), pk=pk)
    require(request.user, Action.EDIT, found)
    form = ItemForm.of(found, request.POST or None)
    status = 200
    if request.method == "POST":
        form, status = _stored(request, found, form)
        if status == 200:
            say_done(request, _("Đã sửa nhiệm vụ."))
            return redirect("register:item", pk)
    return render(request, "register/edit.html", {"item": found, "form": form, "source": _source(found)}, status=status)


def _stored(request: HttpRequest, found: WorkItem, form: ItemForm) -> tuple[ItemForm, int]:
    """Store what the person sent: give the form to show, and 200, or why not as 409 (changed meanwhile) or 422."""
    if not form.is_valid():
        return form, 422
    try:
        edited = edit_item(
            actor=person(request),
            item=found,
            version=form.cleaned_data["version"],
            changes=form.changes(),
            cooperating=form.cooperating_names(),
        )
    except StaleVersion as stale:
        say_refused(request, stale.sentence)
        data = request.POST.copy()
        data["version"] = str(stale.current.version)
        return ItemForm.of(stale.current, data), 409
    except ValidationError as error:
        form.refuse(error)
        return form, 422
    follow_lead(edited, actor=person(request))
    return form, 200


def _parts(request: HttpRequest, found: WorkItem) -> WorkItemQuerySet:
    """Give what the item was broken down into; asks the database only where there are parts."""
    if not getattr(found, "has_parts", True):
        return WorkItem.objects.none()
    parts = WorkItem.objects.visible_to(request.user).filter(parent=found)
    return parts.with_timeliness(frame_of(request).day).select_related("lead_agency")


def _with_its_rows(request: HttpRequest) -> WorkItemQuerySet:
    changes = DeadlineChange.objects.select_related("requested_by", "decided_by").order_by("pk")
    completions = Completion.objects.select_related("submitted_by", "decided_by").order_by("-pk")
    cooperations = Cooperation.objects.select_related("agency").order_by("position")
    return (
        with_cycle(WorkItem.objects.visible_to(request.user))
        .with_timeliness(frame_of(request).day)
        .annotate(
            has_parts=Exists(WorkItem.objects.filter(parent=OuterRef("pk"))),
        )
        .select_related("programme", "lead_agency", "document__text", "provision", "parent", "merged_into__programme")
        .defer(*(f"document__text__{name}" for name in ("words", "lines", "register", "changes")))
        .prefetch_related(
            Prefetch("deadline_changes", changes),
            Prefetch("completions", completions),
            Prefetch("cooperations", cooperations),
        )
    )


def _source(found: WorkItem) -> SourceView | None:
    text = getattr(found.document, "text", None) if found.document else None
    return source_view(found, text) if text else None
