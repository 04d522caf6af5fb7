"""Filling a template that came from outside in a process of its own, with little time, little memory and no network.

A template is a program: a loop in a loop takes hours, a product of numbers all memory. Neither may take the server.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from dondoc.files.child import limit_this_process
from dondoc.web.official.filling import Fault, Unfilled, filled

PACKAGES = Path(__file__).resolve().parents[3]
MEMORY_MB = 768
WAITING = 3  # a busy machine may take that many times the seconds of the processor
OUT_OF_TIME, OUT_OF_MEMORY = Fault("time"), Fault("memory")
KEPT = ("PATH", "LANG", "LD_LIBRARY_PATH", "OPENBLAS_CORETYPE")


def filled_apart(template: bytes, values: dict[str, Any], *, seconds: int) -> bytes:
    """Fill a template in a child process that may use so many seconds of a processor. Raises `Unfilled`."""
    order = {"template": base64.b64encode(template).decode(), "values": values, "seconds": seconds}
    with tempfile.TemporaryDirectory(prefix="dondoc-fill-") as scratch:
        environment = {name: os.environ[name] for name in KEPT if name in os.environ}
        environment |= {"PYTHONPATH": str(PACKAGES), "PYTHONUTF8": "1", "HOME": scratch, "TMPDIR": scratch}
        try:
            done = subprocess.run(
                [sys.executable, "-P", "-m", "dondoc.web.official.apart"],
                input=json.dumps(order).encode(),
                capture_output=True,
                cwd=scratch,
                env=environment,
                timeout=seconds * WAITING,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise Unfilled(OUT_OF_TIME) from error
    return _outcome(done)


def _outcome(done: subprocess.CompletedProcess[bytes]) -> bytes:
    """Read what the child said; one that was stopped said nothing: its time was over, or its memory."""
    if done.returncode != 0 or not done.stdout:
        raise Unfilled(OUT_OF_MEMORY if b"MemoryError" in done.stderr else OUT_OF_TIME)
    told = json.loads(done.stdout)
    if "fault" in told:
        raise Unfilled(Fault(**told["fault"]))
    return base64.b64decode(told["word"])


def main() -> int:
    """Fill the template that stands on standard input; say the document or what is wrong."""
    order = json.load(sys.stdin)
    limit_this_process(memory_mb=MEMORY_MB, cpu_seconds=order["seconds"], with_office=False)
    try:
        word = filled(base64.b64decode(order["template"]), order["values"])
        told: dict[str, Any] = {"word": base64.b64encode(word).decode()}
    except Unfilled as error:
        fault = error.fault
        told = {"fault": {"code": fault.code, "about": fault.about, "place": fault.place}}
    except (MemoryError, RecursionError):
        told = {"fault": {"code": "memory", "about": "", "place": ""}}
    json.dump(told, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
