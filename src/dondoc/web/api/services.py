"""Giving and taking back keys of the API."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.output.words import day as day_words
from dondoc.web import clock
from dondoc.web.api.models import Token
from dondoc.web.journal.services import record
from dondoc.web.keys import digest_of, new_key
from dondoc.web.organisations.models import User
from dondoc.web.organisations.policies import Action, require

PREFIX = "dondoc_"


@transaction.atomic
def issue_token(*, actor: User | None, user: User, name: str, days: int = 365) -> tuple[Token, str]:
    """Give a person a key for a program; the key itself is given this once. `actor` None: the command line."""
    if actor is not None and actor.pk != user.pk:
        require(actor, Action.MANAGE_PEOPLE)
    key = PREFIX + new_key()
    expires_on = clock.real_today() + dt.timedelta(days=days)
    token = Token(user=user, name=name, digest=digest_of(key), created_at=clock.now(), expires_on=expires_on)
    token.full_clean()
    token.save()
    record(
        verb="issue",
        thing=token,
        actor=actor,
        vi=f"Cấp khóa truy cập “{name}” cho {user.name}, đến {day_words(expires_on)}.",
        en=f"Issued the key “{name}” to {user.name}, until {expires_on:%-d %b %Y}.",
    )
    return token, key


@transaction.atomic
def revoke_token(*, actor: User, token: Token) -> None:
    """Take a key back; it opens nothing from now on."""
    if actor.pk != token.user_id:
        require(actor, Action.MANAGE_PEOPLE)
    token.revoked_at = clock.now()
    token.full_clean()
    token.save()
    record(
        verb="revoke",
        thing=token,
        actor=actor,
        vi=f"Thu hồi khóa truy cập “{token.name}” của {token.user.name}.",
        en=f"Revoked the key “{token.name}” of {token.user.name}.",
    )
