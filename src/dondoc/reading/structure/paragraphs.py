"""Lines become paragraphs.

In text that was set by lines (OCR, text layers) a paragraph runs over many lines; a blank line does not always end it
and its absence does not mean there is none. What decides: labels, capitals, ends of sentences, and whether the first
word of the next line would still have fitted on the line before. In text that keeps a paragraph a line, lines stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from dondoc.reading.repair.result import RepairedText
from dondoc.reading.source import Edit, OffsetMap, Span
from dondoc.reading.structure.cell_lines import CellTable, find_cell_tables, with_cells, with_heads
from dondoc.reading.structure.fold import any_of, fold, is_capitals
from dondoc.reading.structure.glued import part_glued
from dondoc.reading.structure.labels import read_any_label
from dondoc.reading.structure.lines import TextLine, bars_in, cells_of, read_lines
from dondoc.reading.structure.lost_tables import OpenTable, part_heads, recover_rows
from dondoc.reading.structure.model import Paragraph
from dondoc.reading.structure.run_in import part_run_in
from dondoc.reading.vocabulary import vocabulary

_SENTENCE_END = re.compile(r"[.;:!?…]['\"”’)\]]*$|/\.?$")
_CUT_REFERENCE = re.compile(r"(?:\d[a-zđ]?|/[\w.-]*)[-–]$|\d/$")
_REFERENCE_REST = re.compile(r"[A-ZĐ][A-Za-zĐđ]{0,6}(?:[/-]|\b)|\d{4}/")
_TYPES = any_of(word for words in vocabulary("documents")["names"].values() for word in words)
_ALONE = re.compile(rf"noi nhan\s*:?|kinh gui\s*:?|quyet dinh\s*:|quyet nghi\s*:|phu luc|{_TYPES}")
_BEGINS_ANEW = re.compile(
    r"noi nhan\s*:|muc tieu\s*:|(?:cac )?nhiem vu, giai phap|kinh gui\s*:|t/?m[.\s]|kt\.|[\[{]\d+[\]}]|"
    r"can cu (?:luat|nghi|quyet|chi|ke|thong|cac|bo|hien|phap|dieu|cong)"
)
_ANNEX_TITLE = re.compile(r"PHỤ LỤC(?:\s+[IVX\d]+)?(?=[\s.:]|$)")
_OPEN_END = re.compile(
    r"(?<!\w)(?:và|của|các|về|với|tại|theo|trong|cho|do|để|được|tỉnh|thành phố|số|bộ|sở)$", re.IGNORECASE
)
_ENDS_OPEN = re.compile(r"(?<!\w)(?:và|của|các|về|với|tại|theo|trong|cho|do|để|được)$", re.IGNORECASE)
_RUN_IN_LIST = re.compile(r"noi nhan\s*:?\s*[-–]\s")
_BRACKET_LINES = 3
_TIME_ALONE = re.compile(r"(?:\d{1,2}[/.-]){0,2}\d{4}[\s).;,/]*|\d{1,2}[/.-]\d{1,2}[\s).;,/]*")
_TIME_BEGINS = re.compile(r"\d{4}(?!\d)|\d{1,2}(?=[/.\s-])|[IVX]{1,3}(?=[/\s,;.])")
_INNER_STOP = re.compile(r"[^\W\d_]{2}[.;]\s")  # a sentence, no heading
_OPEN_TIME = re.compile(r"(?<!\w)(?:ngay|thang|nam|quy)$|\d{4} [-–]$")
_BEFORE_TIME = re.compile(r":$|(?<!\w)(?:ngay|thang|nam|truoc|den|quy|tu|trong)$")
_TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")


def read_paragraphs(repaired: RepairedText) -> tuple[tuple[Paragraph, ...], tuple[int, ...]]:
    """Give the paragraphs of a repaired text, and the numbers of those that are furniture of the page.

    Guarantees: everything written belongs to exactly one paragraph (a line that holds the end of a table and the head
    of the next, or a provision that runs into another, is cut between them); the text of a paragraph is NFC;
    `span_of` leads every place of it back into the repaired text. Time grows with the length of the text.
    """
    lines = part_glued(read_lines(repaired))
    wrapped = _is_wrapped(lines)
    bodies: list[Paragraph] = []
    furniture: list[Paragraph] = []
    at = 0
    for table in find_cell_tables(lines):
        _add_running(lines[at : table.start], bodies, furniture, wrapped=wrapped)
        _add_table(lines, table, bodies, furniture)
        at = table.end
    _add_running(lines[at:], bodies, furniture, wrapped=wrapped)
    return _numbered(part_run_in(recover_rows(part_heads(bodies)) if wrapped else bodies), furniture)


def _add_running(
    lines: Sequence[TextLine], bodies: list[Paragraph], furniture: list[Paragraph], *, wrapped: bool
) -> None:
    """Add the paragraphs of lines that stand outside the tables set a cell a line."""
    for group in _wrapped(_barred(lines)) if wrapped else _unbroken(lines):
        body = [line for line in group if not line.furniture]
        if body:
            bodies.append(_joined(body))
        furniture.extend(_joined([line]) for line in group if line.furniture)


_LABOUR = re.compile(r"[Ll]ao động$")
_INVALIDS = re.compile(r"[-–]\s*[Tt]hương binh")


def _unbroken(lines: Sequence[TextLine]) -> Iterator[list[TextLine]]:
    """Give each line, but "- Thương binh và Xã hội" with the line before: the dash of that name is no bullet."""
    group: list[TextLine] = []
    for line in lines:
        if group and _INVALIDS.match(line.text) and _LABOUR.search(group[-1].text):
            group.append(line)
            continue
        if group:
            yield group
        group = [line]
    if group:
        yield group


def _add_table(
    lines: Sequence[TextLine], table: CellTable, bodies: list[Paragraph], furniture: list[Paragraph]
) -> None:
    """Add the head and the rows of a table set a cell a line."""
    bodies.extend(with_heads(_joined(head), head, table.width) for head in table.heads)
    bodies.extend(with_cells(_joined(row), row, table.columns) for row in table.rows)
    taken = {line.span for group in (*table.heads, *table.rows) for line in group}
    furniture.extend(_joined([line]) for line in lines[table.start : table.end] if line.span not in taken)


def _numbered(
    bodies: Iterable[Paragraph], furniture: Sequence[Paragraph]
) -> tuple[tuple[Paragraph, ...], tuple[int, ...]]:
    """Number the paragraphs in the order they begin; what interrupts a paragraph comes after it."""
    marked = [(paragraph, False) for paragraph in bodies] + [(paragraph, True) for paragraph in furniture]
    marked.sort(key=lambda pair: pair[0].span.start)
    numbered = tuple(replace(paragraph, number=number) for number, (paragraph, _) in enumerate(marked))
    return numbered, tuple(number for number, (_, is_furniture) in enumerate(marked) if is_furniture)


def _is_wrapped(lines: Sequence[TextLine]) -> bool:
    """Tell whether lines were cut to a width: many go on in small letters on the next line."""
    body = [line for line in lines if not line.furniture]
    pairs = runs_on = 0
    for line, after in pairwise(body):
        if after.gap == 0 and len(line.text) > 30:
            pairs += 1
            runs_on += after.text[0].islower() and not _SENTENCE_END.search(line.text[-4:])
    longest = sorted(len(line.text) for line in body)[-max(1, len(body) // 20) :][:1] if body else [0]
    return runs_on >= 2 and runs_on >= 0.12 * pairs and longest[0] <= 240


def _barred(lines: Sequence[TextLine]) -> list[TextLine]:
    """Mark the rows of tables: a lone bar in damaged text is a letter that was misread, not the edge of a cell."""
    bars = [0, *(bars_in(line.text) if line.row else 0 for line in lines), 0]
    return [
        replace(line, row=bars[at + 1] > 1 or (bars[at + 1] == 1 and (bars[at] > 0 or bars[at + 2] > 0)))
        for at, line in enumerate(lines)
    ]


def _widths(lines: Sequence[TextLine]) -> list[int]:
    """Give each line the width of the column around it: the nine tenth quantile of 41 lines, at least 40."""
    lengths = [len(line.text) for line in lines]
    widths: list[int] = []
    for block in range(0, len(lengths), 20):
        around = sorted(lengths[max(0, block - 20) : block + 40])
        widths.extend([max(40, around[int(len(around) * 0.9)])] * len(lengths[block : block + 20]))
    return widths


def _wrapped(lines: Sequence[TextLine]) -> Iterator[list[TextLine]]:
    """Group wrapped lines to paragraphs; furniture stays with the group it interrupts."""
    group: list[TextLine] = []
    waiting: list[TextLine] = []
    last: TextLine | None = None
    table = OpenTable()
    for line, width in zip(lines, _widths(lines), strict=True):
        if line.furniture:
            waiting.append(line)
            continue
        begins_row = table.read(line.text, gap=line.gap > 0)
        inside = last is not None and not begins_row and _inside_table(table, group[0], line)
        if inside or (
            last is not None
            and not begins_row
            and (_closes_bracket(group, line) or _goes_on(group[0], last, line, width, broken=bool(waiting)))
        ):
            group += [*waiting, line]
        else:
            if group:
                yield group
            yield from ([one] for one in waiting)
            group = [line]
        waiting, last = [], line
    if group:
        yield group
    yield from ([one] for one in waiting)


def _inside_table(table: OpenTable, first: TextLine, line: TextLine) -> bool:
    """Tell whether a line that begins no row goes on the row above inside a table without bars; a heading has none."""
    if table.goes_on_head(line.text, gap=line.gap > 0):
        return True
    return bool(table.columns) and not line.gap and _is_inner(line.text) and not is_capitals(first.text)


def _is_inner(text: str) -> bool:
    """Tell whether a line inside a table begins with a label that counts within a cell."""
    label = read_any_label(text)
    return label is not None and label.style in ("paren", "letter", "dash", "plus", "decimal")


def _closes_bracket(group: Sequence[TextLine], line: TextLine) -> bool:
    """Tell whether a line closes the bracket that the lines before it left open: "(... trong tháng", "4/2023)."."""
    closing = line.text.find(")")
    if closing < 0 or "(" in line.text[:closing] or line.row or read_any_label(line.text):
        return False
    before = " ".join(one.text for one in group[-_BRACKET_LINES:])
    return before.rfind("(") > before.rfind(")") and before[-1] not in ".!?…"


def _goes_on(first: TextLine, last: TextLine, line: TextLine, width: int, *, broken: bool) -> bool:
    """Tell whether `line` goes on the paragraph that begins with `first` and that `last` is the latest line of."""
    before, after = last.text, line.text
    if line.row or last.row or _TIMESTAMP.match(after) or _TIMESTAMP.match(before):
        return False
    if (_CUT_REFERENCE.search(before[-12:]) and _REFERENCE_REST.match(after)) or _leads_to_time(before, after):
        return True
    if not line.gap and _RUN_IN_LIST.match(fold(first.text[:40])) and not _ends_list(after):
        return True
    ended = _SENTENCE_END.search(before[-4:]) is not None
    gap = line.gap > 0 and not broken
    alone = last is first and _stands_alone(before)
    if alone or _begins_anew(before, after, width, ended=ended, blank=gap):
        return False
    if _changes_case(before, after):
        return _capitals_in_sentence(before, after, ended=ended, gap=line.gap)
    heading = last is first and _is_short_heading(before, after, width)
    cut = gap and not ended and _is_cut(first.text, after)
    return cut or (not heading and _sentence_goes_on(before, after, width, ended=ended, gap=gap, broken=broken))


def _is_cut(first: str, after: str) -> bool:
    """Tell whether a bullet, or a numbered sentence, without its stop goes on in a line that ends with one."""
    label = read_any_label(first) if after[-1] in ".;" and not read_any_label(after) else None
    if label is None or not label.sure:
        return False
    return label.style in ("dash", "plus", "star") or _INNER_STOP.search(first, label.end) is not None


_SHORT = 0.7  # of the width: a line this short ended although its last word could go on


def _is_short_heading(before: str, after: str, width: int) -> bool:
    """Tell whether a line is a whole numbered heading, though it ends in a kind of place or body: "... đường bộ"."""
    short = len(before) < _SHORT * width and after[0].isupper() and not before.endswith((",", "-"))
    label = read_any_label(before) if short else None
    return label is not None and label.sure and bool(label.value) and not _ENDS_OPEN.search(before[-12:])


def _leads_to_time(before: str, after: str) -> bool:
    """Tell whether a line begins with the time that the line before it leads on to: "trong quý", "III năm 2008."."""
    end = fold(before[-12:])
    if _TIME_ALONE.fullmatch(after):
        return _BEFORE_TIME.search(end) is not None
    return _TIME_BEGINS.match(after) is not None and _OPEN_TIME.search(end) is not None and not read_any_label(after)


def _ends_list(after: str) -> bool:
    """Tell whether a line is the title of what is attached, which no list of recipients goes on with."""
    return _stands_alone(after) or _ANNEX_TITLE.match(after) is not None


def _sentence_goes_on(before: str, after: str, width: int, *, ended: bool, gap: bool, broken: bool) -> bool:
    """Tell by small letters, stops and the room on the line before whether the sentence or paragraph goes on."""
    full = _is_full(before, after, width)
    if after[0].islower() or after[0] in ",;).%":
        return not (ended and gap and before[-1] in ".!?")
    if gap:
        return full and (before[-1] in ",-" or _OPEN_END.search(before[-12:]) is not None)
    if ended:
        return before[-1] != ":" and full and not (broken and len(before) < 0.9 * width)
    return full or is_capitals(after) or _OPEN_END.search(before[-12:]) is not None


def _changes_case(before: str, after: str) -> bool:
    """Tell whether one line is set in capitals and the other is not."""
    capitals = is_capitals(before)
    return len(after) > 8 and capitals != is_capitals(after) and (capitals or not after[0].islower())


def _capitals_in_sentence(before: str, after: str, *, ended: bool, gap: int) -> bool:
    """A line of capitals inside running text is an abbreviation at a line end, not a heading."""
    return not ended and not gap and not is_capitals(before) and len(after) < 12


def _stands_alone(text: str) -> bool:
    return len(text) <= 24 and is_capitals(text) and _ALONE.fullmatch(fold(text)) is not None


def _begins_anew(before: str, after: str, width: int, *, ended: bool, blank: bool) -> bool:
    if _stands_alone(after) or (not after[0].islower() and _BEGINS_ANEW.match(fold(after[:40]))):
        return True
    label = read_any_label(after)
    if label is None or not (label.sure or ended or blank):
        return False
    if _INVALIDS.match(after) and _LABOUR.search(before):
        return False
    if label.style in ("dash", "star", "plus", "letter"):
        opens = after[label.end : label.end + 1]
        return ended or blank or (not opens.islower() and not opens.isdigit() and not before.endswith(","))
    return (
        ended or blank or not _is_full(before, after, width) or is_capitals(before) or label.style.startswith("paren")
    )


def _is_full(before: str, after: str, width: int) -> bool:
    """Tell whether the first word of the next line had no room on the line before."""
    word = after.split(maxsplit=1)[0]
    return len(before) + 1 + len(word) > 0.88 * width


def _joined(lines: Sequence[TextLine]) -> Paragraph:
    start, end = lines[0].span.start, lines[-1].span.end
    pieces: list[str] = []
    edits: list[Edit] = []
    length = 0
    for at, line in enumerate(lines):
        if at:
            glue = "" if _CUT_REFERENCE.search(lines[at - 1].text[-12:]) else " "
            gap = Span(lines[at - 1].span.end - start, line.span.start - start)
            edits.append(Edit(gap, Span(length, length + len(glue))))
            pieces.append(glue)
            length += len(glue)
        for piece, edit in _composed(line.text, line.span.start - start, length):
            pieces.append(piece)
            length += len(piece)
            if edit:
                edits.append(edit)
    words = "".join(pieces)
    cells = cells_of(words) if lines[0].row else ()
    return Paragraph(0, words, Span(start, end), OffsetMap(tuple(edits)), cells)


_COMPOSE = re.compile(r"[^\u0000-\u02ff\u1e00-\u1eff][\u0300-\u036f]*|.[\u0300-\u036f]+", re.DOTALL)


def _composed(text: str, old: int, new: int) -> Iterator[tuple[str, Edit | None]]:
    """Give a line in NFC, stretch by stretch, with an edit for each stretch that was composed."""
    if unicodedata.is_normalized("NFC", text):
        yield text, None
        return
    done = 0
    for match in _COMPOSE.finditer(text):
        meant = unicodedata.normalize("NFC", match.group(0))
        if meant == match.group(0):
            continue
        between = text[done : match.start()]
        if between:
            yield between, None
            new += len(between)
        yield meant, Edit(Span(old + match.start(), old + match.end()), Span(new, new + len(meant)))
        new += len(meant)
        done = match.end()
    if done < len(text):
        yield text[done:], None
