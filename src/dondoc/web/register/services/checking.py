"""The checks of the reader run again over a draft as people have corrected it, so that its findings are those of today.

What the reader says of its own reading (family R) is not asked again: it stands until somebody answers it.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from typing import Any

from django.db import transaction

from dondoc.reading.checks import run_checks
from dondoc.reading.checks.context import CheckContext
from dondoc.reading.register import CheckFinding, DeadlineReading, Item, Register
from dondoc.reading.repair import RepairedText
from dondoc.reading.repair.result import Change, Reading
from dondoc.reading.source import Span
from dondoc.reading.structure import structure
from dondoc.web.register.as_register import LEFT_OUT, register_of
from dondoc.web.register.choices import ReviewStatus
from dondoc.web.register.field_reviews import status_of
from dondoc.web.register.models import Document, DocumentText, Finding, Indicator, WorkItem
from dondoc.web.register.services.importing import finding_of
from dondoc.web.register.services.locking import hold
from dondoc.web.register.services.values import day_of
from dondoc.web.register.source_view import offsets_of, stored_source

ABOUT_READING = "R"


@transaction.atomic
def check_again(document: Document) -> None:
    """Bring the findings of a draft up to date: those that no longer hold go, new ones come.

    One that somebody has settled stays settled, and does not come back as long as it says the same.
    """
    if hold(document).status != Document.Status.DRAFT:
        return
    text = DocumentText.objects.filter(document=document).first()
    if text is None:
        return
    now = {_key(row): row for row in (finding_of(document, one) for one in _found(document, text))}
    known = set()
    for row in document.findings.exclude(code__startswith=ABOUT_READING):
        known.add(_key(row))
        if _key(row) not in now and row.settled_at is None:
            row.delete()
    for key, row in now.items():
        if key not in known:
            row.full_clean()
            row.save()


def subject_of(item: WorkItem, *, shared: bool) -> str:
    """Give the name by which a finding speaks of an item; the parts of a split item share its number."""
    return f"item-{item.number}:{item.pk}" if shared else f"item-{item.number}"


def _found(document: Document, text: DocumentText) -> list[CheckFinding]:
    repaired = repaired_of(text)
    context = CheckContext(repaired, structure(repaired), _register(document))
    return [one for one in run_checks(context) if not one.code.startswith(ABOUT_READING)]


def repaired_of(text: DocumentText) -> RepairedText:
    """Give the repaired text as the reader had it, as far as it is stored."""
    return RepairedText(
        stored_source(text), text.repaired, offsets_of(text), tuple(_change(one) for one in text.changes)
    )


def _change(one: dict[str, Any]) -> Change:
    others = tuple(Reading(words, probability) for words, probability in one["alternatives"])
    seen, confidence = one.get("seen", one["meant"]), one.get("confidence", 1.0)
    return Change(Span(*one["span"]), Span(*one["source"]), seen, one["meant"], confidence, others)


def _register(document: Document) -> Register:
    """Give the register as it is now, its items under the names that findings have for them."""
    register = register_of(document, WorkItem.objects.all(), Indicator.objects.all())
    rows = list(document.items.exclude(state__in=LEFT_OUT).in_order())
    numbers = Counter(row.number for row in rows)
    items = [_item(item, row, shared=numbers[row.number] > 1) for item, row in zip(register.items, rows, strict=True)]
    items.sort(key=lambda item: (item.source.start, item.id))
    return dataclasses.replace(register, items=tuple(items), findings=())


def _item(item: Item, row: WorkItem, *, shared: bool) -> Item:
    deadline = item.deadline
    if deadline is not None and status_of(row, "deadline") == ReviewStatus.UNREVIEWED:
        deadline = dataclasses.replace(deadline, alternatives=tuple(map(_reading, row.deadline_alternatives)))
    return dataclasses.replace(item, id=subject_of(row, shared=shared), deadline=deadline, lead_agency=_lead(item, row))


def _lead(item: Item, row: WorkItem) -> str | None:
    """Give the lead in the words of the document, which is what the checks were made for."""
    return row.lead_as_written or item.lead_agency


def _reading(one: dict[str, Any]) -> DeadlineReading:
    return DeadlineReading(one["as_written"], day_of(one["from"]), day_of(one["to"]), one["probability"])


def _key(row: Finding) -> tuple[str, str, str, str, int | None]:
    """Tell one finding from another: what it says, of what, where."""
    return row.code, row.subject, row.path, row.message, row.source_start
