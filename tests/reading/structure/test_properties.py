"""What holds of every text, directive or not."""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.reading.source import Span
from dondoc.reading.structure import Structure
from tests.reading.making import documents, make_repaired, make_structure

FRAGMENTS = [
    "ỦY BAN NHÂN DÂN TỈNH | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Số: 31/KH-UBND | Hà Nam, ngày 02 tháng 3 năm 2024",
    "Số 15-CTr/TU Hà Nam, ngày 09 tháng 8 năm 2021",
    "KẾ HOẠCH",
    "CHƯƠNG TRÌNH",
    "PHỤ LỤC",
    "PHỤ LỤC II DANH MỤC NHIỆM VỤ",
    "(Kèm theo Quyết định số 12/QĐ-UBND ngày 02/3/2024)",
    "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;",
    "QUYẾT ĐỊNH:",
    "I. MỤC ĐÍCH, YÊU CẦU",
    "I11. TỔ CHỨC THỰC HIỆN",
    "1. Sở Nội vụ chủ trì, phối hợp với Sở Tư pháp rà soát",
    "3.",
    "3.1 Nhiệm vụ đột phá",
    "(1) Đề án vị trí việc làm; hoàn thành trong quý IV năm 2024.",
    "(1;1) Đề án",
    "(2 Về cân đối",
    "a) Chủ trì tham mưu;",
    "đ) Bố trí kinh phí.",
    "- Cơ quan chủ trì: Sở Y tế.",
    "+ Thời gian: trước ngày 15/6/2025.",
    "Điều 3. Chánh Văn phòng chịu trách nhiệm thi hành./.",
    "Một là, nâng cao chất lượng;",
    "Giai đoạn 2021 - 2025:",
    "Mục tiêu: Nâng cao chỉ số, đứng thứ 23/63.",
    "STT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn",
    "1 | Rà soát | Sở Nội vụ | Quý I/2024",
    "I | Hoàn thiện thể chế",
    " | | |",
    "TT Nhiệm vụ Cơ quan chủ trì Cơ quan phối hợp Thời gian hoàn thành",
    "1 Rà soát quy định. Sở Tư pháp Các sở, ngành Quý IV/2025",
    "theo Chỉ thị số 17-",
    "CT/TU ngày 07/3/2022 của Ban Thường vụ",
    "Nơi nhận: - Như trên; - Lưu: VT. | KT. CHỦ TỊCH PHÓ CHỦ TỊCH Trần Văn An",
    "Nơi nhận: T/M TỈNH ỦY",
    "- Bộ Chính trị, BÍ THƯ",
    "2021-08-13T17:16:32+0700",
    "Trần Văn An<an@hanam.example> đã ký lên văn bản này!",
    "[1] Quyết định số 5/QĐ-TTg ngày 01/02/2020.",
    "12",
    "\f",
    "",
    "trong quá trình thực hiện, nếu có vướng mắc",
    "2021. Đây là năm đầu của nhiệm kỳ",
    "Trời xanh mây trắng, nước non một dải.",
    "\u0300\u0301x̣",
]


def check_laws(text: str, cut: Structure) -> None:
    """Hold a structure against everything it promises."""
    repaired = make_repaired(text)
    zones = cut.zones
    every = [*zones.letterhead, *zones.signature, *zones.recipients, *zones.stamps, *zones.furniture, *zones.body]
    assert sorted(every) == list(range(len(cut.paragraphs)))
    _check_paragraphs(repaired.text, cut)
    _check_tree(cut)
    for row in cut.rows:
        words = cut.paragraphs[row.paragraph].text
        assert [span.of(words).strip() for span in row.cell_spans] == list(row.cells)


def _check_paragraphs(text: str, cut: Structure) -> None:
    covered = "".join(paragraph.text for paragraph in cut.paragraphs)
    for paragraph in cut.paragraphs:
        assert paragraph.text
        assert 0 <= paragraph.span.start < paragraph.span.end <= len(text)
        whole = paragraph.span_of(Span(0, len(paragraph.text)))
        assert (whole.start, whole.end) == (paragraph.span.start, paragraph.span.end)
        assert all(span.end <= len(paragraph.text) for span in paragraph.cells)
    assert _letters(covered) == _letters(text)


