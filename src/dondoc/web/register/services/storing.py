"""The last step of every change of an item: whole, checked, and signed in its history."""

from __future__ import annotations

from dondoc.web.organisations.models import User
from dondoc.web.register.models import WorkItem


def store(item: WorkItem, actor: User | None) -> None:
    """Check and save an item; its history row names the actor (None: the program itself)."""
    item._history_user = actor  # type: ignore[attr-defined]
    item.full_clean()
    item.save()
