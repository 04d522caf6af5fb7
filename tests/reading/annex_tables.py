"""Makes Word files with annexes of task tables in layouts of offices, and tells what a careful officer would read."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.table import Table

from tests.reading.task_tables import BODIES, DEADLINES, PRODUCTS, SECTIONS, TASKS, Expected

GROUPS = ("Hạ tầng", "Văn hóa", "Môi trường")
FURTHER = {
    "money": (("Nguồn kinh phí", "Kinh phí thực hiện"), ("Ngân sách tỉnh", "Chi thường xuyên", "")),
    "person": (("Lãnh đạo phụ trách", "Người phụ trách"), ("Đ/c Nguyễn Văn An", "Đ/c Trần Thị Bình", "Giám đốc Sở")),
    "decider": (("Cấp trình", "Cơ quan ban hành", "Cấp phê duyệt"), ("UBND tỉnh", "HĐND tỉnh", "Chủ tịch UBND tỉnh")),
    "basis": (("Căn cứ", "Văn bản giao nhiệm vụ"), ("Nghị quyết số 12-NQ/TU", "Công văn số 88/UBND-TH", "")),
    "note": (("Ghi chú",), ("", "", "Chuyển tiếp")),
}
STARTS = ("01/6/2026", "Tháng 6/2026", "Quý II/2026", "Tháng 7/2026")


@dataclass
class Layout:
    """How a table is set: who stands in which columns, how the head is built, what is merged."""

    keys: tuple[str, ...]
    heads: dict[str, tuple[str, ...]]
    sections: str
    grouped: bool
    roles: str
    repeated: bool


@dataclass
class Made:
    """A table in the making."""

    table: Table
    layout: Layout
    chance: random.Random
    expected: list[Expected] = field(default_factory=list)


def any_layout(chance: random.Random) -> Layout:
    """Give a layout by chance."""
    roles = chance.choice(("apart", "apart", "under one", "fields", "slash", "brackets", "verbs"))
    time = chance.choice(("one", "one", "two"))
    who = ["lead", "cooperating"] if roles in ("apart", "under one") else ["lead"]
    when = ["start", "deadline"] if time == "two" else ["deadline"]
    blocks = [["work"], who, when, ["product"]]
    blocks += [[key] for key in FURTHER if chance.random() < 0.2]
    first, rest = blocks[0], blocks[1:]
    chance.shuffle(rest)
    grouped = chance.random() < 0.2
    keys = ("number", *(["group"] if grouped else []), *first, *(key for block in rest for key in block))
    return Layout(
        keys,
        _heads(chance, keys, roles, time),
        sections=chance.choice(("none", "roman", "letter", "decimal")) if not grouped else "none",
        grouped=grouped,
        roles=roles,
        repeated=chance.random() < 0.4,
    )


def _heads(chance: random.Random, keys: tuple[str, ...], roles: str, time: str) -> dict[str, tuple[str, ...]]:
    """Give the words above each column, the outermost first."""
    heads = {
        "number": (chance.choice(("STT", "TT", "Số TT")),),
        "group": (chance.choice(("Lĩnh vực", "Nhóm nhiệm vụ", "Ngành, lĩnh vực")),),
        "work": (chance.choice(("Nhiệm vụ", "Nội dung công việc", "Tên nhiệm vụ", "Nội dung", "Nhiệm vụ/giải pháp")),),
        "product": (chance.choice(("Sản phẩm", "Kết quả/Sản phẩm", "Dự kiến kết quả", "Sản phẩm đầu ra")),),
    }
    outer = chance.choice(("Phân công thực hiện", "Đơn vị thực hiện", "Trách nhiệm", "Cơ quan thực hiện"))
    if roles == "under one":
        heads |= {"lead": (outer, "Chủ trì"), "cooperating": (outer, "Phối hợp")}
    elif roles == "apart":
        heads |= {"lead": (chance.choice(("Cơ quan chủ trì", "Chủ trì", "Đơn vị chủ trì")),)}
        heads |= {"cooperating": (chance.choice(("Cơ quan phối hợp", "Phối hợp", "Đơn vị phối hợp")),)}
    elif roles in ("slash", "brackets"):
        heads["lead"] = (chance.choice(("Chủ trì/Phối hợp", "Đơn vị chủ trì/phối hợp", "Cơ quan chủ trì, phối hợp")),)
    else:
        heads["lead"] = (chance.choice((outer, "Cơ quan chủ trì, phối hợp", "Phân công")),)
    above = chance.choice(("Thời gian", "Thời gian thực hiện", "Tiến độ", "Tiến độ thực hiện"))
    if time == "two":
        ends = chance.choice(
            (("Bắt đầu", "Hoàn thành"), ("Từ", "Đến"), ("Bắt đầu", "Kết thúc"), ("Khởi công", "Hoàn thành"))
        )
        heads |= {"start": (above, ends[0]), "deadline": (above, ends[1])}
    else:
        heads["deadline"] = (
            chance.choice((above, "Thời hạn", "Hoàn thành", "Thời gian hoàn thành", "Hạn hoàn thành")),
        )
    for key in keys:
        if key in FURTHER:
            heads[key] = (chance.choice(FURTHER[key][0]),)
    return heads


def write_annex_table(document: Document, layout: Layout, chance: random.Random, rows: int = 8) -> list[Expected]:
    """Add a table to a document; give what its rows say."""
    made = Made(document.add_table(rows=0, cols=len(layout.keys)), layout, chance)
    _write_head(made)
    section = 0
    for number in range(1, rows + 1):
        if layout.sections != "none" and number in (1, rows // 2 + 1):
            section += 1
            _write_section(made, section)
        if layout.repeated and number == rows // 2:
            _write_head(made)
        _write_row(made, number, section)
    if layout.grouped:
        _merge_groups(made, rows)
    return made.expected


def _write_head(made: Made) -> None:
    words = [made.layout.heads[key] for key in made.layout.keys]
    if all(len(cell) == 1 for cell in words):
        _fill(made, [cell[0] for cell in words])
        return
    upper, lower = made.table.add_row().cells, made.table.add_row().cells
    at = 0
    while at < len(words):
        end = at + 1
        if len(words[at]) == 1:
            upper[at].merge(lower[at]).text = words[at][0]
        else:
            while end < len(words) and words[end][0] == words[at][0] and len(words[end]) > 1:
                end += 1
            for column in range(at, end):
                lower[column].text = words[column][1]
            upper[at].merge(upper[end - 1]).text = words[at][0]
        at = end


def _fill(made: Made, words: list[str]) -> None:
    for cell, text in zip(made.table.add_row().cells, words, strict=True):
        cell.text = text


def _write_section(made: Made, section: int) -> None:
    cells = made.table.add_row().cells
    number = {"roman": ("I", "II"), "letter": ("A", "B"), "decimal": ("1", "2")}[made.layout.sections][section - 1]
    title = made.chance.choice(SECTIONS)
    title = title.upper() if made.chance.random() < 0.4 else title
    if made.chance.random() < 0.25:
        cells[0].merge(cells[-1]).text = f"{number}. {title}" if made.layout.sections != "decimal" else title
        return
    cells[0].text = number
    if made.chance.random() < 0.5:
        cells[1].merge(cells[-1]).text = title
    else:
        cells[1].text = title


def _write_row(made: Made, number: int, section: int) -> None:
    chance, layout = made.chance, made.layout
    lead, *helpers = chance.sample(BODIES, 3)
    due, due_on = chance.choice(DEADLINES)
    task = TASKS[(number * 5 + len(made.expected) * 3 + chance.randrange(3)) % len(TASKS)]
    words = {
        "number": f"{section}.{number}" if layout.sections == "decimal" else str(number),
        "group": GROUPS[(number - 1) // 3 % 3] if layout.grouped else "",
        "work": task if chance.random() < 0.7 else f"{task}:\n- Lập kế hoạch chi tiết;\n- Tổ chức thực hiện",
        "lead": _who(layout.roles, lead, helpers, chance),
        "cooperating": chance.choice(("\n".join(helpers), ", ".join(helpers), f"- {helpers[0]};\n- {helpers[1]}", "")),
        "start": chance.choice(STARTS),
        "deadline": due.replace(" ", "\n", 1) if chance.random() < 0.15 else due,
        "product": chance.choice(
            (chance.choice(PRODUCTS), "- Kế hoạch;\n- Báo cáo kết quả", "Quyết định\ncủa UBND tỉnh")
        ),
    }
    words |= {key: chance.choice(FURTHER[key][1]) for key in layout.keys if key in FURTHER}
    _fill(made, [words[key] for key in layout.keys])
    made.expected.append(Expected(task, (lead,), due_on))


def _who(roles: str, lead: str, helpers: list[str], chance: random.Random) -> str:
    if roles == "fields":
        return chance.choice(
            (f"Chủ trì: {lead}\nPhối hợp: {', '.join(helpers)}", f"- Chủ trì: {lead}.\n- Phối hợp: {helpers[0]}.")
        )
    if roles == "slash":
        return chance.choice((f"{lead}/ {helpers[0]}; {helpers[1]}", f"{lead}/\n{', '.join(helpers)}", lead))
    if roles == "brackets":
        return chance.choice((f"{lead} ({', '.join(helpers)})", f"{lead}\n({helpers[0]})"))
    if roles == "verbs":
        return chance.choice(
            (
                f"{lead} chủ trì; {', '.join(helpers)} phối hợp",
                f"{lead} (chủ trì);\n{helpers[0]} (phối hợp)",
                f"{lead} chủ trì, phối hợp với {helpers[0]}",
            )
        )
    return lead


def _merge_groups(made: Made, rows: int) -> None:
    """Merge the cells of a group downwards."""
    at = made.layout.keys.index("group")
    first = len(made.table.rows) - rows
    body = list(made.table.rows)
    if made.layout.repeated:
        return
    for start in range(0, rows, 3):
        cells = [body[first + row].cells[at] for row in range(start, min(start + 3, rows))]
        kept = cells[0].text
        for cell in cells:
            cell.text = ""
        cells[0].merge(cells[-1]).text = kept


def write_annexes(path: Path, seed: int) -> list[Expected]:
    """Write a decision with one or two annexes, the second on pages turned sideways; give what they order."""
    chance = random.Random(seed)  # noqa: S311 - layouts of tables, no secret
    document = Document()
    for line in (
        "ỦY BAN NHÂN DÂN TỈNH BẮC SÔNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 512/QĐ-UBND",
        "Bắc Sông, ngày 05 tháng 6 năm 2026", "QUYẾT ĐỊNH", "Ban hành danh mục nhiệm vụ cuối năm 2026",
        "QUYẾT ĐỊNH:", "Điều 1. Ban hành kèm theo Quyết định này danh mục nhiệm vụ cuối năm 2026.",
        "CHỦ TỊCH", "Lê Văn Sông",
    ):  # fmt: skip
        document.add_paragraph(line)
    expected: list[Expected] = []
    for number in range(1, 2 + (chance.random() < 0.5)):
        section = document.add_section()
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
        document.add_paragraph(f"PHỤ LỤC {'I' * number}")
        document.add_paragraph("DANH MỤC NHIỆM VỤ")
        document.add_paragraph("(Kèm theo Quyết định số 512/QĐ-UBND ngày 05 tháng 6 năm 2026)")
        expected += write_annex_table(document, any_layout(chance), chance)
    document.save(str(path))
    return expected
