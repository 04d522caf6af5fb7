"""The public pages, and the page on which an office decides what they show."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dondoc.web import clock
from dondoc.web.dashboard.answers import say_done, say_refused
from dondoc.web.dashboard.figures import cells_of_rows
from dondoc.web.organisations.policies import Action, require
from dondoc.web.people import person
from dondoc.web.portal import services
from dondoc.web.portal.open_data import as_json
from dondoc.web.portal.public import EVERYBODY, public_indicators, public_items, public_programmes, quote_of
from dondoc.web.register.choices import Secrecy
from dondoc.web.register.exporting import as_csv
from dondoc.web.register.filters import ItemFilter
from dondoc.web.register.models import Indicator, Programme, WorkItem
from dondoc.web.register.remembering import Memory
from dondoc.web.register.views.items import CountedPaginator, choices

ROWS = 50
KINDS = {"csv": "text/csv; charset=utf-8", "json": "application/json; charset=utf-8"}


@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """List the programmes that are open to everybody."""
    return render(request, "portal/programmes.html", {"programmes": list(public_programmes()), "day": clock.today()})


@require_safe
def programme(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what everybody may see of a programme: figures, indicators, items."""
    found = get_object_or_404(public_programmes(), pk=pk)
    day = clock.today()
    asked, everything = ItemFilter.from_query(request.GET), public_items(found, day)
    counted = asked.without_state(everything, day)
    rows = asked.in_order(asked.with_state(counted)).select_related("lead_agency")
    memory = Memory(found, EVERYBODY, day)
    cells = memory.kept(f"public cells of {asked.of_rows}", lambda: cells_of_rows(counted, day))
    page = CountedPaginator(rows, ROWS, known=cells.in_state(asked.state)).get_page(request.GET.get("page"))
    context = {
        "programme": found,
        "day": day,
        "asked": asked,
        "cells": cells,
        "page": page,
        "indicators": public_indicators(found, day),
        **memory.kept(f"public choices in {get_language()}", lambda: choices(found, everything)),
    }
    return render(request, "portal/programme.html", context)


@require_safe
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one item as everybody may see it: what was ordered, of whom, by when, and the product."""
    day = clock.today()
    found = get_object_or_404(
        WorkItem.objects.visible_to(EVERYBODY).top_level().in_force(day).with_names().with_timeliness(day), pk=pk
    )
    changes = found.deadline_changes.filter(state="approved", decided_on__lte=day).order_by("decided_on", "pk")
    product = found.completions.filter(state="accepted", completed_on__lte=day, decided_on__lte=day).first()
    context = {
        "item": found,
        "programme": found.programme,
        "day": day,
        "changes": list(changes),
        "product": product,
        "quote": quote_of(found),
    }
    return render(request, "portal/item.html", context)


@require_safe
def data(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Give all public items of a programme as a file for programs and spreadsheets."""
    found = get_object_or_404(public_programmes(), pk=pk)
    if form not in KINDS:
        raise Http404
    day = clock.today()
    rows = public_items(found, day).with_timeliness(day).in_order().with_names()
    content: str | bytes = (
        as_csv(rows, day) if form == "csv" else as_json(found, rows, public_indicators(found, day), day)
    )
    response = HttpResponse(content, content_type=KINDS[form])
    response["Content-Disposition"] = f'attachment; filename="chuong-trinh-{found.pk}-{day.isoformat()}.{form}"'
    response["Access-Control-Allow-Origin"] = "*"
    return response


@login_required
@require_safe
def opening(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the office what the public sees of its programme, and what it does not."""
    found = _own(request, pk)
    items = WorkItem.objects.visible_to(request.user).of_programme(found).top_level().in_force(clock.real_today())
    context = {
        "programme": found,
        "counts": _counts(items),
        "page": Paginator(items.in_order().select_related("lead_agency"), ROWS).get_page(request.GET.get("page")),
        "indicators": list(Indicator.objects.visible_to(request.user).of_programme(found).in_order()),
        "classes": Secrecy,
    }
    return render(request, "portal/opening.html", context)


@login_required
@require_POST
def open_or_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the whole programme to everybody, or close it at once."""
    found, shut = _own(request, pk), request.POST.get("shut") == "1"
    act = services.close_programme if shut else services.open_programme
    try:
        act(actor=person(request), programme=found)
    except ValidationError as error:
        say_refused(request, " ".join(error.messages))
    else:
        say_done(request, _("Đã thôi công khai chương trình.") if shut else _("Đã công khai chương trình."))
    return redirect(reverse("portal:opening", args=[pk]))


@login_required
@require_POST
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Make rows public or internal again: those that are ticked, or all that have no class of secrecy."""
    found, public = _own(request, pk), request.POST.get("public") == "1"
    items, indicators = WorkItem.objects.top_level(), Indicator.objects.all()
    if request.POST.get("all") != "1":
        items = items.filter(pk__in=_ticked(request, "item"))
        indicators = indicators.filter(pk__in=_ticked(request, "indicator"))
    actor = person(request)
    n = services.show_items(actor=actor, programme=found, items=items, public=public)
    n += services.show_indicators(actor=actor, programme=found, indicators=indicators, public=public)
    say_done(request, _said(n, public=public))
    return redirect(_page(request, pk))


def _own(request: HttpRequest, pk: int) -> Programme:
    found = get_object_or_404(Programme.objects.visible_to(request.user).select_related("document", "office"), pk=pk)
    require(request.user, Action.OPEN_TO_PUBLIC, found)
    return found


def _counts(items: Any) -> dict[str, int]:
    counted: dict[str, int] = items.order_by().aggregate(
        public=Count("pk", filter=Q(secrecy=Secrecy.PUBLIC)),
        internal=Count("pk", filter=Q(secrecy=Secrecy.INTERNAL)),
        classified=Count("pk", filter=Q(secrecy__gt=Secrecy.INTERNAL)),
    )
    return counted


def _ticked(request: HttpRequest, name: str) -> list[int]:
    return [
        int(value) for value in request.POST.getlist(name) if value.isascii() and value.isdigit() and len(value) < 18
    ]


def _page(request: HttpRequest, pk: int) -> str:
    number = request.POST.get("page", "1")
    return f"{reverse('portal:opening', args=[pk])}?page={number if number.isascii() and number.isdigit() else 1}"


def _said(n: int, *, public: bool) -> str:
    if public:
        return ngettext("Đã công khai %(n)s dòng.", "Đã công khai %(n)s dòng.", n) % {"n": n}
    return ngettext("Đã chuyển %(n)s dòng về nội bộ.", "Đã chuyển %(n)s dòng về nội bộ.", n) % {"n": n}
