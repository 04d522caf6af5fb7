"""`dondoc check FILE`: the mistakes of a document, where they stand and how to mend them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from dondoc.cli.console import Console
from dondoc.cli.errors import EXIT_FINDINGS, EXIT_GOOD, UserMistake
from dondoc.cli.explaining import explain, list_checks
from dondoc.cli.ignoring import ignores_for, split_findings
from dondoc.cli.progress import progress_for
from dondoc.cli.reading import how_to_open, names_of, read_named
from dondoc.cli.words import say
from dondoc.output.check_report import CheckReport, render_report
from dondoc.reading.checks import SEVERITIES
from dondoc.reading.register import CheckFinding


def run(arguments: argparse.Namespace) -> int:
    """Check one file; the exit code says whether anything at or above the threshold was found."""
    console: Console = arguments.console
    if arguments.list:
        console.write(list_checks(console.language), arguments.output)
        return EXIT_GOOD
    if arguments.explain:
        console.write(explain(arguments.explain, console.language), arguments.output)
        return EXIT_GOOD
    if arguments.file is None:
        raise UserMistake("file-needed")
    return _check(arguments, console)


def _check(arguments: argparse.Namespace, console: Console) -> int:
    ignores = ignores_for(arguments.file, arguments.ignore, arguments.ignore_file)
    progress = progress_for(console.language, asked=arguments.progress)
    read = read_named(arguments.file, how_to_open(arguments), names_of(arguments.names), progress)
    kept, left_out = split_findings(read.register.findings, ignores, Path(arguments.file).name)
    report = CheckReport(name=arguments.file, findings=kept, left_out=left_out, source=read.source)
    console.write(render_report(report, arguments.format, console.language), arguments.output)
    _tell_summary(console, arguments.file, kept, left_out)
    return EXIT_FINDINGS if fails(kept, arguments.fail_on) else EXIT_GOOD


def fails(findings: Sequence[CheckFinding], fail_on: str) -> bool:
    """Tell whether any finding is at or above a severity; "never" is above all of them."""
    if fail_on == "never":
        return False
    failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return any(found.severity in failing for found in findings)


def _tell_summary(console: Console, name: str, kept: Sequence[CheckFinding], left_out: Sequence[CheckFinding]) -> None:
    if not kept and not left_out:
        console.tell("checked-none", name=name)
        return
    ignored = say("checked-ignored", console.language, count=len(left_out)) if left_out else ""
    counts = {f"{severity}s": sum(found.severity == severity for found in kept) for severity in SEVERITIES}
    console.tell("checked-some", name=name, ignored=ignored, **counts)
