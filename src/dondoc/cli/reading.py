"""What `read`, `repair` and `check` share: a named file becomes a read directive."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from dondoc.cli.errors import UserMistake
from dondoc.cli.opening import HowToOpen, max_mb_from_environment, open_named, trust_roots_from_environment
from dondoc.cli.progress import Progress
from dondoc.files import OpenedDocument
from dondoc.files.doubts import with_doubts
from dondoc.reading.pipeline import ReadDirective, read_directive


def how_to_open(arguments: argparse.Namespace) -> HowToOpen:
    """Give what the options and the environment say about opening files."""
    max_mb = arguments.max_mb if arguments.max_mb is not None else max_mb_from_environment()
    return HowToOpen(ocr=arguments.ocr, max_mb=max_mb, trust_roots=trust_roots_from_environment())


def names_of(path: Path | None) -> tuple[str, ...]:
    """Give the names of a file, one a line; none without a file."""
    if path is None:
        return ()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UserMistake("bad-names", path=path, reason=error) from error
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def read_named(name: str, how: HowToOpen, names: tuple[str, ...], progress: Progress) -> ReadDirective:
    """Open and read one file; what opening found (signatures, warnings) joins the register."""
    document = open_named(name, how, progress)
    read = read_directive(document.source, names=names, on_stage=progress.stage)
    progress.done()
    return with_document(read, document)


def with_document(read: ReadDirective, document: OpenedDocument) -> ReadDirective:
    """Give the reading with the signatures that were verified and the warnings of opening the file, errors first."""
    directive = read.register.directive
    if document.signatures:
        directive = replace(directive, signatures=document.signatures)
    errors = [warning for warning in document.warnings if warning.severity == "error"]
    others = [warning for warning in document.warnings if warning.severity != "error"]
    findings = (*errors, *read.register.findings, *others)
    citations = with_doubts(read.register.citations, document.warnings)
    register = replace(read.register, directive=directive, findings=findings, citations=citations)
    return replace(read, register=register)
