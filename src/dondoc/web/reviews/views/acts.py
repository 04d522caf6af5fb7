"""What is done on the pages of reviews."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dondoc.web.dashboard.frame import frame_of
from dondoc.web.follow_up.forms import EmptyForm
from dondoc.web.follow_up.views.acting import perform
from dondoc.web.follow_up.views.finding import seen, seen_item
from dondoc.web.organisations.models import Agency
from dondoc.web.organisations.policies import Action, require
from dondoc.web.people import person
from dondoc.web.reviews import forms
from dondoc.web.reviews.choices import Section
from dondoc.web.reviews.models import Evaluation, Narrative, Review
from dondoc.web.reviews.services import collecting, freezing, opening, writing


def open_one(request: HttpRequest) -> HttpResponse:
    """Open a review of the programme of the page."""
    programme = frame_of(request).programme
    if programme is None:
        raise Http404
    return perform(
        request,
        form=forms.OpenForm(request.POST),
        do=lambda data: opening.open_review(actor=person(request), programme=programme, **data),
        done=_("Đã mở kỳ sơ kết, tổng kết; số liệu và ý kiến các cơ quan đã được đưa vào."),
        title=_("Mở kỳ sơ kết, tổng kết"),
        back=reverse("reviews:reviews"),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def head(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the head and the foot of the report."""
    found = _writable(request, pk)
    return perform(
        request,
        form=forms.HeadForm(request.POST or None, initial=forms.head_of(found)),
        do=lambda data: opening.set_head(actor=person(request), review=found, values=data),
        done=_("Đã sửa thể thức."),
        title=_("Sửa thể thức văn bản"),
        about=found,
        back=_page(found),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, pk: int, section: str) -> HttpResponse:
    """Write one part, of the office itself or (`?agency=`) of an agency."""
    found = _writable(request, pk)
    if section not in Section.values:
        raise Http404
    asked = request.GET.get("agency", "")
    agency = get_object_or_404(Agency, pk=asked) if asked.isdecimal() else None
    there = Narrative.objects.filter(review=found, section=section, agency=agency).first()
    return perform(
        request,
        form=forms.WriteForm(request.POST or None, initial={"text": there.text if there else ""}),
        do=lambda data: writing.write(actor=person(request), review=found, section=section, agency=agency, **data),
        done=_("Đã lưu nội dung."),
        title=str(Section(section).label),
        about=agency or found,
        back=_page(found),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def judge_item(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Change the grade of an item, with evidence."""
    found, about = _writable(request, pk), seen_item(request, item)
    there = Evaluation.objects.filter(review=found, item=about).first()
    return perform(
        request,
        form=forms.JudgeForm(request.POST or None, initial=_judged(there)),
        do=lambda data: writing.judge(actor=person(request), review=found, item=about, **data),
        done=_("Đã ghi đánh giá."),
        title=_("Đánh giá"),
        about=about,
        back=_page(found),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def judge_agency(request: HttpRequest, pk: int, agency: int) -> HttpResponse:
    """Change the grade of an agency's part, with evidence."""
    found, about = _writable(request, pk), get_object_or_404(Agency, pk=agency)
    there = Evaluation.objects.filter(review=found, agency=about).first()
    return perform(
        request,
        form=forms.JudgeForm(request.POST or None, initial=_judged(there)),
        do=lambda data: writing.judge(actor=person(request), review=found, agency=about, **data),
        done=_("Đã ghi đánh giá."),
        title=_("Đánh giá"),
        about=about,
        back=_page(found),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def freeze(request: HttpRequest, pk: int) -> HttpResponse:
    """Freeze the figures as an edition."""
    found = _seen(request, pk)
    require(request.user, Action.FREEZE_REVIEW, found)
    return perform(
        request,
        form=forms.FreezeForm(request.POST or None),
        do=lambda data: freezing.freeze(actor=person(request), review=found, **data),
        done=_("Đã chốt số liệu."),
        title=_("Chốt số liệu"),
        about=found,
        back=_page(found),
    )


@login_required
@require_POST
def collect(request: HttpRequest, pk: int) -> HttpResponse:
    """Add what agencies reported since; what was edited stays."""
    found = _writable(request, pk)
    return perform(
        request,
        form=EmptyForm(request.POST),
        do=lambda _data: collecting.collect_narratives(actor=person(request), review=found),
        done=_("Đã đưa thêm ý kiến của các cơ quan."),
        title=_("Lấy ý kiến từ báo cáo"),
        about=found,
        back=_page(found),
    )


def _seen(request: HttpRequest, pk: int) -> Review:
    return seen(request, Review.objects.select_related("programme__document", "programme__office"), pk)


def _writable(request: HttpRequest, pk: int) -> Review:
    found = _seen(request, pk)
    require(request.user, Action.WRITE_REVIEW, found)
    return found


def _judged(there: Evaluation | None) -> dict[str, str]:
    return {"grade": there.grade, "evidence": there.evidence} if there else {}


def _page(found: Review) -> str:
    return reverse("reviews:review", args=[found.pk])
