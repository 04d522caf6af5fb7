"""What the tests of the cycle share: the clock stands on the first of March 2022, and there is a small cast."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dondoc.web import clock
from tests.web.follow_up.making import TODAY, Cast, make_cast


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    with clock.frozen(TODAY):
        yield make_cast()
