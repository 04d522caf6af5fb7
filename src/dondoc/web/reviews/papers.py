"""A review as official Word files: the report and its annexes, filled from frozen figures or from a draft's."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dondoc.web.official import render
from dondoc.web.official.blocks import DOTS, Form, Kind
from dondoc.web.official.words import day, day_in_words, measure, number, recipients, share
from dondoc.web.reviews import paragraphs
from dondoc.web.reviews.choices import CLOSED, Outcome, Section
from dondoc.web.reviews.figures import Figures
from dondoc.web.reviews.models import Review
from dondoc.web.reviews.words import NO_LEAD_WORDS, RATES, STATUS, outcome_words
from dondoc.web.text import address_text


def report_docx(review: Review, figures: Figures) -> bytes:
    """Give the report as a .docx in the review's form."""
    values = report_values(review, figures)
    return render.document(Form(review.form), Kind.REPORT, values, office=review.programme.office_id)


def annex_docx(review: Review, figures: Figures) -> bytes:
    """Give the statistical annexes as a .docx on landscape pages."""
    values = annex_values(review, figures)
    return render.document(Form(review.form), Kind.ANNEX, values, office=review.programme.office_id)


def report_values(review: Review, figures: Figures) -> dict[str, Any]:
    """Give what the template of a report may name (`docs/measure.md` lists it)."""
    return {
        "head": head_of(review, "BÁO CÁO", review.subject),
        "signature": {"role": review.signatory_role, "name": review.signatory},
        "recipients": recipients(Form(review.form), review.recipients),
        "opening": paragraphs.opening(review, figures),
        "counts_sentence": paragraphs.counts_sentence(figures),
        "counts": count_rows(figures),
        "rates": [f"{RATES[name]}: {share(part, whole)}" for name, part, whole in figures.rates()],
        "comparison": paragraphs.comparison(figures),
        "agencies": agency_rows(figures),
        "overdue_sentence": paragraphs.overdue_sentence(figures),
        "overdue": paragraphs.overdue(figures),
        "changed": paragraphs.changed(figures),
        "indicators_sentence": paragraphs.indicators_sentence(figures),
        "indicators": indicator_rows(figures),
        "narratives": _narratives(figures),
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
    rows: list[dict[str, Any]] = [
        {"number": number(place), **_agency_row(*part)} for place, part in enumerate(parts, 1)
    ]
    return [*rows, {"number": "-", **_agency_row("Cộng", figures.counts.rows)}]


def _agency_row(name: str, rows: dict[str, list[int]]) -> dict[str, Any]:
    found = {outcome.value: number(len(rows.get(outcome, []))) for outcome in Outcome}
    closed = sum(len(rows.get(outcome, [])) for outcome in CLOSED)
    return {"name": name, "total": number(sum(map(len, rows.values()))), "closed": number(closed), **found}


def item_rows(figures: Figures) -> list[dict[str, Any]]:
    """Give every item with what became of it."""
    return [
        {
            "number": place,
            "path": address_text(row["path"]),
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
            "baseline": _of(measure(row["baseline"]), row["baseline_year"]),
            "target": "; ".join(row["targets"]),
            "actual": _of(measure(row["actual"]), _period(row["actual_of"])),
            "status": STATUS[row["status"]],
        }
        for place, row in enumerate(figures.indicators, 1)
    ]


def _of(value: str, when: int | str | None) -> str:
    """Give a value with the time it is of: "24 (2022)"."""
    return f"{value} ({when})" if when else value


def _period(last: str | None) -> int | str | None:
    """Give the year that a figure closes, or the day up to which it goes."""
    if last is None:
        return None
    ends_on = dt.date.fromisoformat(last)
    return ends_on.year if (ends_on.month, ends_on.day) == (12, 31) else f"đến {day(ends_on)}"


def _narratives(figures: Figures) -> dict[str, list[str]]:
    """Give the paragraphs of each part; a part with a heading of its own has dots where nobody has written."""
    parts = {section.value: paragraphs.said(figures, section) for section in Section}
    if not parts[Section.DIFFICULTIES]:
        parts[Section.DIFFICULTIES] = [DOTS]
    if not parts[Section.NEXT_STEPS] and not parts[Section.PROPOSALS]:
        parts[Section.NEXT_STEPS] = [DOTS]
    return parts
