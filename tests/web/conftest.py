"""What the tests of the pages share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

QUERIES_PER_PAGE = 15


@pytest.fixture(autouse=True)
def _files_of_their_own(settings: Any, tmp_path: Path) -> None:
    """Keep the files that a test uploads in a folder that goes with it; make passwords cheap."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def query_budget() -> Callable[[], AbstractContextManager[CaptureQueriesContext]]:
    """Give a context in which at most 15 queries may run: the budget of a page."""

    @contextmanager
    def budget(most: int = QUERIES_PER_PAGE) -> Iterator[CaptureQueriesContext]:
        with CaptureQueriesContext(connection) as seen:
            yield seen
        listing = "\n".join(query["sql"][:200] for query in seen.captured_queries)
        assert len(seen) <= most, f"{len(seen)} queries, at most {most} are allowed:\n{listing}"

    return budget