def _letters(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]", text, re.ASCII))


def _check_tree(cut: Structure) -> None:
    addresses = [provision.address for provision in cut.provisions]
    assert len(set(addresses)) == len(addresses)
    seen: dict[str, int] = {}
    for provision in cut.provisions:
        assert provision.parent is None or seen[provision.parent] == provision.depth - 1
        seen[provision.address] = provision.depth
    standing = [number for provision in cut.provisions for number in provision.paragraphs]
    assert sorted(standing) == sorted(cut.zones.body)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40), st.sampled_from(["\n", "\n\n", " \n", "\r\n"]))
def test_laws_hold_for_any_mixture_of_fragments(pieces: list[str], joint: str) -> None:
    """Whatever the order of what directives are made of, nothing is lost, doubled or misplaced."""
    text = joint.join(pieces)
    check_laws(text, make_structure(text))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_laws_hold_for_any_text(text: str) -> None:
    """Letters of any script, controls, nothing at all."""
    check_laws(text, make_structure(text))


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name[:40])
def test_laws_hold_for_documents(path: Path) -> None:
    """The sample and, where they are, the development documents, clean and damaged."""
    text = path.read_text(encoding="utf-8")
    check_laws(text, make_structure(text))


def test_there_are_documents() -> None:
    """The sample at least is always there."""
    assert documents()


NOVEL = "Chiều xuống chậm trên bến sông. Người đàn bà ngồi bên thềm, tay vá áo, mắt nhìn theo con đò.\n" * 300
POEM = "Sông dài cá lội biệt tăm\nPhải duyên chồng vợ ngàn năm cũng chờ\n\n" * 50
INVOICE = (
    "HÓA ĐƠN\nSTT | Tên hàng | ĐVT | Số lượng | Đơn giá | Thành tiền\n"
    "1 | Giấy in | ram | 10 | 70.000 | 700.000\nCộng: 700.000 đồng\n"
)


@pytest.mark.parametrize("text", [NOVEL, POEM, INVOICE], ids=["novel", "poem", "invoice"])
def test_what_is_no_directive_has_no_head(text: str) -> None:
    """A novel, a poem and an invoice are read without a head made up."""
    cut = make_structure(text)
    check_laws(text, cut)
    assert cut.zones.letterhead == ()


BIG = {
    "nested numbers": "\n".join(".".join(["1"] * (at % 9 + 1)) + ". Việc cần làm" for at in range(10_000)),
    "numbers that go round": "\n".join(
        ("I. MỤC", "1. Việc:", "a) Việc:", "(1) Việc:", "1.1. Việc:")[at % 5] for at in range(10_000)
    ),
    "one number again and again": "(1) Việc:\n" * 10_000,
    "one long paragraph": "Sở Nội vụ chủ trì, phối hợp với Sở Tư pháp rà soát. " * 100_000,
    "one word": "a" * 5_000_000,
    "brackets": "(1" * 1_000_000,
    "bars": "a | " * 300_000,
    "short lines": "a\n" * 100_000,
    "recipients without end": "Nơi nhận: " + "- Sở A; " * 100_000,
    "annexes": "PHỤ LỤC\n" * 10_000,
    "random bytes": bytes(random.Random(1).randrange(256) for _ in range(300_000)).decode("latin1"),  # noqa: S311
}


@pytest.mark.parametrize("name", BIG)
def test_big_input_is_read_in_linear_time(name: str) -> None:
    """Megabytes of anything are cut in seconds, without deep recursion."""
    started = time.perf_counter()
    cut = make_structure(BIG[name])
    assert time.perf_counter() - started < 20
    assert len({provision.address for provision in cut.provisions}) == len(cut.provisions)
