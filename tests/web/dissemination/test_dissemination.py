"""Sessions, counts by agency, and coverage against plan; unknown is never nobody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError

from dondoc.web import clock
from dondoc.web.dissemination.coverage import coverage_of
from dondoc.web.dissemination.services import Count, call, cancel, hold
from dondoc.web.journal.models import Entry
from dondoc.web.organisations.policies import NotAllowed
from tests.web.builders import make_work_item
from tests.web.dissemination.making import make_session
from tests.web.follow_up.making import TODAY, Cast, make_cast


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    with clock.frozen(TODAY):
        made = make_cast()
        made.helped_item()
        yield made


def test_counts_come_by_agency_and_add_up(cast: Cast) -> None:
    """Two agencies called, both counted: 2/2 agencies, 45/50 people."""
    session = make_session(cast.programme, cast.programme.office, cast.office)
    call(actor=cast.office, session=session, agency=cast.lead, called=30)
    counts = {cast.lead.pk: Count(30, 27), cast.helper_agency.pk: Count(20, 18)}
    hold(actor=cast.office, session=session, counts=counts)
    found = coverage_of(cast.programme, TODAY)
    assert (found.agencies.numerator, found.agencies.denominator) == (2, 2)
    assert (found.people.numerator, found.people.denominator) == (45, 50)


def test_what_nobody_counted_stays_unknown(cast: Cast) -> None:
    """An agency called but not counted is neither reached nor missed, and is in no share of people."""
    session = make_session(cast.programme, cast.programme.office, cast.office)
    hold(
        actor=cast.office, session=session, counts={cast.lead.pk: Count(30, None), cast.helper_agency.pk: Count(20, 0)}
    )
    rows = {row.agency: row for row in coverage_of(cast.programme, TODAY).rows}
    assert rows[cast.lead].is_reached is None
    assert rows[cast.helper_agency].is_reached is False
    people = coverage_of(cast.programme, TODAY).people
    assert (people.numerator, people.denominator) == (0, 20)


def test_only_sessions_held_by_the_day_count(cast: Cast) -> None:
    session = make_session(cast.programme, cast.programme.office, cast.office)
    assert coverage_of(cast.programme, TODAY).agencies.numerator == 0
    hold(actor=cast.office, session=session, counts={cast.lead.pk: Count(3, 3)})
    assert coverage_of(cast.programme, TODAY).agencies.numerator == 1
    assert coverage_of(cast.programme, TODAY - dt.timedelta(days=1)).agencies.numerator == 0


def test_a_session_to_come_is_not_held(cast: Cast) -> None:
    session = make_session(cast.programme, cast.programme.office, cast.office, on=TODAY + dt.timedelta(days=3))
    with pytest.raises(ValidationError, match="chưa đến ngày"):
        hold(actor=cast.office, session=session, counts={})


def test_an_agency_holds_its_own_sessions_only(cast: Cast) -> None:
    own = make_session(cast.programme, cast.lead, cast.contact)
    with pytest.raises(NotAllowed):
        call(actor=cast.helper, session=own, agency=cast.lead, called=1)
    with pytest.raises(NotAllowed):
        make_session(cast.programme, cast.lead, cast.helper)


def test_calling_off_says_why_and_is_final(cast: Cast) -> None:
    session = make_session(cast.programme, cast.programme.office, cast.office)
    with pytest.raises(ValidationError, match="lý do"):
        cancel(actor=cast.office, session=session, note="")
    cancel(actor=cast.office, session=session, note="Dịch bệnh.")
    with pytest.raises(ValidationError, match="đã được hủy"):
        hold(actor=cast.office, session=session, counts={})


def test_the_journal_tells_of_the_session_itself(cast: Cast) -> None:
    """Also where the session carries out an item; an item of another programme is refused."""
    session = make_session(cast.programme, cast.programme.office, cast.office, item=cast.item())
    assert [one.verb for one in Entry.objects.about(session)] == ["plan_session"]
    with pytest.raises(ValidationError, match="chương trình khác"):
        make_session(cast.programme, cast.programme.office, cast.office, item=make_work_item())
