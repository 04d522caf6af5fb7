"""The public register as open data: JSON with its columns explained in `docs/portal.md`."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from dondoc.web.dashboard.marks import state_of
from dondoc.web.portal.public import PublicIndicator
from dondoc.web.register.models import Programme, WorkItem

SCHEMA = "dondoc.open/1"


def as_json(programme: Programme, items: Iterable[WorkItem], indicators: Iterable[PublicIndicator], on: dt.date) -> str:
    """Write a programme with its public items (annotated with their timeliness) and indicators."""
    document = programme.document
    content = {
        "schema": SCHEMA,
        "as_of": on.isoformat(),
        "simulated": programme.simulated,
        "programme": {
            "title": programme.title,
            "reference": document.reference,
            "issued_by": document.issued_by,
            "issued_on": _day(document.issued_on),
            "starts_on": _day(programme.starts_on),
            "ends_on": _day(programme.ends_on),
        },
        "items": [_item(item) for item in items],
        "indicators": [_indicator(one) for one in indicators],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def _item(item: WorkItem) -> dict[str, Any]:
    return {
        "number": item.number,
        "path": item.path,
        "title": item.title,
        "deliverable": item.deliverable,
        "lead_agency": item.lead_agency.name if item.lead_agency else item.lead_as_written or None,
        "cooperating_agencies": [str(one) for one in item.cooperations.all()],
        "deadline_as_written": item.deadline_as_written or None,
        "due_on": _day(getattr(item, "due_then", None)),
        "recurrence": item.recurrence or None,
        "state": state_of(item),
        "completed_on": _day(getattr(item, "completed_then", None)),
    }


def _indicator(one: PublicIndicator) -> dict[str, Any]:
    indicator = one.indicator
    return {
        "path": indicator.path,
        "name": indicator.name,
        "unit": indicator.unit or None,
        "direction": indicator.direction,
        "baseline": indicator.baseline,
        "baseline_year": indicator.baseline_year,
        "targets": [
            {"value": target.value, "value_high": target.value_high, "by": target.by, "as_written": target.as_written}
            for target in indicator.targets.all()
        ],
        "last_value": one.value,
        "last_period_ends_on": _day(one.ends_on),
    }


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
