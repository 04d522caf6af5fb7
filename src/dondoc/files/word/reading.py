"""Read a Word file: its body in reading order as lines, headers and footers apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from dondoc.files.assembly import to_wire
from dondoc.files.child import Teller
from dondoc.files.errors import NoPages
from dondoc.files.word.embedded import diagram_lines, file_in
from dondoc.files.word.looks import Looks
from dondoc.files.word.notes import number_notes
from dondoc.files.word.numbering import Numbering
from dondoc.files.word.package import Element, Package, W, opened
from dondoc.files.word.paragraphs import LINE_BREAK, PAGE_BREAK, boxes_in, is_deleted, starts_page, text_of
from dondoc.files.word.tables import row_lines
from dondoc.reading.source import SourceText

_HOLDERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
_SPACES = re.compile(r"[ \xa0]{2,}|\xa0")
_TABS = re.compile(r"[ \xa0]*\t[\t \xa0]*")
COLUMN_GAP = "    "


def read_docx(job: dict[str, Any], tell: Teller) -> dict[str, Any]:
    """Give the source text of a DOCX as JSON values; `apart` holds its headers and footers."""
    name = job["name"]
    with opened(Path(job["path"]), name=name) as package:
        body = _body(package)
        walk = _Walk(package)
        lines = list(walk.lines(body))
        apart = list(_apart(package))
    tell.progress("text", 1, 1)
    source = SourceText.from_text("\n".join(_trimmed(lines)), file_name=name)
    return {"source": to_wire(source), "notes": ["embedded"] if walk.unread else [], "apart": apart}


def _body(package: Package) -> Element:
    root = package.body()
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise NoPages(name=package.name)
    return body


class _Walk:
    """Walks over blocks in reading order, counting list numbers as it goes."""

    def __init__(self, package: Package) -> None:
        self.numbering = Numbering.of(package)
        self.looks = Looks.of(package)
        self.package = package
        self.unread = False  # whether a file of another kind stands in this one

    def lines(self, body: Element) -> Iterator[str]:
        """Give the lines of the body, then its notes, numbered as Word shows them."""
        notes = number_notes(body, self.package)
        yield from self._blocks(body)
        for number, note in enumerate(notes, 1):
            yield f"[{number}] {' '.join(self._blocks(note))}"

    def _blocks(self, parent: Iterable[Element], *, in_cell: bool = False) -> Iterator[str]:
        pending = ""
        for child in parent:
            if child.tag == f"{W}p":
                text = pending + self._paragraph(child, in_cell=in_cell, joined=bool(pending))
                pending = text if is_deleted(child) else ""
                if not pending:
                    yield from _cut(text)
                for box in boxes_in(child):
                    yield from self._blocks(box)
                yield from diagram_lines(child, self.package)
            elif child.tag == f"{W}tbl":
                yield from row_lines(child, self._cell_lines)
            elif child.tag == f"{W}altChunk":
                yield from self._taken_in(child)
            elif child.tag in _HOLDERS:
                yield from self._blocks(child, in_cell=in_cell)
        yield from _cut(pending)

    def _taken_in(self, chunk: Element) -> Iterator[str]:
        """Give the lines of a Word file that was taken in whole; it counts its own lists and notes."""
        inner = file_in(chunk, self.package)
        if inner is None:
            self.unread = True
            return
        walk = _Walk(inner)
        yield from walk.lines(_body(inner))
        self.unread = self.unread or walk.unread

    def _paragraph(self, paragraph: Element, *, in_cell: bool, joined: bool) -> str:
        """Give a paragraph behind its number; alone in a cell, a running number stands without a text."""
        text = text_of(paragraph, self.looks)
        written = bool(text.strip())
        number = "" if joined or (is_deleted(paragraph) and not written) else self.numbering.text_of(paragraph)
        lead = PAGE_BREAK if starts_page(paragraph) else ""
        if number and not written:
            return lead + text + (number if in_cell and any(letter.isalnum() for letter in number) else "")
        return lead + (f"{number} {text.lstrip()}" if number else text)

    def _cell_lines(self, cell: Element) -> list[str]:
        lines = self._blocks(cell, in_cell=True)
        return [line.replace(PAGE_BREAK, "").strip() for line in lines if line.strip()]


def _cut(text: str) -> Iterator[str]:
    """Cut a paragraph at its line and page breaks and put its white space in order."""
    for line in text.replace(PAGE_BREAK, LINE_BREAK + PAGE_BREAK).split(LINE_BREAK):
        clean = _TABS.sub(COLUMN_GAP, _SPACES.sub(" ", line.strip(" \t\xa0")))
        if clean:
            yield clean


def _trimmed(lines: Iterable[str]) -> list[str]:
    """Join a lone page break to the line that follows it; drop those at either end."""
    kept: list[str] = []
    broken = False
    for line in lines:
        broken = broken or (line.startswith(PAGE_BREAK) and bool(kept))
        text = line.lstrip(PAGE_BREAK)
        if text:
            kept.append(PAGE_BREAK + text if broken else text)
            broken = False
    return kept


def _apart(package: Package) -> Iterator[str]:
    """Give the text of each header and footer."""
    for path in [*package.parts_like("word/header"), *package.parts_like("word/footer")]:
        root = package.part(path)
        text = "\n".join(text_of(p).strip() for p in root.iter(f"{W}p")) if root is not None else ""
        if text.strip():
            yield text.strip()
