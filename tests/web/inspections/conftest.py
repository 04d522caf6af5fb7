"""What the tests of inspections share: a programme with its people on a day, and an inspector."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dondoc.web import clock
from dondoc.web.organisations.models import User
from tests.web.follow_up.making import TODAY, Cast, make_cast
from tests.web.inspections.making import make_inspector


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    with clock.frozen(TODAY):
        yield make_cast()


@pytest.fixture
def inspector(cast: Cast) -> User:
    return make_inspector()
