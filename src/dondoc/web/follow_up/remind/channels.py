"""The ways out of the house: mail over SMTP, and a signed webhook for whatever else an office uses."""

from __future__ import annotations

import hashlib
import hmac
import json
import smtplib
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from dondoc.web import clock
from dondoc.web.follow_up.models import Delivery, Message

TIMEOUT = 15
GONE = 500  # SMTP and HTTP agree: from 500 (mail) a refusal is final; the webhook has its own rule below


class SendFailed(Exception):
    """A message was not sent. `can_retry`: trying again may help; `channel_down`: so it is with all others now."""

    def __init__(self, reason: str, *, can_retry: bool, channel_down: bool = False) -> None:
        super().__init__(reason)
        self.can_retry = can_retry
        self.channel_down = channel_down


class Sender(Protocol):
    """Sends one message; raises `SendFailed`."""

    def __call__(self, message: Message) -> None: ...


def channels_in_use() -> tuple[str, ...]:
    """Give the channels this installation sends through, besides the in-app inbox."""
    webhook = (Delivery.Channel.WEBHOOK,) if settings.WEBHOOK_URL else ()
    return (Delivery.Channel.MAIL, *webhook)


@contextmanager
def sender(channel: str) -> Iterator[Sender]:
    """Open a channel for many messages; raises `SendFailed` if it cannot be opened."""
    if channel == Delivery.Channel.WEBHOOK:
        yield _post
        return
    connection = get_connection(timeout=TIMEOUT)
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        raise SendFailed(_reason(error), can_retry=True, channel_down=True) from error
    try:
        yield lambda message: _mail(message, connection)
    finally:
        connection.close()


def message_id(message: Message) -> str:
    """Give the Message-ID of a message, the same each time it is sent: mail systems drop the second copy."""
    digest = hashlib.sha256(message.key.encode()).hexdigest()[:32]
    return f"<{digest}@{urlsplit(settings.BASE_URL).hostname or 'dondoc'}>"


def signature(secret: str, moment: str, body: bytes) -> str:
    """Sign the body of a webhook call with its moment: HMAC-SHA256 in hexadecimal."""
    return hmac.new(secret.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()


def _mail(message: Message, connection: BaseEmailBackend) -> None:
    mail = EmailMessage(
        subject=message.subject,
        body=message.body,
        to=[message.person.email],
        connection=connection,
        headers={"Message-ID": message_id(message), "Auto-Submitted": "auto-generated"},
    )
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        raise SendFailed(_reason(error), can_retry=any(code < GONE for code in codes)) from error
    except smtplib.SMTPResponseException as error:
        raise SendFailed(_reason(error), can_retry=error.smtp_code < GONE) from error
    except (OSError, smtplib.SMTPException) as error:
        raise SendFailed(_reason(error), can_retry=True, channel_down=True) from error


def _post(message: Message) -> None:
    body = json.dumps(
        {"key": message.key, "to": message.person.email, "subject": message.subject, "lines": message.lines},
        ensure_ascii=False,
    ).encode()
    moment = str(int(clock.now().timestamp()))
    request = urllib.request.Request(  # noqa: S310 - the scheme is checked when the settings are read
        settings.WEBHOOK_URL,
        data=body,
        headers={
            "Content-Type": "application/json; charset=utf-8",
            "Idempotency-Key": message.key,
            "X-Dondoc-Signature": f"t={moment},v1={signature(settings.WEBHOOK_SECRET, moment, body)}",
        },
    )
    try:
        urllib.request.urlopen(request, timeout=TIMEOUT).close()  # noqa: S310 - as above
    except urllib.error.HTTPError as error:
        final = 400 <= error.code < 500 and error.code not in {408, 425, 429}
        raise SendFailed(f"HTTP {error.code}", can_retry=not final) from error
    except OSError as error:
        raise SendFailed(_reason(error), can_retry=True, channel_down=True) from error


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:500]
