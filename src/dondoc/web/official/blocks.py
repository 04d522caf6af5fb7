"""The blocks of an official document, with the sizes and faces that the rules of each form give them.

State: Nghị định 30/2020/NĐ-CP, Annex I, table of blocks. Party: Quy định 66-QĐ/TW and Hướng dẫn 36-HD/VPTW. A block is
known by the name of its paragraph style: templates use these styles, and the checker asks for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

FACE = "Times New Roman"
PAPER_MM = (210, 297)
MARGINS_MM = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
DOTS = "……"


class Form(StrEnum):
    """Whose form the document has."""

    STATE = "state"
    PARTY = "party"


class Kind(StrEnum):
    """What the document is; each kind has one template in each form."""

    REPORT = "report"
    PLAN = "plan"
    CONCLUSIONS = "conclusions"
    LETTER = "letter"
    ANNEX = "annex"


@dataclass(frozen=True, slots=True)
class Block:
    """A block: the style that marks it, the sizes in points it may have, and how its letters stand."""

    style: str
    sizes: tuple[float, float]
    bold: bool = False
    italic: bool = False
    centred: bool = True


NATION = Block("TT Quoc hieu", (12, 13), bold=True)
MOTTO = Block("TT Tieu ngu", (13, 14), bold=True)
PARTY_TITLE = Block("TT Tieu de Dang", (15, 15), bold=True)
STAR = Block("TT Dau sao", (14, 14))
BODY = "TT Noi dung"
HEADING = "TT De muc"
TABLE = "TT Bang"
TABLE_HEAD = "TT Dau bang"

STATE_BLOCKS: dict[str, Block] = {
    "nation": NATION,
    "motto": MOTTO,
    "superior": Block("TT Co quan cap tren", (12, 13)),
    "issuer": Block("TT Co quan ban hanh", (12, 13), bold=True),
    "number": Block("TT So ky hieu", (13, 13)),
    "place_day": Block("TT Dia danh ngay", (13, 14), italic=True),
    "letter_subject": Block("TT Trich yeu cong van", (12, 13)),
    "type": Block("TT Ten loai", (13, 14), bold=True),
    "subject": Block("TT Trich yeu", (13, 14), bold=True),
    "addressee": Block("TT Kinh gui", (13, 14)),
    "heading": Block(HEADING, (13, 14), bold=True, centred=False),
    "body": Block(BODY, (13, 14), centred=False),
    "recipients_head": Block("TT Noi nhan", (12, 12), bold=True, italic=True, centred=False),
    "recipients": Block("TT Danh sach noi nhan", (11, 11), centred=False),
    "role": Block("TT Quyen han chuc vu", (13, 14), bold=True),
    "signatory": Block("TT Ho ten", (13, 14), bold=True),
    "annex": Block("TT Phu luc", (14, 14), bold=True),
    "annex_note": Block("TT Kem theo", (13, 14), italic=True),
    "table_head": Block(TABLE_HEAD, (11, 13), bold=True),
    "table": Block(TABLE, (11, 13), centred=False),
    "page": Block("TT So trang", (13, 14)),
}
PARTY_BLOCKS: dict[str, Block] = {
    "title": PARTY_TITLE,
    "superior": Block("TT Co quan cap tren", (14, 14)),
    "issuer": Block("TT Co quan ban hanh", (14, 14), bold=True),
    "star": STAR,
    "number": Block("TT So ky hieu", (14, 14)),
    "place_day": Block("TT Dia danh ngay", (14, 14), italic=True),
    "letter_subject": Block("TT Trich yeu cong van", (12, 12), italic=True),
    "type": Block("TT Ten loai", (16, 16), bold=True),
    "subject": Block("TT Trich yeu", (14, 15), bold=True),
    "addressee": Block("TT Kinh gui", (14, 15)),
    "heading": Block(HEADING, (14, 15), bold=True, centred=False),
    "body": Block(BODY, (14, 15), centred=False),
    "recipients_head": Block("TT Noi nhan", (14, 14), centred=False),
    "recipients": Block("TT Danh sach noi nhan", (12, 12), centred=False),
    "role": Block("TT Quyen han chuc vu", (14, 14), bold=True),
    "signatory": Block("TT Ho ten", (14, 14), bold=True),
    "annex": Block("TT Phu luc", (14, 14), bold=True),
    "annex_note": Block("TT Kem theo", (14, 14), italic=True),
    "table_head": Block(TABLE_HEAD, (11, 14), bold=True),
    "table": Block(TABLE, (11, 14), centred=False),
    "page": Block("TT So trang", (14, 14)),
}
BLOCKS: dict[Form, dict[str, Block]] = {Form.STATE: STATE_BLOCKS, Form.PARTY: PARTY_BLOCKS}

_ALWAYS = ("superior", "issuer", "number", "place_day", "body", "recipients_head", "recipients", "role", "signatory")
_FIRST = {Form.STATE: ("nation", "motto"), Form.PARTY: ("title", "star")}


def required(form: Form, kind: Kind) -> tuple[str, ...]:
    """Name the blocks that a document of a kind must have."""
    if kind == Kind.ANNEX:
        return ("annex", "annex_note", "table_head", "table")
    named = ("letter_subject", "addressee") if kind == Kind.LETTER else ("type", "subject")
    return (*_FIRST[form], *_ALWAYS, *named)
