"""What a Word file holds in parts of its own: whole files taken in (`altChunk`), the words of diagrams (SmartArt)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from dondoc.files.word.package import Element, Package, W
from dondoc.files.word.paragraphs import visible

DEEPEST = 3  # files in files
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT_R = "{http://purl.oclc.org/ooxml/officeDocument/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_STRICT = {_A: "{http://purl.oclc.org/ooxml/drawingml/main}", _DGM: "{http://purl.oclc.org/ooxml/drawingml/diagram}"}
_NO_WORDS = frozenset({"pres", "parTrans", "sibTrans", "doc"})  # points of a diagram that are its form


def file_in(chunk: Element, package: Package) -> Package | None:
    """Give the Word file that stands in the place of an `altChunk`; None where it is of another kind or too deep."""
    path = package.related(_id(chunk, "id"))
    data = package.bytes_of(path) if path and package.depth < DEEPEST else None
    if not data or not zipfile.is_zipfile(io.BytesIO(data)):
        return None
    inner = Package(zipfile.ZipFile(io.BytesIO(data)), package.name, package.depth + 1)
    root = inner.body()
    return inner if root is not None and root.find(f"{W}body") is not None else None


def diagram_lines(paragraph: Element, package: Package) -> Iterator[str]:
    """Give the words of the diagrams in a paragraph, a line for each point."""
    for child in visible(paragraph):
        if child.tag in _names(_DGM, "relIds"):
            path = package.related(_id(child, "dm"))
            root = package.part(path) if path else None
            yield from _points(root) if root is not None else ()


def _points(root: Element) -> Iterator[str]:
    for point in root.iter():
        if point.tag in _names(_DGM, "pt") and point.get("type", "node") not in _NO_WORDS:
            words = "".join(one.text or "" for one in point.iter() if one.tag in _names(_A, "t")).strip()
            if words:
                yield words


def _names(space: str, name: str) -> tuple[str, str]:
    return space + name, _STRICT[space] + name


def _id(element: Element, name: str) -> str:
    return element.get(_R + name) or element.get(_STRICT_R + name) or ""
