"""A spreadsheet for tests: computes the few kinds of formulas that the annexes use."""

from __future__ import annotations

import re
from typing import Any

from openpyxl import Workbook

RANGE = re.compile(r"\$?([A-Z])\$?(\d+):\$?([A-Z])\$?(\d+)")

QUOTED = re.compile(r',(?=(?:[^"]*"[^"]*")*[^"]*$)')  # commas that stand outside quotation marks


class Sums:
    """Computes the few kinds of formulas that the annexes use, as a spreadsheet does."""

    def __init__(self, book: Workbook) -> None:
        self.book = book

    def value(self, sheet: str, place: str) -> Any:
        """Give what a cell shows."""
        found = self.book[sheet][place.replace("$", "")].value
        return self._formula(sheet, found[1:]) if isinstance(found, str) and found.startswith("=") else found

    def _formula(self, sheet: str, text: str) -> Any:
        name, inside = text.split("(", 1)
        inside = inside.removesuffix(")")
        if name in {"COUNTIF", "COUNTIFS"}:
            return self._count(sheet, QUOTED.split(inside))
        if name == "SUM":
            return sum(self._range(sheet, inside))
        condition, share, otherwise = inside.rsplit(",", 2)
        left, _, _ = condition.rpartition(">")
        if self._arithmetic(sheet, left) <= 0:
            return otherwise.strip('"')
        part, whole = re.split(r"(?<=\))/|(?<=\d)/", share, maxsplit=1)
        return self._arithmetic(sheet, part) / self._arithmetic(sheet, whole)

    def _arithmetic(self, sheet: str, text: str) -> float:
        """Add up cells and sums with their signs."""
        text = re.sub(r"SUM\(([^)]*)\)", lambda found: str(sum(self._range(sheet, found[1]))), text).strip("()")
        terms = re.findall(r"([+-]?)([A-Z]?\d+)", text)
        values = [(sign, self.value(sheet, term) if term[0].isalpha() else int(term)) for sign, term in terms]
        return sum(-value if sign == "-" else value for sign, value in values)

    def _count(self, sheet: str, parts: list[str]) -> int:
        pairs = zip(parts[::2], parts[1::2], strict=True)
        columns = [[value == self._wanted(sheet, asked) for value in self._range(sheet, area)] for area, asked in pairs]
        return sum(all(row) for row in zip(*columns, strict=True))

    def _wanted(self, sheet: str, asked: str) -> Any:
        if asked.startswith('"'):
            return asked.strip('"')
        return int(asked) if asked.isdecimal() else self.value(sheet, asked)

    def _range(self, sheet: str, area: str) -> list[Any]:
        named, _, cells = area.rpartition("!")
        found = RANGE.fullmatch(cells)
        assert found is not None, area
        rows = range(int(found[2]), int(found[4]) + 1)
        columns = [chr(one) for one in range(ord(found[1]), ord(found[3]) + 1)]
        return [self.value(named.strip("'") or sheet, f"{column}{row}") for row in rows for column in columns]
