"""Collecting what agencies wrote in their progress reports, as a first draft of what a review says."""

from __future__ import annotations

from collections import defaultdict

from django.db import transaction

from dondoc.web import clock
from dondoc.web.follow_up.models import ProgressReport
from dondoc.web.follow_up.services.acts import store
from dondoc.web.organisations.models import User
from dondoc.web.organisations.policies import Action, require
from dondoc.web.reviews.choices import Section
from dondoc.web.reviews.models import Narrative, Review
from dondoc.web.reviews.outcomes import TOLD, items_of

NEWEST = 2  # lines of an agency in one part: a review is no collection of all reports
PARTS = {Section.RESULTS: "results", Section.DIFFICULTIES: "difficulties", Section.PROPOSALS: "proposals"}


@transaction.atomic
def collect_narratives(*, actor: User, review: Review) -> int:
    """Add, for each agency that has none yet, what it reported in the period; what was edited stays. Gives how many."""
    require(actor, Action.WRITE_REVIEW, review)
    there = set(review.narratives.values_list("section", "agency_id"))
    added = 0
    for (section, agency), lines in _told(review).items():
        if (section, agency) not in there:
            _keep(review, section, agency, lines, actor)
            added += 1
    return added


def _told(review: Review) -> dict[tuple[str, int], list[str]]:
    """Give the newest lines of each agency by part, each said once."""
    reports = ProgressReport.objects.filter(
        item__in=items_of(review).values("pk"),
        state__in=TOLD,
        submitted_on__range=(review.covers_from, review.as_of),
    ).order_by("agency__sort_key", "-submitted_on", "-pk")
    told: dict[tuple[str, int], list[str]] = defaultdict(list)
    for report in reports:
        for section, field in PARTS.items():
            text = getattr(report, field).strip()
            lines = told[section, report.agency_id] if text else []
            if text and text not in lines and len(lines) < NEWEST:
                lines.append(text)
    return told


def _keep(review: Review, section: str, agency: int, lines: list[str], actor: User) -> None:
    store(
        Narrative(
            review=review,
            section=section,
            agency_id=agency,
            text="\n".join(lines),
            written_by=actor,
            saved_at=clock.now(),
        )
    )
