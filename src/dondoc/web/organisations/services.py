"""Every write about agencies and people: policy, transaction, change, `full_clean`, journal."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.output.words import day as day_words
from dondoc.web import clock
from dondoc.web.journal.services import record
from dondoc.web.organisations.access import forget_access
from dondoc.web.organisations.models import Agency, AgencyAlias, CalendarDay, Membership, User
from dondoc.web.organisations.policies import Action, require
from dondoc.web.text import folded


@transaction.atomic
def create_agency(*, actor: User, name: str, also: tuple[str, ...] = (), **fields: Any) -> Agency:
    """Add an agency, with the other names under which documents speak of it."""
    require(actor, Action.MANAGE_AGENCIES)
    agency = Agency(name=name.strip(), **fields)
    agency.refresh_keys()
    agency.full_clean()
    agency.save()
    for other in also:
        _name_also(agency, other, learned=False)
    record(
        verb="create",
        thing=agency,
        actor=actor,
        vi=f"Thêm cơ quan {agency.name}.",
        en=f"Added the agency {agency.name}.",
    )
    return agency


@transaction.atomic
def edit_agency(*, actor: User, agency: Agency, changes: dict[str, Any]) -> Agency:
    """Correct what is known of an agency. A change of name from a day on is `succeed_agency`, not this."""
    require(actor, Action.MANAGE_AGENCIES)
    before = {name: str(getattr(agency, name)) for name in changes}
    for name, value in changes.items():
        setattr(agency, name, value)
    agency.refresh_keys()
    agency.full_clean()
    agency.save()
    record(
        verb="edit",
        thing=agency,
        actor=actor,
        vi=f"Sửa thông tin cơ quan {agency.name}.",
        en=f"Changed the agency {agency.name}.",
        data={"before": before, "after": {name: str(getattr(agency, name)) for name in changes}},
    )
    return agency


@transaction.atomic
def succeed_agency(*, actor: User, agency: Agency, successor: Agency, from_day: dt.date, why: str) -> None:
    """End an agency from a day on and name its successor (merged, renamed, abolished); its history stays."""
    require(actor, Action.MANAGE_AGENCIES)
    if _leads_to(successor, agency):
        raise ValidationError("Cơ quan kế thừa không thể có cơ quan kế thừa là chính cơ quan này.")
    agency.valid_to = from_day - dt.timedelta(days=1)
    agency.successor = successor
    agency.full_clean()
    agency.save()
    record(
        verb="succeed",
        thing=agency,
        actor=actor,
        vi=f"Từ ngày {day_words(from_day)}, {successor.name} kế thừa {agency.name}: {why}",
        en=f"From {from_day:%-d %b %Y}, {successor.name} succeeds {agency.name}: {why}",
        data={"successor": successor.pk, "from": from_day.isoformat()},
    )


@transaction.atomic
def learn_alias(*, actor: User, agency: Agency, words: str) -> AgencyAlias | None:
    """Remember the words of a document as another name of an agency, for the next file; None if they are known."""
    require(actor, Action.IMPORT)
    alias = _name_also(agency, words, learned=True)
    if alias is not None:
        record(
            verb="learn",
            thing=agency,
            actor=actor,
            vi=f"Ghi nhớ: “{words}” là {agency.name}.",
            en=f"Remembered: “{words}” means {agency.name}.",
        )
    return alias


@transaction.atomic
def forget_alias(*, actor: User, agency: Agency, words: str) -> bool:
    """Take back a name that somebody's correction taught; False where the agency has no such name.

    The next file that uses it is not linked by it; what is linked already stays as people confirmed it.
    """
    require(actor, Action.MANAGE_AGENCIES)
    deleted, _rows = AgencyAlias.objects.filter(agency=agency, folded=folded(words), learned=True).delete()
    if deleted:
        record(
            verb="forget",
            thing=agency,
            actor=actor,
            vi=f"Thôi ghi nhớ: “{words}” không còn là tên của {agency.name}.",
            en=f"Forgot: “{words}” no longer means {agency.name}.",
        )
    return bool(deleted)


@transaction.atomic
def create_person(*, actor: User | None, email: str, name: str, password: str | None = None, **fields: Any) -> User:
    """Add a person. `actor` None: the command line of the installation."""
    if actor is not None:
        require(actor, Action.MANAGE_PEOPLE)
    user = User.objects.create_user(email, password, name=name, **fields)
    record(verb="create", thing=user, actor=actor, vi=f"Thêm người dùng {name}.", en=f"Added the person {name}.")
    return user


@transaction.atomic
def grant(*, actor: User | None, user: User, agency: Agency, role: str, **fields: Any) -> Membership:
    """Give a person a role in an agency, perhaps for a time, perhaps in place of another (`acting_for`)."""
    if actor is not None:
        require(actor, Action.MANAGE_PEOPLE)
    membership = Membership(user=user, agency=agency, role=role, **fields)
    membership.full_clean()
    membership.save()
    forget_access(user)
    words = membership.get_role_display()
    record(
        verb="grant",
        thing=membership,
        actor=actor,
        vi=f"Giao vai trò “{words}” tại {agency.name} cho {user.name}.",
        en=f"Gave {user.name} the role {role} in {agency.name}.",
        data={"user": user.pk, "agency": agency.pk, "role": role},
    )
    return membership


@transaction.atomic
def end_membership(*, actor: User, membership: Membership) -> None:
    """Take a role back from today on; what was done in it stays."""
    require(actor, Action.MANAGE_PEOPLE)
    membership.valid_to = clock.real_today() - dt.timedelta(days=1)
    if membership.valid_from and membership.valid_from > membership.valid_to:
        membership.valid_from = membership.valid_to
    membership.full_clean()
    membership.save()
    forget_access(membership.user)
    record(
        verb="revoke",
        thing=membership,
        actor=actor,
        vi=f"Thôi vai trò “{membership.get_role_display()}” của {membership.user.name} tại {membership.agency.name}.",
        en=f"Ended the role {membership.role} of {membership.user.name} in {membership.agency.name}.",
    )


@transaction.atomic
def set_active(*, actor: User, user: User, active: bool) -> None:
    """Open or close a person's access; nobody is ever deleted, and nobody shuts himself out."""
    require(actor, Action.MANAGE_PEOPLE)
    if actor.pk == user.pk and not active:
        raise ValidationError(_("Không ai tự khóa tài khoản của mình."))
    if user.is_active == active:
        return
    user.is_active = active
    user.full_clean()
    user.save()
    vi, en = ("Mở lại", "Opened") if active else ("Khóa", "Closed")
    record(
        verb="access",
        thing=user,
        actor=actor,
        vi=f"{vi} tài khoản {user.name}.",
        en=f"{en} the account of {user.name}.",
    )


