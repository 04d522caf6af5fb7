"""The section rows of a table that are open: "I", "I.1", "2", or a heading without a number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dondoc.reading.structure.nodes import Node
from dondoc.reading.structure.tables import Row

_DEEPEST = 6


@dataclass(slots=True)
class _Section:
    """An open section; `restarts`: whether the rows below it are counted from 1 again, None before the first one."""

    node: Node
    restarts: bool | None = None


class OpenSections:
    """The sections above the row that is read, the innermost last."""

    def __init__(self) -> None:
        self._open: list[_Section] = []

    @property
    def headings(self) -> tuple[str, ...]:
        """The words of the sections, the outermost first."""
        return tuple(section.node.heading for section in self._open)

    def above(self, row: Row) -> Node | None:
        """Close what a row ends; give the node it stands under, None at the top of the table.

        A number that goes on that of a section ("2.1" under "2", "I.1" under "I") names it already, so that such a
        row stands beside the section, though its heading counts for it.
        """
        while self._open and not _holds(self._open[-1], row):
            self._open.pop()
        if not self._open:
            return None
        top = self._open[-1].node
        return top.parent if _goes_on(top.label, row.number or "") else top

    def open(self, node: Node) -> None:
        """Open a section."""
        del self._open[_DEEPEST:]
        self._open.append(_Section(node))


def _holds(section: _Section, row: Row) -> bool:
    """Tell whether a row stands inside an open section."""
    number, label = row.number or "", section.node.label
    if not number:
        return not row.is_section
    if not label:
        return not row.is_section
    if _goes_on(label, number):
        return True
    if _depth(label) == _depth(number) and not row.is_section:
        if section.restarts is None:
            section.restarts = number in ("1", "a)")
        return section.restarts
    return _depth(label) < _depth(number)


def _goes_on(section: str, number: str) -> bool:
    mark = r"[.-]" if section[-1:].isdigit() else r"[.-]?(?=\d)"
    return bool(section) and re.match(rf"{re.escape(section)}{mark}", number) is not None


def _depth(label: str) -> int:
    """How deep a number stands: A, I, 1, a)."""
    if label.endswith(")") or label.islower():
        return 40
    start = 20 if label[:1].isdigit() else 0 if re.match(r"[A-HĐ](?![IVXL])", label) else 10
    return start + len(re.findall(r"[.-]", label))
