"""Indicators from tables: a row names the indicator, its unit, its baseline and the targets of years."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dondoc.reading.extract.folding import fold
from dondoc.reading.extract.places import place_of
from dondoc.reading.extract.quantities import number
from dondoc.reading.register import Indicator, Target
from dondoc.reading.repair.result import RepairedText
from dondoc.reading.structure.model import Paragraph, Structure, TableRow

_VALUE = re.compile(
    r"(?P<sign>>=|<=|>|<|≥|≤|trên|dưới|tối thiểu|không quá|từ)?\s*(?P<low>\d[\d.,]*)"
    r"(?:\s*[-–]\s*(?P<high>\d[\d.,]*))?\s*(?P<unit>%)?"
)
_SIGNS = {"≥": ">=", "≤": "<=", "trên": ">", "dưới": "<", "tối thiểu": ">=", "không quá": "<=", "từ": ">="}


def row_indicators(structure: Structure, repaired: RepairedText) -> Iterator[Indicator]:
    """Give the indicators of the tables of targets of a document, in order."""
    paragraphs = {paragraph.number: paragraph for paragraph in structure.paragraphs}
    rows = {row.paragraph for row in structure.rows}
    for row in structure.rows:
        if not _is_target_row(row):
            continue
        header = _header(row.paragraph, rows, paragraphs)
        if made := _indicator(row, header, paragraphs[row.paragraph], repaired):
            yield made


def _is_target_row(row: TableRow) -> bool:
    named = set(row.columns)
    return "target" in named and "lead" not in named and bool(named & {"indicator", "work"})


def _header(at: int, rows: set[int], paragraphs: dict[int, Paragraph]) -> list[str]:
    """Give the cells of the nearest row above that heads the table."""
    while at >= 0 and (at in rows or at not in paragraphs or not paragraphs[at].cells):
        at -= 1
    if at < 0:
        return []
    return [span.of(paragraphs[at].text) for span in paragraphs[at].cells]


def _indicator(row: TableRow, header: list[str], paragraph: Paragraph, repaired: RepairedText) -> Indicator | None:
    cells = list(zip(row.columns, row.cells, strict=False))
    name = next((words for column, words in cells if column in {"indicator", "work"} and words.strip()), "")
    unit = next((words for column, words in cells if column == "unit" and words.strip()), None)
    read = [(at, words, _VALUE.search(words)) for at, (column, words) in enumerate(cells) if column == "target"]
    values = [(at, words, match) for at, words, match in read if match]
    if not name.strip() or not values:
        return None
    baseline = next(
        (
            (at, match)
            for at, (column, words) in enumerate(cells)
            if column == "baseline" and (match := _VALUE.search(words))
        ),
        None,
    )
    first = values[0][2]
    return Indicator(
        path=row.path,
        name=" ".join(name.split()),
        unit=unit or first.group("unit"),
        direction="down" if _sign(first) in {"<", "<="} or "giam" in fold(name) else "up",
        comparator="between" if first.group("high") else _sign(first),
        baseline=_number(baseline[1].group("low")) if baseline else None,
        baseline_year=_year(header, baseline[0]) if baseline else None,
        targets=tuple(Target(_value(match), _year(header, at), " ".join(words.split())) for at, words, match in values),
        source=place_of(repaired, paragraph),
    )


def _sign(match: re.Match[str]) -> str:
    sign = match.group("sign") or "="
    return _SIGNS.get(sign, sign)


def _value(match: re.Match[str]) -> float | tuple[float, float]:
    low = _number(match.group("low"))
    return (low, _number(match.group("high"))) if match.group("high") else low


def _number(words: str) -> float:
    return number(words.rstrip(".,").replace(".", "") if words.count(".") > 1 else words.rstrip(".,"))


def _year(header: list[str], at: int) -> int | None:
    years = re.findall(r"20\d\d", header[at]) if at < len(header) else []
    return int(years[-1]) if years else None