@transaction.atomic
def set_calendar_day(*, actor: User, day: dt.date, works: bool, name: str) -> CalendarDay:
    """Declare a make-up day or a day off for this installation."""
    require(actor, Action.MANAGE_AGENCIES)
    row = CalendarDay.objects.filter(day=day).first() or CalendarDay(day=day)
    row.works, row.name = works, name
    row.full_clean()
    row.save()
    vi, en = ("ngày làm việc", "a working day") if works else ("ngày nghỉ", "a day off")
    record(
        verb="calendar",
        thing=row,
        actor=actor,
        vi=f"{day_words(day)} là {vi}: {name}",
        en=f"{day:%-d %b %Y} is {en}: {name}",
    )
    return row


def _name_also(agency: Agency, words: str, *, learned: bool) -> AgencyAlias | None:
    plain = folded(words)
    if not plain or plain == folded(agency.name) or AgencyAlias.objects.filter(folded=plain).exists():
        return None
    alias = AgencyAlias(agency=agency, name=words.strip(), folded=plain, learned=learned)
    alias.full_clean()
    alias.save()
    return alias


def _leads_to(agency: Agency | None, other: Agency) -> bool:
    seen: set[int] = set()
    while agency is not None and agency.pk not in seen:
        if agency.pk == other.pk:
            return True
        seen.add(agency.pk)
        agency = agency.successor
    return False
