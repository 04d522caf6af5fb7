"""Reviews: the list, one review with its figures, and its files."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from dondoc.web.dashboard.answers import say_refused
from dondoc.web.dashboard.frame import frame_of
from dondoc.web.downloads import word_file
from dondoc.web.follow_up.views.finding import seen
from dondoc.web.official.as_pdf import NoPrinter, pdf_of
from dondoc.web.official.blocks import Form
from dondoc.web.official.render import BrokenTemplate
from dondoc.web.organisations.policies import Action, may, require
from dondoc.web.people import person
from dondoc.web.reviews import papers, showing
from dondoc.web.reviews.figures import Figures, gather
from dondoc.web.reviews.forms import OpenForm
from dondoc.web.reviews.models import ReportEdition, Review
from dondoc.web.reviews.plan import plan_docx
from dondoc.web.reviews.views import acts
from dondoc.web.reviews.workbook import workbook

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ROWS = 100
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reviews(request: HttpRequest) -> HttpResponse:
    """List the reviews of the programme, and open a new one."""
    frame = frame_of(request)
    if request.method == "POST":
        require(person(request), Action.WRITE_REVIEW, frame.programme)
        return acts.open_one(request)
    rows = Review.objects.filter(programme=frame.programme).select_related("programme")
    if frame.looks_back:
        rows = rows.filter(opened_on__lte=frame.day)
    rows = rows.prefetch_related(Prefetch("editions", _editions(request).defer("figures", "changes")))
    found = [one for one in rows if may(request.user, Action.SEE, one)] if frame.programme else []
    form = OpenForm(initial={"as_of": frame.day, "kind": "mid_term"})
    return render(request, "reviews/reviews.html", {"reviews": found, "form": form})


@login_required
@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one review: as it stands now, or an edition of it."""
    found = found_review(request, pk)
    edition, figures = figures_asked(request, found)
    asked = request.GET.get("rows", "")
    page = Paginator(showing.items_asked(figures, asked), ROWS).get_page(request.GET.get("page"))
    return render(
        request,
        "reviews/review.html",
        {
            "review": found,
            "edition": edition,
            "editions": _editions(request).filter(review=found).select_related("frozen_by").defer("figures"),
            "figures": figures,
            "outcomes": showing.outcomes_of(figures),
            "aside": showing.aside_of(figures),
            "rates": showing.rates_of(figures),
            "page": page,
            "items": [showing.item_shown(one) for one in page],
            "agencies": showing.agencies_shown(figures),
            "parts": showing.parts_of(figures),
            "changes": showing.changes_shown(edition.changes) if edition else [],
            "asked": asked,
        },
    )


@login_required
@require_safe
def data(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the figures of a review as JSON, each number as the rows behind it."""
    _edition, figures = figures_asked(request, found_review(request, pk))
    return JsonResponse(figures.data, json_dumps_params={"ensure_ascii": False})


@login_required
@require_safe
def file(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Give a file of a review: report.docx, report.pdf, annex.docx or annex.xlsx."""
    found = found_review(request, pk)
    edition, figures = figures_asked(request, found)
    try:
        content, kind = _made(found, figures, name)
    except (BrokenTemplate, NoPrinter) as error:
        say_refused(request, str(error))
        return redirect(reverse("reviews:review", args=[pk]))
    stem = f"{name.partition('.')[0]}-{found.kind}-{found.as_of:%Y-%m-%d}"
    number = f"-{edition.number}" if edition else "-draft"
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{stem}{number}.{name.partition(".")[2]}"'
    return response


def _made(found: Review, figures: Figures, name: str) -> tuple[bytes, str]:
    if name == "report.docx":
        return papers.report_docx(found, figures), WORD
    if name == "report.pdf":
        return pdf_of(papers.report_docx(found, figures)), "application/pdf"
    if name == "annex.docx":
        return papers.annex_docx(found, figures), WORD
    if name == "annex.xlsx":
        return workbook(figures, found.subject), EXCEL
    raise Http404


@login_required
@require_safe
def plan(request: HttpRequest, form: str) -> HttpResponse:
    """Give the plan of the programme's office as a Word file: what is open on the day of the page."""
    frame, user = frame_of(request), person(request)
    if frame.programme is None or form not in set(Form):
        raise Http404
    require(user, Action.WRITE_REVIEW, frame.programme)
    try:
        word = plan_docx(frame.programme, Form(form), user=user, on=frame.day)
    except BrokenTemplate as error:
        say_refused(request, error.sentence)
        return redirect("reviews:reviews")
    return word_file(word, f"ke-hoach-{frame.day:%Y-%m-%d}.docx")


def found_review(request: HttpRequest, pk: int) -> Review:
    """Give a review that the person may see."""
    rows = Review.objects.select_related("programme__document", "programme__office", "previous")
    return seen(request, rows, pk)


def figures_asked(request: HttpRequest, found: Review) -> tuple[ReportEdition | None, Figures]:
    """Give the figures of the edition that is asked for, or those of the day of the page."""
    asked, frame = request.GET.get("edition", ""), frame_of(request)
    if not asked:
        return None, gather(found, seen_on=frame.day if frame.looks_back else None)
    numbered = _editions(request).filter(review=found)
    edition = numbered.filter(number=int(asked)).first() if asked.isdecimal() else None
    if edition is None:
        raise Http404
    return edition, Figures(edition.figures)


def _editions(request: HttpRequest) -> QuerySet[ReportEdition]:
    """Give the editions that there were on the day of the page."""
    frame = frame_of(request)
    rows = ReportEdition.objects.all()
    return rows.filter(frozen_at__date__lte=frame.day) if frame.looks_back else rows
