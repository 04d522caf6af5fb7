"""Taking in the figures of a file whose dry run was clean: all of them or none."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.web.indicators.checking import Line
from dondoc.web.indicators.services.recording import Figure, record_actual
from dondoc.web.organisations.models import Agency, User
from dondoc.web.register.models import Indicator, Programme


@transaction.atomic
def take_in(*, actor: User, programme: Programme, lines: Sequence[Line]) -> int:
    """Hand in a figure for each line, as if each had been typed; one that is refused takes all back. Gives how many."""
    indicators = Indicator.objects.of_programme(programme).select_related("programme", "document", "definition")
    indicators = indicators.prefetch_related("definition__parts")
    known = indicators.in_bulk({one.indicator for one in lines})
    agencies = Agency.objects.in_bulk({one.agency for one in lines if one.agency})
    for line in lines:
        if line.indicator not in known:
            raise ValidationError(_("Chỉ tiêu ở dòng %(row)s không còn.") % {"row": line.row})
        figure = Figure(
            line.starts_on,
            line.ends_on,
            line.value,
            line.evidence,
            agency=agencies.get(line.agency) if line.agency else None,
            weight=line.weight,
        )
        record_actual(actor=actor, indicator=known[line.indicator], figure=figure)
    return len(lines)
