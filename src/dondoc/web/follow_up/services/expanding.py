"""Items given to each agency of a class: one part per agency, kept in step as agencies come and go."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.web import clock
from dondoc.web.follow_up.models import Assignment, ClassSpread
from dondoc.web.follow_up.services.acts import tell
from dondoc.web.follow_up.services.assigning import open_assignment
from dondoc.web.organisations.linking import AgencyIndex
from dondoc.web.organisations.models import Agency, AgencyClass, User
from dondoc.web.organisations.policies import Action, require
from dondoc.web.register.choices import ItemState
from dondoc.web.register.models import WorkItem
from dondoc.web.register.services.locking import hold
from dondoc.web.register.services.storing import store

COPIED = (
    "document",
    "programme",
    "provision",
    "path",
    "path_key",
    "title",
    "search",
    "kind",
    "deliverable",
    "objective",
    "measures",
    "recurrence",
    "urgency",
    "is_key",
    "secrecy",
    "deadline_as_written",
    "due_from",
    "due_on",
    "precision",
    "first_deadline_as_written",
    "first_due_from",
    "first_due_on",
    "first_precision",
    "source_page",
    "source_line_from",
    "source_line_to",
    "source_start",
    "source_end",
    "source_quote",
)


@transaction.atomic
def expand(*, actor: User, item: WorkItem, agencies: list[Agency] | None = None) -> int:
    """Give a class item to each agency of its class (or to those chosen); give how many parts are new."""
    require(actor, Action.ASSIGN, hold(item))
    return spread(item, agencies, actor=actor)


def spread(item: WorkItem, agencies: list[Agency] | None, *, actor: User) -> int:
    """Give a class item to the whole class, or to those chosen. For use inside a transaction of an act."""
    today = clock.real_today()
    row = ClassSpread.objects.filter(item=item).first() or ClassSpread(item=item)
    row.follows_class = agencies is None
    row.full_clean()
    row.save()
    return keep_in_step(item, members_of(item, today) if agencies is None else agencies, on=today, actor=actor)


def members_of(item: WorkItem, on: dt.date) -> list[Agency]:
    """Give the agencies that the words of a class item mean on a day; none where the words are not known."""
    classes = AgencyIndex.load(on).classes_in(item.lead_as_written)
    found: dict[int, Agency] = {}
    for one in AgencyClass.objects.filter(pk__in=classes):
        found |= {agency.pk: agency for agency in one.members_on(on)}
    return sorted(found.values(), key=lambda agency: agency.sort_key)


def keep_in_step(item: WorkItem, members: list[Agency], *, on: dt.date, actor: User | None) -> int:
    """Add a part for each new member, stop following the parts of those that are gone; give how many are new.

    For use inside a transaction of an act. Parts that are done stay as they are.
    """
    parts = {part.lead_agency_id: part for part in item.children.filter(from_class=True, state=ItemState.ACTIVE)}
    wanted = {agency.pk for agency in members}
    gone = [part for agency, part in parts.items() if agency not in wanted and part.completed_on is None]
    for part in gone:
        _stop(part, on=on, actor=actor)
    new = [agency for agency in members if agency.pk not in parts]
    for agency in new:
        _add(item, agency, on=on, actor=actor)
    if new or gone:
        tell(
            item,
            actor=actor,
            verb="expand",
            vi=f"{item}: thêm phần việc cho {len(new)} cơ quan, thôi {len(gone)} phần.",
            en=f"{item}: {len(new)} agencies got their part, {len(gone)} parts ended.",
            added=[agency.pk for agency in new],
            ended=[part.pk for part in gone],
        )
    return len(new)


def _add(item: WorkItem, agency: Agency, *, on: dt.date, actor: User | None) -> None:
    part = WorkItem(
        parent=item,
        number=item.number,
        lead_agency=agency,
        lead_as_written=agency.name[:500],
        from_class=True,
        state=ItemState.ACTIVE,
        assigned_on=on,
        review_status=item.review_status,
        **{name: getattr(item, name) for name in COPIED},
    )
    store(part, actor)
    open_assignment(part, actor=actor, on=on)


def _stop(part: WorkItem, *, on: dt.date, actor: User | None) -> None:
    part.state, part.closed_on = ItemState.DROPPED, on
    part.closed_why = "Cơ quan không còn thuộc nhóm được giao."
    store(part, actor)
    for assignment in part.assignments.exclude(state=Assignment.State.RELEASED):
        assignment.state, assignment.ended_on = Assignment.State.RELEASED, on
        assignment.full_clean()
        assignment.save()
