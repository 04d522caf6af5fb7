"""When agencies are merged, renamed or abolished, and when a programme takes another's place: open work moves on."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.output.words import day as day_words
from dondoc.web import clock
from dondoc.web.follow_up.models import Contact, CooperationRequest
from dondoc.web.follow_up.services.acts import store, tell
from dondoc.web.follow_up.services.assigning import open_assignment, release
from dondoc.web.follow_up.services.expanding import COPIED
from dondoc.web.organisations import services as organisations
from dondoc.web.organisations.access import forget_access
from dondoc.web.organisations.models import Agency, Membership, User
from dondoc.web.organisations.policies import Action, require
from dondoc.web.register.choices import IN_FORCE, ItemState
from dondoc.web.register.models import Completion, Cooperation, DeadlineChange, Programme, WorkItem
from dondoc.web.register.services.locking import claim
from dondoc.web.register.services.storing import store as store_item


@transaction.atomic
def succeed(*, actor: User, agency: Agency, successor: Agency, from_day: dt.date, why: str) -> int:
    """End an agency from a day on; its open items and people move to the successor on that day.

    Gives how many items moved at once; where the day is still to come, the daily run moves them.
    """
    organisations.succeed_agency(actor=actor, agency=agency, successor=successor, from_day=from_day, why=why)
    if from_day > clock.real_today():
        return 0
    running = Programme.objects.running()
    return sum(move_to_successors(programme, on=from_day, actor=actor) for programme in running)


@transaction.atomic
def move_to_successors(programme: Programme, *, on: dt.date, actor: User | None = None) -> int:
    """Move the open items of agencies that have ended to their successors; gives how many moved."""
    items = WorkItem.objects.filter(
        programme=programme,
        state=ItemState.ACTIVE,
        completed_on__isnull=True,
        lead_agency__valid_to__lt=on,
        lead_agency__successor__isnull=False,
    ).select_related("programme", "lead_agency__successor")
    count = 0
    for item in items:
        count += _move(item, on=on, actor=actor)
    _move_the_rest(programme, on)
    return count


@transaction.atomic
def take_over(*, actor: User, programme: Programme, from_programme: Programme) -> int:
    """Let a programme take the place of another: its open items go on here, and are shown as taken over."""
    require(actor, Action.MANAGE_PROGRAMME, programme)
    require(actor, Action.MANAGE_PROGRAMME, from_programme)
    if programme == from_programme or from_programme.supersedes_id == programme.pk:
        raise ValidationError(_("Một chương trình không thể thay thế chính nó."))
    if programme.simulated != from_programme.simulated:
        raise ValidationError(_("Không chuyển việc giữa chương trình mô phỏng và chương trình thật."))
    today = clock.real_today()
    open_items = from_programme.items.filter(state__in=IN_FORCE, completed_on__isnull=True).order_by("parent_id", "pk")
    moved: dict[int, WorkItem] = {}
    for item in sorted(open_items, key=_depth):
        moved[item.pk] = _taken_over(item, programme, moved.get(item.parent_id or 0), on=today, actor=actor)
    _carry_contacts(from_programme, programme)
    from_programme.status = Programme.Status.SUPERSEDED
    store(from_programme)
    programme.supersedes = from_programme
    store(programme)
    tell(
        programme,
        actor=actor,
        verb="take_over",
        vi=f"{programme.named('vi')} thay thế {from_programme.named('vi')}, tiếp nhận {len(moved)} nhiệm vụ đang mở.",
        en=f"{programme.named('en')} supersedes {from_programme.named('en')} and takes over {len(moved)} open items.",
        items={str(old): new.pk for old, new in moved.items()},
    )
    return len(moved)


def _depth(item: WorkItem) -> tuple[int, int]:
    depth, above = 0, item.parent
    while above is not None:
        depth, above = depth + 1, above.parent
    return depth, item.pk


def _taken_over(item: WorkItem, programme: Programme, parent: WorkItem | None, *, on: dt.date, actor: User) -> WorkItem:
    values = {name: getattr(item, name) for name in COPIED} | {"programme": programme}
    copy = WorkItem(
        parent=parent,
        number=item.number,
        lead_agency=item.lead_agency,
        lead_as_written=item.lead_as_written,
        lead_is_class=item.lead_is_class,
        from_class=item.from_class,
        weight=item.weight,
        state=item.state,
        review_status=item.review_status,
        assigned_on=on,
        **values,
    )
    store_item(copy, actor)
    for one in item.cooperations.all():
        store(Cooperation(item=copy, agency=one.agency, as_written=one.as_written, position=one.position))
    for assignment in item.assignments.exclude(state="released"):
        release(assignment, on=on, why=f"Chuyển sang {programme.named('vi')}.")
    item = claim(item, item.version)
    item.state, item.merged_into, item.closed_on = ItemState.MERGED, copy, on
    item.closed_why = f"{programme.named('vi')} tiếp nhận."
    store_item(item, actor)
    _carry_what_waits(item, copy)
    if copy.lead_agency_id is not None:
        open_assignment(copy, actor=actor, on=on)
    return copy


def _carry_what_waits(item: WorkItem, copy: WorkItem) -> None:
    """Let what nobody has decided or answered yet wait at the item that goes on; the rest stays where it was."""
    waiting: tuple[Completion | DeadlineChange | CooperationRequest, ...] = (
        *item.completions.filter(state=Completion.State.SUBMITTED),
        *item.deadline_changes.filter(state=DeadlineChange.State.REQUESTED),
        *item.cooperation_requests.filter(replied_on__isnull=True),
    )
    for row in waiting:
        row.item = copy
        store(row)


def _carry_contacts(former: Programme, programme: Programme) -> None:
    """Name those who answered for an agency in the new programme too, where nobody does yet."""
    named = set(programme.contacts.values_list("agency_id", flat=True))
    for contact in former.contacts.exclude(agency__in=named).filter(person__is_active=True):
        store(Contact(programme=programme, agency=contact.agency, person=contact.person, is_head=contact.is_head))


def _move(item: WorkItem, *, on: dt.date, actor: User | None) -> int:
    former = item.lead_agency
    successor = heir_of(former, on)
    if former is None or successor is None:
        return 0
    item = claim(item, item.version)
    item.lead_agency = successor
    if _already_has_part(item, successor):
        item.state, item.closed_on = ItemState.DROPPED, on
        item.closed_why = f"{successor} kế thừa {former} và đã có phần việc này."
    store_item(item, actor)
    for assignment in item.assignments.exclude(state="released"):
        release(assignment, on=on, why=f"{successor} kế thừa {former}.")
    if item.state == ItemState.ACTIVE:
        open_assignment(item, actor=actor, on=on)
    tell(
        item,
        actor=actor,
        verb="succeed",
        vi=f"{item} chuyển từ {former} sang {successor} từ {day_words(on)}.",
        en=f"{item} moved from {former} to {successor} from {on:%-d %b %Y}.",
    )
    return 1


def heir_of(agency: Agency | None, on: dt.date) -> Agency | None:
    """Give who stands in an agency's place on a day, along the line of successors; None where there is nobody."""
    seen: set[int] = set()
    while agency is not None and agency.valid_to is not None and agency.valid_to < on:
        if agency.pk in seen:
            return None
        seen.add(agency.pk)
        agency = agency.successor
    return agency


