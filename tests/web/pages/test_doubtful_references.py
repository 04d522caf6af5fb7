"""A cited reference that was read with doubt says so on the page of its document and in what is taken out of it."""

from __future__ import annotations

from django.urls import reverse

from dondoc.web.register.as_register import doubts_of, register_of
from dondoc.web.register.models import Citation, Finding, Indicator, WorkItem
from tests.web.pages.world import World


def _doubted(world: World) -> Citation:
    citation: Citation = world.draft.citations.all()[0]
    details = {"references": f"{citation.reference}; / 62-NQ/TW;"}
    Finding.objects.create(document=world.draft, code="R23", severity="warning", message="…", details=details)
    return citation


def test_the_other_reading_stands_by_the_citation(world: World) -> None:
    """On the page, and in the register that the forms are made of."""
    citation = _doubted(world)
    page = world.client("office").get(reverse("register:document", args=[world.draft.pk])).content.decode()
    assert "trên ảnh cũng đọc được: 62-NQ/TW" in page
    register = register_of(world.draft, WorkItem.objects.all(), Indicator.objects.all())
    assert {one.reference: one.other_readings for one in register.citations}[citation.reference] == ("62-NQ/TW",)


def test_what_a_person_said_ends_the_doubt(world: World) -> None:
    """A reference that somebody confirmed is not doubtful, nor one whose finding was settled."""
    citation = _doubted(world)
    citation.field_reviews = {"reference": {"status": "confirmed"}}
    citation.save()
    assert doubts_of(world.draft.findings.all(), [citation]) == {}
