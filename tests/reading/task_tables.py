"""Makes Word files with task tables of every form, and tells what a careful officer would read in them."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from docx import Document
from docx.table import Table

TASKS = (
    "Rà soát, lập danh mục các bến thủy nội địa cần nâng cấp",
    "Xây dựng Đề án bảo tồn nghề đan lát truyền thống",
    "Tổ chức lớp tập huấn kỹ năng sơ cứu cho tình nguyện viên",
    "Ban hành quy chế phối hợp quản lý công viên cây xanh",
    "Khảo sát nhu cầu nhà ở của công nhân tại các cụm công nghiệp",
    "Số hóa hồ sơ địa chính của các phường ven biển",
    "Hướng dẫn lập phương án phòng cháy tại các chợ dân sinh",
    "Kiểm tra chất lượng nước tại các trạm cấp nước nông thôn",
    "Thí điểm bãi đỗ xe thông minh ở khu trung tâm",
    "Vận động người dân phân loại rác tại hộ gia đình",
    "Tham mưu điều chỉnh giá dịch vụ thu gom rác thải",
    "Lập bản đồ vùng có nguy cơ sạt lở ven sông",
    "Cải tạo, nâng cấp thư viện của các trường trung học",
    "Đánh giá kết quả thực hiện chương trình sữa học đường",
    "Công bố danh mục dự án kêu gọi đầu tư vào khu nông nghiệp",
    "Tuyên truyền về an toàn lao động trên sóng phát thanh",
)
BODIES = (
    "Sở Xây dựng", "Sở Tài chính", "Sở Y tế", "Sở Nội vụ", "Sở Giáo dục và Đào tạo", "Công an tỉnh",
    "Sở Văn hóa, Thể thao và Du lịch", "Văn phòng UBND tỉnh", "Thanh tra tỉnh", "Sở Khoa học và Công nghệ",
    "Ban Quản lý các khu công nghiệp", "Sở Nông nghiệp và Môi trường", "Bộ Chỉ huy quân sự tỉnh", "UBND các xã, phường",
    "Báo và Phát thanh, truyền hình tỉnh", "Trung tâm Phục vụ hành chính công", "Sở Công Thương", "Tỉnh đoàn",
)  # fmt: skip
# What a cell says, and the last day it means.
DEADLINES = (
    ("Quý III/2026", "2026-09-30"), ("Tháng 9/2026", "2026-09-30"), ("Trước ngày 15/10/2026", "2026-10-15"),
    ("Năm 2027", "2027-12-31"), ("Quý IV năm 2026", "2026-12-31"), ("30/11/2026", "2026-11-30"),
    ("Trong tháng 8 năm 2026", "2026-08-31"), ("Hoàn thành trước 31/12/2026", "2026-12-31"),
    ("Trong quý I năm 2027", "2027-03-31"), ("Tháng 12", "2026-12-31"), ("Quý IV", "2026-12-31"),
    ("Xong trước ngày 20 tháng 11 năm 2026", "2026-11-20"), ("Thường xuyên", None), ("Hằng năm", None),
)  # fmt: skip
PRODUCTS = (
    "Kế hoạch",
    "Quyết định của UBND tỉnh",
    "Báo cáo",
    "Văn bản hướng dẫn",
    "Danh mục được phê duyệt",
    "Hội nghị",
)
SECTIONS = ("Hạ tầng và đô thị", "Văn hóa, xã hội", "Cải cách hành chính", "Môi trường và tài nguyên")
HEADS: dict[str, tuple[str, ...]] = {
    "number": ("STT", "TT", "Số TT", "Stt", "Số thứ tự", "No."),
    "work": (
        "Nhiệm vụ", "Nội dung công việc", "Tên nhiệm vụ", "Nội dung thực hiện", "Nhiệm vụ, giải pháp", "Công việc",
        "NỘI DUNG", "Nội dung nhiệm vụ được giao", "Hoạt động", "Nhiệm vụ trọng tâm", "Đầu việc", "Nội dung/Nhiệm vụ",
    ),
    "lead": (
        "Cơ quan chủ trì", "Đơn vị chủ trì", "Chủ trì", "Đơn vị thực hiện", "Cơ quan, đơn vị chủ trì thực hiện",
        "Đơn vị đầu mối", "Cơ quan chịu trách nhiệm", "Đơn vị", "Phân công", "ĐƠN VỊ CHỦ TRÌ", "Giao chủ trì",
        "Phụ trách", "Cơ quan tham mưu", "Cơ quan được giao", "Đơn vị được phân công",
    ),
    "cooperating": (
        "Cơ quan phối hợp", "Đơn vị phối hợp", "Phối hợp", "Cơ quan, đơn vị phối hợp thực hiện", "ĐV phối hợp",
        "Các đơn vị tham gia",
    ),
    "product": ("Sản phẩm", "Kết quả", "Sản phẩm dự kiến", "Kết quả đầu ra", "Hình thức văn bản", "Yêu cầu sản phẩm"),
    "deadline": (
        "Thời hạn", "Thời gian hoàn thành", "Thời gian thực hiện", "Tiến độ", "Hạn hoàn thành", "Thời hạn hoàn thành",
        "Dự kiến hoàn thành", "Ngày hoàn thành", "Mốc thời gian", "Thời điểm hoàn thành", "HẠN", "Kỳ hạn",
        "Hoàn thành trước",
    ),
    "note": ("Ghi chú",),
}  # fmt: skip
DITTOS = ("nt", "-nt-", "Như trên", '"', "- nt -", "”", "như trên")


@dataclass
class Expected:
    """A row as it should be read: the task, the bodies that may lead, and the last day, None where none is bound."""

    task: str
    leads: tuple[str, ...]
    due_on: str | None


@dataclass
class Form:
    """The form of a table."""

    columns: tuple[str, ...]
    named: dict[str, str]
    two_rows: bool = False
    sections: str = "none"
    merged: str = "none"
    dittos: bool = False
    blank_first: bool = False
    repeated_head: bool = False
    numbers: str = "{}"
    counted_heads: bool = False
    bare: bool = False
    joint_cell: bool = False


@dataclass
class Made:
    """A table in the making: the rows expected so far."""

    table: Table
    form: Form
    chance: random.Random
    expected: list[Expected] = field(default_factory=list)


def any_form(chance: random.Random) -> Form:
    """Give a form by chance: the columns in any order, with or without numbers, sections, merged cells."""
    rest = ["work", "lead", "deadline"]
    rest += [one for one in ("cooperating", "product", "note") if chance.random() < (0.3 if one == "note" else 0.65)]
    chance.shuffle(rest)
    numbered = chance.random() < 0.8
    columns = ("number", *rest) if numbered else tuple(rest)
    grouped = "cooperating" in rest and abs(rest.index("cooperating") - rest.index("lead")) == 1
    return Form(
        columns,
        {key: chance.choice(HEADS[key]) for key in columns},
        two_rows=grouped and chance.random() < 0.4,
        sections=chance.choice(("none", "roman", "plain", "none")),
        merged=chance.choice(("none", "lead", "deadline", "none")),
        dittos=chance.random() < 0.3,
        blank_first=numbered and chance.random() < 0.15,
        repeated_head=chance.random() < 0.2,
        numbers=chance.choice(("{}", "{}.", "{:02d}")),
        counted_heads=chance.random() < 0.15,
        joint_cell="cooperating" not in rest and chance.random() < 0.15,
    )


def write_table(document: Document, form: Form, chance: random.Random, rows: int = 6) -> list[Expected]:
    """Add a table of a form to a document; give what its rows say."""
    table = document.add_table(rows=0, cols=len(form.columns))
    made = Made(table, form, chance)
    heads = (lambda: None) if form.bare else _write_heads(made)
    for number in range(1, rows + 1):
        if form.sections != "none" and number in (1, rows // 2 + 1):
            _write_section(made, number > 1)
        if form.repeated_head and number == rows // 2:
            heads()
        _write_row(made, number)
    _merge(made)
    return made.expected


def _write_heads(made: Made) -> Callable[[], None]:
    """Write the head; give a function that writes it again."""
    named = dict(made.form.named)
    if made.form.blank_first:
        named["number"] = ""
    first = [named[key] for key in made.form.columns]

    def write() -> None:
        if made.form.two_rows:
            _write_two_rows(made, first)
        else:
            _fill(made, first)
        if made.form.counted_heads:
            _fill(made, [f"({at})" for at in range(1, len(first) + 1)])

    write()
    return write


def _write_two_rows(made: Made, heads: list[str]) -> None:
    """Put lead and cooperating under one merged cell; the other heads are merged downwards."""
    pair = sorted((made.form.columns.index("lead"), made.form.columns.index("cooperating")))
    outer, inner = made.table.add_row().cells, made.table.add_row().cells
    for at, words in enumerate(heads):
        if at not in pair:
            outer[at].merge(inner[at]).text = words
    outer[pair[0]].merge(outer[pair[1]]).text = "Phân công thực hiện"
    for at in pair:
        inner[at].text = {"lead": "Chủ trì", "cooperating": "Phối hợp"}[made.form.columns[at]]


def _fill(made: Made, words: list[str]) -> None:
    for cell, text in zip(made.table.add_row().cells, words, strict=True):
        cell.text = text


def _write_section(made: Made, second: bool) -> None:
    cells = made.table.add_row().cells
    title = made.chance.choice(SECTIONS)
    if made.form.sections == "roman" and made.form.columns[0] == "number":
        cells[0].text = "II" if second else "I"
        cells[1].merge(cells[-1]).text = title
    else:
        cells[0].merge(cells[-1]).text = title


def _write_row(made: Made, number: int) -> None:
    chance, form = made.chance, made.form
    bodies = chance.sample(BODIES, 3)
    leads = tuple(bodies[:2]) if chance.random() < 0.15 else (bodies[0],)
    due, due_on = chance.choice(DEADLINES)
    words = {
        "number": form.numbers.format(number),
        "work": TASKS[(number * 5 + len(made.expected) * 3 + chance.randrange(3)) % len(TASKS)],
        "lead": _lead_cell(made, leads, bodies[2]),
        "cooperating": chance.choice((bodies[2], "Các cơ quan liên quan", "Các sở, ngành; UBND các xã", "")),
        "product": chance.choice(PRODUCTS),
        "deadline": due,
        "note": "",
    }
    above = made.expected[-1] if made.expected else None
    ditto = form.dittos and above and number not in (1, 4) and chance.random() < 0.4
    if ditto and above:
        key = chance.choice(("lead", "deadline"))
        words[key] = chance.choice(DITTOS)
        leads, due_on = (above.leads, due_on) if key == "lead" else (leads, above.due_on)
    _fill(made, [words[key] for key in form.columns])
    made.expected.append(Expected(words["work"], leads, due_on))


def _lead_cell(made: Made, leads: tuple[str, ...], helper: str) -> str:
    if made.form.joint_cell:
        return f"Chủ trì: {leads[0]}\nPhối hợp: {helper}"
    return made.chance.choice((", ", "; ", "\n", " và ", ",\n", "\n- ")).join(leads)


def _merge(made: Made) -> None:
    """Merge the cell of the leader or of the day in the last two rows."""
    if made.form.merged == "none" or made.form.dittos or len(made.expected) < 2:
        return
    at = made.form.columns.index(made.form.merged)
    upper, lower = made.table.rows[-2].cells[at], made.table.rows[-1].cells[at]
    lower.text = ""
    kept = upper.text
    upper.merge(lower).text = kept
    before, last = made.expected[-2:]
    if made.form.merged == "lead":
        last.leads = before.leads
    else:
        last.due_on = before.due_on


def write_plan(path: Path, seed: int) -> list[Expected]:
    """Write a plan with one or two task tables of random form; give what it orders."""
    chance = random.Random(seed)  # noqa: S311 - forms of tables, no secret
    document = Document()
    for line in (
        "ỦY BAN NHÂN DÂN TỈNH BẮC SÔNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 71/KH-UBND",
        "Bắc Sông, ngày 05 tháng 6 năm 2026", "KẾ HOẠCH", "Triển khai các nhiệm vụ trọng tâm cuối năm 2026",
    ):  # fmt: skip
        document.add_paragraph(line)
    document.add_paragraph("I. PHÂN CÔNG NHIỆM VỤ")
    form = any_form(chance)
    expected = write_table(document, form, chance)
    second = chance.random()
    if second < 0.3:
        document.add_paragraph("II. NHIỆM VỤ BỔ SUNG")
        expected += write_table(document, any_form(chance), chance, rows=4)
    elif second < 0.5:
        document.add_paragraph("(tiếp theo)")
        expected += write_table(document, replace(form, bare=True), chance, rows=4)
    document.save(str(path))
    return expected
