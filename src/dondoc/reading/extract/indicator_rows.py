"""Indicators from tables: a row names the indicator, its unit, its baseline and the targets of years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dondoc.reading.extract.folding import fold
from dondoc.reading.extract.outline import Piece
from dondoc.reading.extract.places import confidence_of, place_of
from dondoc.reading.extract.quantities import find_quantities, number
from dondoc.reading.register import Indicator, Target
from dondoc.reading.repair.result import RepairedText
from dondoc.reading.source import Span
from dondoc.reading.structure.model import Paragraph, Structure, TableRow

Year = int | None
_TASK_COLUMNS = {"lead", "cooperating", "deadline", "product"}
_VALUE = re.compile(
    r"\s*(?:[^\W\d_]+\s+){0,2}?(?P<sign>>=|<=|>|<|≥|≤|~|trên|dưới|tối thiểu|ít nhất|không quá|tối đa|từ|khoảng|đạt)?\s*"
    r"(?P<low>\d[\d.,]*)(?:\s*%?\s*(?:[-–]|đến)\s*(?P<high>\d[\d.,]*))?\s*(?P<unit>%)?(?:\s*/\s*\d+)?(?P<rest>[^\d/]{0,40})$",
    re.IGNORECASE,
)
_SIGNS = {
    "≥": ">=", "≤": "<=", "trên": ">", "dưới": "<", "tối thiểu": ">=", "ít nhất": ">=", "không quá": "<=",
    "tối đa": "<=", "từ": ">=", "~": "=", "khoảng": "=", "đạt": "=",
}  # fmt: skip
_NO_VALUE = re.compile(r"(?:^|\s)(?:quy|thang|ngay|nam)\s+[\div]", re.IGNORECASE)
_AT_LEAST = re.compile(r"(?:toi thieu|it nhat|khong duoi|tro len)[\s.:(]*(?:%\)?)?$")
_AT_MOST = re.compile(r"(?:toi da|khong qua|tro xuong)[\s.:(]*(?:%\)?)?$")


@dataclass(frozen=True, slots=True)
class ProseCell:
    """A cell whose words may set targets; `aims`: it stands in a table of targets."""

    piece: Piece
    path: str
    by: Year
    aims: bool


@dataclass(frozen=True, slots=True)
class _Value:
    value: float | tuple[float, float]
    sign: str
    unit: str | None
    kind: str
    words: str


def sets_targets(row: TableRow) -> bool:
    """Tell whether a row stands in a table of targets and lays no task on anybody."""
    named = set(row.columns)
    if "indicator" not in named and not ("target" in named and ("unit" in named or not named & _TASK_COLUMNS)):
        return False
    if "target" in named or "unit" in named:
        return any(_values(row)) or not {"lead", "deadline"} <= _filled(row)
    return bool(find_quantities(_name(row)))


def _filled(row: TableRow) -> set[str]:
    return {key for key, cell in zip(row.columns, row.cells, strict=False) if cell.strip()}


def title_years(structure: Structure) -> dict[int, Year]:
    """Give for the paragraph of each row the year that the title above its table names, None without one."""
    titles = sorted(
        (provision.paragraphs[0], provision.kind in {"annex", "preamble"}, provision.heading)
        for provision in structure.provisions
        if provision.paragraphs and provision.kind != "row"
    )
    years: dict[int, Year] = {}
    year: Year = None
    at = 0
    for row in structure.rows:
        while at < len(titles) and titles[at][0] <= row.paragraph:
            _, anew, heading = titles[at]
            year = _last_year(heading[:_LONGEST_TITLE]) or (None if anew else year)
            at += 1
        years[row.paragraph] = year
    return years


_LONGEST_TITLE = 300
_NAMED_YEAR = re.compile(r"(?:nam|giai doan\s+20\d\d\s*-|thoi ky\s+20\d\d\s*-|-)\s*(20\d\d)(?!\d)")


def _last_year(title: str) -> Year:
    found = _NAMED_YEAR.findall(fold(title))
    return int(found[-1]) if found else None


def row_indicators(structure: Structure, repaired: RepairedText, years: dict[int, Year]) -> Iterator[Indicator]:
    """Give the indicators of the tables of targets of a document, in order."""
    paragraphs = {paragraph.number: paragraph for paragraph in structure.paragraphs}
    last = ""
    for row in structure.rows:
        if "target" not in row.columns or "money" in _target_kinds(row):
            continue
        name = _full_name(row, last)
        last = last if _PART_OF.match(_name(row)) else name
        values = _values(row)
        if name and values:
            yield _indicator(row, name, values, years[row.paragraph], paragraphs[row.paragraph], repaired)


def _target_kinds(row: TableRow) -> set[str]:
    """Give what else the heads of the columns of targets speak of: sums of money set no target."""
    heads = " ".join(head for key, head in zip(row.columns, row.heads, strict=False) if key == "target")
    return {"money"} if re.search(r"(?<!\w)(?:kinh phi|von|ngan sach|du toan|so tien)(?!\w)", fold(heads)) else set()


def prose_cells(structure: Structure, years: dict[int, Year]) -> Iterator[ProseCell]:
    """Give the cells that may set targets in words: names of targets without a column of values, tasks, products."""
    paragraphs = {paragraph.number: paragraph for paragraph in structure.paragraphs}
    for row in structure.rows:
        alone = "indicator" in row.columns and "target" not in row.columns
        if "target" in row.columns or not row.heads or not set(row.columns) & (_TASK_COLUMNS | {"indicator"}):
            continue
        deadline = next((cell for key, cell in zip(row.columns, row.cells, strict=False) if key == "deadline"), "")
        by = [int(year) for year in re.findall(r"20\d\d", deadline)][-1:]
        for key, span in zip(row.columns, row.cell_spans, strict=False):
            if len(span) and key in {"indicator", "work", "product"}:
                piece = Piece(paragraphs[row.paragraph], span.start, min(span.end, span.start + _LONGEST_CELL))
                yield ProseCell(piece, row.path, by[0] if by else years[row.paragraph], alone and key == "indicator")


_LONGEST_CELL = 2000
_PART_OF = re.compile(r"\s*(?:-|\+|trong đó\b)", re.IGNORECASE)


def _name(row: TableRow) -> str:
    named = [(key, cell) for key, cell in zip(row.columns, row.cells, strict=False) if key in ("indicator", "work")]
    return " ".join(next((cell for _, cell in sorted(named) if cell), "").split())


def _full_name(row: TableRow, last: str) -> str:
    """Give the name of an indicator; one that is part of another, or counted under it, begins with the name of that."""
    name = _name(row).strip(" .;:")
    if last and _PART_OF.match(name):
        return f"{last}: {re.sub(r'^[-+ ]+', '', name)}"
    counted = re.search(r"(?:^|/)\d{1,3}\.\d{1,3}\.?$", row.path)
    if name and counted and row.section:
        return f"{row.section.strip(' .;:')}: {name}"
    return name


def _values(row: TableRow) -> list[tuple[int, _Value]]:
    read = [(at, _value(row.cells[at])) for at, key in enumerate(row.columns[: len(row.cells)]) if key == "target"]
    return [(at, value) for at, value in read if value]


def _value(words: str) -> _Value | None:
    """Read a cell: a number with its sign, or a quantity in words; dates and words alone hold no value."""
    words = " ".join(words.split()).strip(" .;")
    if not words or _NO_VALUE.search(fold(words)) or re.fullmatch(r"(?:20\d\d|\D*)", words):
        return None
    if found := find_quantities(words):
        one = next((one for one in found if one.value is not None), None)
        if one and one.value is not None and one.named:
            return _Value(one.value, one.comparator, one.unit, one.kind, words)
    match = _VALUE.match(words)
    if not match:
        return None
    low = _number(match.group("low"))
    sign = (match.group("sign") or "=").lower()
    high = _number(match.group("high")) if match.group("high") else None
    value: float | tuple[float, float] = (low, high) if high is not None else low
    return _Value(value, "between" if high is not None else _SIGNS.get(sign, sign), match.group("unit"), "level", words)


def _indicator(
    row: TableRow,
    name: str,
    values: list[tuple[int, _Value]],
    year: Year,
    paragraph: Paragraph,
    repaired: RepairedText,
) -> Indicator:
    unit = next((cell for key, cell in zip(row.columns, row.cells, strict=False) if key == "unit" and cell), None)
    first = values[0][1]
    baseline = _baseline(row)
    stage = next((found for section in reversed(row.sections) if (found := _last_year(section))), None)
    sign = _sign(first, name)
    return Indicator(
        path=row.path,
        name=name,
        unit=first.unit if first.kind == "change" and first.unit else unit or first.unit,
        direction="down" if sign in {"<", "<="} or re.search(r"(?<!\w)(?:giam|ngheo)(?!\w)", fold(name)) else "up",
        comparator=sign,
        baseline=baseline[1] if baseline else None,
        baseline_year=_year(row, baseline[0]) if baseline else None,
        targets=tuple(
            dict.fromkeys(Target(one.value, _year(row, at) or stage or year, one.words) for at, one in values)
        ),
        source=place_of(repaired, paragraph),
        target_kind=first.kind,
        confidence=round(confidence_of(repaired, paragraph, Span(0, len(paragraph.text))), 3),
    )


def _sign(value: _Value, name: str) -> str:
    """Give the comparator of a value; a bare number takes that in which its name ends ("... tối thiểu")."""
    if value.sign != "=":
        return value.sign
    folded = fold(name)
    return ">=" if _AT_LEAST.search(folded) else "<=" if _AT_MOST.search(folded) else "="


def _baseline(row: TableRow) -> tuple[int, float] | None:
    """Give the last value reached and its column."""
    read = [(at, _value(row.cells[at])) for at, key in enumerate(row.columns[: len(row.cells)]) if key == "baseline"]
    reached = [(at, one.value) for at, one in read if one and isinstance(one.value, float)]
    return reached[-1] if reached else None


def _number(words: str) -> float:
    return number(words.rstrip(".,").replace(".", "") if words.count(".") > 1 else words.rstrip(".,"))


def _year(row: TableRow, at: int) -> Year:
    years = re.findall(r"20\d\d", row.heads[at]) if at < len(row.heads) else []
    return int(years[-1]) if years else None
