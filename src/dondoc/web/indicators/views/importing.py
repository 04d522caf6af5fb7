"""Taking figures in from a workbook: a form to fill, a dry run that lists every error, then all or nothing."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from openpyxl import Workbook

from dondoc.output.as_csv import harmless
from dondoc.web import clock
from dondoc.web.dashboard.answers import say_done, say_refused
from dondoc.web.dashboard.frame import frame_of
from dondoc.web.indicators.checking import DryRun, Line, dry_run
from dondoc.web.indicators.forms import UploadForm
from dondoc.web.indicators.services.taking_in import take_in
from dondoc.web.indicators.sheets import NoSheet, Problem, opened
from dondoc.web.organisations.policies import Action, require
from dondoc.web.people import person
from dondoc.web.register.models import Indicator, Programme

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADS = ("Mã", "Chỉ tiêu", "Đơn vị tính", "Kỳ", "Đơn vị", "Giá trị", "Trọng số", "Căn cứ")
VALID_FOR = 3600


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Ask for a file, and show what taking it in would do."""
    programme = _programme(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    run: DryRun | None = None
    if request.method == "POST" and form.is_valid():
        run = _tried(form.cleaned_data["file"], programme)
    status = 422 if request.method == "POST" and (run is None or not run.is_clean) else 200
    sealed = _sealed(request, programme, run.lines) if run and run.is_clean else ""
    return render(request, "indicators/upload.html", {"form": form, "run": run, "sealed": sealed}, status=status)


@login_required
@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """Take in the figures of a clean dry run."""
    programme = _programme(request)
    try:
        rows = signing.loads(request.POST.get("sealed", ""), salt=_salt(request, programme), max_age=VALID_FOR)
        number = take_in(actor=person(request), programme=programme, lines=[_unsealed(row) for row in rows])
    except signing.BadSignature:
        say_refused(request, _("Bản chạy thử đã hết hạn; hãy nạp lại tệp."))
        return redirect("indicators:upload")
    except ValidationError as error:
        say_refused(request, " ".join(error.messages))
        return redirect("indicators:upload")
    say_done(request, _("Đã nạp %(n)s số liệu; chờ chấp nhận.") % {"n": number})
    return redirect("indicators:indicators")


@login_required
@require_safe
def blank(request: HttpRequest) -> HttpResponse:
    """Give the workbook to fill in, with the indicators of the programme."""
    programme = _programme(request)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEADS)
    for one in Indicator.objects.visible_to(request.user).of_programme(programme).in_order():
        sheet.append((one.pk, harmless(one.name), harmless(one.unit)))
    sheet.column_dimensions["B"].width = 70
    stream = io.BytesIO()
    book.save(stream)
    response = HttpResponse(stream.getvalue(), content_type=EXCEL)
    response["Content-Disposition"] = 'attachment; filename="so-lieu-chi-tieu.xlsx"'
    return response


def _programme(request: HttpRequest) -> Programme:
    programme = frame_of(request).programme
    if programme is None:
        raise Http404
    require(request.user, Action.ACCEPT_ACTUAL, programme)
    return programme


def _tried(file: object, programme: Programme) -> DryRun:
    name, size = getattr(file, "name", ""), getattr(file, "size", 0)
    if size > settings.MAX_UPLOAD_BYTES:
        return DryRun(problems=[Problem(0, "", "size", _("Tệp quá lớn."))])
    try:
        return dry_run(opened(name, file.read()), programme, clock.real_today())  # type: ignore[attr-defined]
    except NoSheet as error:
        return DryRun(problems=[Problem(0, "", "file", str(error))])


def _sealed(request: HttpRequest, programme: Programme, lines: list[Line]) -> str:
    """Seal the rows into the page, so that what is taken in is what was shown, by the person to whom it was shown."""
    rows = [
        {**dataclasses.asdict(one), "starts_on": one.starts_on.isoformat(), "ends_on": one.ends_on.isoformat()}
        for one in lines
    ]
    return signing.dumps(rows, salt=_salt(request, programme), compress=True)


def _unsealed(row: dict[str, object]) -> Line:
    days = {name: dt.date.fromisoformat(str(row[name])) for name in ("starts_on", "ends_on")}
    return Line(**{**row, **days})  # type: ignore[arg-type]


def _salt(request: HttpRequest, programme: Programme) -> str:
    return f"indicators.import.{person(request).pk}.{programme.pk}"
