"""From the FILE of the command line to an opened document."""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dondoc.cli.errors import UserMistake
from dondoc.cli.progress import Progress
from dondoc.files import BadFile, Limits, OpenedDocument, open_document
from dondoc.files import Progress as FileProgress

Ocr = Literal["auto", "always", "never"]

DEFAULT_MAX_MB = 50.0
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class HowToOpen:
    """What the options say about opening a file."""

    ocr: Ocr = "auto"
    max_mb: float = DEFAULT_MAX_MB
    trust_roots: Path | None = None

    @property
    def limits(self) -> Limits:
        """The limits as the files package takes them."""
        return Limits(max_bytes=int(self.max_mb * _MEGABYTE))


def max_mb_from_environment() -> float:
    """Give the size limit of `DONDOC_MAX_MB`, or the default."""
    given = os.environ.get("DONDOC_MAX_MB")
    if not given:
        return DEFAULT_MAX_MB
    try:
        return float(given)
    except ValueError:
        raise UserMistake("bad-max-mb", given=given) from None


def trust_roots_from_environment() -> Path | None:
    """Give the folder of `DONDOC_SIGNATURE_ROOTS`, or None where none is named."""
    given = os.environ.get("DONDOC_SIGNATURE_ROOTS")
    if not given:
        return None
    if not Path(given).is_dir():
        raise UserMistake("bad-signature-roots", given=given)
    return Path(given)


def open_named(name: str, how: HowToOpen, progress: Progress | None = None) -> OpenedDocument:
    """Open a file by its name; `-` is what comes on stdin."""
    if name != "-":
        return _open(Path(name), how, progress)
    with tempfile.TemporaryDirectory(prefix="dondoc-") as folder:
        path = Path(folder) / "stdin"
        path.write_bytes(sys.stdin.buffer.read(how.limits.max_bytes + 1))
        return _open(path, how, progress)


def _open(path: Path, how: HowToOpen, progress: Progress | None) -> OpenedDocument:
    if progress is None:
        return open_document(path, ocr=how.ocr, limits=how.limits, trust_roots=how.trust_roots)

    def show(step: FileProgress) -> None:
        progress.page(step.stage, step.done, step.of)

    return open_document(path, ocr=how.ocr, limits=how.limits, on_progress=show, trust_roots=how.trust_roots)


def bad_file_sentence(error: Exception, language: str) -> tuple[str, int] | None:
    """Give the sentence and the exit code of a file that cannot be read; None for any other error."""
    if not isinstance(error, BadFile):
        return None
    return (error.sentence_en if language == "en" else error.sentence), error.exit_code
