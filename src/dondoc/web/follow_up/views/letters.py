"""Urging: the overdue items to choose from, the letters drafted from them, and what came of each."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db.models import F, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dondoc.web.dashboard.answers import say_refused
from dondoc.web.dashboard.frame import frame_of
from dondoc.web.follow_up import forms
from dondoc.web.follow_up.letters import letter_docx
from dondoc.web.follow_up.models import UrgingLetter
from dondoc.web.follow_up.services import urging as service
from dondoc.web.follow_up.views import known
from dondoc.web.follow_up.views.acting import perform
from dondoc.web.follow_up.views.finding import seen
from dondoc.web.follow_up.work import with_last_words
from dondoc.web.official.render import BrokenTemplate
from dondoc.web.organisations.access import access_of
from dondoc.web.organisations.policies import Action, require
from dondoc.web.people import person
from dondoc.web.register.models import WorkItem
from dondoc.web.register.querysets import WorkItemQuerySet
from dondoc.web.register.timeliness import Cell

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ROWS = 200


@login_required
@require_safe
def urging(request: HttpRequest) -> HttpResponse:
    """Show the overdue items of the programme, to be chosen from, and its letters."""
    frame = frame_of(request)
    late = (
        with_last_words(_late(request)).with_names().order_by("lead_agency__sort_key", F("due_then").asc(), "path_key")
    )
    letters = UrgingLetter.objects.filter(programme=frame.programme, drafted_on__lte=frame.day)
    if frame.programme is None:
        letters = letters.none()
    return render(
        request,
        "follow_up/urging.html",
        {
            "late": late[:ROWS],
            "letters": letters.select_related("agency").prefetch_related("rows").order_by("-pk")[:ROWS],
            "form": forms.LetterForm(items=WorkItem.objects.none()),
        },
    )


@login_required
@require_POST
def draft_letters(request: HttpRequest) -> HttpResponse:
    """Draft letters from the ticked items, one for each agency."""
    frame = frame_of(request)
    require(request.user, Action.URGE, frame.programme)
    programme = frame.programme
    if programme is None:
        raise Http404
    return perform(
        request,
        form=forms.LetterForm(request.POST, items=_late(request)),
        do=lambda data: service.draft_letters(
            actor=person(request),
            programme=programme,
            items=list(data["items"]),
            form=data["form"],
            reply_by=data["reply_by"],
        ),
        done=_("Đã soạn dự thảo công văn đôn đốc; chờ ký duyệt."),
        title=_("Soạn công văn đôn đốc"),
        back=reverse("follow_up:urging"),
    )


@login_required
@require_safe
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one letter: what it speaks of, where it stands, what was answered."""
    found = _found(request, pk)
    rows = found.rows.select_related("item__lead_agency").order_by("item__path_key")
    return render(request, "follow_up/letter.html", {"letter": found, "rows": rows, "replies": found.replies.all()})


@login_required
@require_safe
def letter_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a letter as a Word file, in its official form."""
    found = _found(request, pk)
    try:
        word = letter_docx(found)
    except BrokenTemplate as error:
        say_refused(request, error.sentence)
        return redirect(_page(found))
    response = HttpResponse(word, content_type=WORD)
    name = f"cong-van-don-doc-{found.number or f'du-thao-{found.pk}'}.docx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign a letter off."""
    found = _found(request, pk)
    require(request.user, Action.SIGN_OFF, found)
    return perform(
        request,
        form=forms.SignForm(request.POST or None),
        do=lambda data: service.sign_off(
            actor=person(request), letter=found, signatory_role=data["signatory_role"], number=data["number"]
        ),
        done=_("Đã ký duyệt công văn."),
        title=_("Ký duyệt công văn đôn đốc"),
        about=found,
        known=known.of_letter(found),
        back=_page(found),
    )


@login_required
@require_POST
def send_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that a letter went out."""
    found = _found(request, pk)
    return perform(
        request,
        form=forms.EmptyForm(request.POST),
        do=lambda _data: service.send_letter(actor=person(request), letter=found),
        done=_("Đã ghi nhận phát hành công văn."),
        title=_("Phát hành công văn"),
        about=found,
        back=_page(found),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reply_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Record what an agency answered."""
    found = _found(request, pk)
    require(request.user, Action.REPLY_COOPERATION if _is_to(request, found) else Action.URGE, found)
    return perform(
        request,
        form=forms.LetterReplyForm(request.POST or None),
        do=lambda data: service.record_reply(actor=person(request), letter=found, **data),
        done=_("Đã ghi nhận trả lời."),
        title=_("Trả lời công văn đôn đốc"),
        about=found,
        back=_page(found),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def close_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a letter that was not answered, with what came of it."""
    found = _found(request, pk)
    require(request.user, Action.URGE, found)
    return perform(
        request,
        form=forms.OutcomeForm(request.POST or None),
        do=lambda data: service.close_letter(actor=person(request), letter=found, outcome=data["outcome"]),
        done=_("Đã kết thúc theo dõi công văn."),
        title=_("Kết quả công văn đôn đốc"),
        about=found,
        back=_page(found),
    )


@login_required
@require_POST
def cancel_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up a draft."""
    found = _found(request, pk)
    return perform(
        request,
        form=forms.EmptyForm(request.POST),
        do=lambda _data: service.cancel_letter(actor=person(request), letter=found),
        done=_("Đã hủy dự thảo."),
        title=_("Hủy dự thảo"),
        about=found,
        back=reverse("follow_up:urging"),
    )


def _late(request: HttpRequest) -> WorkItemQuerySet:
    frame = frame_of(request)
    items = WorkItem.objects.visible_to(request.user).in_force(frame.day)
    late = items.filter(programme=frame.programme, programme__isnull=False, lead_agency__isnull=False)
    return late.with_timeliness(frame.day).filter(Q(cell=Cell.OPEN_OVERDUE))


def _found(request: HttpRequest, pk: int) -> UrgingLetter:
    rows = UrgingLetter.objects.select_related("programme__office", "programme__document", "agency", "signed_by")
    return seen(request, rows, pk)


def _page(found: UrgingLetter) -> str:
    return reverse("follow_up:letter", args=[found.pk])


def _is_to(request: HttpRequest, found: UrgingLetter) -> bool:
    return found.agency_id in access_of(request.user).works_for
