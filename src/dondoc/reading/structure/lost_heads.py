"""Heads of tables whose bars are lost: which columns a line names, and in which order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dondoc.reading.source import Span
from dondoc.reading.structure.fold import CAPITALS, any_of, fold, is_capitals
from dondoc.reading.structure.table_heads import column_key, name_columns
from dondoc.reading.vocabulary import vocabulary

LONGEST_HEAD = 320
_NUMBER = re.compile(r"\s*(?:(?:s[oố]\s+)?s?tt\.?|s[oố]\s+th[uứ]\s+t[uự])(?=\s)", re.IGNORECASE)
_PHRASE = re.compile(
    r"\s*(?:" + "|".join(rf"(?P<{key}>{any_of(words)})" for key, words in vocabulary("tables")["lost"].items())
    + r")(?=\s|$)[\s,/]*"
)  # fmt: skip
_CELL = re.compile(rf"(?:(?<=\s)|^)(?=[{CAPITALS}])")
# Years side by side head a column each: "2024 (hiện trạng) 2026 2028 2030".
_ONE_YEAR = r"20\d\d(?:\s\([^()]{1,24}\))?(?!\S)"
_YEARS = re.compile(rf"(?<!\S){_ONE_YEAR}(?:\s{_ONE_YEAR})+")
_YEAR = re.compile(_ONE_YEAR)
_BEFORE_YEAR = re.compile(r"(?<!\w)(?:nam|den|giai doan|ke hoach|muc tieu|chi tieu|kh|het|thuc hien)\s$")
_PERSONS = re.compile(rf"(?:{any_of(vocabulary('tables')['choice']['persons'])})(?!\w)")
_LEADS_ON = re.compile(r"(?:[,/(-]|(?<!\w)(?:của|và|với|do|được|theo|cho))\s*$", re.IGNORECASE)
_ABBREVIATION = re.compile(rf"[{CAPITALS}\d&.\s-]+$")
_SECOND_ROW = 2  # columns a second row of a head names
_LONGEST_NAME = 55  # letters of the name of a column; what is longer is the first section
_TELLING = {"work", "lead", "cooperating", "deadline", "product", "indicator", "target"}


def head_columns(text: str) -> tuple[str, ...]:
    """Give the keys of the columns a line names, if it is nothing but the head of a table; else nothing."""
    return tuple(key for key, _ in head_cells(text))


def head_cells(text: str) -> list[tuple[str, Span]]:
    """Give the columns a line names, in order, with the words of each; nothing if it is no head of a table."""
    mark = _NUMBER.match(text)
    if not mark or len(text) > LONGEST_HEAD or text.rstrip()[-1:] in ".;:":
        return []
    number = Span(mark.start() + len(mark.group()) - len(mark.group().lstrip()), mark.end())
    cells = _by_phrases(text, mark.end()) if is_capitals(text) else _by_capitals(text, mark.end())
    return name_cells(text, [number, *cells])


def name_cells(text: str, cells: Sequence[Span]) -> list[tuple[str, Span]]:
    """Give the keys of the cells of a head, that of the number the first; nothing if they are no head of a table."""
    spans = [cells[0], *_without_second_row(text, cells[1:])]
    keys = ["number", *name_columns([(span.of(text),) for span in spans])[1:]]
    keys = [_person(key, span.of(text), keys) for key, span in zip(keys, spans, strict=True)]
    told = [key for key in keys if key in _TELLING]
    if len(set(told)) < 2 or not {"work", "indicator"} & set(told) or len(told) * 2 < len(spans) - 2:
        return []
    return list(zip(keys, spans, strict=True))


def _person(key: str, words: str, keys: Sequence[str]) -> str:
    """A column of the heads of bodies beside one of bodies holds people."""
    return "person" if key == "other" and "lead" in keys and _PERSONS.match(fold(words)) else key


def _by_capitals(text: str, start: int) -> list[Span]:
    """Cut before each capital; an abbreviation alone belongs to the cell before it."""
    years = set(_year_places(text, start))
    places = sorted(years | {match.start() for match in _CELL.finditer(text, start)})
    cells: list[Span] = []
    for at, end in pairwise([*places, len(text)]):
        words = text[at:end].rstrip(" ,")
        abbreviation = _ABBREVIATION.match(words) and column_key(words) == "other"
        joined = cells and at not in years and (abbreviation or _LEADS_ON.search(text[:at]))
        if joined:
            cells[-1] = Span(cells[-1].start, at + len(words))
        else:
            cells.append(Span(at, at + len(words)))
    return cells


def _year_places(text: str, start: int) -> Iterator[int]:
    """Give the places of years that head columns of their own; the first of them may belong to the words before it."""
    for years in _YEARS.finditer(text, start):
        joined = _BEFORE_YEAR.search(fold(text[: years.start()])) is not None
        yield from [match.start() for match in _YEAR.finditer(text, years.start(), years.end())][joined:]


def _by_phrases(text: str, start: int) -> list[Span]:
    """Cut a line of capitals by the heads that are known; what lies between is a column without a name."""
    folded = fold(text)
    cells: list[Span] = []
    at = start
    while at < len(text):
        if match := _PHRASE.match(folded, at):
            key = match.lastgroup or "other"
            cells.append(Span(match.start(key), match.end(key)))
            at = match.end()
            continue
        word = re.compile(r"\s*\S+\s*").match(text, at)
        if word is None:
            break
        known = cells and column_key(cells[-1].of(text)) != "other"
        here = Span(at, len(text[: word.end()].rstrip()))
        if cells and not known:
            cells[-1] = Span(cells[-1].start, here.end)
        else:
            cells.append(Span(at + len(word.group()) - len(word.group().lstrip()), here.end))
        at = word.end()
    return cells


def _without_second_row(text: str, cells: Sequence[Span]) -> list[Span]:
    """Put "Chủ trì Phối hợp" of a second row of a head under the cell that they divide, "Đơn vị thực hiện".

    Other cells of such a row, behind the remarks that end the first one, are left out.
    """
    keys = [column_key(cell.of(text)) for cell in cells]
    words = [fold(cell.of(text)) for cell in cells]
    divides = words[-2:] in (["chu tri", "phoi hop"], ["phoi hop", "chu tri"])
    last = next(
        (at for at, key in enumerate(keys) if key == "note" and "lead" not in keys[at + 1 : -2]), len(cells) - 1
    )
    tail = keys[last + 1 :]
    above = next((at for at, key in enumerate(keys[:-2]) if key == "lead"), None)
    if divides and above is not None:
        return [*cells[:above], *cells[-2:], *cells[above + 1 : min(last + 1, len(cells) - 2)]]
    return list(cells[: last + 1]) if set(tail) <= {"other", "product"} else list(cells)


def joins_head(text: str) -> bool:
    """Tell whether a line may be the second row of a head: few words, no stop, no number."""
    return len(text) <= LONGEST_HEAD // 3 and text[-1:] not in ".;:!?" and not text[:1].isdigit()


def names_column(text: str) -> bool:
    """Tell whether a line names columns alone: "Chủ trì Phối hợp"."""
    cells = _by_phrases(text, 0) if is_capitals(text) else _by_capitals(text, 0)
    known = [key for cell in cells if len(cell) <= _LONGEST_NAME and (key := column_key(cell.of(text))) != "other"]
    return len(set(known)) >= _SECOND_ROW or (bool(cells) and 2 * len(known) >= len(cells))
