"""`dondoc read FOLDER`: every document of a folder, some at once, going on where the last run stopped."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from dondoc.cli.console import Console, write_whole
from dondoc.cli.errors import EXIT_BAD_INPUT, EXIT_BUG, EXIT_GOOD, UserMistake
from dondoc.cli.folder_job import Job, Outcome, do_job
from dondoc.cli.reading import how_to_open, names_of
from dondoc.cli.words import say
from dondoc.output import FORMATS

SUFFIXES = frozenset({".txt", ".pdf", ".docx", ".doc", ".odt", ".rtf", ".png", ".jpg", ".jpeg", ".tif", ".tiff"})
STATE_FILE = ".dondoc-folder.json"
FAILURES_FILE = "failures.json"


@dataclass
class FolderState:
    """What earlier runs have done, by file: size and time of the source; kept in the folder of results."""

    path: Path
    done: dict[str, list[int]]

    @classmethod
    def load(cls, folder: Path, *, fresh: bool) -> FolderState:
        """Give the state of a folder of results; empty where there is none that can be read."""
        path = folder / STATE_FILE
        if fresh or not path.is_file():
            return cls(path, {})
        try:
            return cls(path, json.loads(path.read_text(encoding="utf-8")))
        except ValueError:
            return cls(path, {})

    def has(self, job: Job) -> bool:
        """Tell whether a source was read before, has not changed since, and its result is still there."""
        return self.done.get(job.name) == _stamp(job.source) and job.target.is_file()

    def add(self, job: Job) -> None:
        """Note a source as done, at once: a run that dies loses nothing."""
        self.done[job.name] = _stamp(job.source)
        write_whole(self.path, json.dumps(self.done, ensure_ascii=False, indent=1).encode())


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
        if source.suffix.lower() in SUFFIXES and source.is_file() and not source.is_relative_to(target):
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
    with ProcessPoolExecutor(max_workers=workers) as pool:
        running: dict[Future[Outcome], Job] = {pool.submit(do_job, job): job for job in todo}
        for finished in as_completed(running):
            yield running[finished], finished.result()


def _report(console: Console, folder: Path, tried: int, failures: list[Outcome]) -> None:
    listed = folder / FAILURES_FILE
    listed.unlink(missing_ok=True)
    where = ""
    if failures:
        rows = [
            {"file": outcome.name, "sentence": outcome.sentence, "details": outcome.details} for outcome in failures
        ]
        write_whole(listed, json.dumps(rows, ensure_ascii=False, indent=1).encode())
        where = say("folder-where", console.language, path=listed)
    console.tell("folder-end", good=tried - len(failures), failed=len(failures), where=where)
    for outcome in failures:
        console.tell("folder-failed", name=outcome.name, sentence=outcome.sentence)


def _stamp(source: Path) -> list[int]:
    stat = source.stat()
    return [stat.st_size, stat.st_mtime_ns]
