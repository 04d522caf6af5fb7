"""`dondoc read FOLDER`: every document of a folder, some at once, going on where the last run stopped."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from dondoc.cli.console import Console, write_whole
from dondoc.cli.errors import EXIT_BAD_INPUT, EXIT_BUG, EXIT_GOOD, UserMistake
from dondoc.cli.folder_job import Job, Outcome, died, do_job, end_with_parent
from dondoc.cli.reading import how_to_open, names_of
from dondoc.cli.words import say
from dondoc.files.opening import printable
from dondoc.output import FORMATS

SUFFIXES = frozenset({".txt", ".pdf", ".docx", ".doc", ".odt", ".rtf", ".png", ".jpg", ".jpeg", ".tif", ".tiff"})
LEFT_BY_PROGRAMS = ("~$", "._")  # how names begin that Word and macOS give to files of their own
STATE_FILE = ".dondoc-folder.jsonl"
FAILURES_FILE = "failures.json"


@dataclass
class FolderState:
    """What earlier runs have done, by file: size and time of the source; kept in the folder of results.

    The file has a line for each source that was done, the last one counts: it grows by a line, however many there are.
    """

    path: Path
    done: dict[str, list[int]]

    @classmethod
    def load(cls, folder: Path, *, fresh: bool) -> FolderState:
        """Give the state of a folder of results; empty where there is none that can be read."""
        path = folder / STATE_FILE
        if fresh:
            path.unlink(missing_ok=True)
        if not path.is_file():
            return cls(path, {})
        done = {}
        for line in path.read_bytes().splitlines():
            with suppress(ValueError, TypeError):  # the last line of a run that was killed may be half
                name, *stamp = json.loads(line)
                done[name] = stamp
        return cls(path, done)

    def has(self, job: Job) -> bool:
        """Tell whether a source was read before, has not changed since, and its result is still there."""
        return self.done.get(job.name) == _stamp(job.source) and job.target.is_file()

    def add(self, job: Job) -> None:
        """Note a source as done, at once: a run that dies loses nothing."""
        self.done[job.name] = _stamp(job.source)
        line = json.dumps([job.name, *self.done[job.name]])
        with self.path.open("ab") as file:
            file.write(b"\n" + line.encode())


def read_folder(arguments: argparse.Namespace) -> int:
    """Read a folder; give 0, or 2 where files could not be read, or 3 where one met a fault of ours."""
    console: Console = arguments.console
    jobs = list(_jobs(arguments))
    if not jobs:
        raise UserMistake("folder-empty", path=arguments.file)
    arguments.output.mkdir(parents=True, exist_ok=True)
    state = FolderState.load(arguments.output, fresh=arguments.fresh)
    todo = [job for job in jobs if not state.has(job)]
    console.tell("folder-begin", todo=len(todo), done=len(jobs) - len(todo))
    failures = [outcome for outcome in _run(todo, arguments.jobs, console, state) if not outcome.good]
    _report(console, arguments.output, len(todo), failures)
    if not failures:
        return EXIT_GOOD
    return EXIT_BUG if any(outcome.bug for outcome in failures) else EXIT_BAD_INPUT


def _jobs(arguments: argparse.Namespace) -> Iterator[Job]:
    folder, target = Path(arguments.file), arguments.output
    if target is None:
        raise UserMistake("folder-needs-output")
    if target.resolve() == folder.resolve():
        raise UserMistake("output-in-source", path=target)
    suffix = ".txt" if arguments.format == "source" else FORMATS[arguments.format].suffix
    how, names = how_to_open(arguments), names_of(arguments.names)
    for source in sorted(folder.rglob("*")):
        ours = source.suffix.lower() in SUFFIXES and not source.name.startswith(LEFT_BY_PROGRAMS)
        if ours and source.is_file() and not source.is_relative_to(target):
            name = source.relative_to(folder).as_posix()
            yield Job(
                name, source, target / f"{name}{suffix}", arguments.format, arguments.console.language, how, names
            )


def _run(todo: list[Job], workers: int, console: Console, state: FolderState) -> Iterator[Outcome]:
    for number, (job, outcome) in enumerate(_outcomes(todo, workers), 1):
        if outcome.good:
            state.add(job)
        words = say("folder-good", console.language) if outcome.good else outcome.sentence
        console.tell("folder-step", done=number, of=len(todo), name=job.name, outcome=words)
        yield outcome


def _outcomes(todo: list[Job], workers: int) -> Iterator[tuple[Job, Outcome]]:
    if workers <= 1:
        yield from ((job, do_job(job)) for job in todo)
        return
    waiting = list(todo)
    while waiting:
        told = set()
        for job, outcome in _at_once(waiting, workers):
            told.add(job.name)
            yield job, outcome
        waiting = [job for job in waiting if job.name not in told]
        for job in waiting[:workers]:  # a process died on one of these: each is tried by itself
            yield job, next((outcome for _, outcome in _at_once([job], 1)), died(job))
        waiting = waiting[workers:]


def _at_once(jobs: list[Job], workers: int) -> Iterator[tuple[Job, Outcome]]:
    """Give what comes of jobs, in the order they end; where a process dies, the rest is not told."""
    with ProcessPoolExecutor(max_workers=workers, initializer=end_with_parent, initargs=(os.getpid(),)) as pool:
        running: dict[Future[Outcome], Job] = {pool.submit(do_job, job): job for job in jobs}
        for finished in as_completed(running):
            try:
                yield running[finished], finished.result()
            except BrokenProcessPool:
                continue


def _report(console: Console, folder: Path, tried: int, failures: list[Outcome]) -> None:
    listed = folder / FAILURES_FILE
    listed.unlink(missing_ok=True)
    where = ""
    if failures:
        rows = [{"file": one.name, "sentence": one.sentence, "details": one.details} for one in failures]
        write_whole(listed, printable(json.dumps(rows, ensure_ascii=False, indent=1)).encode())
        where = say("folder-where", console.language, path=listed)
    console.tell("folder-end", good=tried - len(failures), failed=len(failures), where=where)
    for outcome in failures:
        console.tell("folder-failed", name=outcome.name, sentence=outcome.sentence)


def _stamp(source: Path) -> list[int]:
    stat = source.stat()
    return [stat.st_size, stat.st_mtime_ns]
