"""The conclusion of an inspection as an official Word file, from the templates of `official`."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from django.utils.translation import override

from dondoc.web.inspections.models import Check, Inspection, InspectionFinding
from dondoc.web.official import render
from dondoc.web.official.blocks import DOTS, Form, Kind
from dondoc.web.official.words import day, day_in_words, lowered, number, recipients

Answer = Check.Answer
REFERENCE = re.compile(r"\s*(\d+)\s*([-/])\s*(\S.*)")
FORMS = {"-": Form.PARTY, "/": Form.STATE}  # "3-KL/UBKT" is the Party's way to number, "3/KL-TTr" the State's


def conclusion_docx(inspection: Inspection) -> bytes:
    """Give the conclusion as a .docx, in Vietnamese whatever the language of the page.

    Raises `render.BrokenTemplate` where the office's own template cannot be filled.
    """
    with override("vi"):
        office = inspection.programme.office_id
        return render.document(form_of(inspection), Kind.CONCLUSIONS, conclusion_values(inspection), office=office)


def form_of(inspection: Inspection) -> Form:
    """Give the form of the reference of the conclusion, else that of the programme's document; the Party's if none."""
    references = (inspection.reference, inspection.programme.document.reference)
    found = (REFERENCE.match(reference) for reference in references)
    return next((FORMS[match[2]] for match in found if match), Form.PARTY)


def conclusion_values(inspection: Inspection) -> dict[str, Any]:
    """Give what the template of conclusions may name; who signs is not known and is left as dots."""
    names = [inspection.agency.name, inspection.programme.office.name]
    return {
        "head": _head(inspection),
        "opening": _opening(inspection),
        "sections": _sections(inspection),
        "closing": f"{inspection.plan.inspecting.name} thông báo để {inspection.agency.name} biết, thực hiện.",
        "signature": {"role": "", "name": ""},
        "recipients": recipients(form_of(inspection), dict.fromkeys(names)),
    }


def _head(inspection: Inspection) -> dict[str, Any]:
    inspecting = inspection.plan.inspecting
    match = REFERENCE.match(inspection.reference)
    symbol = match[3] if match else inspection.reference
    about = f"{lowered(str(inspection.get_kind_display()))} {inspection.agency.name}"
    named = symbol.upper().startswith("KL")
    return {
        "superior": inspecting.parent.name.upper() if inspecting.parent else "",
        "issuer": inspecting.name.upper(),
        "number": match[1] if match else None,
        "symbol": symbol,
        "place": inspection.programme.document.place_of_issue,
        "day": day_in_words(inspection.concluded_on, inspection.plan.year),
        "type": "KẾT LUẬN" if named else "THÔNG BÁO",
        "subject": about if named else f"kết luận {about}",
    }


def _opening(inspection: Inspection) -> str:
    plan, document = inspection.plan, inspection.programme.document
    issued = f" ngày {day(document.issued_on)}" if document.issued_on else ""
    by = f" của {document.issued_by}" if document.issued_by else ""
    return (
        f"Thực hiện Chương trình kiểm tra năm {plan.year} (số {plan.reference or DOTS}, ngày {day(plan.issued_on)}), "
        f"từ ngày {day(inspection.starts_on)} đến ngày {day(inspection.ends_on)}, {plan.inspecting.name} đã "
        f"{lowered(str(inspection.get_kind_display()))} {inspection.agency.name} về việc thực hiện {document}{issued}"
        f"{by}. Kết luận như sau:"
    )


def _sections(inspection: Inspection) -> list[dict[str, Any]]:
    findings = list(inspection.findings.order_by("pk"))
    return [
        {"heading": "I. NỘI DUNG ĐÃ KIỂM TRA", "lines": _checked(list(inspection.checks.order_by("position")))},
        {"heading": "II. HẠN CHẾ, VI PHẠM", "lines": _found(findings)},
        {"heading": "III. KẾT LUẬN", "lines": [one for one in inspection.conclusion.splitlines() if one.strip()]},
    ]


def _checked(checks: list[Check]) -> list[str]:
    """Say how many lines of the checklist were answered how, then what was seen where something is not met."""
    counts = Counter(one.answer for one in checks)
    parts = [f"{number(counts[answer])} {Answer(answer).label}" for answer in Answer if counts[answer]]
    first = f"Đã kiểm tra {number(len(checks))} nội dung: {', '.join(parts)}." if checks else "Không có nội dung nào."
    seen = [one for one in checks if one.answer in {Answer.PARTLY, Answer.UNMET}]
    return [first, *(f"- {one.question.rstrip('.')}: {one.get_answer_display()}. {one.note}" for one in seen)]


def _found(findings: list[InspectionFinding]) -> list[str]:
    if not findings:
        return ["Không ghi nhận hạn chế, vi phạm."]
    return [
        f"{place}. {one.text} Căn cứ: {one.evidence} Phải khắc phục trước ngày {day(_first_day(one))}."
        for place, one in enumerate(findings, 1)
    ]


def _first_day(finding: InspectionFinding) -> Any:
    """Give the day that was set when the finding was made: a re-check later may have set another."""
    return finding.history.earliest().correct_by if finding.times_returned else finding.correct_by
