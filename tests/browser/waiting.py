"""Waiting for what a page comes to, without `eval`, which the content security policy of the pages forbids; and for
the server to have answered everything that was asked of it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from django.core.signals import request_finished, request_started
from playwright.sync_api import Error

QUIET_SECONDS = 0.3  # a page that is closed sends what was half typed a moment later


def until(page: Any, expression: str) -> None:
    """Wait, ten seconds at most, until an expression holds in the page; the page may be replaced meanwhile."""
    for _ in range(200):
        try:
            if page.evaluate(expression):
                return
        except Error as error:
            if "Execution context was destroyed" not in str(error):
                raise
        page.wait_for_timeout(50)
    raise AssertionError(f"never came true: {expression}")


@contextmanager
def answering() -> Iterator[None]:
    """Leave only when the server has answered every request: the database is emptied after that."""
    waiting = _Waiting()
    request_started.connect(waiting.begin)
    request_finished.connect(waiting.end)
    try:
        yield
        waiting.until_quiet()
    finally:
        request_started.disconnect(waiting.begin)
        request_finished.disconnect(waiting.end)


class _Waiting:
    def __init__(self) -> None:
        self._lock, self._open, self._changed = Lock(), 0, time.monotonic()

    def begin(self, **_: Any) -> None:
        self._count(1)

    def end(self, **_: Any) -> None:
        self._count(-1)

    def until_quiet(self, most_seconds: float = 20.0) -> None:
        """Wait until nothing has been open for a moment; the requests of a broken connection may never end."""
        last = time.monotonic() + most_seconds
        while time.monotonic() < last:
            with self._lock:
                if self._open <= 0 and time.monotonic() - self._changed > QUIET_SECONDS:
                    return
            time.sleep(0.05)

    def _count(self, by: int) -> None:
        with self._lock:
            self._open, self._changed = self._open + by, time.monotonic()
