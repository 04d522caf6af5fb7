"""The acts on one item: take it on, hand it back, complete it, ask for time, ask others, break it down."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dondoc.web.downloads import stored_file
from dondoc.web.follow_up import forms
from dondoc.web.follow_up.models import Assignment, CooperationRequest, HandBack
from dondoc.web.follow_up.services import assigning, breaking_down, completing, cooperating, deadlines, expanding
from dondoc.web.follow_up.views import known
from dondoc.web.follow_up.views.acting import perform
from dondoc.web.follow_up.views.finding import seen, seen_item, seen_of_item
from dondoc.web.organisations.policies import Action, require
from dondoc.web.people import person
from dondoc.web.register.models import Completion, DeadlineChange

an_act = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@require_POST
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an item on."""
    found = seen(request, Assignment.objects.select_related("item__programme", "agency"), pk)
    return perform(
        request,
        form=forms.EmptyForm(request.POST),
        do=lambda _data: assigning.acknowledge(actor=person(request), assignment=found),
        done=_("Đã tiếp nhận nhiệm vụ."),
        title=_("Tiếp nhận nhiệm vụ"),
        about=found.item,
    )


@login_required
@an_act
def hand_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask to be rid of an item."""
    found = seen(request, Assignment.objects.select_related("item__programme", "agency"), pk)
    require(request.user, Action.HAND_BACK, found)
    return perform(
        request,
        form=forms.HandBackForm(request.POST or None),
        do=lambda data: assigning.hand_back(actor=person(request), assignment=found, reason=data["reason"]),
        done=_("Đã gửi đề nghị trả lại; văn phòng sẽ trả lời."),
        title=_("Trả lại nhiệm vụ"),
        about=found.item,
    )


@login_required
@an_act
def rule(request: HttpRequest, pk: int) -> HttpResponse:
    """Rule on a hand-back."""
    found = seen(
        request, HandBack.objects.select_related("assignment__item__programme", "assignment__agency", "asked_by"), pk
    )
    require(request.user, Action.RULE_ON_HAND_BACK, found)
    return perform(
        request,
        form=(form := forms.RulingForm(request.POST or None)),
        do=lambda data: assigning.rule_on_hand_back(
            actor=person(request), hand_back=found, uphold=form.is_yes, note=data["note"], agency=data["agency"]
        ),
        done=_("Đã trả lời đề nghị trả lại nhiệm vụ."),
        title=_("Trả lời đề nghị trả lại nhiệm vụ"),
        about=found.assignment.item,
        known=known.of_hand_back(found),
    )


@login_required
@an_act
def complete(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand in the product of an item."""
    item = seen_item(request, pk)
    require(request.user, Action.COMPLETE, item)
    return perform(
        request,
        form=forms.CompletionForm(request.POST or None, request.FILES or None),
        do=lambda data: completing.submit_completion(
            actor=person(request),
            item=item,
            product=completing.Product(
                reference=data["product_reference"],
                completed_on=data["completed_on"],
                title=data["product_title"],
                link=data["link"],
                file=data["file"],
                note=data["note"],
            ),
        ),
        done=_("Đã nộp sản phẩm, chờ văn phòng nghiệm thu."),
        title=_("Nộp sản phẩm, báo hoàn thành"),
        about=item,
    )


