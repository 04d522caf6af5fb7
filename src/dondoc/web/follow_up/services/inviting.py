"""Bringing people in: who answers for an agency, who works in the office, and the one-time links sent to them."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

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
from dondoc.web.keys import digest_of, new_key
from dondoc.web.organisations import services as organisations
from dondoc.web.organisations.models import Agency, Membership, User
from dondoc.web.organisations.policies import Action, NotAllowed, require
from dondoc.web.register.models import Programme

LINK_LASTS = dt.timedelta(days=14)
Role = Membership.Role
OF_OFFICE = (Role.OFFICE, Role.LEADER)


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody to be invited: for which agency, by which address."""

    agency: Agency
    name: str
    email: str
    is_head: bool = False


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
        vi=f"{person} là đầu mối của {agency} trong {programme.named('vi')}.",
        en=f"{person} answers for {agency} in {programme.named('en')}.",
    )
    return contact


@transaction.atomic
def end_contact(*, actor: User, contact: Contact) -> None:
    """Let a person no longer answer for an agency in a programme; his account and roles stay as they are."""
    require(actor, Action.MANAGE_PROGRAMME, contact.programme)
    programme = contact.programme
    contact.delete()
    tell(
        programme,
        actor=actor,
        verb="end_contact",
        vi=f"{contact.person} thôi là đầu mối của {contact.agency}.",
        en=f"{contact.person} no longer answers for {contact.agency}.",
    )


@transaction.atomic
def invite(
    *, actor: User, programme: Programme, agency: Agency, email: str, name: str, is_head: bool = False
) -> tuple[Invitation | None, str]:
    """Invite a contact by mail: a person without a password gets a link that works once. Gives also the link.

    Who has a password already is told where to go and needs no invitation.
    """
    require(actor, Action.MANAGE_PEOPLE)
    person = _person(actor, email=email, name=name, agency=agency, role=Role.AGENCY)
    name_contact(actor=actor, programme=programme, agency=agency, person=person, is_head=is_head)
    return _call_in(actor, programme, person, _("đầu mối của %(agency)s") % {"agency": agency})


@transaction.atomic
def invite_many(*, actor: User, programme: Programme, guests: Sequence[Guest]) -> int:
    """Invite several contacts: all of them or none; gives how many."""
    for guest in guests:
        invite(
            actor=actor,
            programme=programme,
            agency=guest.agency,
            email=guest.email,
            name=guest.name,
            is_head=guest.is_head,
        )
    return len(guests)


@transaction.atomic
def invite_colleague(
    *, actor: User, programme: Programme, email: str, name: str, role: str
) -> tuple[Invitation | None, str]:
    """Invite somebody into the office of a programme, as an official or as a leader."""
    require(actor, Action.MANAGE_PROGRAMME, programme)
    require(actor, Action.MANAGE_PEOPLE)
    if role not in OF_OFFICE:
        raise ValidationError({"role": _("Hãy chọn văn phòng hoặc lãnh đạo.")})
    person = _person(actor, email=email, name=name, agency=programme.office, role=role)
    return _call_in(actor, programme, person, f"{Role(role).label}, {programme.office}")


@transaction.atomic
def invite_again(*, actor: User, contact: Contact) -> tuple[Invitation | None, str]:
    """Send a contact a new link; the links sent before no longer work."""
    require(actor, Action.MANAGE_PROGRAMME, contact.programme)
    _refuse_closed(contact.person)
    now = clock.now()
    Invitation.objects.filter(person=contact.person, used_at__isnull=True, expires_at__gt=now).update(expires_at=now)
    as_what = _("đầu mối của %(agency)s") % {"agency": contact.agency}
    return _call_in(actor, contact.programme, contact.person, as_what)


@transaction.atomic
def invite_waiting(*, actor: User, contacts: Sequence[Contact]) -> int:
    """Send a link to each of several contacts; gives how many."""
    for contact in contacts:
        invite_again(actor=actor, contact=contact)
    return len(contacts)


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
    rows = Invitation.objects.filter(
        secret_hash=digest_of(secret), used_at__isnull=True, expires_at__gt=clock.now(), person__is_active=True
    )
    return rows.select_related("person", "programme").first()


def _person(actor: User, *, email: str, name: str, agency: Agency, role: str) -> User:
    """Give the person of an address, made if there is none, with the role in the agency."""
    person = User.objects.filter(email=email.lower()).first()
    if person is None:
        person = organisations.create_person(actor=actor, email=email, name=name)
    _refuse_closed(person)
    if not Membership.objects.filter(user=person, agency=agency, role=role).valid_on(clock.real_today()).exists():
        organisations.grant(actor=actor, user=person, agency=agency, role=role)
    return person


def _refuse_closed(person: User) -> None:
    if not person.is_active:
        raise ValidationError({"email": _("Tài khoản của %(name)s đã khóa; hãy mở lại trước.") % {"name": person}})


def _call_in(actor: User, programme: Programme, person: User, as_what: str) -> tuple[Invitation | None, str]:
    if person.has_usable_password():
        link = f"{settings.BASE_URL}{reverse('dashboard:mine')}"
        _send(person, programme, link, as_what, key=f"called:{secrets.token_hex(8)}")
        invitation = None
    else:
        secret = new_key()
        invitation = _invitation(actor, programme, person, secret)
        link = f"{settings.BASE_URL}{reverse('follow_up:invitation', args=[secret])}"
        _send(person, programme, link, as_what, key=f"invitation:{invitation.pk}", once=True)
    tell(
        programme,
        actor=actor,
        verb="invite",
        vi=f"Mời {person}: {as_what}.",
        en=f"Invited {person}: {as_what}.",
        invitation=invitation.pk if invitation else None,
    )
    return invitation, link


def _invitation(actor: User, programme: Programme, person: User, secret: str) -> Invitation:
    now = clock.now()
    return store(
        Invitation(
            person=person,
            programme=programme,
            secret_hash=digest_of(secret),
            invited_by=actor,
            created_at=now,
            expires_at=now + LINK_LASTS,
        )
    )


def _send(person: User, programme: Programme, link: str, as_what: str, *, key: str, once: bool = False) -> None:
    with translation.override(person.language):
        subject = _("Mời theo dõi %(programme)s") % {"programme": programme}
        words = {"name": person.name, "as_what": as_what, "programme": programme, "link": link}
        told = _("Kính gửi %(name)s,\n\nAnh chị tham gia theo dõi %(programme)s: %(as_what)s.\n") % words
        door = (
            _("Đặt mật khẩu bằng liên kết dùng một lần này (hết hạn sau 14 ngày):\n%(link)s\n")
            if once
            else _("Việc của anh chị ở đây (đăng nhập bằng tài khoản đang dùng):\n%(link)s\n")
        )
    message = store(
        Message(
            person=person,
            kind=Message.Kind.INVITATION,
            key=key,
            day=clock.real_today(),
            subject=subject[:250],
            body=told + door % words,
            created_at=clock.now(),
        )
    )
    if Delivery.Channel.MAIL in channels_in_use() and not programme.simulated:
        store(Delivery(message=message, channel=Delivery.Channel.MAIL, next_try_at=clock.now()))
