"""The register: everything a directive orders, as frozen values, and its JSON form (`dondoc.register/1`).

The JSON form is a contract: only additions are allowed. `docs/register.schema.json` describes it and a test holds the
two together. Every fact carries its `Place` in the source text.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from dondoc.reading.source import Box, Place

SCHEMA = "dondoc.register/1"

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class DeadlineReading:
    """Another reading of a deadline with its probability (0..1)."""

    as_written: str
    due_from: dt.date | None
    due_on: dt.date | None
    probability: float


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as it was written and the days it stands for.

    `due_from` and `due_on` are the first and the last day of the period written ("trước ngày" has no first day); both
    are None where the words name no day ("sau khi có hướng dẫn"). `precision`: day, month, quarter, half-year, year,
    term, relative, conditional, open.
    """

    as_written: str
    due_from: dt.date | None
    due_on: dt.date | None
    precision: str
    alternatives: tuple[DeadlineReading, ...] = ()
    source: Place | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """What people said of one field of a fact that was read; a register that nobody reviewed has none.

    `status`: confirmed, corrected. `by` is the institution that stands for it, `read` the words before a correction.
    """

    field: str
    status: str
    by: str | None = None
    on: dt.date | None = None
    read: str | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A value (a number, or the low and high end of a range) to be reached by the end of a year; None: any year."""

    value: float | tuple[float, float] | None
    by: int | None
    as_written: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """A measurable target. `comparator`: =, >=, >, <=, <, between, yoy> (better than the year before), yoy<.

    `direction`: up, down, none. `target_kind`: level, change (by so much), rank (of N), ratio.
    """

    path: str
    name: str
    unit: str | None
    direction: str
    comparator: str
    baseline: float | None
    baseline_year: int | None
    targets: tuple[Target, ...]
    source: Place
    target_kind: str = "level"
    confidence: float = 1.0
    reviews: tuple[Review, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A work item. `id` is stable for one source text: "item-7".

    `recurrence`: daily, weekly, monthly, quarterly, half-yearly, yearly, 3y, 5y, continuous,
    periodic; joined by commas.
    `kind`: deliverable, duty, standing, report, plan_of_agency, inspection, dissemination, follow_up, review.
    """

    id: str
    path: str
    title: str
    deliverable: str
    lead_agency: str | None
    cooperating_agencies: tuple[str, ...]
    objective: str | None
    measures: str | None
    deadline: Deadline | None
    recurrence: str | None
    confidence: float
    source: Place
    lead_is_class: bool = False
    alt_leads: tuple[str, ...] = ()
    kind: str = "deliverable"
    optional: bool = False
    lead_source: Place | None = None
    reviews: tuple[Review, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """One numbered document named in the text, once. `kind`: supersedes, amends, repeals, implements, cites.

    `other_readings` are those of a reference that was read from a picture with doubt.
    """

    reference: str
    document_type: str | None
    issued_on: dt.date | None
    issued_by: str | None
    kind: str
    path: str
    source: Place
    subject: str | None = None
    reviews: tuple[Review, ...] = ()
    other_readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedLaw:
    """A law named without its number, once: its name as the text has it ("Luật Đất đai") and its year, if told."""

    name: str
    year: int | None
    path: str
    source: Place


@dataclass(frozen=True, slots=True)
class Relation:
    """How the directive stands to another document; kinds as in `Citation`."""

    kind: str
    reference: str
    issued_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Signature:
    """One digital signature or the stamp it left in the text; `signed_at` is ISO 8601 with its zone."""

    signer: str
    signed_at: str | None
    integrity: str = "unknown"
    trust: str = "unknown"
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class Directive:
    """The head of the document; None where the text lacks it."""

    reference: str | None = None
    document_type: str | None = None
    subject: str | None = None
    issued_by: str | None = None
    issued_on: dt.date | None = None
    place_of_issue: str | None = None
    signatory: str | None = None
    signatory_role: str | None = None
    recipients: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    signatures: tuple[Signature, ...] = ()
    reviews: tuple[Review, ...] = ()


@dataclass(frozen=True, slots=True)
class ProvisionRow:
    """One provision as the register lists it; `role` says what the ledger counts its text as."""

    address: str
    label: str
    kind: str
    heading: str | None
    text: str
    parent: str | None
    role: str
    source: Place


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """What a check found. `severity`: error, warning, note. `subject` names the item, indicator or citation, if any.

    `details` are the values the sentence was filled with, by name: with the code they say it in any language.
    """

    code: str
    severity: str
    message: str
    path: str
    source: Place | None
    fix: str = ""
    subject: str | None = None
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """The ledger: every paragraph counted once. `by_role` adds up to `paragraphs`."""

    paragraphs: int
    by_role: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Register:
    """The whole result of reading one directive."""

    directive: Directive
    provisions: tuple[ProvisionRow, ...] = ()
    items: tuple[Item, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    citations: tuple[Citation, ...] = ()
    findings: tuple[CheckFinding, ...] = ()
    coverage: Coverage = field(default=Coverage(0, ()))
    laws: tuple[NamedLaw, ...] = ()

    def to_json(self) -> Json:
        """Give the JSON form, version 1: plain dicts, lists, strings, numbers, None."""
        return {"schema": SCHEMA, **_plain(self)}

    @staticmethod
    def findings_to_json(findings: tuple[CheckFinding, ...]) -> list[Json]:
        """Give findings in their JSON form, as they stand in a register."""
        return [_plain(found) for found in findings]


def _plain(value: Any) -> Any:
    """Give a value of this module as JSON values; the names that differ are in `JSON_NAMES`."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _plain_record(value)
    if isinstance(value, (tuple, list)):
        return [_plain(part) for part in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    return value


def _plain_record(value: Any) -> Any:
    if isinstance(value, Coverage):
        return {"paragraphs": value.paragraphs, "by_role": dict(value.by_role)}
    if isinstance(value, Box):
        return [value.page, value.x0, value.y0, value.x1, value.y1]
    if isinstance(value, CheckFinding):
        return {**_plain_fields(value), "details": dict(value.details)}
    return _plain_fields(value)


def _plain_fields(value: Any) -> Json:
    names = JSON_NAMES.get(type(value), {})
    fields = [f.name for f in dataclasses.fields(value) if f.name not in ONLY_WHERE_THERE or getattr(value, f.name)]
    return {names.get(name, name): _plain(getattr(value, name)) for name in fields}


ONLY_WHERE_THERE = frozenset({"reviews", "other_readings"})  # most registers have none


JSON_NAMES: dict[type, dict[str, str]] = {
    Deadline: {"due_from": "from", "due_on": "to"},
    DeadlineReading: {"due_from": "from", "due_on": "to"},
}
