"""The fields of the open entry as rows of the desk: what each says, how it stands, its doubts and other readings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dondoc.output.rows import recurrence_words
from dondoc.output.words import day as day_words
from dondoc.web.intake.desk import SURE, Entry, key_of
from dondoc.web.intake.field_forms import plain_number
from dondoc.web.intake.readings import Reading, other_readings
from dondoc.web.register.as_register import other_references
from dondoc.web.register.choices import DocumentType, ReviewStatus, Severity
from dondoc.web.register.field_reviews import ReadThing, fields_of, label_of, status_of, words_of
from dondoc.web.register.models import Citation, Document, DocumentSignature, Finding, Indicator, WorkItem
from dondoc.web.register.services.checking import subject_of
from dondoc.web.register.services.dating import BY_DAY_OF_ISSUE

# Empty without doubt: many documents say nothing of these.
MAY_LACK = frozenset(
    {"cooperating", "deadline", "recurrence", "unit", "baseline", "issued_by", "objective", "measures"}
)
# Which field the findings of a family speak of.
FAMILIES = {
    WorkItem: {"L": "lead", "D": "deadline", "P": "title"},
    Indicator: {"T": "targets"},
    Citation: {"C": "reference", "R23": "reference"},
    Document: {
        "R16": "reference",
        "R17": "issued_on",
        "R18": "issued_on",
        "R19": "signatory",
        "R20": "signatory",
        "R21": "secrecy",
        "R22": "urgency",
    },
}
LOUD = frozenset({"R14", "R15", "R21"})  # of signatures and State secrets: they stay until somebody settles them
FACT_NAMES = {"cooperating": "with"}  # the names that pages light words by, where they differ from the field's
CHOICES = frozenset({"deliverable", "kind", "document_type", "secrecy", "urgency", "direction"})


@dataclass(frozen=True, slots=True)
class Around:
    """What of the document speaks of its fields."""

    findings: Sequence[Finding] = ()
    signatures: Sequence[DocumentSignature] = ()
    changes: Sequence[dict[str, Any]] = ()


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field on the desk."""

    name: str
    label: str
    words: str
    status: ReviewStatus
    doubtful: bool = False
    day: dt.date | None = None
    chips: tuple[str, ...] = ()
    note: str = ""
    fact: str = ""
    said: dict[str, Any] = field(default_factory=dict)
    findings: tuple[str, ...] = ()
    readings: tuple[tuple[int, int, Reading], ...] = ()  # key on the desk, choice, reading

    @property
    def shape(self) -> str:
        if self.status != ReviewStatus.UNREVIEWED:
            return "done"
        return "soon" if self.doubtful else "open"

    @property
    def standing(self) -> str:
        """How the field stands, in words."""
        if self.status == ReviewStatus.UNREVIEWED and self.doubtful:
            return _("Đọc chưa chắc")
        return str(self.status.label)

    @property
    def is_waiting(self) -> bool:
        return self.status == ReviewStatus.UNREVIEWED

    @property
    def is_corrected(self) -> bool:
        return self.status == ReviewStatus.CORRECTED

    @property
    def keep_key(self) -> int:
        """The key that keeps the reading in force, before those of the others."""
        return self.readings[0][0] - 1


def rows_of(thing: ReadThing, around: Around) -> list[FieldRow]:
    """Give the rows of a thing; the keys of other readings run over all of its fields: 1 keeps, 2 takes the other."""
    rows = []
    key = 1
    for name in fields_of(thing):
        waiting = status_of(thing, name) == ReviewStatus.UNREVIEWED
        found = readings_of(thing, name, around) if waiting else []
        numbered = tuple((key + choice, choice, one) for choice, one in enumerate(found, 1))
        key += len(found) + 1 if found else 0
        rows.append(_row(thing, name, around, numbered))
    return rows


def readings_of(thing: ReadThing, name: str, around: Around) -> list[Reading]:
    """Give the other readings of a field."""
    return other_readings(thing, name, changes=around.changes, findings=around.findings, signatures=around.signatures)


def _row(thing: ReadThing, name: str, around: Around, readings: tuple[tuple[int, int, Reading], ...]) -> FieldRow:
    waiting = status_of(thing, name) == ReviewStatus.UNREVIEWED
    findings = tuple(dict.fromkeys(_findings(thing, name, around))) if waiting else ()
    words = _shown(thing, name)
    missing = not words and name not in MAY_LACK
    return FieldRow(
        name=name,
        label=label_of(thing, name),
        words=words,
        status=status_of(thing, name),
        doubtful=missing or bool(readings) or bool(findings) or _unsure(thing, name),
        day=_day(thing, name),
        chips=_chips(thing, name),
        note=_note(thing, name),
        fact=f"{FACT_NAMES.get(name, name)}-{key_of(thing)}",
        said=thing.field_reviews.get(name, {}),
        findings=findings,
        readings=readings,
    )


