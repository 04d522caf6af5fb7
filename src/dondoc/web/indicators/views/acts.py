"""What is done on the pages of indicators."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dondoc.web.dashboard.formats import day_text
from dondoc.web.follow_up.forms import DecisionForm
from dondoc.web.follow_up.views.acting import perform
from dondoc.web.follow_up.views.finding import seen
from dondoc.web.follow_up.views.known import Known
from dondoc.web.indicators import forms
from dondoc.web.indicators.models import Actual
from dondoc.web.indicators.periods import starts_of
from dondoc.web.indicators.reading import Sheet
from dondoc.web.indicators.services import recording
from dondoc.web.indicators.templatetags.indicators import value_words
from dondoc.web.indicators.views.pages import found_sheet
from dondoc.web.organisations.policies import Action, require
from dondoc.web.people import person


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def define(request: HttpRequest, pk: int) -> HttpResponse:
    """Edit the definition sheet."""
    sheet = found_sheet(request, pk)
    require(request.user, Action.EDIT, sheet.indicator)
    return perform(
        request,
        form=forms.DefineForm(request.POST or None, initial=forms.sheet_of(sheet.definition)),
        do=lambda data: recording.define(
            actor=person(request), indicator=sheet.indicator, values=data, path_points=data["table"]
        ),
        done=_("Đã sửa cách tính và lộ trình."),
        title=_("Cách tính và lộ trình"),
        about=sheet.indicator,
        back=reverse("indicators:indicator", args=[pk]),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand in a figure of the whole or of a part, whatever of these the person may."""
    sheet = found_sheet(request, pk)
    whole, parts = recording.recordable(person(request), sheet.indicator)
    if not whole and not parts:
        require(request.user, Action.RECORD_ACTUAL, sheet.indicator)
    initial = _period_asked(request, sheet)
    return perform(
        request,
        form=forms.ActualForm(request.POST or None, request.FILES or None, initial=initial, whole=whole, parts=parts),
        do=lambda data: recording.record_actual(
            actor=person(request), indicator=sheet.indicator, figure=recording.Figure(**data)
        ),
        done=_("Đã nộp số liệu; chờ chấp nhận."),
        title=_("Nộp số liệu"),
        about=sheet.indicator,
        back=reverse("indicators:indicator", args=[pk]),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept a figure or return it."""
    found = seen(request, Actual.objects.select_related("indicator__programme", "indicator__document"), pk)
    require(request.user, Action.ACCEPT_ACTUAL, found)
    form = DecisionForm(request.POST or None, yes=_("Chấp nhận"), no=_("Trả lại"))
    return perform(
        request,
        form=form,
        do=lambda data: recording.decide_actual(
            actor=person(request), actual=found, accept=form.is_yes, note=data["note"]
        ),
        done=_("Đã cho ý kiến về số liệu."),
        title=_("Ý kiến về số liệu"),
        about=found.indicator,
        known=_known(found),
        back=reverse("indicators:indicator", args=[found.indicator_id]),
    )


def _known(figure: Actual) -> list[Known]:
    """Give what a figure is to be judged by: its period, what it rests on, and the figure before it."""
    unit = figure.indicator.unit
    before = figure.indicator.actuals.filter(
        agency=figure.agency, state=Actual.State.ACCEPTED, ends_on__lt=figure.ends_on
    ).last()
    file = reverse("indicators:evidence", args=[figure.pk]) if figure.evidence_file else ""
    known = [
        Known(_("Giá trị"), f"{value_words(figure.value)} {unit}".strip()),
        Known(_("Đơn vị"), str(figure.agency or "")),
        Known(_("Kỳ số liệu"), f"{day_text(figure.starts_on)} – {day_text(figure.ends_on)}"),
        Known(_("Căn cứ"), figure.evidence),
        Known(_("Tệp căn cứ"), _("Mở tệp") if file else "", file),
        Known(
            _("Số liệu kỳ trước"), f"{value_words(before.value)} {unit} ({day_text(before.ends_on)})" if before else ""
        ),
        Known(_("Người nộp"), f"{figure.submitted_by}, {day_text(figure.submitted_on)}"),
    ]
    return [one for one in known if one.words]


def _period_asked(request: HttpRequest, sheet: Sheet) -> dict[str, dt.date]:
    """Give the period that a link asks for by its last day ("?until=2022-12-31")."""
    try:
        last = dt.date.fromisoformat(request.GET.get("until", ""))
    except ValueError:
        return {}
    return {"starts_on": starts_of(sheet.definition.every, last), "ends_on": last}
