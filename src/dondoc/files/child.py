"""The process that parses foreign files: it limits itself first, then does one job and tells how it goes.

Started by `sandbox.run_in_child` only. The job comes as one JSON object on standard input; what is said back is one
JSON object a line on standard output, so that nothing a hostile file makes of this process is ever executed outside.
"""

from __future__ import annotations

import ctypes
import importlib
import json
import os
import resource
import signal
import sys
import threading
from typing import Any

from dondoc.files.errors import BadFile, DecompressionBomb

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS = 1, 38
JOBS = {
    "pdf": "dondoc.files.pdf.reading:read_pdf",
    "image": "dondoc.files.images:read_image",
    "docx": "dondoc.files.word.reading:read_docx",
    "office": "dondoc.files.office:read_office",
    "render": "dondoc.files.pictures:render",
    "signatures": "dondoc.files.signatures:verify_signatures",
    "searchable": "dondoc.files.searchable:make",
}
_speaking = threading.Lock()


class Teller:
    """Tells the parent how far the job is. Safe to use from several threads."""

    def page_started(self, page: int) -> None:
        """Say that work on a page begins: its time counts from now."""
        _say({"started": page})

    def page_done(self, page: int) -> None:
        """Say that a page is done."""
        _say({"ended": page})

    def progress(self, stage: str, done: int, of: int) -> None:
        """Say how far the job has come."""
        _say({"progress": [stage, done, of]})


def main() -> int:
    """Do the one job that stands on standard input; give 0 when its outcome was told."""
    job: dict[str, Any] = json.load(sys.stdin)
    limit_this_process(memory_mb=job["memory_mb"], cpu_seconds=job["cpu_seconds"], with_office=job["job"] == "office")
    module, _, function = JOBS[job["job"]].partition(":")
    work = getattr(importlib.import_module(module), function)
    try:
        _say({"result": work(job, Teller())})
    except BadFile as error:
        _say({"error": type(error).__name__, "details": error.details})
    except MemoryError:
        _say({"error": DecompressionBomb.__name__, "details": {"name": job.get("name", "")}})
    return 0


def limit_this_process(*, memory_mb: int, cpu_seconds: int, with_office: bool) -> None:
    """Take away what parsing does not need: memory, time, core dumps, new rights and (where allowed) the network."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if libc.unshare(CLONE_NEWNET) != 0:
        libc.unshare(CLONE_NEWUSER | CLONE_NEWNET)  # refused on some systems; there are no credentials to lose either
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    size = memory_mb * 1024 * 1024
    hard = size if not with_office else resource.RLIM_INFINITY  # LibreOffice sets its own, larger limit
    resource.setrlimit(resource.RLIMIT_AS, (size, hard))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.umask(0o077)


def _say(message: dict[str, Any]) -> None:
    line = json.dumps(message, ensure_ascii=False, separators=(",", ":"))
    with _speaking:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
