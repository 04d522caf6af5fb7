"""The worker beside the pages: started again when it dies, ended with them."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from dondoc.web.commands.beside import running_beside

TELLS = "import os, sys, time; open(sys.argv[1], 'a').write(f'{os.getpid()}\\n'); time.sleep(60)"


def started(path: Path) -> list[int]:
    """Give the numbers of the processes that were started, as far as they have told."""
    return [int(line) for line in path.read_text().splitlines()] if path.exists() else []


def within(seconds: float, holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.02)
    return False


def lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_worker_that_the_system_kills_is_followed_by_another(tmp_path: Path) -> None:
    """And with the pages the last one ends, and no further one is started."""
    told = tmp_path / "told"
    with running_beside([sys.executable, "-c", TELLS, str(told)], again_after=0.01):
        assert within(20, lambda: len(started(told)) == 1)
        os.kill(started(told)[0], signal.SIGKILL)
        assert within(20, lambda: len(started(told)) == 2)
        assert lives(started(told)[1])
    assert not lives(started(told)[1])
    time.sleep(0.1)
    assert len(started(told)) == 2


def test_a_worker_that_does_not_stop_is_killed(tmp_path: Path) -> None:
    """One that is busy and deaf does not outlive the pages."""
    told = tmp_path / "told"
    deaf = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {TELLS}"
    with running_beside([sys.executable, "-c", deaf, str(told)], end_within=0.2):
        assert within(20, lambda: len(started(told)) == 1)
    assert within(20, lambda: not lives(started(told)[0]))
