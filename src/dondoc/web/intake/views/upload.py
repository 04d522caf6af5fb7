"""Taking files in: the drop area, the jobs, the progress of one job."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dondoc.files import BadFile
from dondoc.web.dashboard.answers import say_done
from dondoc.web.intake import services
from dondoc.web.intake.discarding import discarded_before
from dondoc.web.intake.doubles import doubles_of
from dondoc.web.intake.forms import UploadForm
from dondoc.web.intake.models import Batch, IntakeJob
from dondoc.web.organisations.access import access_of
from dondoc.web.organisations.models import Agency, User
from dondoc.web.organisations.policies import Action, require
from dondoc.web.people import person
from dondoc.web.register.models import Document


class Refused(NamedTuple):
    """A file of a batch that did not become a job, and why."""

    name: str
    sentence_vi: str
    sentence_en: str


JOBS = 30
BATCHES = 10


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
            alone = jobs[0].batch_id is None
            return redirect("intake:job", jobs[0].pk) if alone else redirect("intake:batch", jobs[0].batch_id)
    offices = access_of(user).offices
    jobs_shown = IntakeJob.objects.filter(office__in=offices).select_related("uploaded_by", "document")
    batches = Batch.objects.filter(office__in=offices).annotate(n_jobs=Count("jobs")).select_related("uploaded_by")
    drafts = Document.objects.visible_to(user).filter(status=Document.Status.DRAFT).select_related("imported_by")
    return render(
        request,
        "intake/intake.html",
        {
            "form": form,
            "jobs": jobs_shown.order_by("-pk")[:JOBS],
            "drafts": drafts.order_by("-imported_at")[:JOBS],
            "batches": batches.order_by("-pk")[:BATCHES],
        },
        status=422 if form.is_bound else 200,
    )


@login_required
@require_safe
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far the reading of one file is; the page asks again by itself until it is done."""
    found = job_of(request, pk)
    user = person(request)
    seen = Document.objects.visible_to(user).filter(pk=found.document_id or 0).first()
    draft = seen if seen is not None and found.state == IntakeJob.State.DONE else None
    under_review = draft is not None and draft.status == Document.Status.DRAFT
    context = {
        "job": found,
        "stages": stages_of(found),
        "draft": draft,
        "seen": seen,
        "doubles": doubles_of(draft, user) if draft is not None else [],
        "before": discarded_before(found),
        "may_discard": not found.is_going and (found.document_id is None or under_review),
    }
    return render(request, "intake/job.html", context)


@login_required
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop the reading of a file."""
    services.cancel(actor=person(request), job=job_of(request, pk))
    return redirect("intake:job", pk)


@login_required
@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a file again."""
    services.retry(actor=person(request), job=job_of(request, pk))
    return redirect("intake:job", pk)


def receive_all(request: HttpRequest, user: User, form: UploadForm) -> list[IntakeJob]:
    """Take every part in, several as one batch; what is refused is said and stops none of the others."""
    office = Agency.objects.get(pk=min(access_of(user).offices))
    parts = form.parts()
    batch = services.open_batch(actor=user, office=office, name=form.name_of_batch()) if len(parts) > 1 else None
    jobs = []
    for name, content in parts:
        try:
            ocr = form.cleaned_data["ocr"] or "auto"
            jobs.append(services.receive(actor=user, office=office, name=name, file=content, ocr=ocr, batch=batch))
        except BadFile as error:
            form.add_error("uploads", error.sentence_en if get_language() == "en" else error.sentence)
            if batch is not None:
                services.refuse(actor=user, batch=batch, name=name, error=error)
    if batch is not None and not jobs:
        services.discard(actor=user, batch=batch)
    return jobs


def stages_of(job: IntakeJob) -> list[tuple[str, str]]:
    """Give the stages with how each stands: done, now, failed or still to come."""
    order = list(IntakeJob.Stage)
    at = order.index(IntakeJob.Stage(job.stage))
    ended = job.state in {IntakeJob.State.DONE, IntakeJob.State.KNOWN, IntakeJob.State.UNPACKED}
    failed = job.state in {IntakeJob.State.FAILED, IntakeJob.State.REFUSED, IntakeJob.State.CANCELLED}
    standing = [
        "done" if ended or place < at else ("failed" if failed else "now") if place == at else ""
        for place in range(len(order))
    ]
    return list(zip([str(stage.label) for stage in order], standing, strict=True))


@login_required
@require_safe
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what became of files that came in together; the page asks again by itself until all are read."""
    found = _batch(request, pk)
    jobs = list(found.jobs.select_related("document", "unpacked_into").order_by("pk"))
    counts = Counter(job.state for job in jobs)
    read = Document.objects.visible_to(person(request)).filter(pk__in=[job.document_id for job in jobs])
    return render(
        request,
        "intake/batch.html",
        {
            "batch": found,
            "jobs": jobs,
            "seen": set(read.values_list("pk", flat=True)),
            "counts": [(state.label, counts[state]) for state in IntakeJob.State if counts[state]],
            "refused": [Refused(*line) for line in found.refused],
            "going": any(job.is_going for job in jobs),
            "done": sum(not job.is_going for job in jobs),
            "again": counts[IntakeJob.State.FAILED] + counts[IntakeJob.State.CANCELLED],
            "archive": getattr(found, "archive", None),
        },
    )


@login_required
@require_POST
def cancel_batch(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop every file of a batch that is not read yet."""
    count = services.cancel_batch(actor=person(request), batch=_batch(request, pk))
    say_done(request, ngettext("Đã hủy %(n)s tệp.", "Đã hủy %(n)s tệp.", count) % {"n": count})
    return redirect("intake:batch", pk)


@login_required
@require_POST
def retry_batch(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the files of a batch again that failed or were cancelled."""
    count = services.retry_batch(actor=person(request), batch=_batch(request, pk))
    say_done(request, ngettext("Đang đọc lại %(n)s tệp.", "Đang đọc lại %(n)s tệp.", count) % {"n": count})
    return redirect("intake:batch", pk)


def _batch(request: HttpRequest, pk: int) -> Batch:
    user = person(request)
    require(user, Action.IMPORT)
    batches = Batch.objects.filter(office__in=access_of(user).offices).select_related("uploaded_by", "archive")
    return get_object_or_404(batches, pk=pk)


def job_of(request: HttpRequest, pk: int) -> IntakeJob:
    """Give a job of the person's office."""
    user = person(request)
    require(user, Action.IMPORT)
    jobs = IntakeJob.objects.filter(office__in=access_of(user).offices).select_related(
        "document", "uploaded_by", "batch", "unpacked_into"
    )
    return get_object_or_404(jobs, pk=pk)
