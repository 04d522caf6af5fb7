"""What is done about dissemination: planning sessions, counting who came, calling off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.web import clock
from dondoc.web.dissemination.models import Attendance, DisseminationSession
from dondoc.web.follow_up.services.acts import stood_in_for, store
from dondoc.web.journal.services import record
from dondoc.web.organisations.models import Agency, User
from dondoc.web.organisations.policies import Action, require
from dondoc.web.register.models import Programme, WorkItem

State = DisseminationSession.State


@dataclass(frozen=True, slots=True)
class Count:
    """How many of an agency were called, and how many came; None is unknown."""

    called: int | None = None
    came: int | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """What is planned: what is studied, by whom, when, where and with which materials."""

    title: str
    audience: str
    starts_on: dt.date
    ends_on: dt.date
    form: str = DisseminationSession.Form.MEETING
    place: str = ""
    materials: str = ""
    material_file: File[bytes] | None = None


@transaction.atomic
def plan_session(
    *, actor: User, programme: Programme, organiser: Agency, planned: Planned, item: WorkItem | None = None
) -> DisseminationSession:
    """Plan a session at which the programme is studied; `item` is the work item that it carries out."""
    session = DisseminationSession(programme=programme, organiser=organiser, item=item)
    require(actor, Action.HOLD_SESSION, session)
    if item is not None and item.programme_id != programme.pk:
        raise ValidationError({"item": _("Nhiệm vụ này thuộc chương trình khác.")})
    session.title, session.audience, session.form = planned.title.strip(), planned.audience.strip(), planned.form
    session.place, session.materials = planned.place.strip(), planned.materials.strip()
    session.material_file = planned.material_file or ""
    session.starts_on, session.ends_on = planned.starts_on, planned.ends_on
    session.recorded_by, session.recorded_on = actor, clock.real_today()
    store(session)
    _tell(session, actor, "plan_session", f"Lập kế hoạch hội nghị “{session}”.", f"Planned the session “{session}”.")
    return session


@transaction.atomic
def call(*, actor: User, session: DisseminationSession, agency: Agency, called: int | None) -> Attendance:
    """Say how many of an agency are called."""
    row = _row(actor, session, agency)
    row.called = called
    store(row)
    _tell(
        session,
        actor,
        "call_to_session",
        f"Triệu tập {_number(called)} người của {agency.label} dự “{session}”.",
        f"Called {_number(called)} people of {agency.label} to “{session}”.",
    )
    return row


@transaction.atomic
def hold(*, actor: User, session: DisseminationSession, counts: Mapping[int, Count], note: str = "") -> None:
    """Write down that a session was held, and how many of each agency came; what nobody counted stays unknown."""
    current = _taken(actor, session)
    if current.starts_on > clock.real_today():
        raise ValidationError(_("Hội nghị chưa đến ngày tổ chức."))
    agencies = Agency.objects.in_bulk(list(counts))
    for pk, count in counts.items():
        row = _row(actor, current, agencies[pk])
        row.called, row.came = count.called, count.came
        store(row)
    current.state, current.note = State.HELD, note.strip()
    store(current)
    came = sum(count.came or 0 for count in counts.values())
    _tell(
        current,
        actor,
        "hold_session",
        f"Đã tổ chức “{current}”; {came} người có mặt.",
        f"Held “{current}”; {came} people came.",
    )


@transaction.atomic
def cancel(*, actor: User, session: DisseminationSession, note: str) -> None:
    """Call a planned session off, with the reason."""
    current = _taken(actor, session)
    if current.state != State.PLANNED:
        raise ValidationError(_("Chỉ hủy được hội nghị chưa tổ chức."))
    if not note.strip():
        raise ValidationError({"note": _("Hãy nêu lý do.")})
    current.state, current.note = State.CANCELLED, note.strip()
    store(current)
    _tell(
        current,
        actor,
        "cancel_session",
        f"Không tổ chức “{current}”: {current.note}",
        f"Called “{current}” off: {current.note}",
    )


def _taken(actor: User, session: DisseminationSession) -> DisseminationSession:
    require(actor, Action.HOLD_SESSION, session)
    current = (
        DisseminationSession.objects.select_for_update(of=("self",)).select_related("programme").get(pk=session.pk)
    )
    if current.state == State.CANCELLED:
        raise ValidationError(_("Hội nghị này đã được hủy."))
    return current


def _row(actor: User, session: DisseminationSession, agency: Agency) -> Attendance:
    require(actor, Action.HOLD_SESSION, session)
    found = Attendance.objects.filter(session=session, agency=agency).first()
    return found or Attendance(session=session, agency=agency)


def _tell(session: DisseminationSession, actor: User, verb: str, vi: str, en: str) -> None:
    """Write an act into the journal under the session itself, also where it carries out an item."""
    record(
        verb=verb,
        thing=session,
        actor=actor,
        acting_for=stood_in_for(actor, session),
        programme=session.programme,
        vi=vi,
        en=en,
    )


def _number(value: int | None) -> str:
    return "…" if value is None else str(value)
