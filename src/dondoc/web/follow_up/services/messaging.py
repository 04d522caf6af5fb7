"""What people do with messages: read them, and send again what was given up."""

from __future__ import annotations

from django.db import transaction

from dondoc.web import clock
from dondoc.web.follow_up.models import Delivery, Message
from dondoc.web.follow_up.remind.deliver import try_again
from dondoc.web.follow_up.services.acts import tell
from dondoc.web.organisations.models import User
from dondoc.web.organisations.policies import Action, require


def mark_read(message: Message) -> None:
    """Write down when a person first opened a message."""
    Message.objects.filter(pk=message.pk, read_at__isnull=True).update(read_at=clock.now())


@transaction.atomic
def retry(*, actor: User, delivery: Delivery) -> bool:
    """Put a delivery that was given up back into the queue; gives whether it was one."""
    require(actor, Action.MANAGE_PEOPLE)
    if not try_again(delivery):
        return False
    who = delivery.message.person
    tell(
        delivery,
        actor=actor,
        verb="retry",
        vi=f"Gửi lại thư cho {who}.",
        en=f"Sends the message to {who} again.",
    )
    return True
