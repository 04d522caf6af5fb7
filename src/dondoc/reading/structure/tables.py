"""Rows of tables: a paragraph with bars is a row; the header names the columns, section rows and merged cells are kept.

Column keys: work, lead, cooperating, product, start, deadline, number, note, indicator, unit, baseline, target, money,
person, issued, procedure, group, other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from dondoc.reading.source import Span
from dondoc.reading.structure.fold import fold, is_capitals
from dondoc.reading.structure.labels import roman_value
from dondoc.reading.structure.model import Paragraph
from dondoc.reading.structure.table_heads import LONGEST_HEAD_CELL, Words, column_key, merge_heads, name_columns

_NUMBER = re.compile(
    r"^\(?(?:(?P<number>\d{1,3}(?:\.\d{1,3})*)|(?P<letter>[A-Za-zđĐ])|(?P<roman>[IVXL]{1,6})"
    r"|(?P<joint>(?:[IVXL]{1,6}|[A-HĐ])[.-]?\d{1,3}(?:\.\d{1,3})*|\d{1,3}\.?[a-zđ]))\)?[.)]?$"
)
_COUNT = re.compile(r"\(?(?:[A-Z]|\d{1,2})\)?")


@dataclass(frozen=True, slots=True)
class Row:
    """A row before it has its place in the tree: `number` as written, `is_section` for rows that head others."""

    paragraph: int
    number: str | None
    columns: tuple[str, ...]
    spans: tuple[Span, ...]
    cells: tuple[str, ...]
    is_header: bool = False
    is_section: bool = False
    heads: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The words a row is known by: its task, the heading of a section."""
        if self.is_section:
            return max(self.cells[bool(self.number) :], key=len, default="")
        if self.number and len(self.cells) > 1:
            return self.cells[1]
        return next((cell for cell in self.cells if cell), "")


