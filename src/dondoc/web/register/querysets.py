"""Reading the register: querysets whose methods read as a sentence."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce

from dondoc.web import clock
from dondoc.web.organisations.access import Access, access_of
from dondoc.web.register.choices import IN_FORCE, ItemState
from dondoc.web.register.timeliness import Cell
from dondoc.web.register.timeliness_sql import cell_expression, completed_by, due_as_of, in_cell, with_attention
from dondoc.web.text import folded

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from dondoc.web.organisations.models import Agency, User
    from dondoc.web.register.models import Document, Indicator, Programme, WorkItem  # noqa: F401 - named in the bases


class WorkItemQuerySet(models.QuerySet["WorkItem"]):
    """The work items. `on=` is the day that is looked at; figures of a past day come from dated rows."""

    def visible_to(self, user: User | AnonymousUser) -> WorkItemQuerySet:
        """Keep what a person may see; to nobody signed in: what is public of published programmes."""
        return self.filter(items_seen_by(access_of(user)))

    def of_programme(self, programme: Programme) -> WorkItemQuerySet:
        return self.filter(programme=programme)

    def drafts(self) -> WorkItemQuerySet:
        return self.filter(state=ItemState.DRAFT)

    def in_force(self, on: dt.date) -> WorkItemQuerySet:
        """Keep what is followed up on a day: assigned by then, not yet closed, merged or dropped."""
        return self.filter(followed_up(on))

    def top_level(self) -> WorkItemQuerySet:
        """Keep what the directive itself orders, without the parts that agencies made of it; what figures count."""
        return self.filter(parent__isnull=True)

    def leaves(self) -> WorkItemQuerySet:
        """Keep what is not broken down further."""
        return self.filter(children__isnull=True)

    def led_by(self, agency: Agency) -> WorkItemQuerySet:
        return self.filter(lead_agency=agency)

    def with_cooperation_of(self, agency: Agency) -> WorkItemQuerySet:
        return self.filter(cooperations__agency=agency)

    def of_agency(self, agency: Agency) -> WorkItemQuerySet:
        """Keep what an agency leads or works on."""
        return self.filter(Q(lead_agency=agency) | Q(pk__in=_items_with(agency)))

    def matching(self, words: str) -> WorkItemQuerySet:
        """Keep the items that hold every one of the words, with or without tone marks."""
        found = self
        for word in folded(words).split():
            found = found.filter(search__contains=word)
        return found

    def in_section(self, path: str) -> WorkItemQuerySet:
        """Keep the items at an address or below it."""
        return self.filter(Q(path=path) | Q(path__startswith=f"{path}/"))

    def in_order(self) -> WorkItemQuerySet:
        """Order as the directive runs."""
        return self.order_by("path_key", "number", "pk")

    def with_names(self) -> WorkItemQuerySet:
        """Fetch along what a row of a list shows."""
        return self.select_related("programme", "lead_agency", "document").prefetch_related("cooperations__agency")

    def in_rows(self) -> WorkItemQuerySet:
        """Leave out what no row of a list shows: where it stands in the source, long texts, what was reviewed."""
        return self.defer(*NOT_IN_ROWS)

    def with_due(self, on: dt.date) -> WorkItemQuerySet:
        """Annotate `due_then`, the deadline as it stood on a day, and `completed_then`, the product's day."""
        return self.annotate(due_then=due_as_of(on), completed_then=completed_by(on))

    def with_cell(self, on: dt.date) -> WorkItemQuerySet:
        """Annotate `due_then`, `completed_then` and `cell`, one of `Cell`."""
        return self.with_due(on).annotate(cell=cell_expression(on))

    def with_timeliness(self, on: dt.date) -> WorkItemQuerySet:
        """Annotate the cell and the attention layer: `attention`, one of `Attention` or an empty string."""
        return with_attention(self.with_cell(on), on)

    def by_cell(self, cell: Cell | str, on: dt.date) -> WorkItemQuerySet:
        return self.with_cell(on).filter(in_cell(cell, on))

    def open(self, on: dt.date) -> WorkItemQuerySet:
        """Keep what is not done on a day."""
        return self.with_cell(on).filter(Q(completed_on__isnull=True) | Q(completed_on__gt=on))

    def still_open(self, on: dt.date) -> WorkItemQuerySet:
        """Keep what is not done on a day; of today by a condition that the index of open items serves."""
        if on >= clock.real_today():
            return self.filter(completed_on__isnull=True)
        return self.filter(Q(completed_on__isnull=True) | Q(completed_on__gt=on))

    def done(self, on: dt.date) -> WorkItemQuerySet:
        return self.with_cell(on).filter(completed_on__lte=on)

    def overdue(self, on: dt.date) -> WorkItemQuerySet:
        return self.by_cell(Cell.OPEN_OVERDUE, on)


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def visible_to(self, user: User | AnonymousUser) -> ProgrammeQuerySet:
        """Keep the programmes a person may see: drafts only for their office."""
        return self.filter(_seen_by(access_of(user), office="office", draft=Q(status="draft")))

    def running(self) -> ProgrammeQuerySet:
        return self.filter(status="running")


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, user: User | AnonymousUser) -> DocumentQuerySet:
        """Keep the documents a person may see: drafts only for the office that holds them."""
        return self.filter(_seen_by(access_of(user), office="held_by", draft=Q(status="draft")))

    def followed(self) -> DocumentQuerySet:
        return self.filter(followed_as__isnull=False)

    def matching(self, words: str) -> DocumentQuerySet:
        """Keep the documents whose reference holds the words."""
        return self.filter(reference_folded__contains=folded(words))


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def visible_to(self, user: User | AnonymousUser) -> IndicatorQuerySet:
        """Keep the indicators a person may see: those of a draft only for the office that holds it."""
        access = access_of(user)
        if access.anonymous:
            return self.filter(_in_published_programme() & Q(secrecy=0, programme__secrecy=0))
        with_a_part = _rows("Indicator").filter(definition__parts__in=access.works_for).values("pk")
        involved = Q(reported_by__in=access.works_for) | Q(pk__in=with_a_part)
        published = _in_published_programme()
        return self.filter(_cleared(access, published=published, own=_own(access), involved=involved))

    def of_programme(self, programme: Programme) -> IndicatorQuerySet:
        return self.filter(programme=programme)

    def in_order(self) -> IndicatorQuerySet:
        return self.order_by("path_key", "number", "pk")


