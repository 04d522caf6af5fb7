"""`dondoc repair FILE`: the same lines with the letters put right, as text, Word file or searchable scan."""

from __future__ import annotations

import argparse
import json

from dondoc.cli.errors import EXIT_GOOD, UserMistake
from dondoc.cli.opening import open_named
from dondoc.cli.progress import progress_for
from dondoc.cli.reading import how_to_open, names_of
from dondoc.files import searchable_pdf
from dondoc.reading.repair import repair
from dondoc.reading.repair.result import Change, RepairedText
from dondoc.reading.structure import structure


def run(arguments: argparse.Namespace) -> int:
    """Repair one file and write its text, or the list of changes."""
    progress = progress_for(arguments.console.language, asked=arguments.progress)
    document = open_named(arguments.file, how_to_open(arguments), progress)
    progress.stage("repair")
    repaired = repair(document.source, names=names_of(arguments.names))
    progress.done()
    arguments.console.write(_in_form(arguments.format, repaired, arguments.file), arguments.output)
    return EXIT_GOOD


def _in_form(form: str, repaired: RepairedText, file: str) -> str | bytes:
    """Give the repaired text alone, its changes, a Word file of it, or the scan with it laid under its pictures."""
    if form == "text":
        return repaired.text
    if form == "json":
        return _changes_as_json(repaired)
    if form == "docx":
        from dondoc.files.repaired_docx import repaired_docx  # noqa: PLC0415  python-docx is an extra

        return repaired_docx(structure(repaired))
    if file == "-":
        raise UserMistake("pdf-needs-file")
    return searchable_pdf(file, repaired)


def _changes_as_json(repaired: RepairedText) -> str:
    changes = [_change(change, repaired) for change in repaired.changes]
    return json.dumps({"damage": list(repaired.damage), "changes": changes}, ensure_ascii=False, indent=1) + "\n"


def _change(change: Change, repaired: RepairedText) -> dict[str, object]:
    return {
        "line": repaired.source.line_at(change.source.start).number,
        "start": change.source.start,
        "end": change.source.end,
        "seen": change.seen,
        "meant": change.meant,
        "confidence": change.confidence,
        "alternatives": [{"text": other.text, "probability": other.probability} for other in change.alternatives],
    }
