"""L: one task, one lead agency."""

from __future__ import annotations

from collections.abc import Iterator

from dondoc.reading.checks.context import CheckContext
from dondoc.reading.checks.findings import about_item
from dondoc.reading.register import CheckFinding, Item


def product_without_lead(context: CheckContext) -> Iterator[CheckFinding]:
    """L01: a product that no agency leads."""
    for item in _without_lead(context):
        if item.deliverable != "task":
            yield about_item("L01", item)


def task_without_lead(context: CheckContext) -> Iterator[CheckFinding]:
    """L02: a task, without a product, that nobody is given."""
    for item in _without_lead(context):
        if item.deliverable == "task":
            yield about_item("L02", item)


def _without_lead(context: CheckContext) -> Iterator[Item]:
    for item in context.register.items:
        if item.lead_agency is None and not item.optional:
            yield item


def several_leads(context: CheckContext) -> Iterator[CheckFinding]:
    """L03: one task with more than one lead."""
    for item in context.register.items:
        if item.lead_agency and item.alt_leads and not item.lead_is_class:
            others = [name for name in item.alt_leads if name != item.lead_agency]
            if others:
                leads = "; ".join([item.lead_agency, *others])
                yield about_item("L03", item, source=item.lead_source, leads=leads)


def class_as_lead(context: CheckContext) -> Iterator[CheckFinding]:
    """L06: a whole class of agencies as lead."""
    for item in context.register.items:
        if item.lead_is_class and item.lead_agency:
            yield about_item("L06", item, source=item.lead_source, agency=item.lead_agency)


def lead_also_cooperates(context: CheckContext) -> Iterator[CheckFinding]:
    """L07: the lead stands among the co-operating agencies too."""
    for item in context.register.items:
        if item.lead_agency and item.lead_agency in item.cooperating_agencies:
            yield about_item("L07", item, source=item.lead_source, agency=item.lead_agency)


CHECKS = (product_without_lead, task_without_lead, several_leads, class_as_lead, lead_also_cooperates)
