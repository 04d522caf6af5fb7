"""Coverage of dissemination against plan: which agencies were reached, and how many people of those called."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from dondoc.web.cascade.querysets import asked_agencies
from dondoc.web.dissemination.models import Attendance, DisseminationSession
from dondoc.web.organisations.models import Agency
from dondoc.web.register.figures import Rate
from dondoc.web.register.models import Programme

State = DisseminationSession.State


@dataclass(frozen=True, slots=True)
class Reached:
    """One agency: the sessions it was called to, those it came to, people called and come where both are known."""

    agency: Agency
    sessions: int
    came_to: int
    called: int
    came: int
    uncounted: int

    @property
    def is_reached(self) -> bool | None:
        """Whether anybody came to a session held; None where nobody has counted."""
        if self.came_to:
            return True
        return None if self.uncounted else False


@dataclass(frozen=True)
class Coverage:
    """All agencies of a programme, reached or not. Rates state their denominators."""

    rows: Sequence[Reached]

    @property
    def agencies(self) -> Rate:
        """Agencies reached of all that have to do with the programme."""
        return Rate(sum(1 for row in self.rows if row.is_reached), len(self.rows))

    @property
    def people(self) -> Rate:
        """People who came of those called, where both were counted."""
        return Rate(sum(row.came for row in self.rows), sum(row.called for row in self.rows))

    @property
    def not_reached(self) -> list[Agency]:
        return [row.agency for row in self.rows if not row.is_reached]


def coverage_of(programme: Programme, on: dt.date) -> Coverage:
    """Give the coverage of the sessions held by a day."""
    held = Attendance.objects.filter(
        session__programme=programme, session__state=State.HELD, session__starts_on__lte=on
    ).select_related("agency")
    by_agency: dict[int, list[Attendance]] = {}
    for row in held:
        by_agency.setdefault(row.agency_id, []).append(row)
    known = {agency.pk: agency for agency in asked_agencies(programme, on)}
    known |= {rows[0].agency_id: rows[0].agency for rows in by_agency.values()}
    agencies = sorted(known.values(), key=lambda agency: agency.sort_key)
    return Coverage([_reached(agency, by_agency.get(agency.pk, [])) for agency in agencies])


def _reached(agency: Agency, rows: list[Attendance]) -> Reached:
    counted = [row for row in rows if row.called is not None and row.came is not None]
    return Reached(
        agency=agency,
        sessions=len(rows),
        came_to=sum(1 for row in rows if row.came),
        called=sum(row.called or 0 for row in counted),
        came=sum(row.came or 0 for row in counted),
        uncounted=sum(1 for row in rows if row.came is None),
    )
