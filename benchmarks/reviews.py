"""How long a mid-term review takes: from "new review" to the draft report and its annexes, Word and Excel.

`python -m benchmarks.reviews`. Measured on the sample with its simulated history, on SQLite in an empty folder, in both
forms. Mark: at most 10 s, and every Word file is in its official form.
"""
# ruff: noqa: PLC0415 - Django is set up in a folder of its own before its models can be imported

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.machine import machine_class

DAY = dt.date(2023, 6, 30)
MARK_SECONDS = 10.0
RESULT = Path(__file__).parent / "results" / "reviews.json"


def main() -> int:
    """Play the history, review it in both forms, print the table; 1 if the mark is missed."""
    with tempfile.TemporaryDirectory() as folder:
        programme, office = _played(folder)
        found = {form: _reviewed(programme, office, form) for form in ("party", "state")}
    slowest = max(one["seconds"] for one in found.values())
    flaws = sum(one["flaws"] for one in found.values())
    _tell(found)
    result = {"machine": machine_class(), "mark_seconds": MARK_SECONDS, "forms": found}
    RESULT.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0 if slowest <= MARK_SECONDS and not flaws else 1


def _played(folder: str) -> tuple[Any, Any]:
    """Load the sample with its simulated history; give the programme and the person of its office."""
    os.environ |= {"DONDOC_VAR": folder, "DJANGO_SETTINGS_MODULE": "dondoc.web.settings"}
    import django

    django.setup()
    from django.core.management import call_command

    from dondoc.web.commands.demo import play, sample
    from dondoc.web.intake import demonstration
    from dondoc.web.organisations.models import User

    call_command("migrate", verbosity=0)
    demonstration.set_up()
    programme = sample()
    if programme is None:
        raise SystemExit("the sample is not there")
    play(programme, DAY)
    return programme, User.objects.get(email=demonstration.PEOPLE[0].email)


def _reviewed(programme: Any, office: Any, form: str) -> dict[str, Any]:
    """Review the programme in a form, and take the review back; give how long it took and what came out."""
    from django.db import transaction

    from dondoc.web import clock
    from dondoc.web.official.blocks import Form, Kind
    from dondoc.web.official.checker import flaws
    from dondoc.web.reviews import papers
    from dondoc.web.reviews.figures import gather
    from dondoc.web.reviews.services.opening import open_review
    from dondoc.web.reviews.workbook import workbook

    with clock.frozen(DAY), transaction.atomic():
        began = time.perf_counter()
        review = open_review(actor=office, programme=programme, kind="mid_term", as_of=DAY, form=form)
        figures = gather(review)
        report, annex = papers.report_docx(review, figures), papers.annex_docx(review, figures)
        book = workbook(figures, review.subject)
        seconds = time.perf_counter() - began
        transaction.set_rollback(True)
    found = (*flaws(report, Form(form), Kind.REPORT), *flaws(annex, Form(form), Kind.ANNEX))
    return {
        "seconds": round(seconds, 2),
        "items": figures.counts.total,
        "indicators": len(figures.indicators),
        "bytes": len(report) + len(annex) + len(book),
        "flaws": len(found),
    }


def _tell(found: dict[str, dict[str, Any]]) -> None:
    print(
        f"{'form':8} {'seconds':>8} {'items':>6} {'indicators':>11} {'flaws':>6}   (mark {MARK_SECONDS:.0f} s, 0 flaws)"
    )
    for form, one in found.items():
        print(f"{form:8} {one['seconds']:8.2f} {one['items']:6} {one['indicators']:11} {one['flaws']:6}")


if __name__ == "__main__":
    sys.exit(main())
