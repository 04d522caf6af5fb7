"""Out of the house: mail over a real SMTP server, retries, dead letters, a signed webhook."""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from dondoc.web import clock
from dondoc.web.follow_up.models import Delivery, Message
from dondoc.web.follow_up.remind.channels import signature
from dondoc.web.follow_up.remind.deliver import MOST_ATTEMPTS, deliver_waiting, wait_after
from dondoc.web.follow_up.services import messaging
from tests.web.builders import make_user
from tests.web.follow_up.making import TODAY, Cast
from tests.web.follow_up.post_office import PostOffice, open_post_office

SECRET = "mot-khoa-ky-dai-hon-ba-muoi-hai-ky-tu"


@pytest.fixture
def post_office(settings: Any) -> Iterator[PostOffice]:
    with open_post_office() as (office, port):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        yield office


def write(cast: Cast, number: int = 0, channel: str = "mail", **fields: Any) -> Delivery:
    """Write a message to the contact, ready to be sent."""
    message = Message.objects.create(
        person=fields.pop("person", cast.contact),
        kind="notice",
        key=f"notice:{number}",
        day=TODAY,
        subject="Nhắc việc",
        body="Còn 3 việc quá hạn.",
        lines=[{"kind": "overdue", "words": "Đề án", "url": "http://127.0.0.1/items/1/"}],
        created_at=clock.now(),
    )
    return Delivery.objects.create(message=message, channel=channel, next_try_at=clock.now(), **fields)


def test_a_mail_goes_out_once(cast: Cast, post_office: PostOffice) -> None:
    """In Vietnamese, with a Message-ID of its own; a second round sends nothing."""
    delivery = write(cast)
    assert deliver_waiting().counts == {"sent": 1}
    assert deliver_waiting().counts == {}
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, delivery.sent_at) == ("sent", 1, clock.now())
    ((address, mail),) = post_office.mails
    assert address == cast.contact.email
    assert "Còn 3 việc" in mail.get_payload(decode=True).decode()  # type: ignore[union-attr]
    assert mail["Message-ID"].startswith("<")


def test_a_server_that_is_down_for_a_day_loses_nothing(cast: Cast, settings: Any) -> None:
    """While it is down nothing counts as tried; when it is back everything goes out, once."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
    for number in range(3):
        write(cast, number)
    start = clock.now()
    for hour in range(0, 24, 4):
        with clock.frozen(start + dt.timedelta(hours=hour)):
            assert deliver_waiting().counts["postponed"] == 3
    assert set(Delivery.objects.values_list("state", "attempts")) == {("queued", 0)}
    with open_post_office() as (office, port), clock.frozen(start + dt.timedelta(hours=25)):
        settings.EMAIL_PORT = port
        assert deliver_waiting().counts == {"sent": 3}
        assert len(office.mails) == 3


@pytest.mark.parametrize(("answer", "state"), [("451 try later", "queued"), ("550 no such user", "dead")])
def test_a_refusal_is_tried_again_only_if_that_can_help(
    cast: Cast, post_office: PostOffice, answer: str, state: str
) -> None:
    """A passing refusal waits five minutes, a final one is a dead letter in sight; others go out all the same."""
    refused, other = write(cast), write(cast, 1, person=cast.office)
    post_office.refusals[cast.contact.email] = answer
    deliver_waiting()
    refused.refresh_from_db()
    other.refresh_from_db()
    assert (refused.state, other.state) == (state, "sent")
    assert answer.split(" ", 1)[1] in refused.error
    assert refused.next_try_at == clock.now() + dt.timedelta(minutes=5)


def test_a_dead_letter_is_sent_again_by_hand(cast: Cast, post_office: PostOffice) -> None:
    delivery = write(cast, state="dead", attempts=MOST_ATTEMPTS)
    assert deliver_waiting().counts == {}
    assert messaging.retry(actor=cast.office, delivery=delivery)
    assert deliver_waiting().counts == {"sent": 1}
    assert not messaging.retry(actor=cast.office, delivery=delivery)


def test_in_the_end_it_is_given_up(cast: Cast, post_office: PostOffice) -> None:
    post_office.refusals[cast.contact.email] = "451 try later"
    delivery = write(cast, attempts=MOST_ATTEMPTS - 1)
    deliver_waiting()
    delivery.refresh_from_db()
    assert delivery.state == "dead"


def test_attempts_reach_over_a_day_and_a_half() -> None:
    """Five minutes first, never more than six hours, thirty-six hours in all."""
    waits = [wait_after(number) for number in range(1, MOST_ATTEMPTS)]
    assert waits[0] == dt.timedelta(minutes=5)
    assert max(waits) == dt.timedelta(hours=6)
    assert sum(waits, dt.timedelta()) > dt.timedelta(hours=34)


@pytest.mark.parametrize("minutes", [-120, 11])
def test_what_a_dead_run_had_claimed_is_taken_back(cast: Cast, post_office: PostOffice, minutes: int) -> None:
    """After ten minutes, or if the claim lies in the future because the clock has jumped back."""
    claimed_at = clock.now() - dt.timedelta(minutes=minutes)
    write(cast, state="sending", attempts=1, claimed_at=claimed_at)
    assert deliver_waiting().counts == {"sent": 1}


def test_what_another_run_is_sending_is_left_to_it(cast: Cast, post_office: PostOffice) -> None:
    write(cast, state="sending", attempts=1, claimed_at=clock.now() - dt.timedelta(minutes=1))
    assert deliver_waiting().counts == {}


def test_a_time_to_try_from_a_clock_that_jumped_is_not_waited_for(cast: Cast, post_office: PostOffice) -> None:
    delivery = write(cast)
    Delivery.objects.filter(pk=delivery.pk).update(next_try_at=clock.now() + dt.timedelta(days=400))
    assert deliver_waiting().counts == {"sent": 1}


def test_who_has_no_access_gets_no_mail(cast: Cast, post_office: PostOffice) -> None:
    write(cast, person=make_user("Người Đã Nghỉ", is_active=False))
    assert deliver_waiting().counts == {"dead": 1}
    assert not post_office.mails


class _Hook(BaseHTTPRequestHandler):
    """Keeps what was posted, and answers with the status of the class."""

    seen: list[tuple[dict[str, str], bytes]]
    status = 200

    def do_POST(self) -> None:
        self.seen.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(self.status)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def hook(settings: Any) -> Iterator[type[_Hook]]:
    handler = type("Hook", (_Hook,), {"seen": [], "status": 200})
    server = HTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.WEBHOOK_URL, settings.WEBHOOK_SECRET = f"http://127.0.0.1:{server.server_port}/", SECRET
    yield handler
    server.shutdown()
    server.server_close()


def test_a_webhook_is_signed(cast: Cast, hook: type[_Hook]) -> None:
    """The receiver can check who sent it and when, and knows a second copy by its key."""
    write(cast, channel="webhook")
    assert deliver_waiting().counts == {"sent": 1}
    ((headers, body),) = hook.seen
    moment, signed = (part.split("=")[1] for part in headers["X-Dondoc-Signature"].split(","))
    assert signed == signature(SECRET, moment, body)
    assert headers["Idempotency-Key"] == json.loads(body)["key"] == "notice:0"
    assert json.loads(body)["to"] == cast.contact.email


@pytest.mark.parametrize(("status", "state"), [(503, "queued"), (429, "queued"), (410, "dead")])
def test_a_webhook_that_refuses(cast: Cast, hook: type[_Hook], status: int, state: str) -> None:
    hook.status = status
    delivery = write(cast, channel="webhook")
    deliver_waiting()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.error) == (state, f"HTTP {status}")
