"""Whose figures are owed: of the whole of an indicator or of its parts, for periods that are over.

A figure that waits or is accepted is handed in, a returned one is owed again. Nobody is asked for a period that was
over before the programme began, and what closed long ago is for a person to ask after.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, Q

from dondoc.web.indicators.models import Actual, Definition
from dondoc.web.indicators.periods import ends_before, starts_of
from dondoc.web.organisations.access import access_of
from dondoc.web.organisations.models import Agency, User
from dondoc.web.register.models import Indicator

LOOKED_BACK = dt.timedelta(days=120)
WHOLE = None
MOST = 100
HandedIn = dict[tuple[int, dt.date], set[int | None]]


@dataclass(frozen=True, slots=True)
class Owed:
    """The figures of one period of an indicator that are not handed in: `missing` names agencies, or the whole."""

    sheet: Definition
    ends_on: dt.date
    missing: frozenset[int | None]

    @property
    def starts_on(self) -> dt.date:
        return starts_of(self.sheet.every, self.ends_on)

    @property
    def closes_on(self) -> dt.date:
        return self.ends_on + dt.timedelta(days=self.sheet.closing_days)


@dataclass(frozen=True, slots=True)
class ToHandIn:
    """What a person's agencies owe of one period: their own parts, or the whole where there are no parts."""

    owed: Owed
    own: tuple[Agency, ...]
    late: bool


def owed_of(
    sheets: Sequence[Definition], on: dt.date, until: dt.date | None = None, by: frozenset[int] | None = None
) -> Iterator[Owed]:
    """Give what is owed of some sheets (with `indicator__programme` and `parts` read), the newest periods first.

    `until`: only of periods whose figures close by that day; `by`: only by these agencies, whose parts alone are read.
    """
    handed_in = _handed_in(sheets, on, by)
    for sheet in sheets:
        for last in _periods(sheet, on, until):
            there = handed_in.get((sheet.pk, last), set())
            missing = frozenset() if WHOLE in there else wanted(sheet) - there
            if missing:
                yield Owed(sheet, last, missing)


def wanted(sheet: Definition) -> frozenset[int | None]:
    """Give whose figures make the whole: those of the parts, else that of the whole."""
    if sheet.aggregation == Definition.Aggregation.NONE:
        return frozenset({WHOLE})
    return frozenset(one.pk for one in sheet.parts.all())


def to_hand_in(user: User | AnonymousUser, on: dt.date) -> list[ToHandIn]:
    """Give what the agencies a person works for have still to hand in, what closes first at the head."""
    agencies = access_of(user).works_for
    if not agencies:
        return []
    mine = Q(reported_by__in=agencies) | Q(definition__parts__in=agencies)
    seen = Indicator.objects.visible_to(user).filter(mine, programme__status="running").values("pk")
    own = Prefetch("parts", Agency.objects.filter(pk__in=agencies))
    rows = Definition.objects.filter(indicator__in=seen).order_by("pk").prefetch_related(own)
    sheets = list(rows.select_related("indicator__programme"))
    found = (_of_agencies(one, agencies, on) for one in owed_of(sheets, on, by=agencies))
    return sorted(filter(None, found), key=lambda one: (one.owed.closes_on, one.owed.sheet.pk))[:MOST]


def to_accept(user: User | AnonymousUser) -> list[Actual]:
    """Give the figures that wait for the office of a person, the oldest first."""
    seen = Indicator.objects.visible_to(user).filter(programme__office__in=access_of(user).offices).values("pk")
    rows = Actual.objects.filter(indicator__in=seen, state=Actual.State.SUBMITTED)
    return list(rows.select_related("indicator", "agency", "submitted_by").order_by("submitted_on", "pk")[:MOST])


def _of_agencies(owed: Owed, agencies: frozenset[int], on: dt.date) -> ToHandIn | None:
    """Give what some agencies owe themselves; of the whole only the reporting agency owes anything."""
    own = tuple(one for one in owed.sheet.parts.all() if one.pk in owed.missing)
    whole = WHOLE in owed.missing and owed.sheet.indicator.reported_by_id in agencies
    return ToHandIn(owed, own, on > owed.closes_on) if own or whole else None


def _periods(sheet: Definition, on: dt.date, until: dt.date | None) -> Iterator[dt.date]:
    """Give the last days of the periods whose figures are to come or closed lately, the newest first."""
    closing = dt.timedelta(days=sheet.closing_days)
    begins: Any = sheet.indicator.programme
    for last in ends_before(sheet.every, on):
        if last + closing < on - LOOKED_BACK or (begins is not None and last <= begins.starts_on):
            return
        if until is None or last + closing <= until:
            yield last


def _handed_in(sheets: Sequence[Definition], on: dt.date, by: frozenset[int] | None) -> HandedIn:
    since = on - LOOKED_BACK - dt.timedelta(days=max((one.closing_days for one in sheets), default=0))
    rows = Actual.objects.filter(
        indicator__in=[one.pk for one in sheets],
        state__in=[Actual.State.SUBMITTED, Actual.State.ACCEPTED],
        ends_on__range=(since, on),
    )
    if by is not None:
        rows = rows.filter(Q(agency__isnull=True) | Q(agency__in=by))
    found: HandedIn = defaultdict(set)
    for indicator, last, agency in rows.values_list("indicator", "ends_on", "agency"):
        found[indicator, last].add(agency)
    return found
