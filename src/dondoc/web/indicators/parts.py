"""How far the parts of an indicator are in: whose figures are accepted, whose wait, whose are missing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from dondoc.web.indicators.measuring import Parts, aggregate
from dondoc.web.indicators.models import Actual, Definition
from dondoc.web.indicators.reading import Sheet
from dondoc.web.organisations.models import Agency


@dataclass(frozen=True, slots=True)
class Intake:
    """The parts of the newest period with a figure; `so_far` is what the accepted ones make, named as no whole."""

    ends_on: dt.date
    accepted: tuple[Agency, ...]
    waiting: tuple[Agency, ...]
    missing: tuple[Agency, ...]
    so_far: float | None
    whole_given: bool

    @property
    def expected(self) -> int:
        return len(self.accepted) + len(self.waiting) + len(self.missing)

    @property
    def complete(self) -> bool:
        return not self.waiting and not self.missing


def intake_of(sheet: Sheet, on: dt.date) -> Intake | None:
    """Tell how far the parts are in as of a day; nothing where no parts are put together, or none has come yet."""
    parts = list(sheet.definition.parts.all())
    if sheet.definition.aggregation == Definition.Aggregation.NONE or not parts:
        return None
    rows = Actual.objects.filter(indicator=sheet.indicator, submitted_on__lte=on, ends_on__lte=on)
    rows = rows.exclude(Q(state=Actual.State.RETURNED, decided_on__lte=on))
    last = rows.filter(agency__in=parts).order_by("-ends_on").values_list("ends_on", flat=True).first()
    if last is None:
        return None
    found = {one.agency_id: one for one in rows.filter(ends_on=last)}
    counted = {pk: one for pk, one in found.items() if _counts(one, on)}
    return Intake(
        ends_on=last,
        accepted=tuple(one for one in parts if one.pk in counted),
        waiting=tuple(one for one in parts if one.pk in found and one.pk not in counted),
        missing=tuple(one for one in parts if one.pk not in found),
        so_far=_together([counted[one.pk] for one in parts if one.pk in counted], sheet.definition.aggregation),
        whole_given=None in counted,
    )


def _counts(actual: Actual, on: dt.date) -> bool:
    decided = actual.decided_on
    return actual.state == Actual.State.ACCEPTED and decided is not None and decided <= on


def _together(figures: list[Actual], how: str) -> float | None:
    weighed = [one for one in figures if one.weight is not None]
    parts = Parts(
        count=len(figures),
        total=sum(one.value for one in figures),
        weighed=len(weighed),
        weights=sum(one.weight or 0.0 for one in weighed),
        weighted=sum(one.value * (one.weight or 0.0) for one in weighed),
    )
    return aggregate(parts, how, len(figures))
