"""The parts of a Word file: a zip that is unpacked with limits, and XML without entities."""

from __future__ import annotations

import contextlib
import posixpath
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from dondoc.files.errors import DecompressionBomb, Encrypted, ExternalEntities, Truncated
from dondoc.files.kinds import is_word_document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"  # how Word names the same in its strict form
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
STRICT_M = b"http://purl.oclc.org/ooxml/officeDocument/math"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
LARGEST_PART = 48 * 1024 * 1024  # bytes unfolded; the element tree takes some ten times as much memory
MOST_PARTS = 5000

__all__ = ["MC", "Element", "M", "Package", "W", "attribute", "opened"]


class Package:
    """An open Word file."""

    def __init__(self, archive: zipfile.ZipFile, name: str, depth: int = 0) -> None:
        self.archive, self.name, self.depth = archive, name, depth

    def part(self, path: str) -> Element | None:
        """Give a part as its root element; None where the file has no such part."""
        data = self.bytes_of(path)
        return None if data is None else self._parsed(data)

    def bytes_of(self, path: str) -> bytes | None:
        """Give a part as it is; None where the file has no such part."""
        try:
            info = self.archive.getinfo(path)
        except KeyError:
            return None
        if info.flag_bits & 0x1:
            raise Encrypted(name=self.name)
        return self._unfolded(info)

    def related(self, name: str) -> str | None:
        """Give the path of the part that the document calls by a name ("rId5"); None where it calls none so."""
        path = next((path for path in self.archive.namelist() if is_word_document(path)), "")
        folder, _, file = path.rpartition("/")
        root = self.part(f"{folder}/_rels/{file}.rels")
        targets = {one.get("Id"): one.get("Target", "") for one in root} if root is not None else {}
        target = targets.get(name)
        if not target:
            return None
        return target[1:] if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")

    def body(self) -> Element | None:
        """Give the root of the document itself: "word/document.xml", which some programs number."""
        path = next((path for path in self.archive.namelist() if is_word_document(path)), None)
        return self.part(path) if path else None

    def parts_like(self, start: str) -> list[str]:
        """Give the paths of the XML parts whose path begins with `start`, in order."""
        return sorted(path for path in self.archive.namelist() if path.startswith(start) and path.endswith(".xml"))

    def _unfolded(self, info: zipfile.ZipInfo) -> bytes:
        try:
            with self.archive.open(info) as part:
                data = part.read(LARGEST_PART + 1)
        except (zipfile.BadZipFile, EOFError, OSError):
            raise Truncated(name=self.name) from None
        if len(data) > LARGEST_PART:
            raise DecompressionBomb(name=self.name)
        return data

    def _parsed(self, data: bytes) -> Element:
        try:
            plain = data.replace(STRICT, W[1:-1].encode()).replace(STRICT_M, M[1:-1].encode())
            root: Element = ElementTree.fromstring(plain, forbid_dtd=True)
        except DefusedXmlException:
            raise ExternalEntities(name=self.name) from None
        except ParseError:
            raise Truncated(name=self.name) from None
        return root


@contextlib.contextmanager
def opened(path: Path, *, name: str) -> Iterator[Package]:
    """Give the package of a Word file; raises `Truncated` where the zip is broken."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError):
        raise Truncated(name=name) from None
    with archive:
        if len(archive.infolist()) > MOST_PARTS:
            raise DecompressionBomb(name=name)
        yield Package(archive, name)


def attribute(element: Element | None, path: str, default: str | None = None) -> str | None:
    """Give the `w:val` of a descendant such as "pPr/numPr/ilvl"; `default` where it is absent."""
    if element is None:
        return default
    found = element.find("/".join(W + step for step in path.split("/")))
    return default if found is None else found.get(f"{W}val", default)
