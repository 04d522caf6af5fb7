"""Run one parsing job in a child process with limits; give its result, or the one clear sentence."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from dondoc.files.errors import KINDS, DecompressionBomb, OpeningTimeout, PageTimeout, Unreadable
from dondoc.files.opened import Limits, Progress

logger = logging.getLogger(__name__)
PACKAGES = Path(__file__).resolve().parents[2]
MOST_OUTPUT = 400_000_000  # characters of one answer
GRACE_SECONDS = 2.0  # a page's own time-outs in the child come first
KEPT = ("PATH", "LANG", "TESSDATA_PREFIX", "LD_LIBRARY_PATH", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")

Message = dict[str, Any]


@dataclass
class _Watch:
    """Which pages are being worked on and since when; the file itself counts as page 0."""

    seconds: float
    running: dict[int, float] = field(default_factory=dict)

    def note(self, message: Message) -> None:
        """Take in what the child said."""
        now = time.monotonic()
        self.running.pop(0, None)
        if "started" in message:
            self.running[int(message["started"])] = now
        elif "ended" in message:
            self.running.pop(int(message["ended"]), None)
        if not self.running:
            self.running[0] = now

    def left(self) -> float:
        """Give the seconds until the page that runs longest is over its time."""
        return min(self.running.values()) + self.seconds - time.monotonic()

    def slowest(self) -> int:
        """Give the page that has run longest."""
        return min(self.running, key=self.running.__getitem__)


def run_in_child(
    job: str,
    *,
    path: Path,
    limits: Limits,
    on_progress: Callable[[Progress], None] | None = None,
    options: Message | None = None,
) -> Any:
    """Do `job` (a name of `child.JOBS`) on a file and give its result as JSON values.

    The child has its own memory and time, a clean environment, no network where the system allows that, and a scratch
    folder that goes with it. Raises the `BadFile` the child met; `PageTimeout` when a page is over its time;
    `DecompressionBomb` when the memory is used up; `Unreadable` when the child dies otherwise.
    """
    with tempfile.TemporaryDirectory(prefix="dondoc-") as scratch:
        order = {
            **(options or {}),
            "job": job,
            "path": str(path.resolve()),
            "name": path.name,
            "memory_mb": limits.memory_mb,
            "cpu_seconds": int(limits.page_seconds * min(limits.max_pages, 40)) + 1,
            "limits": {name: getattr(limits, name) for name in Limits.__dataclass_fields__},
        }
        with _child(scratch) as child:
            return _Talk(child, order, limits, on_progress).result()


@contextlib.contextmanager
def _child(scratch: str) -> Iterator[subprocess.Popen[str]]:
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    environment |= {
        "PYTHONPATH": str(PACKAGES),
        "PYTHONUTF8": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_THREAD_LIMIT": "1",
    }
    environment |= {"HOME": scratch, "TMPDIR": scratch}
    command = [sys.executable, "-P", "-m", "dondoc.files.child"]
    pipe = subprocess.PIPE
    child = subprocess.Popen(  # noqa: S603  (our own interpreter and module)
        command, stdin=pipe, stdout=pipe, stderr=pipe, encoding="utf-8", errors="replace", cwd=scratch,
        env=environment, start_new_session=True,
    )  # fmt: skip
    try:
        yield child
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        for pipe_end in (child.stdin, child.stdout, child.stderr):
            if pipe_end:
                with contextlib.suppress(BrokenPipeError):
                    pipe_end.close()


class _Talk:
    """The talk with one child, from the order to the result."""

    def __init__(
        self,
        child: subprocess.Popen[str],
        order: Message,
        limits: Limits,
        on_progress: Callable[[Progress], None] | None,
    ) -> None:
        self.child, self.order, self.limits, self.on_progress = child, order, limits, on_progress
        self.name = str(order["name"])
        self.watch = _Watch(limits.page_seconds + GRACE_SECONDS)
        self.said: queue.Queue[str | None] = queue.Queue()
        self.complaints: list[str] = []

    def result(self) -> Any:
        """Send the order, follow what the child says, give its result."""
        listeners = [self._listen(self.child.stdout, self.said.put), self._listen(self.child.stderr, self._complain)]
        with contextlib.suppress(BrokenPipeError):
            assert self.child.stdin  # noqa: S101  (a pipe was asked for)
            json.dump(self.order, self.child.stdin)
            self.child.stdin.close()
        self.watch.note({})
        while (line := self._next_line()) is not None:
            message: Message = json.loads(line)
            self.watch.note(message)
            if "result" in message:
                return message["result"]
            if "error" in message:
                raise KINDS[message["error"]](**message["details"])
            if "progress" in message and self.on_progress:
                self.on_progress(Progress(*message["progress"]))
        for listener in listeners:
            listener.join(timeout=1)
        raise self._death()

    def _next_line(self) -> str | None:
        try:
            return self.said.get(timeout=max(0.0, self.watch.left()))
        except queue.Empty:
            raise self._timeout() from None

    def _timeout(self) -> Exception:
        page, seconds = self.watch.slowest(), round(self.limits.page_seconds)
        return (
            PageTimeout(name=self.name, page=page, seconds=seconds)
            if page
            else OpeningTimeout(name=self.name, seconds=seconds)
        )

    def _death(self) -> Exception:
        code = self.child.wait()
        complaint = "".join(self.complaints[-40:])
        if -code in (signal.SIGXCPU, signal.SIGKILL):
            return self._timeout()
        logger.warning("the reader of %s ended with %s: %s", self.name, code, complaint)
        if "MemoryError" in complaint or "bad_alloc" in complaint or -code in (signal.SIGABRT, signal.SIGTRAP):
            return DecompressionBomb(name=self.name)
        return Unreadable(name=self.name)

    def _complain(self, line: str | None) -> None:
        if line is not None and len(self.complaints) < 1000:
            self.complaints.append(line)

    def _listen(self, stream: IO[str] | None, take: Callable[[str | None], None]) -> threading.Thread:
        def listen() -> None:
            assert stream  # noqa: S101  (a pipe was asked for)
            while line := stream.readline(MOST_OUTPUT):
                take(line)
            take(None)

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        return thread
