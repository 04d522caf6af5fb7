"""A review as official Word files: the report and its annexes, filled from frozen figures or from a draft's."""

from __future__ import annotations

from typing import Any

from dondoc.web.official import render
from dondoc.web.official.blocks import DOTS, Form, Kind
from dondoc.web.official.words import day, day_in_words, number, share
from dondoc.web.reviews.choices import CLOSED, Outcome, Section
from dondoc.web.reviews.figures import Figures
from dondoc.web.reviews.models import Review
from dondoc.web.reviews.words import NO_LEAD_WORDS, RATES, STATUS, outcome_words

LISTED = 60  # rows of one list in the report itself; the annex has them all


def report_docx(review: Review, figures: Figures) -> bytes:
    """Give the report as a .docx in the review's form."""
    return render.document(
        Form(review.form), Kind.REPORT, report_values(review, figures), office=review.programme.office_id
    )


def annex_docx(review: Review, figures: Figures) -> bytes:
    """Give the statistical annexes as a .docx on landscape pages."""
    return render.document(
        Form(review.form), Kind.ANNEX, annex_values(review, figures), office=review.programme.office_id
    )


def report_values(review: Review, figures: Figures) -> dict[str, Any]:
    """Give what the template of a report may name (`docs/measure.md` lists it)."""
    return {
        "head": head_of(review, "BÁO CÁO", review.subject),
        "signature": {"role": review.signatory_role, "name": review.signatory},
        "recipients": [*(f"{one}," for one in review.recipients), "Lưu."],
        "opening": _opening(review, figures),
        "counts_sentence": _counts_sentence(figures),
        "counts": count_rows(figures),
        "rates": [f"{RATES[name]}: {share(part, whole)}" for name, part, whole in figures.rates()],
        "comparison": _comparison(figures),
        "agencies": agency_rows(figures),
        "overdue_sentence": _overdue_sentence(figures),
        "overdue": _overdue(figures),
        "changed": _changed(figures),
        "indicators_sentence": _indicators_sentence(figures),
        "indicators": indicator_rows(figures),
        "narratives": {section.value: _lines(figures, section) for section in Section},
        "closing": f"Trên đây là báo cáo {review.subject}.",
    }


def annex_values(review: Review, figures: Figures) -> dict[str, Any]:
    """Give what the template of the annexes may name."""
    between = "-" if review.form == Review.Form.PARTY else "/"
    issued = day_in_words(review.signed_on, review.as_of.year)
    reference = f"{review.number or DOTS}{between}{review.symbol}"
    return {
        "attached_to": f"Báo cáo số {reference} {issued} của {review.programme.office.name}",
        "items": item_rows(figures),
        "agencies": agency_rows(figures),
        "indicators": indicator_rows(figures),
    }


def head_of(review: Review, name: str, subject: str) -> dict[str, Any]:
    """Give the head of a document; what is not known yet is None and prints as dots."""
    return {
        "superior": review.programme.document.issued_by.upper(),
        "issuer": review.programme.office.name.upper(),
        "number": review.number,
        "symbol": review.symbol,
        "place": review.place,
        "day": day_in_words(review.signed_on, review.as_of.year),
        "type": name,
        "subject": subject,
    }


def count_rows(figures: Figures) -> list[dict[str, Any]]:
    """Give each outcome with its count, and the whole they add up to."""
    counts = figures.counts
    rows = [{"words": outcome_words(one), "count": number(counts.of(one))} for one in Outcome]
    return [*rows, {"words": "Tổng số nhiệm vụ của văn bản", "count": number(counts.total)}]


def agency_rows(figures: Figures) -> list[dict[str, Any]]:
    """Give each agency's part, and the whole they add up to."""
    parts = [(row["name"] or NO_LEAD_WORDS, row["counts"]) for row in figures.agencies]
    return [
        {"number": place, **_agency_row(name, rows)}
        for place, (name, rows) in enumerate([*parts, ("Cộng", figures.counts.rows)], 1)
    ]


def _agency_row(name: str, rows: dict[str, list[int]]) -> dict[str, Any]:
    found = {outcome.value: number(len(rows.get(outcome, []))) for outcome in Outcome}
    closed = sum(len(rows.get(outcome, [])) for outcome in CLOSED)
    return {"name": name, "total": number(sum(map(len, rows.values()))), "closed": number(closed), **found}


def item_rows(figures: Figures) -> list[dict[str, Any]]:
    """Give every item with what became of it."""
    return [
        {
            "number": place,
            "path": row["path"],
            "title": row["title"],
            "lead": row["lead"],
            "first_due": day(row["first_due"]) if row["first_due"] else row["as_written"],
            "due": day(row["due"]) if row["due"] else row["as_written"],
            "extended": number(row["extended"]),
            "done": day(row["done"]) if row["done"] else "-",
            "outcome": outcome_words(row["outcome"]),
        }
        for place, row in enumerate(figures.items, 1)
    ]


