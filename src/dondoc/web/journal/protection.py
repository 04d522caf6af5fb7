"""The journal guards itself in the database: rows cannot be changed or deleted, whoever asks."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

_MESSAGE = "the journal is append-only"
_SQLITE = [
    f"""CREATE TRIGGER journal_entry_no_update BEFORE UPDATE ON journal_entry
    BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END""",
    f"""CREATE TRIGGER journal_entry_no_delete BEFORE DELETE ON journal_entry
    BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END""",
]
_POSTGRESQL = [
    f"""CREATE OR REPLACE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{_MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    """CREATE TRIGGER journal_entry_no_change BEFORE UPDATE OR DELETE ON journal_entry
    FOR EACH ROW EXECUTE FUNCTION journal_is_append_only()""",
]
_LIFT_SQLITE = ["DROP TRIGGER IF EXISTS journal_entry_no_update", "DROP TRIGGER IF EXISTS journal_entry_no_delete"]
_LIFT_POSTGRESQL = ["DROP TRIGGER IF EXISTS journal_entry_no_change ON journal_entry"]


def protect(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place."""
    _run(connection, _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL)


def lift(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for migrations of the table itself, and for emptying a test database."""
    _run(connection, _LIFT_SQLITE if connection.vendor == "sqlite" else _LIFT_POSTGRESQL)


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
