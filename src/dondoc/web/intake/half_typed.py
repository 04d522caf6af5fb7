"""What is typed at the desk and not saved yet is kept for the person who typed it, until he saves or gives up."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.http import QueryDict

from dondoc.web import clock
from dondoc.web.intake.models import HalfTyped
from dondoc.web.organisations.models import User
from dondoc.web.organisations.policies import Action, require
from dondoc.web.register.models import Document

NOT_KEPT = frozenset({"csrfmiddlewaretoken", "version", "knowing"})
KEPT_FOR = dt.timedelta(days=14)
LONGEST = 40_000  # code points of a form; more than that is no form of ours


def keep(*, actor: User, document: Document, key: str, version: int, sent: QueryDict) -> HalfTyped | None:
    """Keep what stands in the form of an entry now; None for what is no form of the desk."""
    require(actor, Action.REVIEW, document)
    data = {name: sent.get(name, "") for name in sent if name not in NOT_KEPT}
    if not 0 < len(key) <= 30 or sum(len(value) for value in data.values()) > LONGEST:
        return None
    kept, _made = HalfTyped.objects.update_or_create(
        document=document, user=actor, key=key, defaults={"version": version, "data": data, "at": clock.now()}
    )
    return kept


def forget(actor: User, document: Document, key: str) -> None:
    """Let go of what was typed: it is saved now, or given up. What is old goes along."""
    own = HalfTyped.objects.filter(user=actor)
    own.filter(document=document, key=key).delete()
    own.filter(at__lt=clock.now() - KEPT_FOR).delete()


def typed_before(actor: User, document: Document, key: str, only: str) -> HalfTyped | None:
    """Give what a person has typed into the form of an entry, or of one field of it (`only`), and not saved."""
    kept = HalfTyped.objects.filter(document=document, user=actor, key=key).first()
    return kept if kept is not None and kept.data.get("only", "") == only else None


def put_back(form: forms.Form, sent: QueryDict) -> forms.Form:
    """Put what was typed into an unsent form."""
    typed = {name: _typed(form.fields[name], name, sent) for name in form.fields if name != "version"}
    form.initial = {**form.initial, **typed}
    return form


def _typed(field: forms.Field, name: str, sent: QueryDict) -> Any:
    return name in sent if isinstance(field, forms.BooleanField) else sent.get(name, "")
