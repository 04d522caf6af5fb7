"""What everybody may see: the register minus what is not public, whoever is looking."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import OuterRef, QuerySet, Subquery

from dondoc.web.indicators.models import Actual
from dondoc.web.register.models import DocumentText, Indicator, Programme, WorkItem
from dondoc.web.register.querysets import ProgrammeQuerySet, WorkItemQuerySet
from dondoc.web.register.source_view import offsets_of, repaired_span

# Also a person who is signed in sees here what the public sees, so that an office can check it.
EVERYBODY = AnonymousUser()


def public_programmes() -> ProgrammeQuerySet:
    """Give the programmes that are open to everybody, the latest first."""
    return Programme.objects.visible_to(EVERYBODY).select_related("document", "office").order_by("-starts_on", "pk")


def public_items(programme: Programme, on: dt.date) -> WorkItemQuerySet:
    """Give the items of the directive itself that everybody may see and that were followed up on a day."""
    return WorkItem.objects.visible_to(EVERYBODY).of_programme(programme).top_level().in_force(on)


def quote_of(item: WorkItem) -> str:
    """Give the sentence that orders the item, and nothing around it, in proper Vietnamese where it was repaired."""
    text = DocumentText.objects.filter(document=item.document_id).first()
    if text is None or item.source_span is None:
        return item.source_quote
    return repaired_span(offsets_of(text), item.source_span).of(text.repaired)


@dataclass(frozen=True, slots=True)
class PublicIndicator:
    """An indicator with the last figure that was accepted for the whole, if there is one."""

    indicator: Indicator
    value: float | None
    ends_on: dt.date | None


def public_indicators(programme: Programme, on: dt.date) -> list[PublicIndicator]:
    """Give the indicators that everybody may see, in the order of the directive, with figures accepted by a day."""
    rows = Indicator.objects.visible_to(EVERYBODY).of_programme(programme).in_order().prefetch_related("targets")
    last = _accepted(on)
    found = rows.annotate(last_value=Subquery(last.values("value")[:1]), last_day=Subquery(last.values("ends_on")[:1]))
    return [PublicIndicator(one, _annotated(one, "last_value"), _annotated(one, "last_day")) for one in found]


def _accepted(on: dt.date) -> QuerySet[Actual]:
    whole = Actual.objects.filter(indicator=OuterRef("pk"), agency__isnull=True, state=Actual.State.ACCEPTED)
    return whole.filter(decided_on__lte=on, ends_on__lte=on).order_by("-ends_on", "-pk")


def _annotated(indicator: Indicator, name: str) -> Any:
    return getattr(indicator, name)