NOTHING = Q(pk__in=[])
NOT_IN_ROWS = (
    "source_line_from", "source_line_to", "source_start", "source_end", "source_quote", "source_boxes", "fact_sources",
    "field_reviews", "alternative_leads", "deadline_alternatives", "objective", "measures", "search", "decided_note",
)  # fmt: skip
# An expression, not the column: along the index of the column the rows would be fetched one by one.
LEAD_OR_NONE = Coalesce("lead_agency", Value(0), output_field=models.BigIntegerField())


def followed_up(on: dt.date, of: str = "") -> Q:
    """Give the condition that an item is followed up on a day; `of` leads to the item ("item__")."""

    def says(**conditions: Any) -> Q:
        return Q(**{f"{of}{name}": value for name, value in conditions.items()})

    closed_later = says(state__in=[ItemState.DROPPED, ItemState.MERGED], closed_on__gt=on)
    return (says(state__in=IN_FORCE) | closed_later) & (says(assigned_on__isnull=True) | says(assigned_on__lte=on))


def items_seen_by(access: Access) -> Q:
    """Give the condition for the items that may be seen: what `policies.may(user, SEE, item)` says one by one."""
    published = _in_published_programme() & ~Q(state__in=[ItemState.DRAFT, ItemState.DISMISSED])
    if access.anonymous:
        return published & Q(secrecy=0, programme__secrecy=0)
    involved = Q(lead_agency__in=access.works_for) | Q(pk__in=_items_with_any(access.works_for))
    return _cleared(access, published=published, own=_own(access), involved=involved)


def _in_published_programme() -> Q:
    """Say it with a set of programmes, which are few, and not with a join for each of many items."""
    return Q(programme__isnull=False) & ~Q(programme__in=_rows("Programme").filter(status="draft").values("pk"))


def _own(access: Access) -> Q:
    if not access.offices:
        return NOTHING
    programmes = _rows("Programme").filter(office__in=access.offices).values("pk")
    documents = _rows("Document").filter(held_by__in=access.offices).values("pk")
    return Q(programme__in=programmes) | Q(programme__isnull=True, document__in=documents)


def _seen_by(access: Access, *, office: str, draft: Q) -> Q:
    if access.anonymous:
        return ~draft & Q(secrecy=0)
    own = Q(**{f"{office}__in": access.offices})
    return _cleared(access, published=~draft, own=own, involved=NOTHING)


def _cleared(access: Access, *, published: Q, own: Q, involved: Q) -> Q:
    """Say `policies.sees` as a condition; who is cleared for no more than "internal" needs no further question."""
    if access.clearance > 1 and not access.reads_everything:
        published &= Q(secrecy__lte=1) | involved
    return Q(secrecy__lte=access.clearance) & (published | own)


def _items_with(agency: Agency) -> models.QuerySet[Any, Any]:
    return _items_with_any(frozenset({agency.pk}))


def _items_with_any(agencies: frozenset[int]) -> models.QuerySet[Any, Any]:
    return _rows("Cooperation").filter(agency__in=agencies).values("item_id")


def _rows(model: str) -> models.QuerySet[Any]:
    rows: models.QuerySet[Any] = apps.get_model("register", model)._default_manager.all()
    return rows
