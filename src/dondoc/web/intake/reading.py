"""One file, read: opened, its text repaired and its register drawn up. No database."""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import Literal

from dondoc.files import Limits, OpenedDocument, Progress, open_document
from dondoc.files.doubts import with_doubts
from dondoc.reading.pipeline import ReadDirective, read_directive
from dondoc.reading.register import Register
from dondoc.web.register.services.importing import ReadFile

OF_TEXT = 0.15  # of opening: looking at the text layers; the rest is reading pictures
Ocr = Literal["auto", "always", "never"]


def read_file(
    path: Path,
    *,
    name: str,
    max_bytes: int,
    names: Sequence[str] = (),
    ocr: Ocr = "auto",
    trust_roots: Path | None = None,
    on_stage: Callable[[str], None],
    on_opening: Callable[[float], None] | None = None,
) -> ReadFile:
    """Read a file as it came under a name.

    `names` are the agencies the installation knows; `trust_roots` is the folder of certificates whose signatures it
    trusts; `on_stage` is told each stage as it begins, `on_opening` how much of opening is done (0..1), page by page.
    Raises `BadFile` with its sentence for what is no document; damaged text is no error.
    """
    on_stage("open")
    limits = dataclasses.replace(Limits(), max_bytes=max_bytes)
    with under_its_name(path, name) as named:
        opened = open_document(
            named,
            ocr=ocr,
            limits=limits,
            trust_roots=trust_roots,
            on_progress=lambda at: on_opening(_share(at)) if on_opening else None,
        )
    read = read_directive(dataclasses.replace(opened.source, file_name=name), names=names, on_stage=on_stage)
    return ReadFile(
        name=name,
        kind=opened.kind,
        sha256=opened.sha256,
        content=path.read_bytes(),
        source=read.source,
        repaired=read.repaired,
        register=_whole(read, opened),
    )


def _share(at: Progress) -> float:
    """Give how much of opening is done: pages are looked at first, then those are read that need it."""
    share = min(1.0, at.done / max(1, at.of))
    return OF_TEXT + (1 - OF_TEXT) * share if at.stage == "ocr" else OF_TEXT * share


@contextmanager
def under_its_name(path: Path, name: str) -> Iterator[Path]:
    """Give a stored file under the name it came with: sentences name it, and the name may hold the reference."""
    with tempfile.TemporaryDirectory(prefix="dondoc-") as folder:
        named = Path(folder) / (PurePath(name).name or "document")
        named.symlink_to(path.resolve())
        yield named


def _whole(read: ReadDirective, opened: OpenedDocument) -> Register:
    """Give the register with what opening the file found: verified signatures, warnings."""
    directive = read.register.directive
    if opened.signatures:
        directive = dataclasses.replace(directive, signatures=opened.signatures)
    findings = (*read.register.findings, *opened.warnings)
    citations = with_doubts(read.register.citations, opened.warnings)
    return dataclasses.replace(read.register, directive=directive, findings=findings, citations=citations)
