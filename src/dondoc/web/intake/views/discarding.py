"""Letting go of a draft, or of a file that gave none: one POST, with the reason and a tick."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dondoc.web.dashboard.answers import say_done, say_refused
from dondoc.web.intake import discarding
from dondoc.web.intake.desk import desk_address
from dondoc.web.intake.forms import DiscardForm
from dondoc.web.intake.views.desk import reviewed_document
from dondoc.web.intake.views.upload import job_of
from dondoc.web.people import person


@login_required
@require_POST
def discard_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Let go of a draft with its file and all that was read from it."""
    document = reviewed_document(request, pk)

    def act(why: str) -> object:
        return discarding.discard_draft(actor=person(request), document=document, why=why)

    return _answered(request, act, document.file_name, back=desk_address(pk))


@login_required
@require_POST
def discard_job(request: HttpRequest, pk: int) -> HttpResponse:
    """Let go of an uploaded file; of its draft too, where there is one."""
    job = job_of(request, pk)

    def act(why: str) -> object:
        return discarding.discard_upload(actor=person(request), job=job, why=why)

    return _answered(request, act, job.file_name, back=reverse("intake:job", args=[pk]))


def _answered(request: HttpRequest, act: Callable[[str], object], name: str, *, back: str) -> HttpResponse:
    form = DiscardForm(request.POST)
    if not form.is_valid():
        say_refused(request, form.sentence)
        return redirect(back)
    try:
        act(form.cleaned_data["why"])
    except ValidationError as error:
        say_refused(request, " ".join(error.messages))
        return redirect(back)
    say_done(request, _("Đã bỏ tệp %(name)s cùng mọi nội dung đã đọc.") % {"name": name})
    return redirect("intake:intake")
