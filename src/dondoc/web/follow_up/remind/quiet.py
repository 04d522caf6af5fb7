"""Quiet hours: nothing leaves the house at night."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from dondoc.web.register.models import Programme


def not_before(moment: dt.datetime, programmes: Sequence[Programme]) -> dt.datetime:
    """Give the first moment from `moment` on that is quiet for none of the programmes."""
    return max(
        (_after_quiet(moment, one.rule_set.quiet_from, one.rule_set.quiet_until) for one in programmes), default=moment
    )


def _after_quiet(moment: dt.datetime, quiet_from: str, quiet_until: str) -> dt.datetime:
    local = timezone.localtime(moment)
    begins, ends = dt.time.fromisoformat(quiet_from), dt.time.fromisoformat(quiet_until)
    now = local.time()
    over_midnight = begins > ends
    quiet = (now >= begins or now < ends) if over_midnight else begins <= now < ends
    if not quiet:
        return moment
    day = local.date() + dt.timedelta(days=1 if over_midnight and now >= begins else 0)
    return dt.datetime.combine(day, ends, tzinfo=local.tzinfo)