@dataclass(slots=True)
class _Table:
    """The table being read: the words of its head column by column, and what they call the columns."""

    heads: tuple[Words, ...] = ()
    columns: tuple[str, ...] = ()
    in_head: bool = False
    taken: set[tuple[str, ...]] = field(default_factory=set)

    def take_head(self, heads: tuple[Words, ...]) -> None:
        """Begin the rows under a head, one entry a column, and name its columns."""
        self.heads, self.columns, self.in_head = heads, name_columns(heads), True

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the head, column by column."""
        return tuple(" ".join(words) for words in self.heads)


def read_rows(paragraphs: Sequence[Paragraph]) -> list[Row]:
    """Give the rows of the tables among the paragraphs, headers and section rows marked, in order.

    A repeated header (after a page break) is marked as header again; a row with a cell too few because the number is
    merged with the row above has no number; missing cells at the end are empty.
    """
    rows: list[Row] = []
    table = _Table()
    last = -2
    for at, paragraph in enumerate(paragraphs):
        if len(paragraph.cells) < 2:
            continue
        if at != last + 1 and not _same_table(paragraphs, last, at, len(table.columns)):
            table = _Table()
        rows.append(_row(paragraph, table, follows=at == last + 1))
        last = at
    return _named_by_content(_tasks_alone(_mended(rows)))


def _mended(rows: list[Row]) -> list[Row]:
    """A letter alone in a count of numbers is a digit misread: 2, a), 4 is 2, 3, 4; but 1, a), b), 2 stays."""
    mended = list(rows)
    for at in range(1, len(rows)):
        number, before = mended[at].number or "", mended[at - 1].number or ""
        after = rows[at + 1].number or "" if at + 1 < len(rows) else ""
        if number.endswith(")") and before.isdigit() and not after.endswith(")") and after != str(int(before) + 1):
            mended[at] = replace(mended[at], number=str(int(before) + 1))
    return mended


def _tasks_alone(rows: list[Row]) -> list[Row]:
    """A numbered row with nothing but its task is no section where the next number follows at once: 3, 4, 5."""
    told = list(rows)
    for at, row in enumerate(rows):
        after = rows[at + 1] if at + 1 < len(rows) else None
        if row.is_section and (row.number or "").isdigit() and _has_nothing_below(row, after):
            told[at] = replace(row, is_section=False)
    return told


def _has_nothing_below(row: Row, after: Row | None) -> bool:
    if after is None or after.is_header or after.columns != row.columns:
        return after is None
    return after.number == str(int(row.number or 0) + 1) or (
        after.is_section and not (after.number or "0")[:1].isdigit()
    )


_VALUE = re.compile(r"(?:[^\W\d_]+\s){0,3}[<>≥≤=~]*\s*\d[\d.,]*(?:\s*[-–]\s*\d[\d.,]*)?\s*[%\w]{0,8}")
_VALUES = 0.6  # the share of cells that hold a number in a column of values


def _named_by_content(rows: list[Row]) -> list[Row]:
    """Name the columns that a head leaves open by what stands in them: the tasks, the values of targets."""
    named: list[Row] = []
    for _, grouped in groupby(rows, key=lambda row: (row.heads, row.columns)):
        group = list(grouped)
        columns = _open_columns(group) if group[0].heads else group[0].columns
        named.extend(replace(row, columns=columns) for row in group)
    return named


def _open_columns(rows: Sequence[Row]) -> tuple[str, ...]:
    columns = rows[0].columns
    texts = [
        [row.cells[at] for row in rows if not (row.is_header or row.is_section) and at < len(row.cells)]
        for at in range(len(columns))
    ]
    unnamed = [at for at, key in enumerate(columns) if key == "other" and any(texts[at])]
    found: dict[int, str] = {}
    if not {"work", "indicator", "person"} & set(columns) and {"lead", "deadline"} & set(columns) and unnamed:
        found = {max(unnamed, key=lambda at: sum(map(len, texts[at]))): "work"}
    elif "indicator" in columns and not {"target", "work"} & set(columns):
        found = {at: "target" for at in unnamed if _holds_values(texts[at])}
        named = columns.index("indicator")
        if not found and unnamed and any(texts[named]) and _holds_values(texts[named]):
            found = {named: "target", max(unnamed, key=lambda at: sum(map(len, texts[at]))): "indicator"}
    if "deadline" in columns and _holds_durations(texts[columns.index("deadline")]):
        found[columns.index("deadline")] = "procedure"
    return tuple(found.get(at, key) for at, key in enumerate(columns))


_DURATION = re.compile(r"(?:không quá |tối đa )?\d[\d.,/]*\s*(?:giờ|ngày|phút)(?: làm việc)?[.;]?", re.IGNORECASE)


def _holds_durations(cells: Sequence[str]) -> bool:
    """Tell whether a column of times says how long steps of a procedure take, not by when they are done."""
    filled = [cell for cell in cells if cell]
    return bool(filled) and sum(bool(_DURATION.fullmatch(cell)) for cell in filled) >= _VALUES * len(filled)


def _holds_values(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return sum(bool(_VALUE.fullmatch(cell)) for cell in filled) >= _VALUES * len(filled)


def _same_table(paragraphs: Sequence[Paragraph], last: int, at: int, width: int) -> bool:
    """A loose line or two between rows does not end a table, unless it is a title that heads no further row of it."""
    between = paragraphs[last + 1 : at]
    heads = _is_row_of(paragraphs[at], width)
    loose = all(len(p.text) < 400 and (not is_capitals(p.text) or (heads and _may_head(p.text))) for p in between)
    return last >= 0 and len(between) <= 2 and loose


_FEWEST_CELLS = 3
_TITLES = re.compile(r"(?:phu luc|danh muc|bieu|bang|mau|ke hoach|chuong trinh)(?!\w)")


def _is_row_of(paragraph: Paragraph, width: int) -> bool:
    """Tell whether a paragraph is a numbered row of a table of some width; empty cells at its end may be lacking."""
    first = paragraph.cells[0].of(paragraph.text).strip()
    return _FEWEST_CELLS <= len(paragraph.cells) <= width and _number(first) is not None


def _may_head(text: str) -> bool:
    """Tell whether a line of capitals may be the section of a table set over its whole width: no title of a new one."""
    return not _TITLES.match(fold(text[:20]))


def _row(paragraph: Paragraph, table: _Table, *, follows: bool) -> Row:
    spans = paragraph.cells
    cells = tuple(span.of(paragraph.text).strip() for span in spans)
    if _heads(cells, table, follows=follows):
        table.taken.add(cells)
        return Row(paragraph.number, None, table.columns, spans, cells, is_header=True, heads=table.words)
    table.in_head = False
    columns = table.columns
    number = _number(cells[0])
    if columns and columns[0] == "number" and number is None and cells[0] and len(cells) < len(columns):
        cells, spans = ("", *cells), (Span(0, 0), *spans)
    section = _is_section(number, cells, columns)
    return Row(paragraph.number, number, columns or _guess(cells), spans, cells, is_section=section, heads=table.words)


def _heads(cells: tuple[str, ...], table: _Table, *, follows: bool) -> bool:
    """Tell whether a row belongs to the head of a table; if so the table takes it."""
    if follows and table.in_head and _counts_columns(cells):
        return True
    short = all(len(cell) <= LONGEST_HEAD_CELL for cell in cells)
    if follows and table.in_head and short and _number(cells[0]) is None:
        merged = merge_heads(table.heads, cells)
        if merged or _is_second_head(cells, table):
            table.take_head(merged or _over_two_lines(table.heads, cells))
            return True
    if cells in table.taken and not _number(cells[0]):
        return True  # once more, at the top of a page
    keys = [column_key(cell) for cell in cells]
    if is_header(cells, keys) or (not table.heads and not follows and short and _opens_table(cells, keys)):
        table.take_head(tuple((cell,) for cell in cells))
        return True
    return False


def _opens_table(cells: Sequence[str], keys: Sequence[str]) -> bool:
    """Tell whether the first row of a table is its head though it names but two columns: tasks, and who or when."""
    return len(cells) > 2 and "work" in keys and bool({"lead", "deadline"} & set(keys)) and _number(cells[0]) is None


def _counts_columns(cells: Sequence[str]) -> bool:
    """Tell whether a row counts the columns below a head: "(1) | (2) | (3)"."""
    filled = [cell.strip("()") for cell in cells if cell]
    if len(filled) < 3 or not all(_COUNT.fullmatch(cell) for cell in filled):
        return False
    numbers = [int(cell) for cell in filled if cell.isdigit()]
    return len(numbers) >= 2 and all(b - a == 1 for a, b in pairwise(numbers))


def _is_second_head(cells: tuple[str, ...], table: _Table) -> bool:
    return len(cells) == len(table.heads) and is_header(cells, [column_key(cell) for cell in cells])


def _over_two_lines(heads: tuple[Words, ...], cells: tuple[str, ...]) -> tuple[Words, ...]:
    """A header over two lines: the second line names the columns the first left open."""
    return tuple((*words, cell) if cell else words for words, cell in zip(heads, cells, strict=True))


def _is_section(number: str | None, cells: Sequence[str], columns: tuple[str, ...]) -> bool:
    """Tell whether a row heads those below it: it has a heading and nothing else but numbers."""
    if len(columns) <= 2:
        return False
    if number is None:
        return len([cell for cell in cells if cell]) == 1
    return len([cell for cell in cells[1:] if cell and _number(cell) is None]) == 1 and not _is_measured(cells, columns)


def _is_measured(cells: Sequence[str], columns: tuple[str, ...]) -> bool:
    """Tell whether a row holds a value to be reached, though nothing but a number beside its name."""
    return any(key == "target" and cell for key, cell in zip(columns, cells, strict=False))


def is_header(cells: Sequence[str], keys: Sequence[str]) -> bool:
    """A header has short cells that name columns of different kinds, and no number of its own."""
    named = {key for key in keys if key not in ("other", "target")}
    short = all(len(cell) <= LONGEST_HEAD_CELL for cell in cells)
    measured = "target" in keys and bool(named & {"indicator", "unit"})
    return (
        short
        and _number(cells[0]) is None
        and (len(named) >= 3 or measured or (len(named) == 2 and ("number" in named or len(cells) == 2)))
    )


def _number(cell: str) -> str | None:
    """Give the number of a row; a lone I that was read as another word is one."""
    if cell in ("là", "|", "!"):
        return "I"
    match = _NUMBER.match(cell)
    if not match:
        return None
    if match["letter"] and roman_value(match["letter"].upper()) is None and not match["letter"].isupper():
        return f"{match['letter']})"
    return match["number"] or match["roman"] or match["letter"] or match["joint"]


def _guess(cells: Sequence[str]) -> tuple[str, ...]:
    """Columns of a table without a header: a number first, then the longest cell as the work."""
    keys = ["other"] * len(cells)
    if _number(cells[0]) is not None:
        keys[0] = "number"
    longest = max(range(len(cells)), key=lambda at: len(cells[at]))
    if keys[longest] == "other":
        keys[longest] = "work"
    return tuple(keys)
