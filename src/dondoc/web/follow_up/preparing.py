"""How far a programme is set up: what was given to whom, who answers for which agency, what is still missing."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q, TextChoices
from django.utils.translation import gettext_lazy as _

from dondoc.web import clock
from dondoc.web.follow_up.models import Assignment, Contact, Invitation
from dondoc.web.organisations.models import Agency, Membership
from dondoc.web.register.choices import ItemState, Urgency
from dondoc.web.register.models import Programme, WorkItem

Role = Membership.Role


class Reach(TextChoices):
    """Whether a contact can be reached in the program."""

    CLOSED = "closed", _("tài khoản đã khóa")
    USED = "used", _("đã có tài khoản")
    EXPIRED = "expired", _("lời mời đã hết hạn")
    INVITED = "invited", _("chờ nhận lời mời")
    NOT_INVITED = "not_invited", _("chưa được mời")


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A contact with whether he can be reached, and until when his invitation works."""

    contact: Contact
    reach: Reach
    until: dt.datetime | None = None

    @property
    def may_be_invited_again(self) -> bool:
        return self.reach not in {Reach.USED, Reach.CLOSED}


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """An agency that has open items or contacts."""

    agency: Agency
    open_items: int
    contacts: list[ContactRow]
    is_office: bool = False

    @property
    def is_reached(self) -> bool:
        """Whether one of its contacts can work in the program."""
        return self.is_office or any(one.reach == Reach.USED for one in self.contacts)

    @property
    def is_named(self) -> bool:
        """Whether somebody who is not locked out answers for it; for the office itself its own people do."""
        return self.is_office or any(one.reach != Reach.CLOSED for one in self.contacts)


@dataclass(frozen=True, slots=True)
class Counts:
    """The open items of a programme: all, given to a lead, without a lead, key, urgent, still to be given out."""

    open: int
    given: int
    without_lead: int
    key: int
    urgent: int
    to_give: int

    @property
    def has_begun(self) -> bool:
        return self.given > 0


@dataclass(frozen=True)
class SetUp:
    """The state of the preparations of a programme."""

    counts: Counts
    agencies: list[AgencyRow]
    office: list[Membership] = field(default_factory=list)
    has_leader: bool = False

    @property
    def unnamed(self) -> list[AgencyRow]:
        """The agencies with open items for which nobody answers."""
        return [row for row in self.agencies if row.open_items and not row.is_named]

    @property
    def unreached(self) -> list[AgencyRow]:
        """The agencies whose contacts have not come in yet."""
        return [row for row in self.agencies if row.is_named and not row.is_reached]

    @property
    def waiting(self) -> list[Contact]:
        """The contacts who never had an invitation that still works, and have no account."""
        rows = [one for row in self.agencies for one in row.contacts]
        return [one.contact for one in rows if one.reach in {Reach.NOT_INVITED, Reach.EXPIRED}]

    @property
    def n_waiting(self) -> int:
        return len(self.waiting)


def set_up_of(programme: Programme) -> SetUp:
    """Gather how far a programme is set up, today."""
    today = clock.real_today()
    office = Membership.objects.filter(agency=programme.office_id, role__in=[Role.OFFICE, Role.LEADER])
    leading = ExpressionWrapper(Q(role=Role.LEADER), output_field=BooleanField())
    rows = office.valid_on(today).annotate(leads=leading).select_related("user", "acting_for")
    people = list(rows.order_by("leads", "user__sort_key"))
    leads = any(getattr(one, "leads", False) for one in people)
    return SetUp(_counts(programme), _agencies(programme), people, leads)


def _counts(programme: Programme) -> Counts:
    given = Assignment.objects.filter(item=OuterRef("pk")).exclude(state=Assignment.State.RELEASED)
    items = WorkItem.objects.filter(programme=programme, completed_on__isnull=True).annotate(has=Exists(given))
    active = Q(state=ItemState.ACTIVE)
    found = items.aggregate(
        open=Count("pk", filter=active | Q(state=ItemState.UNASSIGNED)),
        given=Count("pk", filter=active & Q(has=True)),
        without_lead=Count("pk", filter=Q(state=ItemState.UNASSIGNED)),
        key=Count("pk", filter=active & Q(is_key=True)),
        urgent=Count("pk", filter=active & Q(urgency__gt=Urgency.NORMAL)),
        to_give=Count("pk", filter=active & Q(has=False, lead_agency__isnull=False)),
    )
    return Counts(**found)


def _agencies(programme: Programme) -> list[AgencyRow]:
    """Give the agencies with open items or contacts: those for whom nobody answers first."""
    led = Q(led_items__programme=programme, led_items__completed_on__isnull=True, led_items__state=ItemState.ACTIVE)
    contacts: dict[int, list[ContactRow]] = defaultdict(list)
    for row in _contacts(programme):
        contacts[row.contact.agency_id].append(row)
    agencies = Agency.objects.filter(led | Q(pk__in=contacts)).annotate(
        open_items=Count("led_items", filter=led, distinct=True)
    )
    rows = [
        AgencyRow(one, getattr(one, "open_items", 0), contacts[one.pk], is_office=one.pk == programme.office_id)
        for one in agencies.distinct().in_order()
    ]
    return sorted(rows, key=lambda row: (row.is_named, row.is_reached))


def _contacts(programme: Programme) -> list[ContactRow]:
    rows = programme.contacts.select_related("person", "agency").order_by("-is_head", "person__name")
    contacts = list(rows)
    people = [contact.person_id for contact in contacts]
    last: dict[int, Invitation] = {}
    for invitation in Invitation.objects.filter(person__in=people).order_by("pk"):
        last[invitation.person_id] = invitation
    return [_row(contact, last.get(contact.person_id)) for contact in contacts]


def _row(contact: Contact, invitation: Invitation | None) -> ContactRow:
    person = contact.person
    if not person.is_active:
        return ContactRow(contact, Reach.CLOSED)
    if person.has_usable_password() or person.last_login is not None:
        return ContactRow(contact, Reach.USED)
    if invitation is None:
        return ContactRow(contact, Reach.NOT_INVITED)
    if invitation.expires_at <= clock.now():
        return ContactRow(contact, Reach.EXPIRED)
    return ContactRow(contact, Reach.INVITED, invitation.expires_at)
