"""Reviews: figures add up whatever the history, in the page, the API, Word and Excel; editions stay as they were."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any

import docx
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from openpyxl import load_workbook

from dondoc.web import clock
from dondoc.web.journal.models import Entry
from dondoc.web.official.checker import flaws
from dondoc.web.organisations.policies import NotAllowed
from dondoc.web.register.figures import figures_of
from dondoc.web.register.models import WorkItem
from dondoc.web.reviews import papers
from dondoc.web.reviews.choices import Outcome
from dondoc.web.reviews.figures import Figures, gather
from dondoc.web.reviews.services import writing
from dondoc.web.reviews.services.freezing import freeze
from dondoc.web.reviews.services.opening import first_day_of, set_head
from dondoc.web.reviews.words import outcome_words
from dondoc.web.reviews.workbook import workbook
from tests.web.builders import make_completion, make_deadline_change, make_programme
from tests.web.follow_up.making import Cast, make_period
from tests.web.reviews.making import REVIEWED_ON, make_history, make_review


@pytest.mark.parametrize("seed", range(6))
def test_parts_add_up_whatever_the_history(cast: Cast, seed: int) -> None:
    """Every item has one outcome; outcomes, agencies and the four cells of the register add up to the same whole."""
    made = make_history(cast, seed)
    figures = gather(make_review(cast))
    rows = [pk for numbers in figures.counts.rows.values() for pk in numbers]
    seen = [one.pk for one in made if one.secrecy <= 1]
    assert sorted(rows) == sorted(seen) == sorted(one["pk"] for one in figures.items)
    assert figures.counts.total == len(seen)
    for outcome in Outcome:
        parts = [pk for agency in figures.agencies for pk in agency["counts"][outcome]]
        assert sorted(parts) == sorted(figures.counts.rows[outcome])
    followed = WorkItem.objects.filter(programme=cast.programme, secrecy__lte=1).in_force(REVIEWED_ON).top_level()
    register = figures_of(followed, REVIEWED_ON)
    cells = [figures.counts.of(one) for one in ("done_on_time", "done_late", "open_in_time", "open_overdue")]
    assert cells == [register.done_on_time, register.done_late, register.open_in_time, register.open_overdue]
    by_name = {name: (part, whole) for name, part, whole in figures.rates()}
    on_time, of_due = register.on_time_rate, register.completion_of_due
    assert by_name["on_time"] == (on_time.numerator, on_time.denominator)
    assert by_name["done_of_due"] == (of_due.numerator, of_due.denominator)


@pytest.mark.parametrize("seed", [3, 7])
def test_page_api_word_and_excel_say_the_same(cast: Cast, seed: int) -> None:
    """The counts of a random history are read back from each of the four, and recounted from the rows of the sheet."""
    make_history(cast, seed, items=15)
    review = make_review(cast)
    figures = gather(review)
    expected = {outcome: figures.counts.of(outcome) for outcome in Outcome}
    client = Client()
    client.force_login(cast.office)
    assert _of_page(client, review.pk) == expected
    data = client.get(f"/reviews/{review.pk}/data/").json()
    assert {outcome: len(data["counts"][outcome]) for outcome in Outcome} == expected
    assert _of_word(papers.report_docx(review, figures)) == expected
    assert _of_excel(workbook(figures, "Thử")) == expected


def _of_page(client: Client, pk: int) -> dict[Outcome, int]:
    page = client.get(f"/reviews/{pk}/").content.decode()
    return {one: int(re.search(rf"rows={one.value}#items\">(\d+)<", page)[1]) for one in Outcome}  # type: ignore[index]


def _of_word(word: bytes) -> dict[Outcome, int]:
    tables = docx.Document(io.BytesIO(word)).tables
    counts = next(one for one in tables if one.rows[0].cells[0].text == "Nội dung")
    read = {row.cells[0].text: row.cells[1].text for row in counts.rows}
    return {one: int(read[outcome_words(one)]) for one in Outcome}


def _of_excel(content: bytes) -> dict[Outcome, int]:
    """Recount what the formulas count: the column of outcomes of the first sheet."""
    book = load_workbook(io.BytesIO(content))
    items, whole = book.worksheets[:2]
    found = [row[8].value for row in items.iter_rows(min_row=4)]
    for place, one in enumerate(Outcome, 4):
        formula = f"=COUNTIF('Nhiem vu'!$I$4:$I${len(found) + 3},\"{outcome_words(one)}\")"
        assert whole.cell(place, 2).value == formula
    return {one: found.count(outcome_words(one)) for one in Outcome}


def test_a_title_that_looks_like_a_formula_stays_text(cast: Cast) -> None:
    cast.item(title="=HYPERLINK(1)")
    sheet = load_workbook(io.BytesIO(workbook(gather(make_review(cast)), "=1+1"))).worksheets[0]
    assert sheet["C4"].data_type == "s"
    assert sheet["A1"].data_type == "s"


def test_item_by_item(cast: Cast) -> None:
    """Extended, never started, dropped with its reason, late with its days: all from dated rows."""
    item = cast.item(due_on=dt.date(2022, 1, 31))
    make_deadline_change(item, new_due_on=dt.date(2022, 3, 31), decided_on=dt.date(2022, 1, 20))
    make_completion(item, completed_on=dt.date(2022, 4, 10), state="accepted")
    idle = cast.item(due_on=dt.date(2023, 6, 1))
    rows = {one["pk"]: one for one in gather(make_review(cast)).items}
    assert (rows[item.pk]["outcome"], rows[item.pk]["over"], rows[item.pk]["extended"]) == ("done_late", 10, 1)
    assert rows[item.pk]["first_due"] == "2022-01-31"
    assert rows[item.pk]["grade"] == "fair"
    assert rows[idle.pk]["never_started"]
    assert rows[idle.pk]["over"] == 29
    before = {one["pk"]: one for one in gather(make_review(cast, as_of=dt.date(2022, 2, 15), kind="month")).items}
    assert before[item.pk]["outcome"] == "open_in_time"


def test_a_frozen_edition_stays_while_reports_still_come_in(cast: Cast) -> None:
    """What comes later makes a new edition that says why and what changed; the first one stays as it was."""
    item = cast.item(due_on=dt.date(2023, 6, 1))
    review = make_review(cast)
    first = freeze(actor=cast.leader, review=review)
    kept = dict(first.figures)
    with pytest.raises(ValidationError, match="không khác"):
        freeze(actor=cast.leader, review=review, why="thử")
    make_completion(item, completed_on=dt.date(2023, 5, 20), submitted_on=dt.date(2023, 6, 30), state="accepted")
    with pytest.raises(ValidationError, match="lý do"):
        freeze(actor=cast.leader, review=review)
    second = freeze(actor=cast.leader, review=review, why="Nhận sản phẩm nộp muộn.")
    first.refresh_from_db()
    assert first.figures == kept
    assert second.number == 2
    counts = {one["name"]: (one["was"], one["is"], one["rows"]) for one in second.changes if one["what"] == "count"}
    assert counts == {"open_overdue": (1, 0, [item.pk]), "done_on_time": (0, 1, [item.pk])}
    assert Entry.objects.filter(verb="freeze_review").count() == 2
    client = Client()
    client.force_login(cast.contact)
    old, new = (client.get(f"/reviews/{review.pk}/?edition={number}").content.decode() for number in (1, 2))
    assert 'rows=open_overdue#items">1<' in old
    assert 'rows=open_overdue#items">0<' in new
    assert "Nhận sản phẩm nộp muộn." in new
    assert client.get(f"/reviews/{review.pk}/?edition=9").status_code == 404


def test_the_review_before_is_compared_with(cast: Cast) -> None:
    cast.item(due_on=dt.date(2022, 12, 31))
    earlier = make_review(cast, as_of=dt.date(2022, 9, 30), kind="quarter")
    review = make_review(cast)
    assert review.previous == earlier
    figures = gather(review)
    assert figures.previous is not None
    assert figures.previous.counts.of("open_in_time") == 1
    lines = papers.report_values(review, figures)["comparison"]
    assert lines[0] == "Đang thực hiện, trong hạn: 0 nhiệm vụ, giảm 1 (đến 30/9/2022: 1)."
    assert lines[1] == "Đang thực hiện, quá hạn: 1 nhiệm vụ, tăng 1 (đến 30/9/2022: 0)."
    assert lines[2].startswith("Không đổi so với ngày 30/9/2022: hoàn thành đúng hạn;")
    assert lines[2].endswith(".")


def test_a_review_that_counts_the_same_says_so_in_one_sentence(cast: Cast) -> None:
    cast.item(due_on=dt.date(2025, 12, 31))
    make_review(cast, as_of=dt.date(2022, 9, 30), kind="quarter")
    review = make_review(cast)
    (line,) = papers.report_values(review, gather(review))["comparison"]
    assert line == "Số nhiệm vụ theo từng kết quả không đổi so với ngày 30/9/2022."


def test_words_are_collected_edited_and_stay(cast: Cast) -> None:
    """What agencies reported comes in once; what the office made of it is not overwritten."""
    from dondoc.web.follow_up.services.reporting import Said, submit  # noqa: PLC0415
    from dondoc.web.reviews.services.collecting import collect_narratives  # noqa: PLC0415

    item = cast.item(due_on=dt.date(2023, 12, 31))
    period = make_period(
        cast.programme, starts_on=dt.date(2023, 4, 1), ends_on=dt.date(2023, 6, 30), due_on=dt.date(2023, 7, 7)
    )
    submit(actor=cast.contact, item=item, period=period, said=Said(results="Đã xong.", difficulties="Thiếu kinh phí."))
    review = make_review(cast)
    told = {(one.section, one.text) for one in review.narratives.all()}
    assert told == {("results", "Đã xong."), ("difficulties", "Thiếu kinh phí.")}
    writing.write(actor=cast.office, review=review, section="results", agency=cast.lead, text="Đã xong bước một.")
    assert collect_narratives(actor=cast.office, review=review) == 0
    lines = papers.report_values(review, gather(review))["narratives"]
    assert lines["results"] == ["Sở Nội vụ: Đã xong bước một."]
    assert gather(review).items[0]["cause"] == "Thiếu kinh phí."
    writing.write(actor=cast.office, review=review, section="results", agency=cast.lead, text=" ")
    assert not review.narratives.filter(section="results").exists()


def test_a_part_is_written_once(cast: Cast) -> None:
    """The database itself keeps one text of the office and one of an agency in each part of a review."""
    review = make_review(cast)
    for agency in (None, cast.lead):
        writing.write(actor=cast.office, review=review, section="results", agency=agency, text="Một.")
        twin = review.narratives.get(section="results", agency=agency)
        twin.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            twin.save(force_insert=True)


def test_a_grade_changes_only_with_evidence(cast: Cast) -> None:
    item = cast.item(due_on=dt.date(2023, 1, 31))
    review = make_review(cast)
    assert gather(review).items[0]["grade"] == "poor"
    with pytest.raises(ValidationError):
        writing.judge(actor=cast.office, review=review, item=item, grade="fair", evidence="  ")
    writing.judge(actor=cast.office, review=review, item=item, grade="fair", evidence="Công văn 12-CV/TU.")
    writing.judge(actor=cast.office, review=review, agency=cast.lead, grade="fair", evidence="Biên bản 3.")
    figures = gather(review)
    assert (figures.items[0]["grade"], figures.items[0]["evidence"]) == ("fair", "Công văn 12-CV/TU.")
    assert figures.agencies[0]["grade"] == "fair"


def test_the_scale_is_that_of_the_programme(cast: Cast) -> None:
    """One of two due items done: poor by the usual scale, done by a programme's own."""
    for day in (dt.date(2022, 1, 1), None):
        item = cast.item(due_on=dt.date(2022, 12, 31))
        if day:
            make_completion(item, completed_on=day, state="accepted")
    review = make_review(cast)
    assert gather(review).agencies[0]["grade"] == "poor"
    cast.programme.rules = {"extra": {"review_scale": {"good_from": 80, "fair_from": 50}}}
    cast.programme.save()
    review.refresh_from_db()
    assert gather(review).agencies[0]["grade"] == "fair"


