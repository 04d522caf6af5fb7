"""Sending what is written: each delivery is claimed by a conditional UPDATE, tried again, or given up in sight."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from django.db.models import F, Q, QuerySet

from dondoc.web import clock
from dondoc.web.follow_up.models import Delivery
from dondoc.web.follow_up.remind.channels import Sender, SendFailed, sender

MOST_ATTEMPTS = 12
FIRST_WAIT = dt.timedelta(minutes=5)
LONGEST_WAIT = dt.timedelta(hours=6)
CLAIM_LASTS = dt.timedelta(minutes=10)
FARTHEST = dt.timedelta(days=1)  # a time to try further away than this comes from a clock that has jumped
State = Delivery.State


@dataclass
class Sent:
    """What came of a round of sending."""

    counts: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)


def deliver_waiting() -> Sent:
    """Send everything whose time has come, channel by channel; a channel that is down is left until later."""
    sent = Sent()
    _free_dead_claims()
    for channel in Delivery.Channel.values:
        waiting = list(_waiting(channel).values_list("pk", flat=True))
        if waiting:
            _deliver(channel, waiting, sent)
    return sent


def wait_after(attempts: int) -> dt.timedelta:
    """Give how long to wait after so many attempts: 5 minutes, then twice as long each time, at most 6 hours.

    Twelve attempts reach over more than a day and a half: a mail server may be down for a day and nothing is lost.
    """
    doublings = max(0, min(attempts - 1, 10))
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def try_again(delivery: Delivery) -> bool:
    """Put a delivery that was given up back into the queue; gives whether it was one."""
    rows = Delivery.objects.filter(pk=delivery.pk, state=State.DEAD)
    return rows.update(state=State.QUEUED, attempts=0, next_try_at=clock.now(), error="") == 1


def _waiting(channel: str) -> QuerySet[Delivery]:
    now = clock.now()
    its_time = Q(next_try_at__lte=now) | Q(next_try_at__gt=now + FARTHEST)
    return Delivery.objects.filter(its_time, channel=channel, state=State.QUEUED).order_by("pk")


def _free_dead_claims() -> None:
    """Take back what a run that was killed had claimed; it is sent again under the same Message-ID."""
    now = clock.now()
    old = Q(claimed_at__lt=now - CLAIM_LASTS) | Q(claimed_at__gt=now + CLAIM_LASTS)
    Delivery.objects.filter(old, state=State.SENDING).update(state=State.QUEUED)


def _deliver(channel: str, waiting: list[int], sent: Sent) -> None:
    try:
        with sender(channel) as send:
            for pk in waiting:
                if not _send_one(pk, send, sent):
                    return
    except SendFailed as failure:
        _channel_is_down(channel, waiting, failure, sent)


def _send_one(pk: int, send: Sender, sent: Sent) -> bool:
    """Claim, send and settle one delivery; gives whether the channel still works."""
    now = clock.now()
    claimed = Delivery.objects.filter(pk=pk, state=State.QUEUED).update(
        state=State.SENDING, claimed_at=now, attempts=F("attempts") + 1
    )
    if claimed != 1:
        return True
    delivery = Delivery.objects.select_related("message__person").get(pk=pk)
    if not delivery.message.person.is_active:
        _settle(delivery, State.DEAD, "the person's access is closed", sent)
        return True
    try:
        send(delivery.message)
    except SendFailed as failure:
        again = failure.can_retry and delivery.attempts < MOST_ATTEMPTS
        _settle(delivery, State.QUEUED if again else State.DEAD, str(failure), sent)
        return not failure.channel_down
    _settle(delivery, State.SENT, "", sent)
    return True


def _settle(delivery: Delivery, state: str, error: str, sent: Sent) -> None:
    now = clock.now()
    values = {"sent_at": now} if state == State.SENT else {"next_try_at": now + wait_after(delivery.attempts)}
    Delivery.objects.filter(pk=delivery.pk, state=State.SENDING).update(state=state, error=error, **values)
    sent.counts["failed" if state == State.QUEUED else state] += 1
    if error:
        sent.errors.append(error)


def _channel_is_down(channel: str, waiting: list[int], failure: SendFailed, sent: Sent) -> None:
    """Put the whole queue of a channel off; nothing of it counts as tried."""
    later = clock.now() + FIRST_WAIT
    Delivery.objects.filter(pk__in=waiting, state=State.QUEUED).update(next_try_at=later, error=str(failure)[:500])
    sent.counts["postponed"] += len(waiting)
    sent.errors.append(f"{channel}: {failure}")
