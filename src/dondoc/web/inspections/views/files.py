"""Files of inspections: what a finding rests on, what proves its correction, the conclusion in its official form."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from dondoc.web.dashboard.answers import say_refused
from dondoc.web.downloads import stored_file, word_file
from dondoc.web.follow_up.views.finding import seen
from dondoc.web.inspections.models import Inspection, InspectionFinding
from dondoc.web.inspections.papers import conclusion_docx
from dondoc.web.inspections.views.pages import found_inspection, sees_whole
from dondoc.web.official.render import BrokenTemplate


@login_required
@require_safe
def evidence(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give the file that a finding rests on to those who may see the inspection."""
    return stored_file(_found(request, pk).evidence_file)


@login_required
@require_safe
def correction(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give the file that proves a correction to those who may see the inspection."""
    return stored_file(_found(request, pk).correction_file)


@login_required
@require_safe
def conclusion(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the conclusion of an inspection as a Word file, once there is one, to who may see every line of it."""
    found = found_inspection(request, pk)
    if found.state != Inspection.State.CONCLUDED or not sees_whole(found, request):
        raise Http404
    try:
        word = conclusion_docx(found)
    except BrokenTemplate as error:
        say_refused(request, error.sentence)
        return redirect("inspections:inspection", pk)
    return word_file(word, f"ket-luan-kiem-tra-{found.pk}.docx")


def _found(request: HttpRequest, pk: int) -> InspectionFinding:
    rows = InspectionFinding.objects.select_related("inspection__plan__programme__document", "item")
    return seen(request, rows, pk)
