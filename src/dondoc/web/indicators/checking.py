"""The dry run of an import: every row read, every error listed with its row and column, nothing written."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from dondoc.web.dashboard.formats import day_text
from dondoc.web.indicators.models import Actual, Definition
from dondoc.web.indicators.numbers import number_in
from dondoc.web.indicators.periods import period_in
from dondoc.web.indicators.reading import definition_of
from dondoc.web.indicators.services.recording import no_rank
from dondoc.web.indicators.sheets import Problem, Sheet, Value
from dondoc.web.organisations.models import Agency
from dondoc.web.register.models import Indicator, Programme
from dondoc.web.text import folded

NAMES = {
    "code": ("ma", "ma chi tieu"),
    "name": ("chi tieu", "ten chi tieu"),
    "period": ("ky", "ky so lieu", "nam"),
    "agency": ("don vi", "co quan"),
    "value": ("gia tri", "so lieu", "thuc hien"),
    "weight": ("trong so",),
    "evidence": ("can cu", "nguon"),
}
NEEDED = ("period", "value", "evidence")
LOOKED_AT = 20  # rows among which the heads are looked for


@dataclass(frozen=True, slots=True)
class Line:
    """One row that can be taken in."""

    row: int
    indicator: int
    name: str
    starts_on: dt.date
    ends_on: dt.date
    value: float
    evidence: str
    agency: int | None = None
    agency_name: str = ""
    weight: float | None = None


@dataclass(slots=True)
class DryRun:
    """What an import would do: the rows it would take in, and everything that is wrong."""

    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return bool(self.lines) and not self.problems


@dataclass(frozen=True, slots=True)
class _Known:
    """What the cells are held against."""

    indicators: dict[int, Indicator]
    by_name: dict[str, list[Indicator]]
    agencies: dict[str, Agency]
    taken: frozenset[tuple[int, int | None, dt.date]]
    today: dt.date


def dry_run(sheet: Sheet, programme: Programme, today: dt.date) -> DryRun:
    """Read all rows of a sheet for a programme."""
    run = DryRun()
    head = _head(sheet)
    if head is None:
        wanted = _("Không thấy dòng đầu bảng; cần các cột: Mã hoặc Chỉ tiêu, Kỳ, Giá trị, Căn cứ.")
        run.problems.append(Problem(0, "", "head", wanted))
        return run
    number, columns = head
    run.problems += [one for one in sheet.problems if one.row >= number]
    known, seen = _known(programme, today), dict[tuple[int, int | None, dt.date], int]()
    for row, cells in sheet.rows:
        if row > number and any(cell not in {None, ""} for cell in cells):
            _read(_Row(row, cells, columns), known, seen, run)
    run.problems.sort(key=lambda one: (one.row, one.column))
    if not run.lines and not run.problems:
        run.problems.append(Problem(0, "", "empty", _("Bảng không có dòng số liệu nào.")))
    return run


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    cells: Sequence[Value]
    columns: dict[str, int]

    def value(self, name: str) -> Value:
        place = self.columns.get(name)
        return self.cells[place] if place is not None and place < len(self.cells) else None

    def text(self, name: str) -> str:
        value = self.value(name)
        return "" if value is None else str(value).strip()

    def wrong(self, name: str, code: str, sentence: str) -> Problem:
        place = self.columns.get(name)
        return Problem(self.number, chr(65 + place) if place is not None and place < 26 else "", code, sentence)


def _head(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    for number, cells in sheet.rows[:LOOKED_AT]:
        columns: dict[str, int] = {}
        for place, cell in enumerate(cells):
            words = " ".join(folded(str(cell or "")).split())
            name = next((name for name, known in NAMES.items() if words in known), None)
            if name:
                columns.setdefault(name, place)
        if all(name in columns for name in NEEDED) and ("code" in columns or "name" in columns):
            return number, columns
    return None


def _known(programme: Programme, today: dt.date) -> _Known:
    rows = Indicator.objects.of_programme(programme).select_related("definition").prefetch_related("definition__parts")
    indicators = {one.pk: one for one in rows}
    by_name: dict[str, list[Indicator]] = {}
    for one in indicators.values():
        by_name.setdefault(folded(one.name), []).append(one)
    agencies: dict[str, Agency] = {}
    for agency in Agency.objects.filter(valid_to__isnull=True):
        agencies |= {folded(agency.name): agency, folded(agency.label): agency}
    standing = Actual.objects.filter(indicator__in=indicators, state__in=["submitted", "accepted"])
    taken = frozenset(standing.values_list("indicator_id", "agency_id", "ends_on"))
    return _Known(indicators, by_name, agencies, taken, today)


def _read(row: _Row, known: _Known, seen: dict[tuple[int, int | None, dt.date], int], run: DryRun) -> None:
    """Read one row; all that is wrong with it is said, not only the first thing."""
    problems = [*_number_problems(row), *_period_problems(row, known)]
    indicator, agency = _indicator(row, known), known.agencies.get(folded(row.text("agency")))
    if indicator is None:
        problems.append(row.wrong("code", "indicator", _("Không có chỉ tiêu này trong chương trình.")))
    if row.text("agency") and agency is None:
        problems.append(row.wrong("agency", "agency", _("Không có đơn vị “%(name)s”.") % {"name": row.text("agency")}))
    if indicator is not None:
        problems += _rank_problems(row, definition_of(indicator))
    if indicator is not None and agency is not None:
        problems += _part_problems(row, definition_of(indicator), agency)
    if not row.text("evidence"):
        problems.append(row.wrong("evidence", "evidence", _("Thiếu căn cứ.")))
    period, value = period_in(row.value("period")), _number(row.value("value"))
    if indicator is not None and period is not None:
        key = (indicator.pk, agency.pk if agency else None, period[1])
        problems += _twice(row, key, known, seen)
        seen.setdefault(key, row.number)
        if not problems and value is not None:
            run.lines.append(_line(row, indicator, agency, period, value))
    run.problems += problems


def _line(
    row: _Row, indicator: Indicator, agency: Agency | None, period: tuple[dt.date, dt.date], value: float
) -> Line:
    return Line(
        row=row.number,
        indicator=indicator.pk,
        name=indicator.name,
        starts_on=period[0],
        ends_on=period[1],
        value=value,
        evidence=row.text("evidence")[:500],
        agency=agency.pk if agency else None,
        agency_name=agency.label if agency else "",
        weight=_number(row.value("weight")),
    )


def _number_problems(row: _Row) -> Iterator[Problem]:
    for name, needed in (("value", True), ("weight", False)):
        value = row.value(name)
        if value in {None, ""}:
            if needed:
                yield row.wrong(name, "missing", _("Thiếu giá trị."))
        elif _number(value) is None:
            sentence = _("“%(text)s” không phải là số, hoặc đọc được hai cách; ví dụ đúng: 7,5 hoặc 1234,5.")
            yield row.wrong(name, "number", sentence % {"text": str(value)[:60]})
        elif name == "weight" and (_number(value) or 0) <= 0:
            yield row.wrong(name, "weight", _("Trọng số phải lớn hơn 0."))


def _rank_problems(row: _Row, definition: Definition) -> Iterator[Problem]:
    value = _number(row.value("value"))
    if value is not None and not definition.may_be(value, of_part=bool(row.text("agency"))):
        yield row.wrong("value", "rank", no_rank(definition))


def _period_problems(row: _Row, known: _Known) -> Iterator[Problem]:
    period, value = period_in(row.value("period")), row.value("period")
    if isinstance(value, dt.date):
        sentence = _("Excel đã đổi kỳ thành ngày %(day)s; hãy để cột Kỳ ở dạng văn bản, ví dụ: 5/2022.")
        yield row.wrong("period", "period", sentence % {"day": day_text(value)})
    elif period is None:
        sentence = _("“%(text)s” không phải là kỳ; ví dụ đúng: 2022, quý II/2022, 5/2022.")
        yield row.wrong("period", "period", sentence % {"text": row.text("period")[:60]})
    elif period[1] > known.today:
        yield row.wrong("period", "future", _("Kỳ số liệu chưa kết thúc."))


def _part_problems(row: _Row, definition: Definition, agency: Agency) -> Iterator[Problem]:
    """Say what is wrong with the figure of a part: it is no part of the indicator, or a weight is missing."""
    parts = definition.parts.all()
    if parts and agency not in parts:
        sentence = _("“%(name)s” không phải là đơn vị thành phần của chỉ tiêu này.")
        yield row.wrong("agency", "part", sentence % {"name": agency.label})
    if definition.aggregation == Definition.Aggregation.WEIGHTED and row.value("weight") in {None, ""}:
        yield row.wrong("weight", "weight", _("Thiếu trọng số: chỉ tiêu này là trung bình có trọng số."))


def _twice(
    row: _Row,
    key: tuple[int, int | None, dt.date],
    known: _Known,
    seen: dict[tuple[int, int | None, dt.date], int],
) -> Iterator[Problem]:
    if key in seen:
        yield row.wrong("period", "duplicate", _("Trùng kỳ với dòng %(row)s.") % {"row": seen[key]})
    if key in known.taken:
        yield row.wrong("period", "taken", _("Kỳ này đã có số liệu."))


def _indicator(row: _Row, known: _Known) -> Indicator | None:
    """Find the indicator by its code, else by its name where only one has it."""
    code = row.text("code").removesuffix(".0")
    if code:
        return known.indicators.get(int(code)) if code.isdecimal() else None
    named = known.by_name.get(folded(row.text("name")), [])
    return named[0] if len(named) == 1 else None


def _number(value: Value) -> float | None:
    if isinstance(value, int | float):
        return float(value) if math.isfinite(value) else None
    return number_in(value) if isinstance(value, str) else None
