"""What the tests of indicators share: the cast of the cycle on the last day of June 2023."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from dondoc.web import clock
from tests.web.follow_up.making import Cast, make_cast

ON = dt.date(2023, 6, 30)


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    with clock.frozen(ON):
        yield make_cast()