def _already_has_part(item: WorkItem, agency: Agency) -> bool:
    return (
        item.from_class
        and WorkItem.objects.filter(
            parent=item.parent_id, lead_agency=agency, from_class=True, state=ItemState.ACTIVE
        ).exists()
    )


def _move_the_rest(programme: Programme, on: dt.date) -> None:
    """Let co-operation, contacts and people follow their agencies."""
    ended = Agency.objects.filter(valid_to__lt=on, successor__isnull=False).select_related("successor")
    for agency in ended:
        heir = heir_of(agency, on)
        if heir is not None:
            _move_cooperation(programme, agency, heir)
            _move_people(agency, heir, on)
            _move_contacts(programme, agency, heir)


def _move_cooperation(programme: Programme, agency: Agency, heir: Agency) -> None:
    rows = Cooperation.objects.filter(
        agency=agency, item__programme=programme, item__state__in=IN_FORCE, item__completed_on__isnull=True
    )
    for row in rows:
        if row.item.cooperations.filter(agency=heir).exists() or row.item.lead_agency_id == heir.pk:
            row.delete()
            continue
        row.agency = heir
        store(row)


def _move_people(agency: Agency, heir: Agency, on: dt.date) -> None:
    for held in Membership.objects.filter(agency=agency).valid_on(on).select_related("user"):
        here = Membership.objects.filter(user=held.user, agency=heir, role=held.role, acting_for=held.acting_for)
        if not here.valid_on(on).exists():
            store(
                Membership(
                    user=held.user,
                    agency=heir,
                    role=held.role,
                    clearance=held.clearance,
                    acting_for=held.acting_for,
                    valid_from=on,
                    valid_to=held.valid_to,
                )
            )
            forget_access(held.user)


def _move_contacts(programme: Programme, agency: Agency, heir: Agency) -> None:
    for contact in Contact.objects.filter(programme=programme, agency=agency):
        if Contact.objects.filter(programme=programme, agency=heir, person=contact.person_id).exists():
            contact.delete()
            continue
        contact.agency = heir
        store(contact)
