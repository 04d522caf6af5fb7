"""Writing to the journal: the one way in."""

from __future__ import annotations

from typing import Any

from django.db import models

from dondoc.web import clock
from dondoc.web.journal.models import Entry, JournalIsAppendOnly
from dondoc.web.organisations.models import User

__all__ = ["JournalIsAppendOnly", "record"]


def record(  # noqa: PLR0913 - an entry has that many parts
    *,
    verb: str,
    thing: models.Model,
    vi: str,
    en: str,
    actor: User | None,
    acting_for: User | None = None,
    programme: models.Model | None = None,
    data: dict[str, Any] | None = None,
    secrecy: int = 0,
) -> Entry:
    """Write down one act, inside the transaction of the act itself.

    `vi` and `en` are whole sentences; `actor` None means the program itself (a scheduled job). Secrecy is taken from
    the object so that an entry is read by the same people as what it speaks of; `secrecy` is the least it has, where
    the sentence tells of something else too.
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
        secrecy=max(secrecy, secrecy_of(thing)),
        sentence_vi=vi,
        sentence_en=en,
        data=data or {},
    )
    entry.full_clean(validate_unique=False, validate_constraints=False)
    entry.save(force_insert=True)
    return entry


def secrecy_of(thing: models.Model) -> int:
    """Give how secret what is told of a thing is: its own class, or that of what it belongs to."""
    if hasattr(thing, "secrecy"):
        return int(thing.secrecy)
    parties = getattr(thing, "parties", None)
    return int(parties().secrecy) if parties is not None else 1
