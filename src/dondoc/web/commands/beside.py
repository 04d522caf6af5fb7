"""A process beside the pages: started again when it dies, ended with them."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

WORKER = (sys.executable, "-m", "dondoc", "worker")
AGAIN_AFTER = 2.0  # seconds; a process that cannot start does not take the machine's time
END_WITHIN = 10.0


@contextmanager
def running_beside(
    command: Sequence[str] = WORKER, *, again_after: float = AGAIN_AFTER, end_within: float = END_WITHIN
) -> Iterator[None]:
    """Run a command for as long as the block lasts; whatever ends it, it is started again.

    At the end it is asked to stop, and killed where it does not within `end_within` seconds.
    """
    keeper = _Keeper(command, again_after, end_within)
    thread = threading.Thread(target=keeper.keep, name="beside", daemon=True)
    thread.start()
    try:
        yield
    finally:
        keeper.end()
        thread.join(timeout=END_WITHIN)


class _Keeper:
    def __init__(self, command: Sequence[str], again_after: float, end_within: float) -> None:
        self._command, self._again_after, self._end_within = command, again_after, end_within
        self._ending = threading.Event()
        self._lock = threading.Lock()  # no process is started once the end has begun
        self._process: subprocess.Popen[bytes] | None = None

    def keep(self) -> None:
        while (process := self._start()) is not None:
            process.wait()
            self._ending.wait(self._again_after)

    def end(self) -> None:
        with self._lock:
            self._ending.set()
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(timeout=self._end_within)
            except subprocess.TimeoutExpired:
                self._process.kill()

    def _start(self) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._ending.is_set():
                return None
            self._process = subprocess.Popen(self._command)  # noqa: S603 - our own command
            return self._process
