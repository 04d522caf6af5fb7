"""From text to register: the stages in order, the places true, any input read."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dondoc.reading import STAGES, SourceText, read_directive
from dondoc.reading.register import Place
from tests.reading.making import SAMPLES, documents

SAMPLE = SAMPLES / "50-CTr-TU.ocr.txt"


@pytest.fixture(scope="module")
def sample() -> Any:
    """The reference document, read once."""
    return read_directive(SourceText.from_text(SAMPLE.read_text(encoding="utf-8")))


def test_stages_are_told_in_order() -> None:
    """Who waits is told what is being done."""
    told: list[str] = []
    read_directive(SourceText.from_text("1. Sở A chủ trì.\n"), on_stage=told.append)
    assert tuple(told) == STAGES


def test_the_head_of_the_sample(sample: Any) -> None:
    """Damaged as it is, its head is read."""
    head = sample.register.directive
    assert (head.reference, head.document_type, str(head.issued_on)) == ("50-CTr/TU", "programme", "2021-08-09")
    assert (head.place_of_issue, head.signatory, head.signatory_role) == ("Hậu Giang", "Nghiêm Xuân Thành", "Bí thư")
    assert [signature.signed_at for signature in head.signatures] == [
        "2021-08-13T17:16:32+07:00",
        "2021-08-13T17:17:18+07:00",
    ]
    assert [(relation.kind, relation.reference) for relation in head.relations] == [("supersedes", "07-CTr/TU")]


def test_the_tree_of_the_sample(sample: Any) -> None:
    """The sections a reader knows the document by, the nested counts of (9) among them."""
    addresses = {provision.address for provision in sample.register.provisions}
    assert {
        "I",
        "II/3/3.1/Hai là",
        "II/3/3.2/(1)/(1.1)",
        "II/3/3.2/(9)/Giai đoạn 2021 - 2025/(1)",
        "II/3/3.2/(9)/Giai đoạn 2031 - 2050/(7)",
        "II/3/3.2/(14)",
        "II/3/3.3/(2)",
        "II/5/(7)",
        "II/6",
        "III/4",
    } <= addresses


def test_the_sample_cites_twenty_three_documents(sample: Any) -> None:
    """Each once, those cut by line ends among them."""
    references = [citation.reference for citation in sample.register.citations]
    assert len(references) == len(set(references)) == 23
    assert {"29-CT/TW", "623/QĐ-TTg", "250-CTr/TU", "237a-CTr/TU"} <= set(references)


def places(value: Any) -> Iterator[Place]:
    """Give every place inside a register."""
    if isinstance(value, Place):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from places(part)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from places(getattr(value, name))


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name[:40])
def test_every_quote_is_verbatim_at_its_place(path: Path) -> None:
    """Offsets, lines and quotes of every fact agree with the source; the register is JSON; the ledger adds up."""
    text = path.read_text(encoding="utf-8")
    read = read_directive(SourceText.from_text(text))
    found = list(places(read.register))
    assert found
    for place in found:
        assert text[place.start : place.end] == place.quote
        assert 1 <= place.line_from <= place.line_to <= text.count("\n") + 1
    coverage = read.register.coverage
    assert sum(count for _, count in coverage.by_role) == coverage.paragraphs == len(read.structure.paragraphs)
    assert json.loads(json.dumps(read.register.to_json()))["schema"] == "dondoc.register/1"


FRAGMENTS = (
    "ỦY BAN NHÂN DÂN TỈNH BÌNH LÂM",
    "Số: 12/KH-UBND",
    "Bình Lâm, ngày 09 tháng 8 năm 2021",
    "KẾ HOẠCH",
    "I. MỤC TIÊU",
    "II- NHIỆM VỤ",
    "1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính",
    "a) Xây dựng Đề án vị trí việc làm, hoàn thành trong quý IV năm 2021.",
    "- Cơ quan chủ trì: Sở Tư pháp.",
    "- Thời gian: trước ngày 25 hằng tháng",
    "Phấn đấu tỷ lệ hộ nghèo còn dưới 1,5% vào năm 2025;",
    "đứng thứ 28/63, tăng 05 bậc",
    "theo Nghị quyết số 41-NQ/TW, ngày 15/11/2004 của Bộ Chính trị",
    "STT | Nhiệm vụ | Chủ trì | Thời hạn",
    "1 | Rà soát quy hoạch | Sở Xây dựng | Quý I/2022",
    "| | |",
    "Sở này",
    "Sớ Nôi vu chú tri xây dưng Dé an",
    "Nơi nhận:",
    "- Như trên;",
    "TM. ỦY BAN NHÂN DÂN",
    "\f",
    "",
    "…",
    "\u0301x\u0323",
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=8)), max_size=25), st.sampled_from("\n ,"))
def test_any_mixture_of_fragments_gives_a_true_register(pieces: list[str], joint: str) -> None:
    """Whatever directives are made of, in whatever order: every quote is verbatim, every paragraph accounted for."""
    source = SourceText.from_text(joint.join(pieces))
    read = read_directive(source)
    for place in places(read.register):
        assert source.text[place.start : place.end] == place.quote
    coverage = read.register.coverage
    assert sum(count for _, count in coverage.by_role) == coverage.paragraphs == len(read.structure.paragraphs)
    assert json.loads(json.dumps(read.register.to_json()))["schema"] == "dondoc.register/1"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n\f\n",
        "\x00\x01\ufffd",
        "Trời xanh.",
        "| | |\n| |",
        "1.\n2.\n3.",
        "\u0301\u0301",
        "I. I. I.",
        "Số: /KH-UBND",
    ],
)
def test_reading_never_refuses(text: str) -> None:
    """Whatever comes in, a register comes out."""
    assert read_directive(SourceText.from_text(text)).register.coverage.paragraphs >= 0


def test_the_core_runs_without_django() -> None:
    """Reading needs the standard library and numpy alone."""
    code = (
        "import sys; from dondoc.reading import SourceText, read_directive;"
        "read_directive(SourceText.from_text('1. A.'));"
        "sys.exit(any(name.split('.')[0] in ('django', 'docx', 'pypdfium2') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_twenty_pages_are_read_in_two_seconds_after_the_model_is_loaded(sample: Any) -> None:
    """The mark of the design, with room for a busy machine."""
    assert sample.register.items
    text = (SAMPLES / "50-CTr-TU.txt").read_text(encoding="utf-8")
    started = time.process_time()
    read_directive(SourceText.from_text(text))
    assert time.process_time() - started < 4
