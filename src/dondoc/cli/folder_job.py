"""One file of a folder, read in a process of its own."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path

from dondoc.cli.console import write_whole
from dondoc.cli.errors import UserMistake
from dondoc.cli.opening import HowToOpen, bad_file_sentence, open_named
from dondoc.cli.progress import Progress
from dondoc.cli.reading import read_named
from dondoc.cli.words import say
from dondoc.output import render

PR_SET_PDEATHSIG = 1  # of Linux: the signal a process gets when its parent ends


@dataclass(frozen=True, slots=True)
class Job:
    """One file to read and where its result goes; everything a process of its own needs."""

    name: str
    source: Path
    target: Path
    form: str
    language: str
    how: HowToOpen
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one file went; a failure has a sentence, and a fault of ours its details too."""

    name: str
    good: bool
    sentence: str = ""
    bug: bool = False
    details: str = ""


def do_job(job: Job) -> Outcome:
    """Read one file and write its result; whatever goes wrong with it is told, so that the others go on."""
    try:
        payload = _result(job)
        job.target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(job.target, payload.encode("utf-8") if isinstance(payload, str) else payload)
    except UserMistake as mistake:
        return Outcome(job.name, good=False, sentence=mistake.sentence_in(job.language))
    except Exception as error:  # noqa: BLE001  one bad file must not stop a thousand good ones
        return _failure(job, error)
    return Outcome(job.name, good=True)


def died(job: Job) -> Outcome:
    """Give the outcome of a file on which the process that read it died, say for want of memory."""
    return Outcome(job.name, good=False, sentence=say("folder-died", job.language), bug=True)


def end_with_parent(parent: int) -> None:
    """Have this process killed when the one that started it ends, however it ends: nobody would wait for its work."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _result(job: Job) -> str | bytes:
    if job.form == "source":
        return open_named(str(job.source), job.how).source.text
    read = read_named(str(job.source), job.how, job.names, Progress(job.language, shown=False))
    return render(read, job.form, language=job.language)


def _failure(job: Job, error: Exception) -> Outcome:
    known = bad_file_sentence(error, job.language)
    if known is not None:
        return Outcome(job.name, good=False, sentence=known[0])
    details = "".join(traceback.format_exception(error))
    sentence = say("folder-bug", job.language, kind=type(error).__name__)
    return Outcome(job.name, good=False, sentence=sentence, bug=True, details=details)
