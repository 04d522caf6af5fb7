"""What all tests share: the database they run on is printed, and the journal's guard knows about test databases."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from typing import Any

import pytest


def pytest_report_header() -> str:
    """Say which database is tested: a skipped one is never silent."""
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return "database: PostgreSQL (DATABASE_URL); SQLite NOT tested in this run"
    return "database: SQLite; PostgreSQL NOT tested in this run (`make test` does both)"


@pytest.fixture(scope="session", autouse=True)
def _test_databases_may_be_emptied() -> Iterator[None]:
    """Let Django empty the tables after a test that commits: the journal's triggers are lifted for that moment."""
    if importlib.util.find_spec("django") is None:
        yield
        return
    from django import test as django_test  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415 - the reading core is tested without Django

    from dondoc.web.journal import protection  # noqa: PLC0415

    emptied = django_test.TransactionTestCase._fixture_teardown

    def teardown(case: Any) -> None:
        protection.lift(connection)
        try:
            emptied(case)
        finally:
            protection.protect(connection)

    patch = pytest.MonkeyPatch()
    patch.setattr(django_test.TransactionTestCase, "_fixture_teardown", teardown)
    yield
    patch.undo()