def indicator_rows(figures: Figures) -> list[dict[str, Any]]:
    """Give every indicator; a value that is not known is dots."""
    return [
        {
            "number": place,
            "name": row["name"],
            "unit": row["unit"],
            "baseline": number(row["baseline"]),
            "target": "; ".join(row["targets"]),
            "actual": number(row["actual"]),
            "status": STATUS[row["status"]],
        }
        for place, row in enumerate(figures.indicators, 1)
    ]


def _opening(review: Review, figures: Figures) -> str:
    document = review.programme.document
    issued = f" ngày {day(document.issued_on)}" if document.issued_on else ""
    by = f" của {document.issued_by}" if document.issued_by else ""
    return (
        f"Thực hiện {document.get_document_type_display()} số {document.reference}{issued}{by}, "
        f"{review.programme.office.name} báo cáo kết quả thực hiện từ ngày {day(review.covers_from)} "
        f"đến ngày {day(figures.on)} như sau:"
    )


def _counts_sentence(figures: Figures) -> str:
    counts = figures.counts
    return (
        f"Tính đến ngày {day(figures.on)}, văn bản giao {number(counts.total)} nhiệm vụ, gồm "
        f"{number(counts.of(Outcome.DONE_ON_TIME))} hoàn thành đúng hạn, {number(counts.of(Outcome.DONE_LATE))} hoàn "
        f"thành quá hạn, {number(counts.of(Outcome.OPEN_IN_TIME))} đang thực hiện trong hạn (trong đó "
        f"{number(len(figures.rows('undated')))} chưa có hạn hoặc thường xuyên), "
        f"{number(counts.of(Outcome.OPEN_OVERDUE))} đang thực hiện quá hạn, {number(counts.of(Outcome.MERGED))} đã gộp "
        f"và {number(counts.of(Outcome.DROPPED))} thôi theo dõi."
    )


def _comparison(figures: Figures) -> list[str]:
    before = figures.previous
    if before is None:
        return []
    lines = []
    for outcome in Outcome:
        was, now = before.counts.of(outcome), figures.counts.of(outcome)
        change = f"tăng {number(now - was)}" if now > was else f"giảm {number(was - now)}" if now < was else "không đổi"
        lines.append(f"{outcome_words(outcome)}: {number(was)} (đến {day(before.on)}) → {number(now)}, {change}")
    return lines


def _overdue_sentence(figures: Figures) -> str:
    late = figures.counts.of(Outcome.OPEN_OVERDUE)
    if not late:
        return "Không có nhiệm vụ quá hạn."
    rest = f"; dưới đây nêu {LISTED} nhiệm vụ chậm nhất, toàn bộ tại Phụ lục I" if late > LISTED else ""
    return f"Có {number(late)} nhiệm vụ đang thực hiện đã quá hạn{rest}:"


def _overdue(figures: Figures) -> list[dict[str, Any]]:
    late = [row for row in figures.items if row["outcome"] == Outcome.OPEN_OVERDUE]
    late.sort(key=lambda row: -row["over"])
    return [
        {
            "number": place,
            "title": row["title"],
            "lead": row["lead"],
            "due": day(row["due"]),
            "over": number(row["over"]),
            "cause": row["cause"],
        }
        for place, row in enumerate(late[:LISTED], 1)
    ]


def _changed(figures: Figures) -> list[str]:
    """Say which items were extended, merged, dropped, and which were never started."""
    items = {row["pk"]: row for row in figures.items}
    lines = []
    for pk in figures.rows("extended")[:LISTED]:
        row = items[pk]
        lines.append(f"{row['title']}: gia hạn {row['extended']} lần, hạn ban đầu {day(row['first_due'])}")
    for row in figures.items:
        if row["outcome"] == Outcome.MERGED:
            lines.append(f"{row['title']}: đã gộp vào nhiệm vụ tại {row['merged_into'] or DOTS}")
        elif row["outcome"] == Outcome.DROPPED:
            lines.append(f"{row['title']}: thôi theo dõi, {row['closed_why'] or DOTS}")
    lines += [f"{items[pk]['title']}: chưa triển khai" for pk in figures.rows("never_started")[:LISTED]]
    return lines


def _indicators_sentence(figures: Figures) -> str:
    rows = figures.indicators
    if not rows:
        return "Văn bản không giao chỉ tiêu."
    unknown = sum(row["status"] == "unknown" for row in rows)
    return (
        f"Văn bản giao {number(len(rows))} chỉ tiêu; {number(len(rows) - unknown)} chỉ tiêu đã có số liệu, "
        f"{number(unknown)} chỉ tiêu chưa có số liệu:"
    )


def _lines(figures: Figures, section: Section) -> list[str]:
    """Give the paragraphs of a part; an agency's begin with its name."""
    lines = []
    for one in figures.narratives(section):
        first = f"{one['agency']}: " if one["agency"] else ""
        texts = [text for text in one["text"].splitlines() if text.strip()]
        lines += [f"{first if not place else ''}{text}" for place, text in enumerate(texts)]
    return lines
