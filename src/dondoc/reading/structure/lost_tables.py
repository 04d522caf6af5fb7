"""Tables whose bars are lost: text layers and OCR give each row as running text.

A header that names the columns opens the table. A row begins with its number; the cells are told apart by what they
hold: bodies set in capitals one after the other (lead, then cooperating) and words of a deadline. What is left before
them is the work, what is left behind is the product.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dondoc.reading.source import Span
from dondoc.reading.structure.fold import CAPITALS, any_of, fold, is_capitals
from dondoc.reading.structure.labels import read_label
from dondoc.reading.structure.model import Paragraph
from dondoc.reading.structure.run_in import parted
from dondoc.reading.vocabulary import vocabulary

_LONGEST_HEADER = 320
_LONGEST_BODY = 220
_WORDS = vocabulary("tables")
_HEADER = re.compile(
    r"\s*(?:" + "|".join(rf"(?P<{key}>{any_of(words)})" for key, words in _WORDS["lost"].items()) + r")(?=\s|$)[\s,/]*"
)
_ROW_NUMBER = re.compile(rf"(?P<number>\d{{1,3}}|[IVX]{{1,5}}|[A-H]|[a-zđ])[.)]?\s+(?=[{CAPITALS}\"“(])")
_BODIES = _WORDS["bodies"]
_OPENING = "|".join(sorted(_BODIES["opening"], key=len, reverse=True))  # "cục trưởng" before "cục"
_BODY = re.compile(
    rf"(?<!\w)(?!(?:{'|'.join(_BODIES['none'])})(?!\w))"
    rf"(?:(?:các|của|toàn thể|tất cả)\s(?:{'|'.join(_BODIES['classes'])})|{_OPENING}|"
    rf"[s$][@\dgớốộo](?=\s(?-i:[{CAPITALS}])))(?!\w)",  # "Sở" as damaged pages have it
    re.IGNORECASE,
)
_JOINING = re.compile(rf"(?:[,;:(/-]|\b(?:{'|'.join(_BODIES['joining'])}))\s*$", re.IGNORECASE)
# Words that make a sentence of what begins like the name of a body.
_CLAUSE = re.compile(r"(?<!\w)(?:de|nham|da|se|phai|duoc(?! giao)|truoc|ra soat|ket qua|chiu|khong|hoan thanh)(?!\w)")
# A head that begins inside a line; its columns are told when the lines are joined.
_GLUED_HEAD = re.compile(r"\sS?TT(?:\s+(?:Tên\s+)?(?:Nhiệm vụ|Nội dung|Công việc)|$)", re.IGNORECASE)
_HEAD_MARK = re.compile(r"(?<=\s)S?TT(?=\s)")
_ANNEX = re.compile(rf"(?<=\s)PHỤ LỤC(?=\s+[{CAPITALS}\d])")
_TITLE_NUMBER = re.compile(rf"(?<=\s)\d{{1,2}}\.\s+(?=[{CAPITALS}])")
_LONGEST_TITLE = 250
_LONGEST_GLUED = 20_000
_MERGED_ROWS = 4
_LONGEST_SECTION = 200
_MONEY = re.compile(r"(?<!\w)(?:chi thuong xuyen|dau tu cong|ngan sach|kinh phi|nguon von|von )")
_GIVEN_BY = re.compile(
    r"(?:Thông báo|Nghị quyết|Kế hoạch|Quyết định|Chỉ thị|Công văn|Kết luận|Chương trình)\s(?:số\s)?\d"
)
_QUARTER = r"(?:trong |het |den )?quy (?:[iv1l|]{1,3}|\d)(?: ?[-,] ?(?:quy )?[iv]{1,3})*(?: ?/ ?| nam |-)\d{4}"
_YEAR = r"(?:trong |het |den )?nam \d{4}(?: ?[-–] ?(?:nam )?\d{4})?(?: va (?:cac|nhung) nam (?:tiep theo|sau))?"
_MONTH = r"(?:trong |het )?thang \d{1,2}(?: ?/ ?| nam |-)\d{4}|\d{1,2}/\d{4}"
_DAY = r"truoc (?:ngay )?\d[\d/ -]*(?: ?thang \d+ nam \d+)?|(?:ngay )?\d{1,2}/\d{1,2}/\d{4}"
_RECURRING = (
    r"hang (?:nam|quy|thang)|dinh ky (?:hang )?(?:nam|quy|thang)|"
    r"(?:nhiem vu )?thuong xuyen(?:, (?:hang|dinh ky)[a-z ]{0,24})?"
)
_OPEN = r"khi co phat sinh|sau khi co [a-z ]{3,40}|(?:giai doan |tu )?\d{4} ?[-–] ?\d{4}"
_DEADLINE = re.compile(rf"(?<!\w)(?:{'|'.join((_QUARTER, _YEAR, _MONTH, _DAY, _RECURRING, _OPEN))})(?!\w)")


@dataclass(slots=True)
class OpenTable:
    """Follows the lines of a text and tells where a row of a table without bars begins."""

    columns: tuple[str, ...] = ()
    last: int = 0

    def read(self, text: str, *, gap: bool) -> bool:
        """Take the next line, and whether a blank line stands above it; tell whether it begins a row."""
        if header_columns(text):
            self.columns, self.last = header_columns(text), 0
            return True
        if _GLUED_HEAD.search(text):
            self.columns, self.last = ("number", "work"), 0
            return False
        if not self.columns:
            return False
        if fold(text[:12]).startswith(("phu luc", "noi nhan")):
            self.columns = ()
            return False
        return self._begins_row(text, gap=gap)

    def _begins_row(self, text: str, *, gap: bool) -> bool:
        match = _ROW_NUMBER.match(text)
        if not match:
            return False
        if match["number"].islower():  # a digit misread
            self.last += gap
            return gap
        if not match["number"].isdigit():
            self.last = 0
            return True
        number = int(match["number"])
        follows = number == self.last + 1 or number == 1
        if follows:
            self.last = number
        return follows


def header_columns(text: str) -> tuple[str, ...]:
    """Give the keys of the columns a line names, if it is nothing but the head of a table; else nothing."""
    return tuple(key for key, _ in _header_spans(text))


def _header_spans(text: str) -> list[tuple[str, Span]]:
    if len(text) > _LONGEST_HEADER:
        return []
    folded = fold(text)
    found: list[tuple[str, Span]] = []
    at = 0
    while match := _HEADER.match(folded, at):
        key = match.lastgroup or "other"
        known = any(key == other for other, _ in found)
        found.append(("other" if known else key, Span(match.start(key), match.end(key))))
        at = match.end()
    named = {key for key, _ in found} - {"other"}
    complete = len(folded) - at <= 0.2 * len(folded)
    return found if complete and {"number", "work"} <= named and len(named) >= 4 else []


def part_heads(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Give the paragraphs; heads of tables, and the titles above them, that ran into the text before are cut off."""
    for paragraph in paragraphs:
        starts = [] if paragraph.cells or len(paragraph.text) > _LONGEST_GLUED else _head_starts(paragraph.text)
        behind: list[Paragraph] = []
        rest = paragraph
        for at in reversed(starts):
            rest, cut_off = parted(rest, at)
            behind.insert(0, cut_off)
        yield from (rest, *behind)


