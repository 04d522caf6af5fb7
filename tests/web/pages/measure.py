"""A review and an indicator with a figure, for the tests of the pages."""

from __future__ import annotations

import datetime as dt

from django.core.files.base import ContentFile

from dondoc.web.indicators.services.recording import Figure, record_actual
from dondoc.web.organisations.models import User
from dondoc.web.register.models import Indicator, Programme
from dondoc.web.reviews.services.opening import open_review


def make_measure(programme: Programme, people: dict[str, User]) -> dict[str, int]:
    """Make a review and an indicator that the agency reports; give their numbers by name."""
    review = open_review(
        actor=people["office"], programme=programme, kind="year", as_of=dt.date(2021, 12, 14), form="party"
    )
    indicator = Indicator(
        programme=programme,
        document=programme.document,
        number=1,
        path="II/3",
        name="Chỉ số PAR INDEX",
        reported_by=people["agency"].memberships.get().agency,
    )
    indicator.full_clean()
    indicator.save()
    file = ContentFile(b"%PDF-1.7", name="cong-bo.pdf")
    figure = Figure(dt.date(2021, 1, 1), dt.date(2021, 12, 31), 26, "Quyết định công bố", evidence_file=file)
    actual = record_actual(actor=people["agency"], indicator=indicator, figure=figure)
    return {"review": review.pk, "indicator": indicator.pk, "actual": actual.pk}
