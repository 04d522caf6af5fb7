"""What opening a file gives, and the limits it keeps."""

from __future__ import annotations

from dataclasses import dataclass

from dondoc.reading.register import CheckFinding, Signature
from dondoc.reading.source import SourceText

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost. `page_seconds` is wall-clock time for a page, `memory_mb` the memory of the reader."""

    max_bytes: int = 100 * MEBIBYTE
    max_characters: int = 5_000_000
    max_pages: int = 500
    max_pixels: int = 60_000_000  # an A3 page at 400 dpi has 31 million
    page_seconds: float = 120.0  # some 3 s on a free core
    memory_mb: int = 1024


@dataclass(frozen=True, slots=True)
class PageSize:
    """The size of one page in points (1/72 inch); pages count from 1."""

    number: int
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Progress:
    """How far opening has come: `stage` is "open", "text", "ocr", "head" or "signatures"; pages count from 1."""

    stage: str
    done: int
    of: int


@dataclass(frozen=True)
class OpenedDocument:
    """A file that was read. `kind`: text, pdf, docx, doc, odt, rtf, image.

    `warnings` are findings of the reading itself (codes `R…`): a broken signature, two readings of the reference, a
    page nobody could read. `pages` is empty where the file has no pages of its own (text, Word).
    """

    kind: str
    sha256: str
    source: SourceText
    signatures: tuple[Signature, ...] = ()
    pages: tuple[PageSize, ...] = ()
    apart: tuple[str, ...] = ()  # headers and footers of a Word file: seen, but no text of the document
    warnings: tuple[CheckFinding, ...] = ()
