"""Making and withdrawing the address of a person's calendar."""

from __future__ import annotations

from django.db import transaction

from dondoc.web import clock
from dondoc.web.calendar_feed.models import Feed
from dondoc.web.journal.services import record
from dondoc.web.keys import digest_of, new_key
from dondoc.web.organisations.models import User


@transaction.atomic
def make_feed(*, actor: User) -> str:
    """Give a person a new address for his own calendar and end the former one; the key is given this once."""
    key = new_key()
    feed = Feed.objects.filter(user=actor).first() or Feed(user=actor)
    feed.digest, feed.made_at = digest_of(key), clock.now()
    feed.full_clean()
    feed.save()
    record(
        verb="issue",
        thing=feed,
        actor=actor,
        vi=f"Lập địa chỉ lịch cho {actor.name}.",
        en=f"Made a calendar address for {actor.name}.",
    )
    return key


@transaction.atomic
def withdraw_feed(*, actor: User) -> None:
    """End the address of a person's calendar."""
    feed = Feed.objects.filter(user=actor).first()
    if feed is None:
        return
    record(
        verb="revoke",
        thing=feed,
        actor=actor,
        vi=f"Bỏ địa chỉ lịch của {actor.name}.",
        en=f"Withdrew the calendar address of {actor.name}.",
    )
    feed.delete()


def person_of(key: str) -> User | None:
    """Give the active person whose address holds a key."""
    feed = Feed.objects.select_related("user").filter(digest=digest_of(key), user__is_active=True).first()
    return feed.user if feed else None
