"""L: one task, one lead agency."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from dondoc.reading.checks.context import CheckContext
from dondoc.reading.checks.findings import about_item, finding
from dondoc.reading.checks.issue import issue_of
from dondoc.reading.checks.kind import CheckFunction
from dondoc.reading.checks.products import DOCUMENTS, is_product, kind_words
from dondoc.reading.checks.writing import day
from dondoc.reading.extract.agencies import find_agencies
from dondoc.reading.extract.agency_grammar import FoundAgency
from dondoc.reading.extract.folding import fold, spelling
from dondoc.reading.register import CheckFinding, Item
from dondoc.reading.source import Place, Span
from dondoc.reading.vocabulary import vocabulary


def product_without_lead(context: CheckContext) -> Iterator[CheckFinding]:
    """L01: a product that no agency leads."""
    for item in _without_lead(context):
        if is_product(item):
            yield about_item("L01", item)


def task_without_lead(context: CheckContext) -> Iterator[CheckFinding]:
    """L02: a task, without a product, that nobody is given."""
    for item in _without_lead(context):
        if not is_product(item):
            yield about_item("L02", item)


def _without_lead(context: CheckContext) -> Iterator[Item]:
    for item in context.register.items:
        if item.lead_agency is None and not item.optional:
            yield item


def several_leads(context: CheckContext) -> Iterator[CheckFinding]:
    """L03: one task with more than one lead."""
    for item, leads in _shared(context):
        if is_product(item) or _are_called_leads(context, item):
            yield about_item("L03", item, source=item.lead_source, leads=leads)


def together_without_lead(context: CheckContext) -> Iterator[CheckFinding]:
    """L09: several bodies are addressed as one ("Báo tỉnh, Đài tỉnh tuyên truyền"); none of them is called the lead."""
    for item, leads in _shared(context):
        if not is_product(item) and not _are_called_leads(context, item):
            yield about_item("L09", item, source=item.lead_source, leads=leads)


def _shared(context: CheckContext) -> Iterator[tuple[Item, str]]:
    """Give the items of several bodies, with their names in one row."""
    for item in context.register.items:
        others = [name for name in item.alt_leads if name != item.lead_agency]
        if item.lead_agency and others and not item.lead_is_class and not _enforces(item):
            yield item, "; ".join([item.lead_agency, *others])


_LEADS = re.compile(r"\b(?:chu tri(?! hoac phoi hop)|dau moi|chiu trach nhiem chinh)\b")
_GUIDES = r"\W+(?:lanh dao|chi dao)\W+(?:va\W+|,\W*(?:lanh dao|chi dao)\W+)?"


def _are_called_leads(context: CheckContext, item: Item) -> bool:
    """Tell whether the words around the bodies, or the head of their column, call them leads.

    "A lãnh đạo B chủ trì" names one lead, and one that guides it.
    """
    row = context.rows.get(item.path)
    paragraph = context.paragraph_at(item.lead_source)
    if row and "lead" in row.columns and row.heads:
        return bool(_LEADS.search(fold(row.heads[row.columns.index("lead")])))
    words = fold(paragraph.text if paragraph else "")
    names = [re.escape(fold(name)) for name in (item.lead_agency or "", *item.alt_leads)]
    guided = any(re.search(f"{names[0]}{_GUIDES}{name}", words) for name in names[1:])
    ahead = re.search(rf"{_LEADS.pattern}[^:.;]{{0,40}}:?\W*{names[0]}", words)
    behind = re.search(rf"{names[-1]}\W+(?:\w+\s+){{0,2}}{_LEADS.pattern}", words)
    return bool(ahead or behind) and not guided


OFFICE_HOLDERS = re.compile(r"(?:chanh|giam doc|chu tich|thu truong|thu tuong|truong|pho|bo truong)\b")


def _enforces(item: Item) -> bool:
    """Tell whether office holders are named one after another: the clause by which a document is carried out."""
    return any(OFFICE_HOLDERS.match(fold(name)) for name in (item.lead_agency or "", *item.alt_leads))


_ADVISES = re.compile(r"(?:phoi hop|tham muu|giup|trinh|de nghi|cung|cua|cho|voi|va)(?:\s+(?:voi|cho))?\s*$")


def another_body_named(context: CheckContext) -> Iterator[CheckFinding]:
    """L04: the same part also orders another body to draw the product up."""
    for item in context.register.items:
        if item.lead_agency and not item.lead_is_class and item.deliverable in DOCUMENTS:
            yield from _other_bodies(context, item)


def _other_bodies(context: CheckContext, item: Item) -> Iterator[CheckFinding]:
    own = {agency_key(name) for name in (item.lead_agency or "", *item.alt_leads, *item.cooperating_agencies)}
    orders = _order_pattern(item.deliverable)
    for paragraph in context.item_blocks.get(item.path, ()):
        folded = fold(paragraph.text)
        for agency in find_agencies(paragraph.text) if orders.search(folded) else ():
            action = orders.match(folded, agency.span.end)
            if action and agency_key(agency.name) not in own and _acts(folded, agency, item):
                part = Span(agency.span.start, action.end())
                words = paragraph.text[agency.span.end : action.end()].strip()
                place = context.place(paragraph, part)
                yield about_item("L04", item, source=place, lead=item.lead_agency, other=agency.name, action=words)


def _order_pattern(deliverable: str) -> re.Pattern[str]:
    """Give what, right after an agency, orders it to draw the product up."""
    verbs = r"(?:chu tri|tham muu|chi dao|to chuc)?,?\s*(?:viec\s+)?(?:xay dung|soan thao|lap)"
    return re.compile(rf"\s+{verbs}\s+(?:\w+\s+)?{kind_words(deliverable)}")


def _acts(folded: str, agency: FoundAgency, item: Item) -> bool:
    """Tell whether the agency is the one that acts in its clause, not one that is advised, helped, joined or guided."""
    before = folded[max(0, agency.span.start - 24) : agency.span.start]
    guided = re.search(r"\b(?:chi dao|lanh dao|giao)\s+$", before) and fold(agency.name) in fold(item.title)
    return not agency.is_class and not _ADVISES.search(before) and not guided


def unknown_agency(context: CheckContext) -> Iterator[CheckFinding]:
    """L05: a lead that is neither in the vocabulary nor formed like the name of an agency."""
    seen: set[str] = set()
    for item in context.register.items:
        name = item.lead_agency
        if name and not item.lead_is_class and name not in seen and not is_known_agency(name):
            seen.add(name)
            yield about_item("L05", item, source=item.lead_source, agency=name)


def is_known_agency(name: str) -> bool:
    """Tell whether a name begins as the name of an agency, by the vocabulary and the grammar of names."""
    found = find_agencies(name)
    return bool(found) and found[0].span.start == 0


def class_as_lead(context: CheckContext) -> Iterator[CheckFinding]:
    """L06: a whole class of agencies as lead, told once a class."""
    given: dict[str, list[Item]] = defaultdict(list)
    for item in context.register.items:
        if item.lead_is_class and item.lead_agency:
            given[agency_key(item.lead_agency)].append(item)
    for items in given.values():
        first = items[0]
        yield about_item("L06", first, source=first.lead_source, agency=first.lead_agency, count=len(items))


def lead_also_cooperates(context: CheckContext) -> Iterator[CheckFinding]:
    """L07: the lead stands among the co-operating agencies too."""
    for item in context.register.items:
        others = {agency_key(name) for name in item.cooperating_agencies}
        if item.lead_agency and not item.lead_is_class and agency_key(item.lead_agency) in others:
            yield about_item("L07", item, source=item.lead_source, agency=item.lead_agency)


def one_agency_many_names(context: CheckContext) -> Iterator[CheckFinding]:
    """L08: one agency written in full and in short, as lead or co-operating."""
    names: dict[str, dict[str, tuple[str, Place]]] = defaultdict(dict)
    for item in context.register.items:
        for name in (item.lead_agency, *item.cooperating_agencies):
            if name:
                names[agency_key(name)].setdefault(spelling(name), (name, item.source))
    for written in names.values():
        if len(written) > 1:
            spelled, places = zip(*written.values(), strict=True)
            yield finding("L08", path="", source=places[1], names="; ".join(f"“{name}”" for name in spelled))


def body_that_ended(context: CheckContext) -> Iterator[CheckFinding]:
    """L10: a body that no longer is when the document is issued; told once a name."""
    issued = issue_of(context)
    told: set[str] = set()
    for item in context.register.items if issued else ():
        for name in filter(None, (item.lead_agency, *item.alt_leads, *item.cooperating_agencies)):
            key = f"{agency_key(name)} "
            ended = next((each for each in _ended() if key.startswith(each[0]) and key not in told), None)
            if issued and ended and ended[2] <= issued.first:
                told.add(key)
                yield about_item("L10", item, agency=name, by=ended[1], since=day(ended[2]))


@cache
def _ended() -> tuple[tuple[str, str, dt.date], ...]:
    entries = vocabulary("ended_bodies")["ended"]
    return tuple((f"{agency_key(entry['name'])} ", entry["by"], entry["from"]) for entry in entries)


@cache
def _abbreviations() -> tuple[tuple[re.Pattern[str], str], ...]:
    pairs = vocabulary("abbreviations")["agencies"].items()
    return tuple((re.compile(rf"(?<!\w){re.escape(fold(short))}(?!\w)"), fold(full)) for short, full in pairs)


def agency_key(name: str) -> str:
    """Give the form in which names of agencies are compared: no case, no marks, abbreviations written out."""
    key = fold(name)
    for short, full in _abbreviations():
        key = short.sub(full, key)
    return " ".join(re.findall(r"\w+", key))


CHECKS: tuple[CheckFunction, ...] = (
    product_without_lead,
    task_without_lead,
    several_leads,
    together_without_lead,
    another_body_named,
    unknown_agency,
    class_as_lead,
    lead_also_cooperates,
    one_agency_many_names,
    body_that_ended,
)
