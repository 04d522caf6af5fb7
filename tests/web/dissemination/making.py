"""Plain builders for the tests of dissemination."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dondoc.web import clock
from dondoc.web.dissemination.models import DisseminationSession
from dondoc.web.dissemination.services import Planned, plan_session
from dondoc.web.organisations.models import Agency, User
from dondoc.web.register.models import Programme


def make_session(programme: Programme, organiser: Agency, by: User, **fields: Any) -> DisseminationSession:
    item = fields.pop("item", None)
    day = fields.pop("on", clock.real_today())
    values: dict[str, Any] = {"title": "Học tập chương trình", "audience": "cán bộ chủ chốt"}
    planned = Planned(**{**values, "starts_on": day, "ends_on": day + dt.timedelta(days=1), **fields})
    return plan_session(actor=by, programme=programme, organiser=organiser, planned=planned, item=item)
