"""The API, version 1: reading only. What a person may see on the pages he may read here, and nothing else.

Two ways in: the session of the pages, or `Authorization: Bearer <key>`. Every list takes `on` (a day, ISO form) and
answers as of that day.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import NinjaAPI, Query
from ninja.security import HttpBearer, SessionAuth

from dondoc.web import clock
from dondoc.web.api import values
from dondoc.web.api.models import Token
from dondoc.web.api.schemas import (
    AgencyOut,
    DocumentOut,
    FiguresOut,
    IndicatorOut,
    ItemOut,
    ItemsOut,
    ProgrammeOut,
    Register,
)
from dondoc.web.keys import digest_of
from dondoc.web.organisations.models import Agency, User
from dondoc.web.register.as_register import register_of
from dondoc.web.register.choices import ReviewStatus
from dondoc.web.register.figures import figures_of
from dondoc.web.register.models import Document, Indicator, Programme, WorkItem

MOST_ITEMS = 500


class KeyAuth(HttpBearer):
    """A key of the API in the header."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        found = (
            Token.objects.valid_on(clock.real_today()).filter(digest=digest_of(token)).select_related("user").first()
        )
        return found.user if found else None


api = NinjaAPI(
    title="Đôn đốc",
    version="1",
    description=__doc__ or "",
    auth=[SessionAuth(), KeyAuth()],
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
)


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    """Say the same of what is not there and of what the person may not see."""
    return api.create_response(request, {"detail": "not found"}, status=404)


@api.get("/agencies", response=list[AgencyOut], summary="Agencies that exist on the day")
def agencies(request: HttpRequest) -> Any:
    return Agency.objects.valid_on(clock.today()).in_order()


@api.get("/programmes", response=list[ProgrammeOut], summary="Programmes under follow-up")
def programmes(request: HttpRequest) -> list[ProgrammeOut]:
    found = Programme.objects.visible_to(_person(request)).select_related("document", "office").order_by("pk")
    return [values.programme_out(programme) for programme in found]


@api.get("/programmes/{programme_id}", response=ProgrammeOut, summary="One programme")
def programme(request: HttpRequest, programme_id: int) -> ProgrammeOut:
    return values.programme_out(_programme(request, programme_id))


@api.get("/programmes/{programme_id}/figures", response=FiguresOut, summary="The four cells and the rates")
def figures(request: HttpRequest, programme_id: int) -> FiguresOut:
    on = clock.today()
    items = WorkItem.objects.visible_to(_person(request)).of_programme(_programme(request, programme_id))
    return values.figures_out(figures_of(items.in_force(on).top_level(), on), on)


@api.get("/programmes/{programme_id}/items", response=ItemsOut, summary="Work items, page by page")
def items(
    request: HttpRequest,
    programme_id: int,
    q: str = "",
    cell: str = "",
    agency: int | None = None,
    section: str = "",
    offset: int = Query(0, ge=0),  # type: ignore[type-arg]
    limit: int = Query(100, ge=1, le=MOST_ITEMS),  # type: ignore[type-arg]
) -> ItemsOut:
    on = clock.today()
    found = WorkItem.objects.visible_to(_person(request)).of_programme(_programme(request, programme_id)).in_force(on)
    found = found.matching(q) if q else found
    found = found.in_section(section) if section else found
    found = found.of_agency(get_object_or_404(Agency, pk=agency)) if agency is not None else found
    found = found.by_cell(cell, on) if cell else found
    rows = found.with_timeliness(on).with_names().in_order()[offset : offset + limit]
    return ItemsOut(on=on, count=found.count(), offset=offset, items=[values.item_out(row) for row in rows])


@api.get("/items/{item_id}", response=ItemOut, summary="One work item")
def item(request: HttpRequest, item_id: int) -> ItemOut:
    seen = WorkItem.objects.visible_to(_person(request)).with_timeliness(clock.today()).with_names()
    return values.item_out(get_object_or_404(seen, pk=item_id))


@api.get("/programmes/{programme_id}/indicators", response=list[IndicatorOut], summary="Indicators and their targets")
def indicators(request: HttpRequest, programme_id: int) -> list[IndicatorOut]:
    found = Indicator.objects.visible_to(_person(request)).of_programme(_programme(request, programme_id))
    kept = found.exclude(review_status=ReviewStatus.DISMISSED).prefetch_related("targets").in_order()
    return [values.indicator_out(indicator) for indicator in kept]


@api.get("/documents", response=list[DocumentOut], summary="Documents, by reference")
def documents(request: HttpRequest, reference: str = "", offset: int = Query(0, ge=0)) -> list[DocumentOut]:  # type: ignore[type-arg]
    seen = Document.objects.visible_to(_person(request)).select_related("followed_as").order_by("pk")
    found = seen.matching(reference) if reference else seen
    return [values.document_out(document) for document in found[offset : offset + MOST_ITEMS]]


@api.get("/documents/{document_id}", response=DocumentOut, summary="One document")
def document(request: HttpRequest, document_id: int) -> DocumentOut:
    return values.document_out(_document(request, document_id))


@api.get(
    "/documents/{document_id}/register", response=Register, summary="The register of a document, dondoc.register/1"
)
def register(request: HttpRequest, document_id: int) -> Register:
    person = _person(request)
    items, indicators = WorkItem.objects.visible_to(person), Indicator.objects.visible_to(person)
    return register_of(_document(request, document_id), items, indicators).to_json()


def _person(request: HttpRequest) -> User:
    """Give who asks: the person of the session, or the one the key belongs to."""
    person = getattr(request, "auth", None)
    if not isinstance(person, User):
        raise Http404
    return person


def _programme(request: HttpRequest, pk: int) -> Programme:
    seen = Programme.objects.visible_to(_person(request)).select_related("document", "office")
    return get_object_or_404(seen, pk=pk)


def _document(request: HttpRequest, pk: int) -> Document:
    return get_object_or_404(Document.objects.visible_to(_person(request)).select_related("followed_as"), pk=pk)
