"""Who is to be told: the people of agencies, their heads, the office and its leaders, as of a day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from dondoc.web.follow_up.models import Contact, Reminder
from dondoc.web.organisations.models import Membership, User
from dondoc.web.register.models import Programme

Role = Membership.Role


@dataclass
class PeopleIndex:
    """The active people by agency and role, with their clearance; loaded once for a whole run."""

    people: dict[int, User] = field(default_factory=dict)
    clearance: dict[int, int] = field(default_factory=dict)
    members: dict[tuple[str, int], set[int]] = field(default_factory=lambda: defaultdict(set))
    contacts: dict[tuple[int, int], set[int]] = field(default_factory=lambda: defaultdict(set))
    heads: dict[tuple[int, int], set[int]] = field(default_factory=lambda: defaultdict(set))
    deputies: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def load(cls, on: dt.date) -> PeopleIndex:
        """Read who works where on a day; people whose access is closed are left out."""
        index = cls()
        for row in Membership.objects.valid_on(on).filter(user__is_active=True).select_related("user"):
            index._add(row)
        for contact in Contact.objects.filter(person__is_active=True):
            place = index.heads if contact.is_head else index.contacts
            place[contact.programme_id, contact.agency_id].add(contact.person_id)
        return index

    def _add(self, row: Membership) -> None:
        self.people[row.user_id] = row.user
        self.clearance[row.user_id] = max(row.clearance, self.clearance.get(row.user_id, 0))
        self.members[row.role, row.agency_id].add(row.user_id)
        if row.acting_for_id:
            self.deputies[row.acting_for_id].add(row.user_id)

    def told_of(self, reminder: Reminder, programme: Programme) -> set[int]:
        """Give the people a reminder goes to: its audience, up the ladder as far as its rung."""
        if reminder.audience == Reminder.Audience.OFFICE:
            return self.members[Role.OFFICE, programme.office_id]
        if reminder.audience == Reminder.Audience.LEADER:
            return self.members[Role.LEADER, programme.office_id]
        if reminder.audience == Reminder.Audience.INSPECTORS:
            return self.members[Role.INSPECTOR, reminder.agency_id or 0]
        found: set[int] = set()
        for rung in programme.rule_set.escalation[: reminder.rung + 1]:
            found |= self._rung(rung, programme, reminder.agency_id or 0)
        return found

    def _rung(self, rung: str, programme: Programme, agency: int) -> set[int]:
        if rung == "leader":
            return self.members[Role.LEADER, programme.office_id]
        if rung == "head":
            return set(self._working(self.heads[programme.pk, agency], agency))
        named = set(self._working(self.contacts[programme.pk, agency], agency))
        colleagues = self.members[Role.AGENCY, agency] or self.members[Role.OFFICE, agency]
        return named or colleagues - self.heads[programme.pk, agency] or colleagues

    def _working(self, people: set[int], agency: int) -> Iterator[int]:
        """Give those of the people who still work for the agency, with who stands in for them today."""
        here = self.members[Role.AGENCY, agency] | self.members[Role.OFFICE, agency]
        for person in people:
            if person in here:
                yield person
            yield from self.deputies[person] & here
