"""The plan of an office for a programme as an official Word file: what is still to be done, by whom and until when."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from dondoc.web.official import render
from dondoc.web.official.blocks import DOTS, Form, Kind
from dondoc.web.official.words import day, day_in_words, number, recipients
from dondoc.web.organisations.models import User
from dondoc.web.register.models import Indicator, Programme, WorkItem
from dondoc.web.reviews.words import NO_LEAD_WORDS

Section = dict[str, Any]


def plan_docx(programme: Programme, form: Form, *, user: User, on: dt.date) -> bytes:
    """Give the plan as a .docx. Raises `render.BrokenTemplate`."""
    values = plan_values(programme, form, user=user, on=on)
    return render.document(form, Kind.PLAN, values, office=programme.office_id)


def plan_values(programme: Programme, form: Form, *, user: User, on: dt.date) -> dict[str, Any]:
    """Give what the template of a plan may name: the items open on a day that are no more secret than the programme."""
    document, office = programme.document, programme.office
    named = document.formal_name
    issued = f" ngày {day(document.issued_on)}" if document.issued_on else ""
    by = f" của {document.issued_by}" if document.issued_by else ""
    items = WorkItem.objects.visible_to(user).of_programme(programme).top_level().in_force(on).open(on)
    rows = list(
        items.filter(secrecy__lte=programme.secrecy)
        .with_timeliness(on)
        .select_related("lead_agency")
        .prefetch_related("cooperations__agency")
        .in_order()
    )
    return {
        "head": {
            "superior": document.issued_by.upper(),
            "issuer": office.name.upper(),
            "number": None,
            "symbol": "KH/VPTU" if form == Form.PARTY else "KH-VP",
            "place": document.place_of_issue,
            "day": day_in_words(None, on.year),
            "type": "KẾ HOẠCH",
            "subject": f"thực hiện {named}",
        },
        "opening": f"Thực hiện {named}{issued}{by}, {office.name} xây dựng kế hoạch thực hiện như sau:",
        "sections": [
            _aims(named, len(rows), on),
            _tasks(rows),
            _indicators(programme, user),
            _carrying_out(office.name, document.issued_by),
        ],
        "closing": "Đề nghị các cơ quan, đơn vị triển khai thực hiện nghiêm túc kế hoạch này.",
        "signature": {"role": "", "name": ""},
        "recipients": recipients(form, [document.issued_by or office.name, "Các cơ quan chủ trì"]),
    }


def _aims(named: str, count: int, on: dt.date) -> Section:
    whole = f"Thực hiện đầy đủ, đúng thời hạn các nhiệm vụ, chỉ tiêu của {named}"
    lines = [
        f"{whole}; đến ngày {day(on)} còn {number(count)} nhiệm vụ đang thực hiện.",
        "Mỗi nhiệm vụ do một cơ quan chủ trì và chịu trách nhiệm; cơ quan phối hợp thực hiện theo phân công.",
    ]
    return {"heading": "I. MỤC ĐÍCH, YÊU CẦU", "lines": lines}


def _tasks(items: list[Any]) -> Section:
    """Give the items of each lead under its name, in the order of the text."""
    groups: dict[str, list[str]] = defaultdict(list)
    for item in items:
        groups[item.lead_agency.name if item.lead_agency else NO_LEAD_WORDS].append(_task(item))
    lines = []
    for place, (name, tasks) in enumerate(groups.items(), 1):
        lines += [f"{place}. {name} ({number(len(tasks))} nhiệm vụ):", *tasks]
    return {"heading": "II. NHIỆM VỤ", "lines": lines or ["Không còn nhiệm vụ đang thực hiện."]}


def _task(item: Any) -> str:
    due = day(item.due_then) if item.due_then else item.deadline_as_written
    due = due or ("thường xuyên" if item.is_standing else DOTS)
    helping = ", ".join(one.agency.label if one.agency else one.as_written for one in item.cooperations.all())
    return f"- {item.title}; thời hạn: {due}{f'; phối hợp: {helping}' if helping else ''}."


def _indicators(programme: Programme, user: User) -> Section:
    rows = Indicator.objects.visible_to(user).of_programme(programme).filter(secrecy__lte=programme.secrecy)
    found = rows.in_order().select_related("reported_by").prefetch_related("targets")
    lines = [_indicator(one) for one in found]
    return {"heading": "III. CHỈ TIÊU", "lines": lines or ["Văn bản không giao chỉ tiêu."]}


def _indicator(indicator: Indicator) -> str:
    unit = f", {indicator.unit}" if indicator.unit else ""
    targets = "; ".join(one.as_written for one in indicator.targets.all()) or DOTS
    reporter = indicator.reported_by.label if indicator.reported_by else DOTS
    return f"- {indicator.name}{unit}: {targets}; cơ quan báo cáo: {reporter}."


def _carrying_out(office: str, issued_by: str) -> Section:
    lines = [
        f"Cơ quan chủ trì báo cáo kết quả về {office} theo các kỳ báo cáo của chương trình.",
        "Khó khăn, vướng mắc và đề nghị gia hạn phải nêu rõ nguyên nhân.",
        f"{office} theo dõi, đôn đốc, tổng hợp, báo cáo {issued_by or DOTS}.",
    ]
    return {"heading": "IV. TỔ CHỨC THỰC HIỆN", "lines": lines}
