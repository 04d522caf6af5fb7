"""Taking figures in from files: the dry run lists every error, nothing is written before it is clean."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from dondoc.web.indicators.checking import DryRun, dry_run
from dondoc.web.indicators.models import Actual
from dondoc.web.indicators.periods import period_in
from dondoc.web.indicators.services.recording import define
from dondoc.web.indicators.sheets import NoSheet, opened
from tests.web.builders import make_office
from tests.web.follow_up.making import Cast
from tests.web.indicators.making import make_actual, make_indicator

ON = dt.date(2023, 6, 30)
HEADS = ["Mã", "Chỉ tiêu", "Kỳ", "Đơn vị", "Giá trị", "Trọng số", "Căn cứ"]


def workbook(*rows: list[Any], merge: str = "", above: tuple[str, ...] = ()) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    for title in above:
        sheet.append([title])
    sheet.append(HEADS)
    for row in rows:
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def tried(cast: Cast, content: bytes) -> DryRun:
    return dry_run(opened("so-lieu.xlsx", content), cast.programme, ON)


def codes(run: DryRun) -> list[tuple[int, str]]:
    return [(one.row, one.code) for one in run.problems]


def test_both_decimal_marks_and_all_kinds_of_periods(cast: Cast) -> None:
    """ "7,5", "7.5" and 7.5 are the same; a title above the heads is no matter; names do for codes."""
    one = make_indicator(cast)
    content = workbook(
        [one.pk, "", "2021", "", "7,5", "", "NGTK 2021"],
        [one.pk, "", 2022, "", "7.5", "", "NGTK 2022"],
        ["", one.name, "quý I/2023", "Sở Nội vụ", 7.5, 2, "BC 12"],
        above=("SỐ LIỆU CHỈ TIÊU",),
    )
    run = tried(cast, content)
    assert run.is_clean, run.problems
    assert [line.value for line in run.lines] == [7.5, 7.5, 7.5]
    assert run.lines[2].ends_on == dt.date(2023, 3, 31)
    assert run.lines[2].agency == cast.lead.pk


def test_every_error_is_listed_with_its_row(cast: Cast) -> None:
    """Text for a number, a number with two readings, a formula as text and a real one, twice the same period, a
    period that is none or not over, an unknown indicator and agency, no evidence, a figure that is there already.
    """
    one = make_indicator(cast)
    make_actual(cast, one, 2020, 28)
    run = tried(
        cast,
        workbook(
            [one.pk, "", 2021, "", "nhiều", "", "A"],
            [one.pk, "", 2022, "", "1.234", "", "A"],
            [one.pk, "", "quý I/2022", "", "'=7+1", "", "A"],
            [one.pk, "", "quý II/2022", "", "=3+4", "", "A"],
            [one.pk, "", "quý III/2022", "", 5, "", "A"],
            [one.pk, "", "quý III/2022", "", 6, "", "A"],
            [one.pk, "", "mùa thu", "", 6, "", "A"],
            [one.pk, "", 2023, "", 6, "", "A"],
            [999999, "", 2019, "Sở Không Có", 6, "nặng", ""],
            [one.pk, "", 2020, "", 6, "", "A"],
        ),
    )
    expected = {
        (2, "number"), (3, "number"), (4, "number"), (5, "formula"), (5, "number"), (7, "duplicate"), (8, "period"),
        (9, "future"), (10, "indicator"), (10, "agency"), (10, "number"), (10, "evidence"), (11, "taken"),
    }  # fmt: skip
    assert set(codes(run)) == expected
    assert not run.is_clean
    duplicate = next(problem for problem in run.problems if problem.code == "duplicate")
    assert "6" in duplicate.sentence


def test_text_that_begins_like_a_formula(cast: Cast) -> None:
    one = make_indicator(cast)
    book = load_workbook(io.BytesIO(workbook([one.pk, "", 2021, "", "x", "", "A"])))
    book.worksheets[0]["E2"].value = "=7+1"
    book.worksheets[0]["E2"].data_type = "s"
    stream = io.BytesIO()
    book.save(stream)
    assert (2, "formula") in codes(tried(cast, stream.getvalue()))


def test_what_is_seen_in_a_cell_counts(cast: Cast) -> None:
    """A cell that shows 72,5 % gives 72.5; a period made a date of by Excel, and a number without end, are named."""
    one = make_indicator(cast)
    rows = ([one.pk, "", 2021, "", 0.725, "", "A"], [one.pk, "", dt.date(2022, 5, 1), "", 1, "", "A"])
    book = load_workbook(io.BytesIO(workbook(*rows, [one.pk, "", 2020, "", "1E+999", "", "A"])))
    book.worksheets[0]["E2"].number_format = "0.0%"
    stream = io.BytesIO()
    book.save(stream)
    run = tried(cast, stream.getvalue())
    assert [line.value for line in run.lines] == [72.5]
    assert codes(run) == [(3, "period"), (4, "number")]


def test_figures_of_parts_are_those_of_the_sheet(cast: Cast) -> None:
    """An agency that is no part, and a weight that is missing, are named before anything is written."""
    one = make_indicator(cast)
    define(actor=cast.office, indicator=one, values={"aggregation": "weighted", "parts": [cast.lead]}, path_points={})
    run = tried(
        cast,
        workbook(
            [one.pk, "", 2021, "Sở Nội vụ", 5, 2, "A"],
            [one.pk, "", 2022, "Sở Nội vụ", 5, "", "A"],
            [one.pk, "", 2021, "Sở Tài chính", 5, 2, "A"],
        ),
    )
    assert codes(run) == [(3, "weight"), (4, "part")]
    assert [line.row for line in run.lines] == [2]


def test_heads_over_two_merged_rows_are_named(cast: Cast) -> None:
    """A head that is merged with the row below it is an error of the table, not a silently misread column."""
    one = make_indicator(cast)
    rows = (["", "", "", "", "", "", ""], [one.pk, "", 2021, "", 5, "", "A"])
    assert (2, "merged") in codes(tried(cast, workbook(*rows, merge="A1:A2")))


def test_ranks_weights_and_days_that_cannot_be(cast: Cast) -> None:
    """A rank is a whole number up to N, a weight more than nothing; a period that Excel made a day is told as one."""
    one = make_indicator(cast)
    define(actor=cast.office, indicator=one, values={"rank_of": 63, "aggregation": "none"}, path_points={})
    content = workbook(
        [one.pk, "", "2020", "", 64, "", "BC"],
        [one.pk, "", "2021", "", 7.5, "", "BC"],
        [one.pk, "", "2022", "", 23, 0, "BC"],
        [one.pk, "", dt.date(2022, 5, 1), "", 23, "", "BC"],
    )
    run = tried(cast, content)
    assert codes(run) == [(2, "rank"), (3, "rank"), (4, "weight"), (5, "period")]
    assert "01/5/2022" in run.problems[-1].sentence


def test_a_rank_that_cannot_be_is_refused_however_it_comes(cast: Cast) -> None:
    one = make_indicator(cast)
    define(actor=cast.office, indicator=one, values={"rank_of": 63}, path_points={})
    with pytest.raises(ValidationError, match="từ 1 đến 63"):
        make_actual(cast, one, 2021, 0)
    assert make_actual(cast, one, 2021, 63).value == 63


def test_merged_cells_are_named(cast: Cast) -> None:
    one = make_indicator(cast)
    rows = ([one.pk, "", 2021, "", 5, "", "A"], [one.pk, "", 2022, "", 6, "", "A"])
    assert (1, "merged") in codes(tried(cast, workbook(*rows, merge="A1:B1")))
    assert (3, "merged") in codes(tried(cast, workbook(*rows, merge="E2:E3")))


def test_a_file_without_heads_or_rows(cast: Cast) -> None:
    assert codes(tried(cast, workbook())) == [(0, "empty")]
    sheet = opened("a.csv", "một;hai\n1;2\n".encode())
    assert codes(dry_run(sheet, cast.programme, ON)) == [(0, "head")]


def test_csv_with_semicolons(cast: Cast) -> None:
    one = make_indicator(cast)
    text = f"Mã;Kỳ;Giá trị;Căn cứ\n{one.pk};2022;7,5;NGTK\n"
    for content in (text.encode("utf-8-sig"), text.encode("utf-16")):
        assert dry_run(opened("a.csv", content), cast.programme, ON).lines[0].value == 7.5


def with_macros() -> bytes:
    stream = io.BytesIO(workbook())
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr("xl/vbaProject.bin", b"macro")
    return stream.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        with_macros(),
        b"PK\x03\x04 broken",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old",
        b"",
        b"\x00\x01\x02",
        "é".encode("latin-1"),
    ],
    ids=["macros", "broken", "old", "empty", "no table", "encoding"],
)
def test_files_that_are_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(NoSheet) as refused:
        opened("tep.xlsx", content)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("năm 2022", dt.date(2022, 12, 31)),
        (2022.0, dt.date(2022, 12, 31)),
        ("Quý IV/2022", dt.date(2022, 12, 31)),
        ("Q2/2022", dt.date(2022, 6, 30)),
        ("6 tháng đầu năm 2022", dt.date(2022, 6, 30)),
        ("tháng 02/2024", dt.date(2024, 2, 29)),
        ("13/2022", None),
        ("quý V/2022", None),
        (22, None),
    ],
)
def test_periods(text: object, last: dt.date | None) -> None:
    found = period_in(text)
    assert (found[1] if found else None) == last


def test_from_the_blank_form_to_the_figures(cast: Cast) -> None:
    """The blank form names the indicators; filled in, tried, confirmed: all figures wait for acceptance."""
    one = make_indicator(cast)
    client = Client()
    client.force_login(cast.office)
    book = load_workbook(io.BytesIO(client.get("/indicators/import/blank/").content))
    sheet = book.worksheets[0]
    assert sheet["A2"].value == one.pk
    sheet["D2"], sheet["F2"], sheet["H2"] = "2022", "26,5", "Quyết định công bố"
    stream = io.BytesIO()
    book.save(stream)
    page = client.post("/indicators/import/", {"file": SimpleUploadedFile("a.xlsx", stream.getvalue())})
    assert page.status_code == 200
    assert not Actual.objects.exists()
    sealed = page.context["sealed"]
    other = Client()
    other.force_login(make_office(cast.programme.office))
    other.post("/indicators/import/confirm/", {"sealed": sealed})
    assert not Actual.objects.exists()
    assert client.post("/indicators/import/confirm/", {"sealed": sealed}).status_code == 302
    assert (Actual.objects.get().value, Actual.objects.get().state) == (26.5, "submitted")
    client.post("/indicators/import/confirm/", {"sealed": sealed})
    assert Actual.objects.count() == 1
    bad = client.post("/indicators/import/", {"file": SimpleUploadedFile("a.xlsx", with_macros())})
    assert bad.status_code == 422
    assert "macro" in bad.content.decode()
