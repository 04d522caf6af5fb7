"""The last step of every change of a thing that was read: whole, checked, and signed in its history."""

from __future__ import annotations

from dondoc.web.organisations.models import User
from dondoc.web.register.models import Citation, Document, Indicator, WorkItem


def store(thing: WorkItem | Indicator | Citation | Document, actor: User | None) -> None:
    """Check and save a thing; its history row names the actor (None: the program itself)."""
    thing._history_user = actor  # type: ignore[union-attr]
    thing.full_clean()
    thing.save()
