"""Writing to the journal: the one way in."""

from __future__ import annotations

from typing import Any

from django.db import models

from dondoc.web import clock
from dondoc.web.journal.models import Entry, JournalIsAppendOnly
from dondoc.web.organisations.models import User

__all__ = ["JournalIsAppendOnly", "record"]


def record(
    *,
    verb: str,
    thing: models.Model,
    vi: str,
    en: str,
    actor: User | None,
    acting_for: User | None = None,
    programme: models.Model | None = None,
    data: dict[str, Any] | None = None,
) -> Entry:
    """Write down one act, inside the transaction of the act itself.

    `vi` and `en` are whole sentences; `actor` None means the program itself (a scheduled job). Secrecy is taken from
    the object so that an entry is read by the same people as what it speaks of.
    """
    entry = Entry(
        at=clock.now(),
        actor=actor,
        acting_for=acting_for,
        verb=verb,
        object_type=thing._meta.label_lower,
        object_id=thing.pk,
        object_name=str(thing)[:300],
        programme_id=programme.pk if programme else None,
        secrecy=getattr(thing, "secrecy", 1),
        sentence_vi=vi,
        sentence_en=en,
        data=data or {},
    )
    entry.full_clean(validate_unique=False, validate_constraints=False)
    entry.save(force_insert=True)
    return entry
