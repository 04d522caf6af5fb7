"""The other readings of a field: what the reader kept, what the file's name and the signatures say; one is chosen."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from dondoc.files.ocr.head_line import number_in_name
from dondoc.reading.extract.deadlines import find_deadlines
from dondoc.reading.source import Span
from dondoc.reading.structure.zones import is_person
from dondoc.web import clock
from dondoc.web.organisations.linking import AgencyIndex
from dondoc.web.organisations.models import Agency
from dondoc.web.register.as_register import other_references
from dondoc.web.register.choices import Secrecy, Urgency
from dondoc.web.register.field_reviews import ReadThing, words_of
from dondoc.web.register.models import Citation, Document, DocumentSignature, Finding, WorkItem

LIKELY = 0.05  # a word's other readings below this are not worth a person's time
_NUMBER = re.compile(r"\d{1,5}")
MARKS: dict[str, tuple[str, Any]] = {"secrecy": ("R21", Secrecy), "urgency": ("R22", Urgency)}


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a field: its words (a day as ISO 8601), where they come from, what choosing it changes."""

    words: str
    source: str = ""
    changes: dict[str, Any] = field(default_factory=dict)

    @property
    def day(self) -> dt.date | None:
        """The day, where the reading is one."""
        found = self.changes.get("issued_on")
        return found if isinstance(found, dt.date) else None


def other_readings(
    thing: ReadThing,
    name: str,
    *,
    changes: Sequence[dict[str, Any]] = (),
    findings: Sequence[Finding] = (),
    signatures: Sequence[DocumentSignature] = (),
) -> list[Reading]:
    """Give the readings of a field beside the one in force, the likeliest first; none where there is no doubt.

    `changes` are the words of the document's text whose other readings the reader kept (for the title, the lead and the
    deadline of an item); `findings` and `signatures` are those of the document (for its head).
    """
    if isinstance(thing, WorkItem):
        found = _of_item(thing, name, changes)
    elif isinstance(thing, Document):
        found = _of_head(thing, name, findings, signatures)
    elif isinstance(thing, Citation):
        found = _of_citation(thing, name, findings)
    else:
        return []
    now = words_of(thing, name)
    first: dict[str, Reading] = {}
    for one in found:
        if one.words and one.words != now:
            first.setdefault(one.words, one)
    return list(first.values())


def _of_item(item: WorkItem, name: str, changes: Sequence[dict[str, Any]]) -> Iterator[Reading]:
    if name == "deadline":
        for other in item.deadline_alternatives:
            days = {"due_from": _day(other["from"]), "due_on": _day(other["to"])}
            yield Reading(
                other["as_written"],
                f"{other['probability']:.0%}",
                {"deadline_as_written": other["as_written"], **days},
            )
        yield from _deadlines(item, changes)
    elif name == "lead":
        for words in item.alternative_leads:
            yield Reading(str(words), "", {"lead_as_written": str(words), "lead_is_class": False})
        for lead, source in _reworded(item, item.lead_as_written, changes):
            yield Reading(lead, source, {"lead_as_written": lead, "lead_is_class": item.lead_is_class})
    elif name == "title":
        for title, source in _reworded(item, item.title, changes):
            yield Reading(title, source, {"title": title})


def with_lead(item: WorkItem, changes: dict[str, Any]) -> dict[str, Any]:
    """Link the agency that the words of a chosen lead mean; looked up only when it is chosen."""
    if "lead_as_written" not in changes:
        return changes
    index = AgencyIndex.load((item.document and item.document.issued_on) or clock.real_today())
    return {**changes, "lead_agency": Agency.objects.filter(pk=index.agency(changes["lead_as_written"]) or 0).first()}


def _deadlines(item: WorkItem, changes: Sequence[dict[str, Any]]) -> Iterator[Reading]:
    """Give the deadline with a doubtful word read the other way, where that names another time."""
    issued_on = item.document.issued_on if item.document else None
    for words, source in _reworded(item, item.deadline_as_written, changes):
        for found in find_deadlines(words, issued_on=issued_on)[:1]:
            days = {"due_from": found.due_from, "due_on": found.due_on, "precision": found.precision}
            if (found.due_from, found.due_on) != (item.due_from, item.due_on):
                yield Reading(words, source, {"deadline_as_written": words, **days})


