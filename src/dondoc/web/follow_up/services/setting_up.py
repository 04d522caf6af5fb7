"""From a published register to a running programme: rules, contacts, invitations, key items, deputies."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from dondoc.web import clock
from dondoc.web.follow_up.models import Contact, Delivery, Invitation, Message
from dondoc.web.follow_up.remind.channels import channels_in_use
from dondoc.web.follow_up.services.acts import AlreadyDecided, store, tell
from dondoc.web.follow_up.services.assigning import open_assignment
from dondoc.web.follow_up.services.expanding import spread
from dondoc.web.follow_up.services.periods import open_periods
from dondoc.web.organisations import services as organisations
from dondoc.web.organisations.access import forget_access
from dondoc.web.organisations.models import Agency, Membership, User
from dondoc.web.organisations.policies import Action, NotAllowed, require
from dondoc.web.register.choices import ItemState
from dondoc.web.register.models import Programme, WorkItem
from dondoc.web.register.services.locking import claim
from dondoc.web.register.services.storing import store as store_item

LINK_LASTS = dt.timedelta(days=14)
LONGEST_STAND_IN = dt.timedelta(days=366)


@transaction.atomic
def start(*, actor: User, programme: Programme, expand_classes: bool = True) -> int:
    """Begin the follow-up of a published programme: assignments, parts of class items, the reporting calendar.

    May be repeated: what is there already stays as it is. Gives how many assignments are in force.
    """
    require(actor, Action.MANAGE_PROGRAMME, programme)
    today = clock.real_today()
    items = programme.items.filter(state=ItemState.ACTIVE, completed_on__isnull=True)
    for item in items.filter(lead_agency__isnull=False).select_related("programme", "lead_agency"):
        open_assignment(item, actor=actor, on=today)
    if expand_classes:
        for item in items.filter(lead_is_class=True):
            spread(item, None, actor=actor)
    periods = open_periods(programme, until=today)
    count = programme.items.filter(assignments__ended_on__isnull=True, assignments__isnull=False).count()
    tell(
        programme,
        actor=actor,
        verb="start",
        vi=f"Bắt đầu theo dõi {programme}: {count} việc đã giao, {periods} kỳ báo cáo.",
        en=f"Began to follow {programme} up: {count} items assigned, {periods} reporting periods.",
    )
    return count


@transaction.atomic
def change_rules(*, actor: User, programme: Programme, changes: Mapping[str, Any], **fields: Any) -> Programme:
    """Change the rules of a programme (only what differs from the defaults is stored) and its own days."""
    require(actor, Action.MANAGE_PROGRAMME, programme)
    before = {"rules": programme.rules, **{name: getattr(programme, name) for name in fields}}
    programme.rules = {**programme.rules, **changes}
    for name, value in fields.items():
        setattr(programme, name, value)
    store(programme)
    open_periods(programme, until=clock.real_today())
    tell(
        programme,
        actor=actor,
        verb="rules",
        vi=f"Sửa quy tắc theo dõi của {programme}.",
        en=f"Changed the rules of {programme}.",
        before=before,
        after={"rules": programme.rules, **fields},
    )
    return programme


@transaction.atomic
def mark_key(*, actor: User, item: WorkItem, version: int, is_key: bool) -> WorkItem:
    """Mark an item as a key item, or no longer."""
    require(actor, Action.EDIT, item)
    if item.is_key == is_key:
        return item
    item = claim(item, version)
    item.is_key = is_key
    store_item(item, actor)
    words = ("Đánh dấu", "Marked") if is_key else ("Bỏ đánh dấu", "Unmarked")
    tell(item, actor=actor, verb="key", vi=f"{words[0]} trọng tâm: {item}.", en=f"{words[1]} as key: {item}.")
    return item


@transaction.atomic
def name_contact(*, actor: User, programme: Programme, agency: Agency, person: User, is_head: bool = False) -> Contact:
    """Name who answers for an agency in a programme; the person must work for it."""
    require(actor, Action.MANAGE_PROGRAMME, programme)
    if not Membership.objects.filter(user=person, agency=agency).valid_on(clock.real_today()).exists():
        raise ValidationError({"person": _("Người này chưa có vai trò tại cơ quan đó.")})
    contact = Contact.objects.filter(programme=programme, agency=agency, person=person).first()
    contact = contact or Contact(programme=programme, agency=agency, person=person)
    contact.is_head = is_head
    store(contact)
    tell(
        contact,
        actor=actor,
        verb="contact",
        vi=f"{person} là đầu mối của {agency} trong {programme}.",
        en=f"{person} answers for {agency} in {programme}.",
    )
    return contact


@transaction.atomic
def invite(
    *, actor: User, programme: Programme, agency: Agency, email: str, name: str, is_head: bool = False
) -> tuple[Invitation, str]:
    """Invite a contact by mail: a person without a password gets a link that works once. Gives also the link."""
    require(actor, Action.MANAGE_PEOPLE)
    person = User.objects.filter(email=email.lower()).first()
    if person is None:
        person = organisations.create_person(actor=actor, email=email, name=name)
    held = Membership.objects.filter(user=person, agency=agency, role=Membership.Role.AGENCY)
    if not held.valid_on(clock.real_today()).exists():
        organisations.grant(actor=actor, user=person, agency=agency, role=Membership.Role.AGENCY)
    name_contact(actor=actor, programme=programme, agency=agency, person=person, is_head=is_head)
    return _invitation(actor, programme, agency, person)


@transaction.atomic
def accept_invitation(*, secret: str, password: str) -> User:
    """Set the password of an invited person; the link works once and not for ever."""
    invitation = find_invitation(secret)
    if invitation is None:
        raise NotAllowed(_("Liên kết này đã dùng hoặc đã hết hạn; hãy đề nghị văn phòng gửi lại."))
    person = invitation.person
    validate_password(password, person)
    taken = Invitation.objects.filter(pk=invitation.pk, used_at__isnull=True).update(used_at=clock.now())
    if taken != 1:
        raise AlreadyDecided(person.name)
    person.set_password(password)
    store(person)
    Message.objects.filter(key=f"invitation:{invitation.pk}").update(body=_("Lời mời này đã được nhận."))
    tell(
        person,
        actor=person,
        verb="accept_invitation",
        vi=f"{person} nhận lời mời và đặt mật khẩu.",
        en=f"{person} accepted the invitation and set a password.",
    )
    return person


def find_invitation(secret: str) -> Invitation | None:
    """Give the invitation of a link that still works."""
    rows = Invitation.objects.filter(secret_hash=_hash(secret), used_at__isnull=True, expires_at__gt=clock.now())
    return rows.select_related("person", "programme").first()


@transaction.atomic
def stand_in(*, actor: User, person: User, deputy: User, first: dt.date, last: dt.date) -> list[Membership]:
    """Let a deputy act for a person for some days, in all his roles; what he does is written down as done for him."""
    if actor.pk != person.pk:
        require(actor, Action.MANAGE_PEOPLE)
    if not first <= last <= first + LONGEST_STAND_IN:
        raise ValidationError({"last": _("Thời gian làm thay phải có ngày kết thúc, không quá một năm.")})
    if deputy.pk == person.pk:
        raise ValidationError({"deputy": _("Không ai làm thay chính mình.")})
    made = [
        organisations.grant(
            actor=None,
            user=deputy,
            agency=held.agency,
            role=held.role,
            clearance=held.clearance,
            acting_for=person,
            valid_from=first,
            valid_to=min(last, held.valid_to or last),
        )
        for held in Membership.objects.filter(user=person, acting_for__isnull=True).valid_on(first)
    ]
    if not made:
        raise ValidationError({"person": _("Người này không có vai trò nào để làm thay.")})
    forget_access(deputy)
    tell(
        deputy,
        actor=actor,
        verb="stand_in",
        vi=f"{deputy} làm thay {person} từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}.",
        en=f"{deputy} acts for {person} from {first:%Y-%m-%d} to {last:%Y-%m-%d}.",
    )
    return made


def _invitation(actor: User, programme: Programme, agency: Agency, person: User) -> tuple[Invitation, str]:
    secret = secrets.token_urlsafe(32)
    now = clock.now()
    invitation = store(
        Invitation(
            person=person,
            programme=programme,
            secret_hash=_hash(secret),
            invited_by=actor,
            created_at=now,
            expires_at=now + LINK_LASTS,
        )
    )
    link = f"{settings.BASE_URL}{reverse('follow_up:invitation', args=[secret])}"
    _send(invitation, programme, agency, link)
    tell(
        programme,
        actor=actor,
        verb="invite",
        vi=f"Mời {person} làm đầu mối của {agency}.",
        en=f"Invited {person} to answer for {agency}.",
        invitation=invitation.pk,
    )
    return invitation, link


def _send(invitation: Invitation, programme: Programme, agency: Agency, link: str) -> None:
    person = invitation.person
    with translation.override(person.language):
        subject = _("Mời theo dõi %(programme)s") % {"programme": programme}
        body = _(
            "Kính gửi %(name)s,\n\nAnh chị được cử làm đầu mối của %(agency)s trong %(programme)s.\n"
            "Đặt mật khẩu bằng liên kết dùng một lần này (hết hạn sau 14 ngày):\n%(link)s\n"
        ) % {"name": person.name, "agency": agency, "programme": programme, "link": link}
    message = store(
        Message(
            person=person,
            kind=Message.Kind.INVITATION,
            key=f"invitation:{invitation.pk}",
            day=clock.real_today(),
            subject=subject[:250],
            body=body,
            created_at=clock.now(),
        )
    )
    if Delivery.Channel.MAIL in channels_in_use():
        store(Delivery(message=message, channel=Delivery.Channel.MAIL, next_try_at=clock.now()))


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
