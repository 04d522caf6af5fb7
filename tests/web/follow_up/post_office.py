"""A mail server on this machine, for the tests: it takes mail, refuses some, or is not there."""

from __future__ import annotations

import socket
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from typing import Any

from aiosmtpd.controller import Controller


class PostOffice:
    """Keeps what it took. `before_taking` is called with each mail before the server says that it has it."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, Message]] = []
        self.refusals: dict[str, str] = {}
        self.before_taking: Callable[[Message], None] = lambda _mail: None

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        mail = message_from_bytes(envelope.content)
        self.before_taking(mail)
        self.mails.extend((address, mail) for address in envelope.rcpt_tos)
        return "250 OK"

    @property
    def received(self) -> Counter[str]:
        """How many mails each address got, a second copy under the same Message-ID not counted."""
        return Counter(address for address, _id in {(address, mail["Message-ID"]) for address, mail in self.mails})


@contextmanager
def open_post_office() -> Iterator[tuple[PostOffice, int]]:
    """Open the server on a free port."""
    office = PostOffice()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(office, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield office, port
    finally:
        controller.stop(no_assert=True)
