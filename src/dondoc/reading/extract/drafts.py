"""A work item in the making, and the last step: places, confidence, numbers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from dondoc.reading.extract.agency_grammar import FoundAgency
from dondoc.reading.extract.agency_rolls import written_out
from dondoc.reading.extract.deadline_readings import with_readings
from dondoc.reading.extract.deadlines import find_deadlines
from dondoc.reading.extract.fields import find_fields, first_value
from dondoc.reading.extract.folding import fold
from dondoc.reading.extract.found_deadline import FoundDeadline
from dondoc.reading.extract.outline import Piece
from dondoc.reading.extract.own_times import stage_starts
from dondoc.reading.extract.places import confidence_of, place_of
from dondoc.reading.extract.recurrences import find_recurrence
from dondoc.reading.extract.titles import as_title, deliverable_of, kind_of
from dondoc.reading.register import Deadline, Item
from dondoc.reading.repair.result import RepairedText
from dondoc.reading.source import Place


@dataclass(frozen=True, slots=True)
class Lead:
    """The leading bodies: names in order, in the document's words, and where they stand.

    `helpers` co-operate in every duty below the words that name the leaders: "A chủ trì, phối hợp với B:".
    """

    names: tuple[str, ...]
    is_class: bool
    place: Piece | None = None
    helpers: tuple[str, ...] = ()

    @classmethod
    def of(cls, names: Sequence[FoundAgency], place: Piece | None) -> Lead | None:
        """Give the lead that a list of names makes, or None for an empty list."""
        names = written_out(names)
        if not names:
            return None
        if all(one.is_class for one in names) and place is not None:
            return cls((_words(place.text),), is_class=True, place=place)
        return cls(tuple(_words(one.name) for one in names), names[0].is_class, place)


def _words(name: str) -> str:
    return " ".join(name.split()).strip(" ,;.:")


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline as found, and the piece its span counts in."""

    found: FoundDeadline
    piece: Piece


@dataclass(frozen=True, slots=True)
class Draft:
    """A work item in the making: `title` is a piece, `source` the whole words of the item."""

    path: str
    title: Piece
    source: Piece
    lead: Lead | None = None
    cooperating: tuple[str, ...] = ()
    due: Due | None = None
    recurrence: str | None = None
    objective: str | None = None
    measures: str | None = None
    product: str | None = None
    optional: bool = False
    certainty: float = 1.0


def best_due(piece: Piece, found: Sequence[FoundDeadline], *, field: bool = False) -> Due | None:
    """Choose the deadline of an item: one with a last day before one without; in running text only what is bound.

    There a day or a month goes before a year, which often only says of which year the plan or the budget is. A field
    that tells stages gives the time of the last one.
    """
    usable = [one for one in found if field or one.bound]
    usable = [one for one in usable if one.precision != "open" or one.first_period or one.due_on]
    dated = [one for one in usable if one.due_on]
    if field:
        stages = stage_starts(fold(piece.text), 0, len(piece.text))
        dated = [one for one in dated if stages and one.span.start > stages[-1]] or dated
    else:
        dated = [one for one in dated if one.precision != "year"] or dated
    chosen = next(iter(dated or usable), None)
    return Due(chosen, piece) if chosen else None


def time_of_last(piece: Piece, issued_on: dt.date | None) -> Due | None:
    """Read "Thời gian hoàn thành: Quý IV/2025" in a paragraph of its own: it belongs to the duty before it."""
    when = first_value(find_fields(piece), "deadline") or (piece if _TIME_ALONE.match(fold(piece.text)) else None)
    return best_due(when, find_deadlines(when.text, issued_on=issued_on), field=True) if when else None


_TIME_ALONE = re.compile(
    r"\s*[-+]?\s*(?:thoi gian|thoi han|tien do|(?:(?:dam bao|bao dam|phan dau|yeu cau|phai)\s+)?hoan thanh)"
    r"(?:\s+(?:thuc hien|hoan thanh|xong|trinh|thuc thi|nhiem vu)){0,3}\s+"
    r"(?:trong|truoc|cham nhat|den|tu|vao|ngay|thang|quy|xong truoc)\s[^;:]{3,60}$"
)


def has_day_ahead(piece: Piece, found: Sequence[FoundDeadline], issued_on: dt.date | None) -> bool:
    """Tell whether a duty is due by a day, month or quarter that has not passed when the document is issued."""
    due = best_due(piece, found)
    last = due.found.due_on if due and due.found.precision != "year" else None
    return last is not None and issued_on is not None and last >= issued_on


def recurrence_in(found: Sequence[FoundDeadline], words: str) -> str | None:
    """Give the recurrence that the deadlines or the words of a duty name."""
    codes = [code for one in found if one.recurrence for code in one.recurrence.split(",")]
    codes += (find_recurrence(words) or "").split(",")
    named = list(dict.fromkeys(code for code in codes if code and code != "periodic"))
    return ",".join(named) or ("periodic" if "periodic" in codes else None)


def finish(drafts: Sequence[Draft], repaired: RepairedText, *, issued_on: dt.date | None) -> tuple[Item, ...]:
    """Give the items in reading order, numbered, with their places in the source."""
    ordered = sorted(drafts, key=lambda one: (one.source.paragraph.number, one.source.start, one.title.start))
    return tuple(_item(f"item-{number}", draft, repaired, issued_on) for number, draft in enumerate(ordered, 1))


def _item(name: str, draft: Draft, repaired: RepairedText, issued_on: dt.date | None) -> Item:
    title = as_title(draft.title.text)
    lead = draft.lead
    deliverable = deliverable_of(title, draft.product)
    return Item(
        id=name,
        path=draft.path,
        title=title,
        deliverable=deliverable,
        lead_agency=lead.names[0] if lead else None,
        cooperating_agencies=draft.cooperating,
        objective=draft.objective,
        measures=draft.measures,
        deadline=_deadline(draft.due, repaired, issued_on),
        recurrence=draft.recurrence,
        confidence=_confidence(draft, repaired),
        source=_place(draft.source, repaired),
        lead_is_class=bool(lead and lead.is_class),
        alt_leads=lead.names[1:] if lead else (),
        kind=kind_of(
            title, deliverable=deliverable, recurrence=draft.recurrence, lead_is_class=bool(lead and lead.is_class)
        ),
        optional=draft.optional,
        lead_source=_place(lead.place, repaired) if lead and lead.place else None,
    )


def _place(piece: Piece, repaired: RepairedText) -> Place:
    return place_of(repaired, piece.paragraph, piece.span)


def _confidence(draft: Draft, repaired: RepairedText) -> float:
    """The certainty of the rule, times how surely the words that carry facts were read."""
    pieces = [draft.title, *([draft.lead.place] if draft.lead and draft.lead.place else [])]
    if draft.due:
        pieces.append(draft.due.piece.part(draft.due.found.span))
    read = min(confidence_of(repaired, piece.paragraph, piece.span) for piece in pieces)
    return round(draft.certainty * read, 3)


def _deadline(due: Due | None, repaired: RepairedText, issued_on: dt.date | None) -> Deadline | None:
    if due is None:
        return None
    place = due.piece.part(due.found.span)
    found = with_readings(due.found, place, repaired, issued_on=issued_on)
    return Deadline(
        as_written=" ".join(found.as_written.split()),
        due_from=found.due_from,
        due_on=found.due_on,
        precision=found.precision,
        alternatives=found.alternatives,
        source=_place(place, repaired),
    )
