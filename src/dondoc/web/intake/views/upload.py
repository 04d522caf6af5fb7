"""Taking files in: the drop area, the jobs, the progress of one job."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dondoc.files import BadFile
from dondoc.web.dashboard.answers import say_done, say_refused
from dondoc.web.intake import services
from dondoc.web.intake.forms import UploadForm
from dondoc.web.intake.models import IntakeJob
from dondoc.web.organisations.access import access_of
from dondoc.web.organisations.models import Agency, User
from dondoc.web.organisations.policies import Action, require
from dondoc.web.people import person
from dondoc.web.register.models import Document

JOBS = 30


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def intake(request: HttpRequest) -> HttpResponse:
    """Show the drop area and the latest jobs; take in what is dropped."""
    user = person(request)
    require(user, Action.IMPORT)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        jobs = receive_all(request, user, form)
        if jobs:
            return redirect("intake:job", jobs[0].pk) if len(jobs) == 1 else redirect("intake:intake")
    offices = access_of(user).offices
    jobs_shown = IntakeJob.objects.filter(office__in=offices).select_related("uploaded_by", "document")
    drafts = Document.objects.visible_to(user).filter(status=Document.Status.DRAFT).select_related("imported_by")
    return render(
        request,
        "intake/intake.html",
        {"form": form, "jobs": jobs_shown.order_by("-pk")[:JOBS], "drafts": drafts.order_by("-imported_at")[:JOBS]},
        status=422 if form.is_bound else 200,
    )


@login_required
@require_safe
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far the reading of one file is; the page asks again by itself until it is done."""
    found = _job(request, pk)
    return render(request, "intake/job.html", {"job": found, "stages": stages_of(found)})


@login_required
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop the reading of a file."""
    services.cancel(actor=person(request), job=_job(request, pk))
    return redirect("intake:job", pk)


@login_required
@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a file again."""
    services.retry(actor=person(request), job=_job(request, pk))
    return redirect("intake:job", pk)


def receive_all(request: HttpRequest, user: User, form: UploadForm) -> list[IntakeJob]:
    """Take every part in; what is refused is said beside the form, and stops none of the others."""
    office = Agency.objects.get(pk=min(access_of(user).offices))
    jobs = []
    for name, content in form.parts():
        try:
            ocr = form.cleaned_data["ocr"] or "auto"
            jobs.append(services.receive(actor=user, office=office, name=name, file=content, ocr=ocr))
        except BadFile as error:
            sentence = error.sentence_en if get_language() == "en" else error.sentence
            form.add_error("uploads", sentence)
            if jobs:
                say_refused(request, sentence)
    if len(jobs) > 1:
        words = ngettext("Đã nhận %(n)s tệp.", "Đã nhận %(n)s tệp.", len(jobs)) % {"n": len(jobs)}
        say_done(request, words)
    return jobs


def stages_of(job: IntakeJob) -> list[tuple[str, str]]:
    """Give the stages with how each stands: done, now, failed or still to come."""
    order = list(IntakeJob.Stage)
    at = order.index(IntakeJob.Stage(job.stage))
    ended = job.state in {IntakeJob.State.DONE, IntakeJob.State.KNOWN}
    failed = job.state in {IntakeJob.State.FAILED, IntakeJob.State.REFUSED, IntakeJob.State.CANCELLED}
    standing = [
        "done" if ended or place < at else ("failed" if failed else "now") if place == at else ""
        for place in range(len(order))
    ]
    return list(zip([str(stage.label) for stage in order], standing, strict=True))


def _job(request: HttpRequest, pk: int) -> IntakeJob:
    user = person(request)
    require(user, Action.IMPORT)
    jobs = IntakeJob.objects.filter(office__in=access_of(user).offices).select_related("document", "uploaded_by")
    return get_object_or_404(jobs, pk=pk)