def _reworded(item: WorkItem, text: str, changes: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Give words of an item with a doubtful word read the other way, for words that stand in them once."""
    heading = item.provision.source_span if item.provision else None
    spans = [span for span in (item.source_span, heading) if span]
    for change in changes:
        place = Span(*change["source"])
        if not change["alternatives"] or not any(span.covers(place) for span in spans):
            continue
        word = re.compile(rf"(?<!\w){re.escape(change['meant'])}(?!\w)")
        if len(word.findall(text)) != 1:
            continue
        for other, probability in change["alternatives"]:
            if probability >= LIKELY:
                yield replaced(text, word, str(other)), f"{probability:.0%}"


def replaced(text: str, pattern: re.Pattern[str], words: str) -> str:
    """Give a text with the one place of a pattern replaced by words as they are."""
    found = pattern.search(text)
    return text[: found.start()] + words + text[found.end() :] if found else text


def _of_head(
    document: Document, name: str, findings: Sequence[Finding], signatures: Sequence[DocumentSignature]
) -> Iterator[Reading]:
    if name == "reference" and document.reference:
        named = number_in_name(document.file_name)
        if named:
            yield _numbered(document, named, _("theo tên tệp"))
        for number in _listed(findings, "R16", "numbers"):
            yield _numbered(document, number, _("cách đọc khác trên ảnh"))
    elif name == "issued_on":
        for day in _listed(findings, "R17", "dates"):
            found = dt.date.fromisoformat(day)
            yield Reading(day, _("cách đọc khác trên ảnh"), {"issued_on": found})
        for signature in signatures:
            if signature.signed_at and (document.issued_on is None or _touches(findings, "R17", "R18")):
                signed = timezone.localtime(signature.signed_at).date()
                yield Reading(signed.isoformat(), _("ngày ký số"), {"issued_on": signed})
    elif name in MARKS:
        yield from _marked(document, name, findings)
    elif name == "signatory":
        for person in _listed(findings, "R19", "signatories"):
            yield Reading(person[:150], _("cách đọc khác trên ảnh"), {"signatory": person[:150]})
        for signature in signatures if not document.signatory or _touches(findings, "R19", "R20") else ():
            if is_person(signature.signer) and not signature.signer.isupper():  # in capitals signs a body
                yield Reading(signature.signer[:150], _("theo chữ ký số"), {"signatory": signature.signer[:150]})


def _marked(document: Document, name: str, findings: Sequence[Finding]) -> Iterator[Reading]:
    """Give the class that the mark on the first page names, where it is not the one in force."""
    code, choices = MARKS[name]
    mark = next((str(one.details.get("mark", "")) for one in findings if one.code == code), "").casefold()
    for value, label in choices.choices:
        if mark.startswith(str(label).casefold()) and value != getattr(document, name):  # "hỏa tốc hẹn giờ"
            yield Reading(str(label), _("dấu trên văn bản"), {name: value})


def _of_citation(citation: Citation, name: str, findings: Sequence[Finding]) -> Iterator[Reading]:
    """Give the other readings of a cited reference."""
    for words in other_references(citation, findings) if name == "reference" else ():
        yield Reading(words[:60], _("cách đọc khác trên ảnh"), {"reference": words[:60]})


def _numbered(document: Document, number: str, source: str) -> Reading:
    """Give the reference with another number, its leading zeros as the document writes them."""
    first = _NUMBER.search(document.reference)
    if first is None or (first[0].lstrip("0") or "0") == number:
        return Reading("")
    words = document.reference[: first.start()] + number + document.reference[first.end() :]
    return Reading(words, source, {"reference": words})


def _listed(findings: Sequence[Finding], code: str, name: str) -> list[str]:
    """Give the readings that a finding lists in its details."""
    found = next((one.details.get(name, "") for one in findings if one.code == code), "")
    return [part for part in str(found).split(" / ") if part and part != "?"]


def _touches(findings: Sequence[Finding], *codes: str) -> bool:
    return any(one.code in codes for one in findings)


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