def test_only_the_office_writes_and_nobody_reviews_the_future(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        open_as(cast, cast.contact, REVIEWED_ON)
    with pytest.raises(ValidationError, match="chưa đến"):
        open_as(cast, cast.office, dt.date(2023, 7, 1))
    review = make_review(cast)
    with pytest.raises(NotAllowed):
        writing.write(actor=cast.contact, review=review, section="results", text="x")
    with pytest.raises(NotAllowed):
        freeze(actor=cast.contact, review=review)


def open_as(cast: Cast, actor: Any, day: dt.date) -> None:
    from dondoc.web.reviews.services.opening import open_review  # noqa: PLC0415

    open_review(actor=actor, programme=cast.programme, kind="year", as_of=day, form="state")


@pytest.mark.parametrize(
    ("kind", "day", "expected"),
    [
        ("month", dt.date(2023, 6, 30), dt.date(2023, 6, 1)),
        ("quarter", dt.date(2023, 6, 30), dt.date(2023, 4, 1)),
        ("year", dt.date(2022, 12, 14), dt.date(2021, 12, 15)),
        ("mid_term", dt.date(2023, 6, 30), dt.date(2021, 8, 9)),
        ("year", dt.date(2021, 12, 14), dt.date(2021, 8, 9)),
    ],
)
def test_the_period_of_a_review(db: None, kind: str, day: dt.date, expected: dt.date) -> None:
    """The State's year runs from 15 December to 14 December; nothing begins before its programme."""
    assert first_day_of(make_programme(), kind, day) == expected


@pytest.mark.parametrize("form", ["party", "state"])
def test_files_of_a_whole_review(cast: Cast, form: str) -> None:
    """All files come out in their form, numbered and signed where the head says so."""
    make_history(cast, 11)
    review = make_review(cast, form=form)
    set_head(
        actor=cast.office,
        review=review,
        values={"number": 12, "place": "Vị Thanh", "signed_on": REVIEWED_ON, "signatory": "Trần Văn A"},
    )
    figures = gather(review)
    assert flaws(papers.report_docx(review, figures), form, "report") == ()  # type: ignore[arg-type]
    assert flaws(papers.annex_docx(review, figures), form, "annex") == ()  # type: ignore[arg-type]
    values = papers.report_values(review, figures)
    assert values["head"]["day"] == "ngày 30 tháng 6 năm 2023"
    assert values["signature"] == {"role": "", "name": "Trần Văn A"}


def test_the_pages_and_files_of_a_review(cast: Cast, query_budget: Any) -> None:
    """A review with its rows in few queries; a count leads to its rows; a file that is none is not found."""
    make_history(cast, 5, items=20)
    make_review(cast, as_of=dt.date(2022, 12, 30), kind="year")
    client = Client()
    client.force_login(cast.office)
    answer = client.post("/reviews/", {"kind": "mid_term", "as_of": "2023-06-30", "form": "state"})
    assert answer.status_code == 302
    review = cast.programme.reviews.get(kind="mid_term")
    freeze(actor=cast.office, review=review)
    with query_budget():
        assert client.get("/reviews/").status_code == 200
    with query_budget():
        page = client.get(f"/reviews/{review.pk}/?rows=done_late")
    with query_budget():
        assert client.get(f"/reviews/{review.pk}/?edition=1").status_code == 200
    late = Figures(review.editions.get().figures).counts.of("done_late")
    assert len(page.context["items"]) == late
    for name in ("report.docx", "annex.docx", "annex.xlsx"):
        assert client.get(f"/reviews/{review.pk}/files/{name}/").status_code == 200
    assert client.get(f"/reviews/{review.pk}/files/other.exe/").status_code == 404
    with clock.frozen(REVIEWED_ON):
        assert client.post("/reviews/", {"kind": "year", "as_of": "2024-01-01", "form": "state"}).status_code == 422


def test_a_review_as_of_another_day(cast: Cast) -> None:
    """Looking back: figures, words, grades and editions as they were on that day, and nothing can be done."""
    item = cast.item(due_on=dt.date(2023, 6, 1))
    with clock.frozen(dt.date(2023, 5, 20)):
        review = make_review(cast, as_of=dt.date(2023, 5, 15))
    review.as_of = REVIEWED_ON
    review.save()
    with clock.frozen(dt.date(2023, 5, 22)):
        writing.write(actor=cast.office, review=review, section="results", text="Bản đầu.")
        freeze(actor=cast.office, review=review)
    with clock.frozen(dt.date(2023, 6, 10)):
        writing.write(actor=cast.office, review=review, section="results", text="Bản sau.")
        writing.judge(actor=cast.office, review=review, item=item, grade="fair", evidence="Biên bản 3.")
    with clock.frozen(dt.date(2023, 6, 12)):
        writing.write(actor=cast.office, review=review, section="results", text=" ")
    client = Client()
    client.force_login(cast.office)

    def seen(day: str) -> Any:
        return client.get(f"/reviews/{review.pk}/?on={day}").context

    def words(day: str) -> list[str]:
        return [one["text"] for one in seen(day)["figures"].data["narratives"]]

    assert [words(day) for day in ("2023-05-20", "2023-05-25", "2023-06-11", "2023-06-20")] == [
        [],
        ["Bản đầu."],
        ["Bản sau."],
        [],
    ]
    assert [seen(day)["items"][0]["outcome"] for day in ("2023-05-25", "2023-06-20")] == [
        "open_in_time",
        "open_overdue",
    ]
    assert [seen(day)["items"][0]["grade"] for day in ("2023-05-25", "2023-06-20")] == ["unknown", "fair"]
    assert [len(seen(day)["editions"]) for day in ("2023-05-21", "2023-05-25")] == [0, 1]
    assert client.get(f"/reviews/{review.pk}/?on=2023-05-21&edition=1").status_code == 404
    page = client.get(f"/reviews/{review.pk}/?on=2023-05-25").content.decode()
    assert f"/reviews/{review.pk}/freeze/" not in page
    assert "edition=1" in page
    assert f"/reviews/{review.pk}/files/report.docx/?on=2023-05-25" in page
    assert client.get("/reviews/?on=2023-05-19").context["reviews"] == []
    assert client.get(f"/reviews/{review.pk}/data/?on=2023-05-25").json()["on"] == "2023-05-25"


def test_many_items_come_in_pages(cast: Cast) -> None:
    for _ in range(101):
        cast.item(due_on=dt.date(2023, 6, 1))
    review = make_review(cast)
    client = Client()
    client.force_login(cast.office)
    first = client.get(f"/reviews/{review.pk}/?rows=open_overdue")
    assert (len(first.context["items"]), first.context["page"].paginator.count) == (100, 101)
    assert "rows=open_overdue&amp;page=2#items" in first.content.decode()
    assert len(client.get(f"/reviews/{review.pk}/?rows=open_overdue&page=2").context["items"]) == 1