@login_required
@an_act
def decide_completion(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept a product or return it."""
    rows = Completion.objects.select_related("item__programme", "item__parent", "submitted_by")
    found = seen_of_item(request, rows, pk)
    require(request.user, Action.ACCEPT_COMPLETION, found.item)
    return perform(
        request,
        form=(form := forms.DecisionForm(request.POST or None, yes=_("Nghiệm thu"), no=_("Trả lại"))),
        do=lambda data: completing.decide_completion(
            actor=person(request), completion=found, accept=form.is_yes, note=data["note"]
        ),
        done=_("Đã ghi ý kiến về sản phẩm."),
        title=_("Nghiệm thu sản phẩm"),
        about=found.item,
        known=known.of_product(found),
    )


@login_required
@require_safe
def product_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give the file of a product to those who may see its item."""
    found = seen_of_item(request, Completion.objects.all(), pk)
    return stored_file(found.file)


@login_required
@require_POST
def withdraw_completion(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a product back that waits."""
    found = seen_of_item(request, Completion.objects.select_related("item__programme"), pk)
    return perform(
        request,
        form=forms.EmptyForm(request.POST),
        do=lambda _data: completing.withdraw_completion(actor=person(request), completion=found),
        done=_("Đã rút sản phẩm."),
        title=_("Rút sản phẩm"),
        about=found.item,
    )


@login_required
@an_act
def ask_deadline(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for another deadline."""
    item = seen_item(request, pk)
    require(request.user, Action.ASK_DEADLINE, item)
    return perform(
        request,
        form=forms.DeadlineForm(request.POST or None),
        do=lambda data: deadlines.ask_deadline(
            actor=person(request), item=item, new_due_on=data["new_due_on"], reason=data["reason"]
        ),
        done=_("Đã gửi đề nghị đổi hạn; lãnh đạo sẽ quyết định."),
        title=_("Đề nghị đổi hạn"),
        about=item,
        known=known.of_deadline(item),
    )


@login_required
@an_act
def decide_deadline(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide a request for another deadline."""
    rows = DeadlineChange.objects.select_related("item__programme", "item__parent", "item__lead_agency", "requested_by")
    found = seen_of_item(request, rows, pk)
    require(request.user, Action.DECIDE_DEADLINE, found.item)
    return perform(
        request,
        form=(form := forms.DecisionForm(request.POST or None)),
        do=lambda data: deadlines.decide_deadline(
            actor=person(request), change=found, approve=form.is_yes, note=data["note"]
        ),
        done=_("Đã quyết định về thời hạn."),
        title=_("Quyết định đổi hạn"),
        about=found.item,
        known=known.of_change(found),
    )


@login_required
@require_POST
def withdraw_deadline(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a request for another deadline that nobody has decided."""
    found = seen_of_item(request, DeadlineChange.objects.select_related("item__programme"), pk)
    return perform(
        request,
        form=forms.EmptyForm(request.POST),
        do=lambda _data: deadlines.withdraw_deadline(actor=person(request), change=found),
        done=_("Đã rút đề nghị đổi hạn."),
        title=_("Rút đề nghị đổi hạn"),
        about=found.item,
    )


@login_required
@an_act
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a co-operating agency."""
    item = seen_item(request, pk)
    require(request.user, Action.ASK_COOPERATION, item)
    return perform(
        request,
        form=forms.CooperationForm(request.POST or None, item=item),
        do=lambda data: cooperating.ask(
            actor=person(request), item=item, agency=data["agency"], question=data["question"], days=data["days"]
        ),
        done=_("Đã gửi đề nghị phối hợp."),
        title=_("Đề nghị phối hợp"),
        about=item,
    )


@login_required
@an_act
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a request to co-operate."""
    found = seen(request, CooperationRequest.objects.select_related("item__programme", "agency"), pk)
    require(request.user, Action.REPLY_COOPERATION, found)
    return perform(
        request,
        form=forms.ReplyForm(request.POST or None),
        do=lambda data: cooperating.reply(actor=person(request), request=found, text=data["reply"]),
        done=_("Đã trả lời cơ quan chủ trì."),
        title=_("Trả lời đề nghị phối hợp"),
        about=found.item,
        known=known.of_question(found),
    )


@login_required
@an_act
def break_down(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a sub-item."""
    item = seen_item(request, pk)
    require(request.user, Action.BREAK_DOWN, item)
    return perform(
        request,
        form=forms.PartForm(request.POST or None),
        do=lambda data: breaking_down.break_down(actor=person(request), item=item, parts=[breaking_down.Part(**data)]),
        done=_("Đã thêm việc con."),
        title=_("Thêm việc con"),
        about=item,
    )


@login_required
@require_POST
def expand(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an item to each agency of its class."""
    item = seen_item(request, pk)
    require(request.user, Action.ASSIGN, item)
    return perform(
        request,
        form=forms.EmptyForm(request.POST),
        do=lambda _data: expanding.expand(actor=person(request), item=item),
        done=_("Đã giao phần việc cho từng cơ quan."),
        title=_("Giao cho từng cơ quan"),
        about=item,
    )
