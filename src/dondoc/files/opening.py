"""Open one file: tell its kind, keep the limits, hand it to the reader of that kind."""

from __future__ import annotations

import hashlib
import mmap
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from dondoc.files.assembly import from_wire
from dondoc.files.errors import (
    AnotherKind,
    BadFile,
    EmptyFile,
    Encrypted,
    NotADocument,
    NotFound,
    NothingRead,
    NotReadable,
    Packed,
    TooLarge,
    Truncated,
)
from dondoc.files.kinds import kind_of
from dondoc.files.marks import mark_findings
from dondoc.files.opened import MEBIBYTE, Limits, OpenedDocument, PageSize, Progress
from dondoc.files.plain_text import decode
from dondoc.files.sandbox import run_in_child
from dondoc.files.signing import UNREAD, Verified, signature_of
from dondoc.files.warnings import completed_findings, head_findings, note, of_signatures, of_signers, reread_findings
from dondoc.reading.source import SourceText

Ocr = Literal["auto", "always", "never"]
READERS = {"pdf": "pdf", "image": "image", "docx": "docx", "doc": "office", "odt": "office", "rtf": "office"}
REFUSED = {
    "workbook": ("bảng tính", "a workbook"),
    "slides": ("bài trình chiếu", "a set of slides"),
    "web-page": ("trang web", "a page of the web"),
    "markup": ("tệp XML", "an XML file"),
}
OnProgress = Callable[[Progress], None]


def open_document(
    path: Path | str,
    *,
    ocr: Ocr = "auto",
    limits: Limits | None = None,
    on_progress: OnProgress | None = None,
    trust_roots: Path | None = None,
) -> OpenedDocument:
    """Read one file into its source text, with pages, word boxes and signatures where it has them.

    `ocr` says whether pictures of pages are read: "auto" where the text layer is missing or reads worse, "always",
    "never". `on_progress` is called from this thread as pages are done. `trust_roots` is a folder of certificates
    (.pem, .cer) whose signatures are trusted. Raises a `BadFile` with one clear sentence for a file that is no
    document; a damaged one is read, with warnings.
    """
    path, limits = Path(path), limits or Limits()
    opened = _read(path, limits, ocr, on_progress, trust_roots)
    return replace(opened, source=replace(opened.source, file_name=printable(path.name)))


def printable(name: str) -> str:
    """Give the name of a file with signs that can be written, even where its bytes are no UTF-8."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _read(
    path: Path, limits: Limits, ocr: Ocr, on_progress: OnProgress | None, trust_roots: Path | None
) -> OpenedDocument:
    _check_size(path, limits)
    kind = kind_of(path)
    if kind in ("broken-zip", "encrypted"):
        raise (Truncated if kind == "broken-zip" else Encrypted)(name=path.name)
    if kind == "text":
        source = _open_text(path, limits)
        return OpenedDocument(kind, _sha256(path), source, warnings=tuple(mark_findings(source)))
    if kind in REFUSED:
        what, what_en = REFUSED[kind]
        raise AnotherKind(name=path.name, what=what, what_en=what_en)
    if kind in ("archive", "packed"):
        raise Packed(name=path.name)
    if kind not in READERS:
        raise NotADocument(name=path.name)
    verified = _signatures(path, limits, trust_roots) if kind == "pdf" else []
    options = {"ocr": ocr, "kind": kind, "signed_on": _signed_on(verified)}
    read = run_in_child(READERS[kind], path=path, limits=limits, on_progress=on_progress, options=options)
    return _opened(kind, path, read, verified, limits)


def _opened(kind: str, path: Path, read: dict[str, Any], verified: list[Verified], limits: Limits) -> OpenedDocument:
    source = from_wire(read["source"])
    if not source.text.strip() and any(page.choice.startswith("ocr") for page in source.pages):
        raise NothingRead(name=path.name)
    _check_text(source.text, path, limits)
    of_head = head_findings(read.get("head"), source, path.name, _signed_on(verified))
    return OpenedDocument(
        kind=kind,
        sha256=_sha256(path),
        source=source,
        signatures=tuple(signature_of(signature) for signature in verified),
        pages=tuple(PageSize(p.number, p.width, p.height) for p in source.pages if p.width and p.height),
        apart=tuple(read.get("apart", ())),
        warnings=(
            *mark_findings(source),
            *(note(code) for code in read["notes"]),
            *of_signatures(verified),
            *of_signers(verified, source.text),
            *of_head,
            *completed_findings(read.get("completed", ()), source),
            *reread_findings(read.get("reread", ()), source),
        ),
    )


def _check_size(path: Path, limits: Limits) -> None:
    if not path.exists():
        raise NotFound(name=path.name)
    if not path.is_file():
        raise NotReadable(name=path.name)
    try:
        with path.open("rb"):
            size = path.stat().st_size
    except PermissionError:
        raise NotReadable(name=path.name) from None
    if size == 0:
        raise EmptyFile(name=path.name)
    if size > limits.max_bytes:
        raise TooLarge(name=path.name, limit=f"{limits.max_bytes // MEBIBYTE} MB")


def _check_text(text: str, path: Path, limits: Limits) -> None:
    if not text.strip():
        raise EmptyFile(name=path.name)
    if len(text) > limits.max_characters:
        raise TooLarge(name=path.name, limit=f"{limits.max_characters:,} ký tự")


def _open_text(path: Path, limits: Limits) -> SourceText:
    text = decode(path.read_bytes(), name=path.name)
    _check_text(text, path, limits)
    return SourceText.from_text(text, file_name=path.name)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _signatures(path: Path, limits: Limits, trust_roots: Path | None) -> list[Verified]:
    """Verify the signatures of a PDF in a child of their own: what breaks there leaves the text readable."""
    if not _mentions(path, b"/ByteRange"):
        return []
    options = {"trust_roots": str(trust_roots.resolve()) if trust_roots else None}
    try:
        found: list[Verified] = run_in_child("signatures", path=path, limits=limits, options=options)
    except BadFile:
        return [UNREAD]
    return found


def _signed_on(verified: list[Verified]) -> str | None:
    """Give the day of the last signature: no document is issued after it was signed."""
    moments = [signature["signed_at"] for signature in verified if signature["signed_at"]]
    return str(max(moments))[:10] if moments else None


def _mentions(path: Path, words: bytes) -> bool:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return data.find(words) >= 0
