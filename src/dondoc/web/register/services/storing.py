"""The last step of every change of a thing that was read: whole, checked, and signed in its history."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import Model

from dondoc.web.organisations.models import User
from dondoc.web.register.models import Citation, Document, Indicator, WorkItem


def store(thing: WorkItem | Indicator | Citation | Document, actor: User | None) -> None:
    """Check and save a thing; its history row names the actor (None: the program itself)."""
    thing._history_user = actor  # type: ignore[union-attr]
    check_and_save(thing)


def check_and_save(row: Model) -> None:
    """Check a row and save it, or raise `ValidationError`.

    The rules that stand in the database are checked there; only where one is broken it is looked for by name, because
    asking for each of them beforehand takes longer than all the rest.
    """
    row.full_clean(validate_constraints=False)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        row.validate_constraints()
        raise
