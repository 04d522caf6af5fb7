"""What the journal keeps from a person: what is told of things that he may not see yet, or not any more.

An entry has the secrecy its thing had on that day; here stands what the thing is like now. The apps that own the things
stand above the journal, so they are asked for by name. Each look-up goes by primary key: pages read few entries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

if TYPE_CHECKING:
    from dondoc.web.organisations.access import Access

ITEMS, INDICATORS, DOCUMENTS = "register.workitem", "register.indicator", "register.document"
CITATIONS, LETTERS = "register.citation", "follow_up.urgingletter"
PLANS, INSPECTIONS = "inspections.yearlyplan", "inspections.inspection"
NOT_SENT = ("draft", "cancelled")


def kept_from(access: Access, *, reads_journal: bool) -> Q:
    """Give the entries that a person may not read although his clearance would do."""
    hidden = _of_drafts(access) | _of_secret_things(access) | _of_plans(access) | _of_inspections(access)
    if reads_journal:
        return hidden
    return hidden | Q(object_type__in=(PLANS, INSPECTIONS)) | _about(LETTERS, Q(state__in=NOT_SENT))


def _of_drafts(access: Access) -> Q:
    """A draft is read by the office that holds it; nothing else of a programme that is one."""
    drafts = _rows("register.programme").filter(status="draft").exclude(office__in=access.offices)
    mine = Q(document__held_by__in=access.offices)
    hidden = Q(programme__in=drafts.values("pk"))
    hidden |= _about(DOCUMENTS, Q(status="draft") & ~Q(held_by__in=access.offices))
    hidden |= _about(ITEMS, Q(state__in=("draft", "dismissed")) & ~mine)
    hidden |= _about(INDICATORS, Q(programme__isnull=True) & ~mine)
    return hidden | _about(CITATIONS, Q(document__status="draft") & ~mine)


def _of_secret_things(access: Access) -> Q:
    """What has become secret since is read like what was secret from the beginning."""
    secret = Q(secrecy__gt=access.clearance)
    if not access.reads_everything:
        secret |= Q(secrecy__gt=1) & ~Q(programme__office__in=access.offices)
    return _about(ITEMS, secret) | _about(INDICATORS, secret)


def _of_plans(access: Access) -> Q:
    draft = Q(state="draft") & ~Q(programme__office__in=access.offices)
    return _about(PLANS, draft & ~Q(inspecting__in=access.inspects))


def _of_inspections(access: Access) -> Q:
    """Those of a plan that is no more than a draft; those without a conclusion, for whom they do not concern."""
    own = Q(plan__programme__office__in=access.offices)
    draft = Q(plan__state="draft") & ~own & ~Q(plan__inspecting__in=access.inspects)
    running = Q(pk__in=[]) if access.reads_everything else ~Q(state="concluded") & ~own
    of_others = ~Q(programme__in=_rows("register.programme").filter(office__in=access.offices).values("pk"))
    taken_out = Q(~Exists(_rows(INSPECTIONS).filter(pk=OuterRef("object_id"))), object_type=INSPECTIONS)
    return _about(INSPECTIONS, draft | running) | (taken_out & of_others)


def _about(kind: str, rows: Q) -> Q:
    """Give the entries about a thing of a kind that `rows` keeps."""
    return Q(Exists(_rows(kind).filter(rows, pk=OuterRef("object_id"))), object_type=kind)


def _rows(kind: str) -> models.QuerySet[models.Model]:
    rows: models.QuerySet[models.Model] = apps.get_model(kind)._default_manager.all()
    return rows
