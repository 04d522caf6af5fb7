"""Made-up values for each kind of document: to try a template with, and to show what it looks like filled.

They name exactly what the documents themselves name, so that a tag that works here works there; a test holds it.
"""

from __future__ import annotations

from typing import Any

from dondoc.web.official.blocks import Form, Kind
from dondoc.web.official.words import recipients

_LINES = ["Nội dung thứ nhất.", "Nội dung thứ hai."]
_TYPES = {Kind.REPORT: "BÁO CÁO", Kind.PLAN: "KẾ HOẠCH", Kind.CONCLUSIONS: "THÔNG BÁO", Kind.LETTER: ""}
_PARTS = ("situation", "results", "difficulties", "next_steps", "proposals")
_COUNTS = {"total": "3", "done_on_time": "1", "done_late": "1", "open_in_time": "0", "open_overdue": "1",
           "merged": "0", "dropped": "0", "closed": "0"}  # fmt: skip
_AGENCY = {"number": 1, "name": "Cơ quan mẫu", **_COUNTS}
_OVERDUE = {"number": 1, "title": "Xây dựng Đề án mẫu", "lead": "Cơ quan mẫu", "due": "31/12/2021", "over": "5",
            "cause": "Chờ hướng dẫn."}  # fmt: skip
_INDICATOR = {"number": 1, "name": "Chỉ tiêu mẫu", "unit": "%", "baseline": "60,8 (2020)", "target": "trên 80%",
              "actual": None, "status": "Đúng lộ trình"}  # fmt: skip
_ITEM = {"number": 1, "path": "II.3", "title": "Xây dựng Đề án mẫu", "lead": "Cơ quan mẫu", "first_due": "31/12/2021",
         "due": "31/3/2022", "extended": "1", "done": "-", "outcome": "Đang thực hiện, quá hạn"}  # fmt: skip


def specimen(form: Form, kind: Kind) -> dict[str, Any]:
    """Give values for everything that a template of a kind may name."""
    if kind == Kind.ANNEX:
        return {
            "attached_to": "Báo cáo số …… ngày …… tháng …… năm …… của cơ quan mẫu",
            "items": [_ITEM, _ITEM],
            "agencies": [_AGENCY],
            "indicators": [_INDICATOR],
        }
    return {
        "head": _head(form, kind),
        "opening": "Thực hiện văn bản mẫu, cơ quan mẫu thông tin như sau:",
        "closing": "Trên đây là nội dung của văn bản mẫu.",
        "signature": {"role": "CHÁNH VĂN PHÒNG", "name": ""},
        "recipients": recipients(form, ["Cơ quan mẫu"]),
        **_own(kind),
    }


def _head(form: Form, kind: Kind) -> dict[str, Any]:
    return {
        "superior": "CƠ QUAN CẤP TRÊN",
        "issuer": "CƠ QUAN MẪU",
        "number": None,
        "symbol": "MAU/VP" if form == Form.PARTY else "MAU-VP",
        "place": "",
        "day": "ngày …… tháng …… năm ……",
        "type": _TYPES[kind],
        "subject": "nội dung của văn bản mẫu",
    }


def _own(kind: Kind) -> dict[str, Any]:
    """Give what only one kind of document has."""
    if kind == Kind.LETTER:
        return {"addressee": "Cơ quan mẫu", "rows": [{name: _OVERDUE[name] for name in _OF_LETTER}]}
    if kind == Kind.REPORT:
        sentences = {f"{name}_sentence": "Câu mẫu." for name in ("counts", "overdue", "indicators")}
        lines = dict.fromkeys(("rates", "comparison"), _LINES)
        tables = {"counts": [{"words": "Hoàn thành đúng hạn", "count": "1"}], "agencies": [_AGENCY]}
        groups = {"changed": [{"heading": "Nhiệm vụ được gia hạn (2)", "lines": _LINES}]}
        rest = {"overdue": [_OVERDUE], "indicators": [_INDICATOR], "narratives": dict.fromkeys(_PARTS, _LINES)}
        return {**sentences, **lines, **groups, **tables, **rest}
    return {"sections": [{"heading": "I. MỤC ĐÍCH, YÊU CẦU", "lines": _LINES}]}


_OF_LETTER = ("number", "title", "due", "over")