def _head_starts(text: str) -> list[int]:
    """Give the places at which a title and the head of a table begin inside a paragraph."""
    marks = [match.start() for match in _HEAD_MARK.finditer(text)]
    head = next((at for at in reversed(marks) if header_columns(text[at:])), None)
    annexes = [match.start() for match in _ANNEX.finditer(text, 0, head if head is not None else len(text))]
    if head is None:
        return annexes[-1:] if annexes and is_capitals(text[annexes[-1] :]) else []
    numbers = [match.start() for match in _TITLE_NUMBER.finditer(text, max(0, head - _LONGEST_TITLE), head)]
    return [*(annexes[-1:] or numbers[-1:]), head]


def recover_rows(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """Give the paragraphs, those that are rows of a table without bars with their cells.

    Takes paragraphs in order. Only what follows a recognised header is touched, up to a paragraph that is no row.
    """
    done: list[Paragraph] = []
    columns: tuple[str, ...] = ()
    for paragraph in paragraphs:
        header = [] if paragraph.cells else _header_spans(paragraph.text)
        if header:
            columns = tuple(key for key, _ in header)
            done.append(replace(paragraph, cells=tuple(span for _, span in header)))
            continue
        if columns and _ends_table(paragraph.text):
            columns = ()
        cells = _row_cells(paragraph.text, columns) if columns and not paragraph.cells else ()
        done.append(replace(paragraph, cells=cells) if cells else paragraph)
    return done


def _ends_table(text: str) -> bool:
    """Tell whether a paragraph stands outside a table: a title, an annex, the recipients, a remark."""
    if is_capitals(text) or fold(text[:12]).startswith(("noi nhan", "phu luc", "ghi chu")):
        return True
    label = read_label(text)
    return label is not None and label.style in ("annex", "part", "chapter", "article", "note")


def _row_cells(text: str, columns: tuple[str, ...]) -> tuple[Span, ...]:
    number = _ROW_NUMBER.match(text)
    start = number.end() if number else 0
    leader = _leader(text, start, columns)
    start = leader.end if leader else start
    columns = tuple("led" if leader and key == "lead" else key for key in columns)
    deadline = _deadline(text, start, columns) if "deadline" in columns else None
    product, bodies = _before_product(text, start, deadline, columns)
    if product is None:
        bodies = _bodies(text, start, deadline, columns)
    if deadline is None and (
        not bodies or (number is None and text[: bodies[0].start].rstrip()[-1:] not in (".", ";"))
    ):
        return _section_cells(text, number, columns)
    filled = _named_bodies(bodies, columns)
    if leader:
        filled["led"] = leader
    if deadline:
        filled["deadline"] = deadline
    if product:
        filled["product"] = product
    behind = [span for key, span in filled.items() if key != "led"]
    first, last = min(span.start for span in behind), max(span.end for span in behind)
    if number:
        filled["number"] = Span(number.start("number"), number.end("number"))
    note = _note_start(text, start, first) if "note" in columns[: -len(bodies) or None] else first
    filled["work"], filled["note"] = _stripped(text, start, note), _stripped(text, note, first)
    if number is None and not len(filled["work"]):  # the end of a cell, cut off from its row
        return ()
    money = _MONEY.search(fold(text), last) if "money" in columns else None
    end = money.start() if money and text[money.start()].isupper() else len(text)
    filled["money"] = _stripped(text, end, len(text))
    filled.setdefault("product", _stripped(text, last, end))
    return tuple(filled.get(key, Span(len(text), len(text))) for key in columns)


_AGENCIES = vocabulary("agencies")
_LEADER = re.compile(
    rf"(?:(?:{any_of(_AGENCIES['sector_heads'])})\s+(?:{any_of(_AGENCIES['sectors'])})"
    rf"|{any_of([*_AGENCIES['names'], *_AGENCIES['bodies']])})(?:\s+(?:tinh|thanh pho|huyen)(?!\w))?(?=\s)"
)


def _leader(text: str, start: int, columns: tuple[str, ...]) -> Span | None:
    """Give the body that opens a row, where the column of the leader stands before that of the work."""
    if "lead" not in columns or "work" not in columns or columns.index("lead") > columns.index("work"):
        return None
    match = _LEADER.match(fold(text), start)
    return Span(*match.span()) if match else None


def _note_start(text: str, start: int, end: int) -> int:
    """Give the place where the document that gave the task is named, the last one before the bodies; else the end."""
    named = [match.start() for match in _GIVEN_BY.finditer(text, start, end)]
    return named[-1] if named else end


def _section_cells(text: str, number: re.Match[str] | None, columns: tuple[str, ...]) -> tuple[Span, ...]:
    """Give number and words of a row in which neither body nor deadline can be told: a section, or a task alone."""
    if number is None:
        return ()
    filled = {"number": Span(number.start("number"), number.end("number")), "work": Span(number.end(), len(text))}
    if not number["number"].isdigit() or len(text) < _LONGEST_SECTION:
        return (filled["number"], filled["work"])
    return tuple(filled.get(key, Span(len(text), len(text))) for key in columns)


def _is_joined(text: str, low: int, at: int) -> bool:
    """Tell whether the words before a place lead on to it, so that no cell begins there."""
    return _JOINING.search(text[max(low, at - 16) : at]) is not None


def _named_bodies(bodies: Sequence[Span], columns: tuple[str, ...]) -> dict[str, Span]:
    """Give the cells of bodies their columns, in the order of the head; the last ones, if there are too many."""
    keys = [key for key in columns if key in ("lead", "cooperating")]
    if "led" in columns and "other" in columns[columns.index("led") :]:
        keys.append("other")  # the body that is to decide, behind the one that helps
    if len(bodies) < _MERGED_ROWS:
        bodies = bodies[-len(keys) :] if keys else ()
    return dict(zip(keys, bodies, strict=False))


def _deadline(text: str, start: int, columns: tuple[str, ...]) -> Span | None:
    """Give the words of the deadline: they open a cell, with a capital or a digit, and no sentence leads to them.

    Where more text follows (a product, a remark) it is the first one with a body before it, else the last one.
    """
    found = [
        Span(match.start(), match.end() + text.startswith(".", match.end()))
        for match in _DEADLINE.finditer(fold(text), start)
        if not text[match.start()].islower() and not _is_joined(text, start, match.start())
    ]
    at = columns.index("deadline")
    if any(key in ("lead", "cooperating") for key in columns[:at]) and at + 1 < len(columns):
        after_body = next((span for span in found if _bodies(text, start, span, columns)), None)
        return after_body or (found[-1] if found else None)
    return found[-1] if found else None


_PRODUCT = re.compile(rf"(?<=[^\s,;])\s+(?=(?:[-+]\s+)?(?:{any_of(_WORDS['products']['opening'])})(?!\w))")


def _before_product(
    text: str, start: int, deadline: Span | None, columns: tuple[str, ...]
) -> tuple[Span | None, list[Span]]:
    """Give the product that stands between the bodies and the deadline, and the bodies before it; or nothing."""
    wanted = [key for key in columns if key in ("person", "lead", "cooperating")]
    between = (
        deadline is not None
        and {"product", "lead"} <= set(columns)
        and columns.index("lead") < columns.index("product") < columns.index("deadline")
    )
    if not between or deadline is None:
        return None, []
    best: list[Span] = []
    chosen = 0
    for match in _PRODUCT.finditer(fold(text), start, deadline.start):
        at = match.end()
        if text[at : at + 2].strip("-+ ")[:1].islower() or _is_joined(text, start, at):
            continue
        found = _bodies_between(text, start, at)
        if len(found) > len(best):
            best, chosen = found, at
        if len(found) >= len(wanted):
            break
    return (_stripped(text, chosen, deadline.start), best) if best else (None, [])


def _bodies(text: str, start: int, deadline: Span | None, columns: tuple[str, ...]) -> list[Span]:
    """Give the cells that hold bodies: the run of names, each with a capital, next to the deadline."""
    after = deadline is not None and "lead" in columns and columns.index("lead") > columns.index("deadline")
    if deadline and after:
        return _bodies_between(text, deadline.end, len(text))
    return _bodies_between(text, start, deadline.start if deadline else len(text))


def _bodies_between(text: str, low: int, high: int) -> list[Span]:
    starts: list[int] = []
    opened = -1
    for match in _BODY.finditer(text, low, high):
        at = match.start()
        if at != opened and not text[at].islower() and not _is_joined(text, low, at):
            starts.append(at)
        if not text[at].islower():
            opened = match.end() + 1  # "Bộ Công an" and "Văn phòng Ủy ban" are one name
    cells: list[Span] = []
    end = high
    for at in reversed(starts):
        words = text[at:end].strip()
        if len(words) > _LONGEST_BODY or ". " in words or words.endswith(".") or _CLAUSE.search(fold(words)):
            break
        cells.insert(0, _stripped(text, at, end))
        end = at
    return cells


def _stripped(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    left = len(words) - len(words.lstrip())
    right = len(words.rstrip())
    return Span(start + left, max(start + left, start + right))
