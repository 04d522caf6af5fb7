"""No text makes a check fall over, and every finding points into its text."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dondoc.reading.checks import all_checks, message_in, run_checks
from tests.reading.checks.building import make_context, make_deadline, make_item

FRAGMENTS = (
    "II. NỘI DUNG",
    "1. ",
    "(1) ",
    "(1.1) ",
    "a) ",
    "- ",
    "Phụ lục II kèm theo",
    "Sở Nội vụ chủ trì xây dựng Đề án",
    "Ủy ban nhân dân tỉnh xây dựng Kế hoạch",
    "giai đoạn 2021 - 2025",
    "giai đoạn 2030-2021, tầm nhìn đến năm 2050",
    "nhiệm kỳ 2020 - 2025",
    "trong quý II năm 2021",
    "trước ngày 31/11/2025",
    "ngày 30 tháng 02 năm 2025",
    "Nghị quyết số 41/NQ-TW",
    "Chỉ thị 50-CT/TW ngày 07/12/2015",
    "Nghị định số 30/2020/NĐ-CP ngày 05/3/2019",
    "năm 2020 đứng thứ 28/63, tăng 05 bậc, đứng thứ 24/63",
    "tăng 5% (từ 75% lên 81%)",
    "7,5-7%/năm",
    "thay thế Chương trình số 07-CTr/TU",
    "| | |",
    "\n",
    " ",
    "\f",
    "…",
    "＃１２",
)
texts = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=6)), max_size=30).map("".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts, st.sampled_from(["", "1", "II/1", "II/1/(1)"]))
def test_any_text(text: str, path: str) -> None:
    """Findings come from the catalogue, speak both languages and quote the text verbatim."""
    items = [make_item(path=path), make_item(id="item-2", path=path, deadline=make_deadline("sớm", None))]
    context = make_context(text, items=items)
    for finding in run_checks(context):
        assert finding.code in all_checks()
        assert message_in(finding, "en")
        if finding.source and finding.subject not in ("item-1", "item-2"):
            place = finding.source
            assert text[place.start : place.end] == place.quote


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts)
def test_the_same_text_gives_the_same_findings(text: str) -> None:
    """Checks have no memory."""
    assert run_checks(make_context(text)) == run_checks(make_context(text))