def _shown(thing: ReadThing, name: str) -> str:
    """Give what a field says, as a person reads it."""
    if name == "recurrence" and isinstance(thing, WorkItem):
        return recurrence_words(thing.recurrence, get_language() or "vi") if thing.recurrence else ""
    if name in CHOICES and words_of(thing, name):
        return str(getattr(thing, f"get_{name}_display")())
    if name == "baseline" and isinstance(thing, Indicator) and thing.baseline is not None:
        return plain_number(thing.baseline) + (f" ({thing.baseline_year})" if thing.baseline_year else "")
    if name == "lead" and isinstance(thing, WorkItem) and thing.lead_agency:
        return thing.lead_agency.name
    return words_of(thing, name)


def _day(thing: ReadThing, name: str) -> dt.date | None:
    if name == "deadline" and isinstance(thing, WorkItem):
        return thing.due_on
    return thing.issued_on if name == "issued_on" and isinstance(thing, (Document, Citation)) else None


def _chips(thing: ReadThing, name: str) -> tuple[str, ...]:
    """Give the agencies that work on an item, one by one."""
    shown = isinstance(thing, WorkItem) and name == "cooperating"
    return tuple(str(one) for one in thing.cooperations.all()) if shown else ()  # type: ignore[union-attr]


def _note(thing: ReadThing, name: str) -> str:
    """Give what stands beside the words in small print."""
    if isinstance(thing, WorkItem) and name == "deadline":
        return _dated_again(thing)
    if not isinstance(thing, WorkItem) or name != "lead":
        return ""
    if thing.lead_is_class:
        return _("từng cơ quan của nhóm")
    if thing.lead_agency is None:
        return _("chưa có trong danh mục") if thing.lead_as_written else ""
    written = thing.lead_as_written
    return _("văn bản ghi: %(words)s") % {"words": written} if written and written != thing.lead_agency.name else ""


def _dated_again(item: WorkItem) -> str:
    """Say that the days were counted again from the corrected day of issue, until somebody has looked at the item."""
    last = list(item.history.order_by("-history_date", "-history_id")[:2])
    if len(last) < 2 or last[0].history_change_reason != BY_DAY_OF_ISSUE:
        return ""
    former = last[1].due_on
    words = _("tính lại theo ngày ban hành đã sửa; trước đó: %(day)s")
    return words % {"day": day_words(former) if former else _("chưa có")}


def _unsure(thing: ReadThing, name: str) -> bool:
    """Tell whether the reader was not sure of a field."""
    if isinstance(thing, WorkItem):
        unlinked = thing.lead_agency_id is None and not thing.lead_is_class
        return (name == "lead" and unlinked) or (name == "title" and thing.confidence < SURE)
    if isinstance(thing, Document):
        return name == "document_type" and thing.document_type == DocumentType.OTHER
    return isinstance(thing, Indicator) and name in {"name", "targets"} and thing.confidence < SURE


def with_doubts(entries: Sequence[Entry], findings: Sequence[Finding]) -> list[Entry]:
    """Mark the entries as doubtful that the reader was not sure of, by what it says of its own reading."""
    about = [one for one in findings if one.code.startswith("R") and one.severity != Severity.NOTE]
    return [replace(one, doubted=any(_waits(one.thing, found) for found in about)) for one in entries]


def _waits(thing: ReadThing, found: Finding) -> bool:
    """Tell whether a finding speaks of a field that nobody has looked at."""
    name = _field_of(thing, found)
    return bool(name) and status_of(thing, name) == ReviewStatus.UNREVIEWED and _speaks_of(found, thing)


def unanswered(entries: Iterable[Entry], findings: Sequence[Finding]) -> list[Finding]:
    """Leave out the findings that speak of a field which somebody has confirmed or corrected since."""
    answered: set[int] = set()
    for thing in (one.thing for one in entries if not one.is_aside):
        for found in findings:
            name = _field_of(thing, found)
            if name and status_of(thing, name) != ReviewStatus.UNREVIEWED and _speaks_of(found, thing):
                answered.add(found.pk)
    return [one for one in findings if one.pk not in answered or one.code in LOUD]


def _field_of(thing: ReadThing, found: Finding) -> str:
    """Give the field of a thing that a finding of this code speaks of."""
    if found.code == "R01" and isinstance(thing, WorkItem):
        return "deadline" if found.details.get("fact_en") == "the deadline" else "lead"
    families = FAMILIES[type(thing)]
    return families.get(found.code) or families.get(found.code[:1]) or ""


def _findings(thing: ReadThing, name: str, around: Around) -> Iterator[str]:
    """Give the sentences of the findings that speak of a field, in the language of the page."""
    for found in around.findings:
        if found.severity != Severity.NOTE and _field_of(thing, found) == name and _speaks_of(found, thing):
            yield found.said


def _speaks_of(found: Finding, thing: ReadThing) -> bool:
    if isinstance(thing, Document):
        return True
    if isinstance(thing, Citation) and found.code == "R23":
        return bool(other_references(thing, [found]))
    if isinstance(thing, WorkItem):
        return found.subject in {subject_of(thing, shared=False), subject_of(thing, shared=True)}
    subject = thing.name if isinstance(thing, Indicator) else str(thing)
    return found.subject == subject[:60]
