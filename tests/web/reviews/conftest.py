"""What the tests of reviews share: the cast of the cycle on the day of the mid-term review."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dondoc.web import clock
from tests.web.follow_up.making import Cast, make_cast
from tests.web.reviews.making import REVIEWED_ON


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    with clock.frozen(REVIEWED_ON):
        yield make_cast()
